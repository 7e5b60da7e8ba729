"""Schema defaults as Python literals."""

from generator.ir.schema import EnumSchema, LiteralType, NamedType, NullableType, SchemaType
from generator.python.code import Code, literal
from generator.python.codecs import scalar_kind
from generator.python.types import Scope


def default_literal(value: object, kind: SchemaType, scope: Scope) -> Code | None:
    """A scalar default as a literal, where the type is a scalar of that kind."""
    if isinstance(kind, NullableType):
        return Code("None") if value is None else default_literal(value, kind.of, scope)
    if not isinstance(value, (bool, int, float, str)):
        return None
    resolved = scope.unaliased(kind)
    if isinstance(resolved, NamedType):
        enum = scope.definitions[resolved.id]
        return (
            literal(value)
            if isinstance(enum, EnumSchema) and any(m.value == value for m in enum.members)
            else None
        )
    if isinstance(resolved, LiteralType):
        return literal(value) if value == resolved.value else None
    plain = scalar_kind(kind, scope)
    wanted = {"str": (str,), "int": (int,), "float": (int, float), "bool": (bool,)}.get(
        plain or "", ()
    )
    return literal(value) if type(value) in wanted else None
