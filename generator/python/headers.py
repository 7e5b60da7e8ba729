"""What the value of a response's header is in Python, and what makes it of the text."""

from typing import Final

from generator.ir.api import ResponseHeader
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
from generator.python.code import Code, Expression, Import
from generator.python.codecs import decoder
from generator.python.types import Scope, annotation

RUNTIME: Final = "._runtime.response_headers"
_TEXT: Final = Expression(Code("str"))


def header_reading(header: ResponseHeader, scope: Scope) -> tuple[Expression, Expression]:
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
    return Expression(Code(name), frozenset({Import(RUNTIME, name)}))


def _wrapped(name: str, inner: Expression) -> Expression:
    return Expression(Code(f"{name}({inner.code})"), inner.imports | {Import(RUNTIME, name)})
