"""`response_headers.py`: what responses say in their headers, as dataclasses."""

from generator.ir.api import Operation, ResponseHeader
from generator.ir.files import FileRole, GeneratedFile
from generator.ir.names import HeadersNames
from generator.ir.schema import (
    ArrayType,
    BooleanType,
    EnumSchema,
    IntegerType,
    LiteralType,
    NamedType,
    NullableType,
    NumberType,
    SchemaType,
    StringType,
)
from generator.python.code import Code, Expression, Import, docstring, ident, literal
from generator.python.codecs import decoder
from generator.python.imports import import_block
from generator.python.results import documented_headers
from generator.python.types import Scope, annotation
from generator.render.environment import rendered
from generator.render.prose import entries, one_line, sentence
from generator.render.views import HeadersClassView, HeadersView, HeaderView

_RUNTIME = "._runtime.response_headers"
_TEXT = Expression(Code("str"))


def response_header_files(scope: Scope) -> tuple[GeneratedFile, ...]:
    """The module; nothing where no operation documents a header."""
    named = scope.names.response_headers
    if not named:
        return ()
    imports = {Import("dataclasses", "dataclass"), Import("typing", "Self")}
    imports.add(Import(_RUNTIME, "Headed"))
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
        kind, read = _reading(header, scope)
        how = "required_header" if always else "optional_header"
        imports |= kind.imports | read.imports | {Import(_RUNTIME, how)}
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


def _reading(header: ResponseHeader, scope: Scope) -> tuple[Expression, Expression]:
    """The annotation of a header's value, and what makes it of the text."""
    kind = header.type.of if isinstance(header.type, NullableType) else header.type
    if header.media_type is not None:
        if not _is_json(header.media_type):
            return _TEXT, _TEXT
        return annotation(kind, scope), _wrapped("json_header", decoder(kind, scope))
    resolved = scope.unaliased(kind)
    if isinstance(resolved, ArrayType):
        inner = _scalar(resolved.items, scope)
        if inner is None:
            return _TEXT, _TEXT
        return (
            Expression(Code(f"list[{inner[0].code}]"), inner[0].imports),
            _wrapped("list_header", inner[1]),
        )
    return _scalar(kind, scope) or (_TEXT, _TEXT)


def _scalar(kind: SchemaType, scope: Scope) -> tuple[Expression, Expression] | None:
    """The same of a scalar; `None` where the value is none, and stays a text."""
    match scope.unaliased(kind):
        case BooleanType():
            return Expression(Code("bool")), _named("boolean_header")
        case IntegerType():
            return Expression(Code("int")), _named("integer_header")
        case NumberType():
            return Expression(Code("float")), _named("number_header")
        case StringType() as text:
            made = annotation(text, scope)
            return made, _TEXT if made.code == "str" else decoder(text, scope)
        case LiteralType(value=value):
            return _known([value])
        case NamedType(id=schema_id):
            enum = scope.definitions.get(schema_id)
            if isinstance(enum, EnumSchema):
                return _known([m.value for m in enum.members])
            return None
        case _:
            return None


def _known(values: list[bool | int | float | str]) -> tuple[Expression, Expression]:
    """Known values are read by their kind alone: a server may send others."""
    if values and all(isinstance(v, int) and not isinstance(v, bool) for v in values):
        return Expression(Code("int")), _named("integer_header")
    return _TEXT, _TEXT


def _is_json(media_type: str) -> bool:
    bare = media_type.partition(";")[0].strip().lower()
    return bare == "application/json" or bare.endswith("+json")


def _named(name: str) -> Expression:
    return Expression(Code(name), frozenset({Import(_RUNTIME, name)}))


def _wrapped(name: str, inner: Expression) -> Expression:
    return Expression(Code(f"{name}({inner.code})"), inner.imports | {Import(_RUNTIME, name)})
