"""How values, types and places are said in a message: short, one line, only backticks."""

import json
from collections.abc import Iterable

from generator.ir.document import JsonValue
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
    ComponentOrigin,
    EnumSchema,
    InputOrigin,
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
    SchemaType,
    StringType,
    TupleType,
    UnionSchema,
    UnionType,
)

_LONGEST = 60
_COMPONENTS = "/components/schemas/"


def quoted(value: JsonValue) -> str:
    """A JSON value in backticks, cut where it is long."""
    text = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )
    text = " ".join(text.split()).replace("`", "'")
    return f"`{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}`"


def operation_name(key: str) -> str:
    """An operation in backticks, however long its path."""
    bare = key.replace("`", "'")
    return f"`{bare}`"


def listed(words: Iterable[str]) -> str:
    """`a`, `b` and `c`; the tail of a long list is counted."""
    all_words = list(words)
    if len(all_words) > 6:
        all_words = [*all_words[:5], f"{len(all_words) - 5} more"]
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} and {all_words[-1]}"


def component_name(definition: SchemaDefinition) -> str:
    """A component's key, its request variant's too; the title of an inline schema."""
    match definition.origin:
        case ComponentOrigin(key=key):
            return key
        case InputOrigin(of=whole) if whole.startswith(_COMPONENTS) and whole.count("/") == 3:
            return whole.removeprefix(_COMPONENTS).replace("~1", "/").replace("~0", "~")
        case _:
            return definition.title or ""


def type_name(of: SchemaType, definition: SchemaDefinition | None = None) -> str:
    """A type in a word or two."""
    match of:
        case AnyType():
            return "any value"
        case NeverType():
            return "no value"
        case NullType():
            return "null"
        case BooleanType():
            return "boolean"
        case IntegerType() | NumberType():
            name = "integer" if isinstance(of, IntegerType) else "number"
            return f"{name} ({of.format})" if of.format else name
        case StringType():
            return f"string ({of.format_name})" if of.format_name else "string"
        case LiteralType():
            return quoted(of.value)
        case ArrayType():
            return f"array of {type_name(of.items)}"
        case TupleType():
            return "array with fixed positions"
        case MapType():
            return "object"
        case UnionType():
            return " or ".join(type_name(member) for member in of.members)
        case NullableType():
            return f"{type_name(of.of)} or null"
        case NamedType():
            return _definition_name(definition) if definition else of.id.rpartition("/")[2]


def _definition_name(definition: SchemaDefinition) -> str:
    if name := component_name(definition):
        return quoted(name)
    match definition:
        case ObjectSchema() | MapSchema():
            return "object"
        case EnumSchema():
            return "enum"
        case UnionSchema():
            return "union"
        case AliasSchema():
            return type_name(definition.type)
