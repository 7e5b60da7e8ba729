"""`response_headers.py`: what responses say in their headers, as dataclasses."""

from generator.ir.api import Operation
from generator.ir.files import FileRole, GeneratedFile
from generator.ir.names import HeadersNames
from generator.python.code import Code, Import, docstring, ident, literal
from generator.python.headers import RUNTIME, header_reading
from generator.python.imports import import_block
from generator.python.prose import sentence
from generator.python.results import documented_headers
from generator.python.types import Scope
from generator.render.environment import rendered
from generator.render.prose import entries, one_line
from generator.render.views import HeadersClassView, HeadersView, HeaderView


def response_header_files(scope: Scope) -> tuple[GeneratedFile, ...]:
    """The module; nothing where no operation documents a header."""
    named = scope.names.response_headers
    if not named:
        return ()
    imports = {Import("dataclasses", "dataclass"), Import("typing", "Self")}
    imports.add(Import(RUNTIME, "Headed"))
    sharing: dict[str, list[Operation]] = {}
    for operation in scope.api.operations:
        if operation.key in named:
            sharing.setdefault(named[operation.key].class_name, []).append(operation)
    classes = tuple(
        _class(found, named[found[0].key], scope, imports) for _, found in sorted(sharing.items())
    )
    view = HeadersView(imports=import_block(imports, "response_headers"), classes=classes)
    text = rendered("response_headers.py.jinja", view)
    return (GeneratedFile(path="response_headers.py", text=text, role=FileRole.CLIENT),)


def _class(
    operations: list[Operation], names: HeadersNames, scope: Scope, imports: set[Import]
) -> HeadersClassView:
    fields: list[HeaderView] = []
    described: list[tuple[str, str]] = []
    for header, always in documented_headers(operations[0]):
        attribute = ident(names.attributes[header.wire_name])
        kind, read = header_reading(header, scope)
        how = "required_header" if always else "optional_header"
        imports |= kind.imports | read.imports | {Import(RUNTIME, how)}
        fields.append(
            HeaderView(
                name=attribute,
                annotation=kind.code if always else Code(f"{kind.code} | None"),
                value=Code(f"{how}(headers, {literal(header.wire_name)}, {read.code})"),
            )
        )
        if text := sentence(one_line(header.description or "")):
            described.append((attribute, text))
    keys = ", ".join(f"`{o.key}`" for o in operations[:3])
    others = f" and {len(operations) - 3} more" if len(operations) > 3 else ""
    lines = [f"Headers of {keys}{others}."]
    if described:
        lines += ["", *entries("Attributes", described, 96)]
    return HeadersClassView(
        name=ident(names.class_name),
        docstring=docstring("\n".join(lines), indent=4),
        fields=tuple(fields),
    )
