"""The one call of datamodel-code-generator, with its options, each with its reason."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datamodel_code_generator import InputFileType, PythonVersion, generate
from datamodel_code_generator.enums import DataModelType
from datamodel_code_generator.parser import LiteralType

from generator.diagnostics import InternalError
from generator.ir.document import JsonObject


def generate_models(
    document: JsonObject, templates: Path, extra: Mapping[str, Mapping[str, Any]]
) -> str:
    """The source of a document's models, unformatted.

    Args:
        extra: `#/components/schemas/NAME` → what the template prints of it.
    """
    made = generate(
        document,
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.DataclassesDataclass,
        output=None,  # as text
        formatters=[],  # `emit` formats everything once
        disable_timestamp=True,  # no clock in the output
        target_python_version=PythonVersion.PY_311,
        strict_nullable=True,  # null only where the document says so
        use_type_alias=True,
        treat_dot_as_module=False,
        enum_field_as_literal=LiteralType.All,
        keep_model_order=True,
        use_union_operator=True,
        use_standard_collections=True,
        allow_remote_refs=False,  # nothing is fetched
        custom_template_dir=templates,
        extra_template_data=defaultdict(dict, {name: dict(data) for name, data in extra.items()}),
    )
    if not isinstance(made, str):
        raise InternalError("datamodel-code-generator gave no single module")
    return made
