"""A class's text: its skeleton, and what stands beside the types in it: defaults, docstrings, the
codec."""

from collections.abc import Mapping

from msgspec import Struct

from generator.ir.schema import (
    AnyType,
    Default,
    Field,
    LiteralType,
    MapSchema,
    NullableType,
    NullType,
    ObjectSchema,
)
from generator.model.skeletons import Header
from generator.python.arguments import python_default
from generator.python.code import Code, Import, docstring, literal
from generator.python.codecs import CodecText
from generator.python.defaults import default_literal
from generator.python.prose import default_text, described
from generator.python.types import Scope, annotation

_NO_DOCSTRING = Code("")


class Member(Struct, frozen=True):
    default: Code
    docstring: Code


class ClassText(Struct, frozen=True):
    """One class, but for its types.

    Attributes:
        docstring: Empty where the class is not described.
        members: By attribute, in order.
    """

    header: Header
    docstring: Code
    members: Mapping[str, Member]
    codec: str
    imports: frozenset[Import]

    def within(self, skeleton: str) -> str:
        """The whole class, of its skeleton: header, and a line a field."""
        decorator, opening, *fields = skeleton.split("\n")
        lines = [decorator, opening]
        if self.docstring:
            lines += [f"    {self.docstring}", ""]
        for line, member in zip(fields, self.members.values(), strict=True):
            lines.append(f"{line}{member.default}".replace(": None | Unset =", ": Unset | None ="))
            if member.docstring:
                lines.append(f"    {member.docstring}")
        return "\n".join([*lines, "", self.codec])


def object_text(definition: ObjectSchema, scope: Scope, codec: CodecText) -> ClassText:
    """A class of fields."""
    names = scope.names.fields[definition.id]
    members = {
        names[f.wire_name]: Member(Code(_default(f, scope)), _field_docstring(f))
        for f in definition.fields
    }
    members["additional_properties"] = Member(Code(" = field(default_factory=dict)"), _NO_DOCSTRING)
    imports = {
        Import("dataclasses", "dataclass"),
        Import("dataclasses", "field"),
        Import("._runtime.model", "Model"),
        *(i for f in definition.fields for i in annotation(f.type, scope).imports),
    }
    if definition.extra is not None and not definition.patterns:
        imports |= annotation(definition.extra, scope).imports
    if any("UNSET" in member.default for member in members.values()):
        imports.add(Import("._runtime.unset", "UNSET"))
    if any("| Unset" in member.default for member in members.values()):
        imports.add(Import("._runtime.unset", "Unset"))
    return ClassText(
        header=Header("slots=True, kw_only=True", "Model", tuple(members)),
        docstring=_class_docstring(definition),
        members=members,
        codec=codec.text,
        imports=frozenset(imports),
    )


def map_text(definition: MapSchema, scope: Scope, codec: CodecText) -> ClassText:
    """A mapping class: `class IndexTags(MapModel[str])`."""
    values = annotation(definition.values, scope)
    # A base is evaluated when the class is made: what may be defined later stands in quotes.
    inner = values.code if not values.imports or values.code == "Any" else literal(str(values.code))
    members = {
        "additional_properties": Member(Code(" = field(default_factory=dict)"), _NO_DOCSTRING)
    }
    imports = {
        Import("dataclasses", "dataclass"),
        Import("dataclasses", "field"),
        Import("._runtime.model", "MapModel"),
        *values.imports,
    }
    return ClassText(
        header=Header("slots=True, eq=False", f"MapModel[{inner}]", tuple(members)),
        docstring=_class_docstring(definition),
        members=members,
        codec=codec.text,
        imports=frozenset(imports),
    )


def _class_docstring(definition: ObjectSchema | MapSchema) -> Code:
    return (
        docstring(described(definition.description), indent=4)
        if definition.description
        else _NO_DOCSTRING
    )


def _default(field: Field, scope: Scope) -> str:
    """What follows the type: nothing for a required field, unless the schema has a default for it."""
    if field.required:
        given = python_default(field.default, field.type, scope.definitions, required=True)
        default = default_literal(given.value, field.type, scope) if given else None
        return f" = {default}" if default else ""
    kind = scope.unaliased(field.type)
    if isinstance(kind, LiteralType) and field.default == Default(value=kind.value):
        # What tells variants apart, as some write it: one value, which need not be given, and is sent.
        return f" = {literal(kind.value)}"
    if isinstance(kind, AnyType):
        return " = UNSET"
    if isinstance(field.type, NullType):
        return " | Unset = UNSET"
    if isinstance(field.type, NullableType):
        return " | Unset | None = UNSET"
    return " = None"


def _field_docstring(field: Field) -> Code:
    said = [described(field.description)] if field.description else []
    if field.default is not None and not field.required:
        said += filter(None, [default_text(field.default.value)])
    if field.deprecated and not (said and said[0].lower().startswith("deprecated")):
        said.append("Deprecated.")
    if not said:
        return _NO_DOCSTRING
    first = said[0]
    return docstring(
        " ".join(said) if "\n" not in first else "\n\n".join([first, " ".join(said[1:])]), indent=4
    )
