"""The IR's types as expressions that decode and encode: what a client writes beside an annotation."""

from collections.abc import Callable
from typing import TypeAlias, assert_never

from msgspec import Struct

from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
    EnumSchema,
    IntegerType,
    LiteralType,
    MapSchema,
    MapType,
    NamedType,
    NeverType,
    NullableType,
    NullType,
    NumberType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    StringFormat,
    StringType,
    TupleType,
    UnionSchema,
    UnionType,
)
from generator.python.code import Code, Expression, Import, ident, literal
from generator.python.types import Scope, argument_annotation, is_open

_ARGUMENTS = "._runtime.arguments"
_CODEC = "._runtime.codec"
_MODEL = "._runtime.model"
_SCALARS = "._runtime.scalars"
_ENCODED = "._runtime.encoded"

_FORMATS = {
    StringFormat.DATE: ("parse_date", "format_date"),
    StringFormat.DATE_TIME: ("parse_datetime", "format_datetime"),
    StringFormat.UUID: ("parse_uuid", "str"),
    StringFormat.DECIMAL: ("parse_decimal", "format_decimal"),
    StringFormat.BYTE: ("parse_base64", "format_base64"),
}


class CodecText(Struct, frozen=True, kw_only=True):
    """The finished codec of a definition.

    Attributes:
        text: The body of a class's two methods, or the function of a union.
    """

    text: str
    imports: frozenset[Import] = frozenset()


CodecWriter: TypeAlias = Callable[[SchemaDefinition, Scope], CodecText | None]
"""Writes the codec of a definition that needs one."""


def _module(form: StringFormat) -> str:
    return _ENCODED if form is StringFormat.BYTE else _SCALARS


def _of(module: str, name: str) -> Expression:
    return Expression(Code(name), frozenset({Import(module, name)}))


def scalar_kind(kind: SchemaType, scope: Scope) -> Code | None:
    """`str`, `int`, `float` or `bool`, where a value of the type needs no more than that check, and
    is annotated with no less."""
    match scope.unaliased(kind):
        case StringType(format=StringFormat.TEXT | StringFormat.BINARY):
            return Code("str")
        case IntegerType():
            return Code("int")
        case NumberType():
            return Code("float")
        case BooleanType():
            return Code("bool")
        case NamedType(id=schema_id):
            enum = scope.definitions[schema_id]
            if isinstance(enum, EnumSchema) and is_open(enum):
                kinds = {type(m.value).__name__ for m in enum.members}
                return Code(kinds.pop()) if kinds in ({"str"}, {"int"}) else None
            return None
        case _:
            return None


def literal_kind(kind: SchemaType, scope: Scope) -> Code | None:
    """The scalar kind behind a closed `Literal`, whose values are checked for their kind alone."""
    match scope.unaliased(kind):
        case LiteralType(value=value):
            return Code(type(value).__name__)
        case NamedType(id=schema_id):
            enum = scope.definitions[schema_id]
            if isinstance(enum, EnumSchema) and not is_open(enum):
                kinds = {type(m.value).__name__ for m in enum.members}
                return Code(kinds.pop()) if len(kinds) == 1 else None
            return None
        case _:
            return None


def decoder(kind: SchemaType, scope: Scope) -> Expression:
    """A callable from a JSON value to the type; raises `DecodeError`."""
    match kind:
        case AnyType() | NeverType():
            return _of(_CODEC, "anything")
        case NullType():
            return _of(_CODEC, "null")
        case BooleanType():
            return _of(_CODEC, "boolean")
        case IntegerType():
            return _of(_CODEC, "integer")
        case NumberType():
            return _of(_CODEC, "number")
        case StringType():
            if kind.format in _FORMATS:
                return _of(_module(kind.format), _FORMATS[kind.format][0])
            return _of(_CODEC, "string")
        case LiteralType():
            return _call("literal", [Expression(Code(type(kind.value).__name__))])
        case ArrayType():
            return _call("list_of", [decoder(kind.items, scope)])
        case TupleType():
            rest = Expression(Code("None")) if kind.rest is None else decoder(kind.rest, scope)
            return _call("tuple_of", [rest, *(decoder(item, scope) for item in kind.items)])
        case MapType(values=AnyType()):
            return _of(_CODEC, "check_object")
        case MapType():
            return _call("map_of", [decoder(kind.values, scope)])
        case UnionType():
            names = dict.fromkeys(k for m in kind.members if (k := _kind_name(m)))
            return _call("scalar", [Expression(Code(name)) for name in names])
        case NullableType():
            return _call("nullable", [decoder(kind.of, scope)])
        case NamedType():
            return _named_decoder(kind, scope)
        case _:
            assert_never(kind)


def _kind_name(kind: SchemaType) -> str | None:
    match kind:
        case BooleanType():
            return "bool"
        case IntegerType():
            return "int"
        case NumberType():
            return "float"
        case StringType():
            return "str"
        case _:
            return None


def _named_decoder(kind: NamedType, scope: Scope) -> Expression:
    definition = scope.definitions[kind.id]
    match definition:
        case ObjectSchema() | MapSchema():
            symbol = scope.symbol(kind.id)
            return Expression(Code(f"{symbol.code}.from_dict"), symbol.imports)
        case AliasSchema():
            if scope.is_recursive(kind.id):
                return _function(kind.id, scope)
            return decoder(definition.type, scope)
        case UnionSchema():
            return _function(kind.id, scope)
        case EnumSchema():
            names = dict.fromkeys(type(m.value).__name__ for m in definition.members)
            if not names:
                return _of(_CODEC, "anything")
            if len(names) == 1 and is_open(definition):
                return _of(
                    _CODEC,
                    {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}[
                        next(iter(names))
                    ],
                )
            return _call("literal", [Expression(Code(name)) for name in names])
        case _:
            assert_never(definition)


def decode_function(schema_id: SchemaId, scope: Scope) -> Code:
    """The name of the function beside a union that decodes it."""
    return ident(f"decode_{_snake(scope.names.classes[schema_id])}")


def _function(schema_id: SchemaId, scope: Scope) -> Expression:
    name = decode_function(schema_id, scope)
    return Expression(name, frozenset({Import(scope.module(schema_id), name)}))


def _snake(name: str) -> str:
    made: list[str] = []
    for number, character in enumerate(name):
        before = name[number - 1] if number else ""
        after = name[number + 1] if number + 1 < len(name) else ""
        if (
            character.isupper()
            and before
            and (before.islower() or before.isdigit() or after.islower())
            and before != "_"
        ):
            made.append("_")
        made.append(character.lower())
    return "".join(made)


def _call(name: str, arguments: list[Expression]) -> Expression:
    imports = frozenset({Import(_CODEC, name)}).union(*(a.imports for a in arguments))
    return Expression(Code(f"{name}({', '.join(a.code for a in arguments)})"), imports)


def plain(kind: SchemaType, scope: Scope) -> bool:
    """Whether a value of the type is its own JSON."""
    if isinstance(kind, NamedType) and scope.is_recursive(kind.id):
        return False
    match scope.unaliased(kind):
        case StringType(format=form):
            return form in (StringFormat.TEXT, StringFormat.BINARY)
        case ArrayType(items=inner) | MapType(values=inner) | NullableType(of=inner):
            return plain(inner, scope)
        case TupleType(items=items, rest=rest):
            return all(plain(i, scope) for i in items) and (rest is None or plain(rest, scope))
        case NamedType(id=schema_id):
            return isinstance(scope.definitions[schema_id], EnumSchema)
        case _:
            return True


def encoder(kind: SchemaType, value: Code, scope: Scope, *, name: str = "item") -> Expression:
    """An expression for the JSON of a value of the type."""
    if plain(kind, scope):
        return Expression(value)
    value = _operand(value)
    resolved = scope.unaliased(kind)
    match resolved:
        case StringType():
            function = _FORMATS[resolved.format][1]
            imports = (
                frozenset[Import]()
                if function == "str"
                else frozenset({Import(_module(resolved.format), function)})
            )
            return Expression(Code(f"{function}({value})"), imports)
        case ArrayType():
            if isinstance(kind, NamedType) and scope.is_recursive(kind.id):
                return Expression(
                    Code(f"encode_json({value})"), frozenset({Import(_MODEL, "encode_json")})
                )
            inner = encoder(resolved.items, Code(name), scope, name=name + "_")
            return Expression(Code(f"[{inner.code} for {name} in {value}]"), inner.imports)
        case MapType():
            if isinstance(kind, NamedType) and scope.is_recursive(kind.id):
                return Expression(
                    Code(f"encode_json({value})"), frozenset({Import(_MODEL, "encode_json")})
                )
            inner = encoder(resolved.values, Code(name), scope, name=name + "_")
            return Expression(
                Code(f"{{key: {inner.code} for key, {name} in {value}.items()}}"), inner.imports
            )
        case NullableType():
            inner = encoder(resolved.of, value, scope, name=name)
            return Expression(Code(f"None if {value} is None else {inner.code}"), inner.imports)
        case NamedType() if isinstance(scope.definitions[resolved.id], (ObjectSchema, MapSchema)):
            return Expression(Code(f"{value}.to_dict()"))
        case _:
            return Expression(
                Code(f"encode_json({value})"), frozenset({Import(_MODEL, "encode_json")})
            )


def _operand(value: Code) -> Code:
    """A value that something can be done with: a conditional stands in parentheses."""
    return (
        Code(f"({value})") if " if " in value and not value.startswith(("[", "{", "(")) else value
    )


def from_argument(kind: SchemaType, value: Code, scope: Scope) -> Expression:
    """An argument's value as a model's field holds it: mappings made models, sequences lists.

    Args:
        value: The argument, whose name an error shows.
    """
    if isinstance(kind, NamedType) and scope.is_recursive(kind.id):
        return Expression(value)
    resolved = scope.unaliased(kind)
    name = literal(value)
    match resolved:
        case NullableType():
            inner = from_argument(resolved.of, value, scope)
            if inner.code == value:
                return inner
            return Expression(Code(f"None if {value} is None else {inner.code}"), inner.imports)
        case ArrayType():
            item = scope.target(resolved.items)
            if isinstance(item, (ObjectSchema, MapSchema)):
                return _converting("as_models", name, value, scope.symbol(item.id))
            if _conversion(resolved.items, scope) is None:
                return _converting("as_list", name, value)
        case TupleType():
            return _converting("as_list", name, value)
        case MapType():
            if _conversion(resolved.values, scope) is None:
                return _converting("as_dict", name, value)
        case NamedType():
            return _model_from_argument(resolved, value, scope)
        case _:
            pass
    found = _conversion(resolved, scope)
    return _converting("converted", name, value, found) if found else Expression(value)


def _conversion(kind: SchemaType, scope: Scope) -> Expression | None:
    """A callable that makes of an argument's part what a model's field holds; `None` where that is
    the same."""
    if isinstance(kind, NamedType) and scope.is_recursive(kind.id):
        return None
    resolved = scope.unaliased(kind)
    match resolved:
        case NullableType():
            inner = _conversion(resolved.of, scope)
            return inner and _call("nullable", [inner])
        case ArrayType():
            inner = _conversion(resolved.items, scope)
            return _converting("items_of", inner) if inner else _of(_ARGUMENTS, "list_from")
        case TupleType():
            return _of(_ARGUMENTS, "list_from")
        case MapType():
            inner = _conversion(resolved.values, scope)
            return _converting("values_of", inner) if inner else _of(_ARGUMENTS, "dict_from")
        case NamedType():
            definition = scope.definitions[resolved.id]
            if isinstance(definition, (ObjectSchema, MapSchema)):
                return _converting("model_of", scope.symbol(resolved.id))
            if isinstance(definition, UnionSchema) and _takes_mapping(resolved, scope):
                return _converting("variant_of", *_variant(definition, scope))
            return None
        case _:
            return None


def _model_from_argument(kind: NamedType, value: Code, scope: Scope) -> Expression:
    definition = scope.definitions[kind.id]
    name = literal(value)
    if isinstance(definition, (ObjectSchema, MapSchema)):
        return _converting("as_model", name, value, scope.symbol(kind.id))
    if isinstance(definition, UnionSchema) and _takes_mapping(kind, scope):
        return _converting("as_variant", name, value, *_variant(definition, scope))
    return Expression(value)


def _variant(definition: UnionSchema, scope: Scope) -> tuple[Expression | Code, ...]:
    function = _function(definition.id, scope)
    return (function, Code("closed=True")) if _is_closed(definition, scope) else (function,)


def _is_closed(union: UnionSchema, scope: Scope) -> bool:
    """Whether each object that a union admits is found by its dispatch: what is not, is no value of
    it. An object that need not have its tag may be any variant, as the parts of a `PATCH` are."""
    dispatch = union.dispatch
    tagged = [variant for _, variant in dispatch.tags if _requires(variant, dispatch.tag, scope)]
    found = [*tagged, *(variant for _, variant in dispatch.keys)]
    objects = [v for v in union.variants if isinstance(scope.target(v), ObjectSchema)]
    others = [v for v in union.variants if v not in objects]
    return (
        bool(dispatch.tags)
        and all(variant in found for variant in objects)
        and all(_is_no_object(v, scope) for v in others)
    )


def _requires(kind: SchemaType, name: str | None, scope: Scope) -> bool:
    target = scope.target(kind)
    return isinstance(target, ObjectSchema) and any(
        field.wire_name == name and field.required for field in target.fields
    )


def _is_no_object(kind: SchemaType, scope: Scope) -> bool:
    return not isinstance(
        scope.unaliased(kind), (AnyType, MapType, NullableType)
    ) and not isinstance(scope.target(kind), (MapSchema, UnionSchema))


def _takes_mapping(kind: NamedType, scope: Scope) -> bool:
    return "Mapping" in argument_annotation(kind, scope).code


def _converting(function: str, *arguments: Expression | Code) -> Expression:
    """A call of the runtime that converts an argument."""
    found = [a if isinstance(a, Expression) else Expression(a) for a in arguments]
    imports = frozenset({Import(_ARGUMENTS, function)}).union(*(a.imports for a in found))
    return Expression(Code(f"{function}({', '.join(a.code for a in found)})"), imports)
