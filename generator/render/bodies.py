"""Bodies of requests: the statements that make one, and the argument of the call that carries it."""

from msgspec import Struct

from generator.ir.api import BodyEncoding, Content, Operation, ParameterStyle, PartEncoding
from generator.ir.document import JsonObject, JsonValue
from generator.ir.names import OperationNames
from generator.ir.schema import (
    AnyType,
    ArrayType,
    NullableType,
    ObjectSchema,
    SchemaType,
    StringFormat,
    StringType,
)
from generator.python.arguments import ArgumentKind, CallArgument, request_content, spread_body
from generator.python.code import Code, Expression, Import, ident, literal
from generator.python.codecs import encoder, from_argument
from generator.python.types import Scope
from generator.render.parameters import value_kind

_BODIES = "._runtime.bodies"
_ENCODE = frozenset({Import("._runtime.model", "encode_json")})


NOTHING = Code("")


class BodyText(Struct, frozen=True):
    """Statements before the call, and the call's own argument (`json=…`, `body=…`)."""

    statements: tuple[Code, ...] = ()
    argument: Code = NOTHING
    imports: frozenset[Import] = frozenset()


def body_text(
    operation: Operation, names: OperationNames, arguments: tuple[CallArgument, ...], scope: Scope
) -> BodyText:
    """How an operation's body is made of its arguments."""
    content = request_content(operation)
    if content is None or operation.body is None:
        return BodyText()
    spread = spread_body(operation, scope.definitions)
    if spread is None:
        return _whole(
            content, ident(names.arguments["body"]), scope, required=operation.body.required
        )
    fields = [a for a in arguments if a.kind in (ArgumentKind.FIELD, ArgumentKind.EXTRA)]
    if content.encoding is BodyEncoding.MULTIPART:
        return _multipart(content, fields, names, scope)
    return _spread(content, spread, fields, names, scope, required=operation.body.required)


def _spread(
    content: Content,
    body: ObjectSchema,
    fields: list[CallArgument],
    names: OperationNames,
    scope: Scope,
    *,
    required: bool,
) -> BodyText:
    symbol = scope.symbol(body.id)
    imports = set(symbol.imports)
    given: list[str] = []
    attributes = scope.names.fields[body.id]
    for argument in fields:
        value = ident(names.arguments[argument.key])
        found = field_value(argument, value, scope)
        imports |= found.imports
        name = (
            "additional_properties"
            if argument.kind is ArgumentKind.EXTRA
            else attributes[argument.wire_name]
        )
        given.append(f"{ident(name)}={found.code}")
    local = next(
        n
        for n in ("body", "content", "request_body", "request_body_")
        if n not in names.arguments.values()
    )
    statement = Code(f"{local} = {symbol.code}({', '.join(given)})")
    if content.encoding is BodyEncoding.FORM:
        imports.add(Import(_BODIES, "form_body"))
        more = _form_styles(content, scope)
        return BodyText(
            (statement,), Code(f"body=form_body({local}.to_dict(){more})"), frozenset(imports)
        )
    argument_text = f"json={local}.to_dict()"
    if not required and not any(field.required for field in body.fields):
        imports.add(Import("._runtime.unset", "UNSET"))
        argument_text = f"json={local}.to_dict() or UNSET"
    return BodyText((statement,), Code(argument_text), frozenset(imports))


def field_value(argument: CallArgument, value: Code, scope: Scope) -> Expression:
    """An argument as the field of a spread body's model holds it."""
    if argument.kind is ArgumentKind.EXTRA:
        inner = from_argument(argument.type, value, scope)
        return Expression(Code(f"{{}} if {value} is None else {inner.code}"), inner.imports)
    kind = argument.type
    if isinstance(scope.unaliased(kind), AnyType):
        return Expression(value)
    inner = from_argument(kind.of if isinstance(kind, NullableType) else kind, value, scope)
    if inner.code == value:
        return inner
    if isinstance(kind, NullableType) and not argument.required:
        imports = inner.imports | {Import("._runtime.unset", "UNSET")}
        return Expression(
            Code(f"{value} if {value} is None or {value} is UNSET else {inner.code}"), imports
        )
    if isinstance(kind, NullableType) or not argument.required:
        return Expression(Code(f"None if {value} is None else {inner.code}"), inner.imports)
    return inner


def _multipart(
    content: Content, fields: list[CallArgument], names: OperationNames, scope: Scope
) -> BodyText:
    imports = {Import("._runtime.multipart", "multipart_body")}
    entries: list[str] = []
    for argument in fields:
        value = ident(names.arguments[argument.key])
        if argument.kind is ArgumentKind.EXTRA:
            entries.append(f"**({value} or {{}})")
            continue
        part = _part_value(argument, value, scope)
        imports |= part.imports
        entries.append(f"{literal(argument.wire_name)}: {part.code}")
    return BodyText(
        (),
        Code(f"body=multipart_body({{{', '.join(entries)}}}{_part_details(content)})"),
        frozenset(imports),
    )


def _part_value(argument: CallArgument, value: Code, scope: Scope) -> Expression:
    """An argument as a part: what stands for nothing as `None`, mappings checked by their models."""
    kind = argument.type
    nullable = isinstance(kind, NullableType)
    held = from_argument(kind.of if isinstance(kind, NullableType) else kind, value, scope)
    unset = nullable and not argument.required
    imports = held.imports | ({Import("._runtime.unset", "UNSET")} if unset else set[Import]())
    if is_file(kind, scope):
        file = Code(f"as_file({literal(value)}, {value})")
        imports = imports - held.imports | {Import("._runtime.multipart", "as_file")}
        return Expression(Code(f"None if {value} is UNSET else {file}") if unset else file, imports)
    if held.code.startswith(("as_list(", "as_dict(")) or held.code == value:
        text = Code(f"None if {value} is UNSET else {value}") if unset else value
        return Expression(text, imports - held.imports)
    absent = f"{value} is None or {value} is UNSET" if unset else f"{value} is None"
    if argument.required and not nullable:
        return Expression(held.code, imports)
    return Expression(Code(f"None if {absent} else {held.code}"), imports)


def _part_details(content: Content) -> str:
    """What the specification says of a multipart body's parts, as further arguments."""
    types: JsonObject = {p.wire_name: p.content_type for p in content.parts if p.content_type}
    headers: JsonObject = {
        p.wire_name: dict[str, JsonValue](fixed)
        for p in content.parts
        if (fixed := [(name, value) for name, value in p.headers if value is not None])
    }
    bare = content.media_type.partition(";")[0].strip().lower()
    made = f", {literal(types)}" if types else ""
    made += f", headers={literal(headers)}" if headers else ""
    return made + (f", media_type={literal(bare)}" if bare != "multipart/form-data" else "")


def _form_styles(content: Content, scope: Scope) -> str:
    """How the fields of a form are written where the specification says so, as an argument."""
    target = scope.target(content.type)
    kinds = (
        {f.wire_name: value_kind(f.type, scope) for f in target.fields}
        if isinstance(target, ObjectSchema)
        else {}
    )
    styles: JsonObject = {
        p.wire_name: style
        for p in content.parts
        if (style := _form_style(p, kinds.get(p.wire_name, "object")))
    }
    return f", {literal(styles)}" if styles else ""


_JOINTS = {
    ParameterStyle.FORM: ",",
    ParameterStyle.SPACE_DELIMITED: " ",
    ParameterStyle.PIPE_DELIMITED: "|",
}


def _form_style(part: PartEncoding, kind: str) -> str | None:
    if kind == "scalar":
        return None
    if part.style is ParameterStyle.DEEP_OBJECT:
        return "deepObject"
    if part.style is None and part.explode is None:
        bare = (part.content_type or "").partition(";")[0].strip().lower()
        is_json = bare == "application/json" or bare.endswith("+json")
        return "json" if is_json and kind == "array" else None
    style = part.style or ParameterStyle.FORM
    explode = style is ParameterStyle.FORM if part.explode is None else part.explode
    if kind == "object":
        return "form" if explode else None
    return None if explode else _JOINTS.get(style)


def _whole(content: Content, value: Code, scope: Scope, *, required: bool) -> BodyText:
    """A body that is one argument."""
    needed: set[Import] = set()
    match content.encoding:
        case BodyEncoding.JSON:
            nullable = isinstance(content.type, NullableType)
            kind = content.type.of if isinstance(content.type, NullableType) else content.type
            held = from_argument(kind, value, scope)
            found = encoder(kind, held.code, scope)
            text, imports = found.code, found.imports | held.imports
            if nullable and required and text != value:
                text = Code(f"None if {value} is None else {text}")
            if not required:
                text = Code(f"UNSET if {value} is None else {text}")
                imports |= {Import("._runtime.unset", "UNSET")}
            return BodyText((), Code(f"json={text}"), imports)
        case BodyEncoding.FORM:
            fields = _mapping(content.type, value, scope)
            needed |= fields.imports
            call = Code(f"form_body({fields.code}{_form_styles(content, scope)})")
            name = "form_body"
        case BodyEncoding.MULTIPART:
            fields = _mapping(content.type, value, scope)
            call = Code(f"multipart_body({fields.code}{_part_details(content)})")
            text = call if required else Code(f"None if {value} is None else {call}")
            imports = fields.imports | {Import("._runtime.multipart", "multipart_body")}
            return BodyText((), Code(f"body={text}"), imports)
        case BodyEncoding.NDJSON:
            more = (
                ""
                if content.media_type == "application/x-ndjson"
                else f", {literal(content.media_type)}"
            )
            lines = from_argument(ArrayType(items=content.type), value, scope)
            call, name = Code(f"ndjson_body({lines.code}{more})"), "ndjson_body"
            needed |= lines.imports
        case _:
            call, name = (
                Code(f"raw_body({value}, {literal(_concrete(content.media_type))})"),
                "raw_body",
            )
    text = call if required else Code(f"None if {value} is None else {call}")
    needed.add(Import(_BODIES, name))
    return BodyText((), Code(f"body={text}"), frozenset(needed))


def _mapping(kind: SchemaType, value: Code, scope: Scope) -> Expression:
    """The fields of a body that is given as a whole."""
    if scope.target(kind) is None:
        return Expression(value)
    held = from_argument(kind, value, scope)
    return Expression(Code(f"encode_json({held.code})"), held.imports | _ENCODE)


def _concrete(media_type: str) -> str:
    """A media type that can be sent: a range stands for bytes."""
    return "application/octet-stream" if "*" in media_type else media_type


def is_file(kind: SchemaType, scope: Scope) -> bool:
    """Whether a field of a multipart body is a file."""
    resolved = scope.unaliased(kind)
    if isinstance(resolved, NullableType):
        resolved = scope.unaliased(resolved.of)
    if isinstance(resolved, ArrayType):
        return is_file(resolved.items, scope)
    return isinstance(resolved, StringType) and resolved.format is StringFormat.BINARY
