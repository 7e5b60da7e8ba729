"""Arguments as they go into a request: the expression for each place and style."""

from generator.ir.api import Parameter, ParameterLocation, ParameterStyle
from generator.ir.schema import (
    ArrayType,
    MapSchema,
    MapType,
    NullableType,
    ObjectSchema,
    SchemaType,
    TupleType,
    UnionSchema,
)
from generator.python.code import Code, Expression, Import, literal
from generator.python.codecs import from_argument
from generator.python.types import Scope

_STYLES = "._runtime.parameters"
_SEPARATORS = {
    ParameterStyle.FORM: ",",
    ParameterStyle.SIMPLE: ",",
    ParameterStyle.SPACE_DELIMITED: " ",
    ParameterStyle.PIPE_DELIMITED: "|",
    ParameterStyle.TAB_DELIMITED: "\t",
}


def parameter_entry(parameter: Parameter, value: Code, scope: Scope) -> Expression:
    """One entry of the mapping that a call is given: `"limit": limit`, or `**deep_object(…)`."""
    name = literal(parameter.wire_name)
    kind = value_kind(parameter.type, scope)
    held = _checked(parameter, value, scope)
    value, reserved = held.code, held.imports
    if parameter.allow_reserved and parameter.location is ParameterLocation.QUERY:
        value = Code(f"with_reserved({value})")
        reserved |= {Import("._runtime.serialization", "with_reserved")}
    found = _placed(parameter, value, kind, name)
    return Expression(found.code, found.imports | reserved)


def _checked(parameter: Parameter, value: Code, scope: Scope) -> Expression:
    """The argument, a mapping in a model's place checked by it."""
    kind = parameter.type.of if isinstance(parameter.type, NullableType) else parameter.type
    if not isinstance(scope.target(kind), (ObjectSchema, MapSchema, UnionSchema)):
        return Expression(value)
    held = from_argument(kind, value, scope)
    if held.code == value or (parameter.required and kind is parameter.type):
        return held
    return Expression(Code(f"None if {value} is None else {held.code}"), held.imports)


def _placed(parameter: Parameter, value: Code, kind: str, name: Code) -> Expression:
    if parameter.media_type is not None:
        return _entry(name, _call("json_text", value))
    match parameter.location:
        case ParameterLocation.PATH:
            return _entry(name, _path(parameter, value, kind))
        case ParameterLocation.HEADER:
            if kind == "object":
                return _entry(
                    name, _call("header_exploded" if parameter.explode else "plain_fields", value)
                )
            return _entry(name, Expression(value))
        case ParameterLocation.COOKIE | ParameterLocation.QUERY:
            return _query(parameter, value, kind)


def _path(parameter: Parameter, value: Code, kind: str) -> Expression:
    explode = ", explode=True" if parameter.explode else ""
    match parameter.style:
        case ParameterStyle.LABEL:
            return _call("label_style", Code(f"{value}{explode}"))
        case ParameterStyle.MATRIX:
            return _call("matrix_style", Code(f"{literal(parameter.wire_name)}, {value}{explode}"))
        case _:
            if kind == "object":
                return _call("simple_exploded" if parameter.explode else "plain_fields", value)
            return Expression(value)


def _query(parameter: Parameter, value: Code, kind: str) -> Expression:
    name = literal(parameter.wire_name)
    if parameter.style is ParameterStyle.DEEP_OBJECT:
        found = _call("deep_object", Code(f"{name}, {value}"))
        return Expression(Code(f"**{found.code}"), found.imports)
    if kind == "object":
        if parameter.explode:
            found = _call("exploded_fields", value)
            return Expression(Code(f"**{found.code}"), found.imports)
        return _entry(
            name,
            _call(
                "delimited_style",
                Code(f'{value}, {literal(_SEPARATORS.get(parameter.style, ","))}'),
            ),
        )
    if kind == "array":
        if not parameter.explode:
            separator = literal(_SEPARATORS.get(parameter.style, ","))
            return _entry(name, _call("delimited_style", Code(f"{value}, {separator}")))
        return _entry(name, Expression(value))
    return _entry(name, Expression(value))


def _entry(name: Code, value: Expression) -> Expression:
    return Expression(Code(f"{name}: {value.code}"), value.imports)


def _call(function: str, arguments: Code) -> Expression:
    return Expression(Code(f"{function}({arguments})"), frozenset({Import(_STYLES, function)}))


def value_kind(kind: SchemaType, scope: Scope) -> str:
    """Whether a value is a `scalar`, an `array` or an `object`."""
    resolved = scope.unaliased(kind)
    while isinstance(resolved, NullableType):
        resolved = scope.unaliased(resolved.of)
    if isinstance(resolved, (ArrayType, TupleType)):
        return "array"
    if isinstance(resolved, MapType):
        return "object"
    definition = scope.target(resolved)
    if isinstance(definition, (ObjectSchema, MapSchema)):
        return "object"
    if isinstance(definition, UnionSchema):
        kinds = {value_kind(v, scope) for v in definition.variants}
        return (
            kinds.pop()
            if len(kinds) == 1
            else "array" if "array" in kinds and "object" not in kinds else "scalar"
        )
    return "scalar"
