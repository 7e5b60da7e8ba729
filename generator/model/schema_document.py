"""The document that datamodel-code-generator reads: final names as keys, every type spelt out.

Nothing is left to its judgement: objects with all properties required, `$ref`s, arrays, maps,
`anyOf`; null explicit; values of enums as place holders, which come back as literals of our own
making.
"""

from typing import Final, assert_never

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue
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
from generator.python.types import Scope, is_open

REFERENCE: Final = "#/components/schemas/"
HOLDER: Final = "oasmith:"
"""What place holders of texts begin with."""
_PATHS: Final = {
    StringFormat.DATE: "datetime.date",
    StringFormat.DATE_TIME: "datetime.datetime",
    StringFormat.UUID: "uuid.UUID",
    StringFormat.DECIMAL: "decimal.Decimal",
    StringFormat.BYTE: "builtins.bytes",
}


def openapi(schemas: JsonObject) -> JsonObject:
    """A document of schemas alone, as OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


class SchemaDocument(Struct):
    """The schemas under construction.

    Attributes:
        texts: Place holder → the text of the string that it stands for.
    """

    scope: Scope
    schemas: JsonObject = field(default_factory=dict[str, JsonValue])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    _referred: dict[str, SchemaId] = field(default_factory=dict[str, SchemaId])
    _name: str = ""
    _held_here: int = 0

    def add(self, definition: SchemaDefinition) -> None:
        """Add a definition under its class's name."""
        self._name, self._held_here = self.scope.names.classes[definition.id], 0
        self._referred[self._name] = definition.id
        self.schemas[self._name] = self._definition(definition)

    def alias(self, name: str) -> JsonValue | None:
        """The schema of an alias that a type refers to; `None` of a class."""
        definition = self.scope.definitions[self._referred[name]]
        if isinstance(definition, (ObjectSchema, MapSchema)):
            return None
        if name not in self.schemas:
            self.add(definition)
        return self.schemas[name]

    def _definition(self, definition: SchemaDefinition) -> JsonObject:
        match definition:
            case ObjectSchema():
                names = self.scope.names.fields[definition.id]
                extra = (
                    AnyType()
                    if definition.extra is None or definition.patterns
                    else definition.extra
                )
                properties: JsonObject = {
                    names[f.wire_name]: self.schema(f.type if f.required else _optional(f.type))
                    for f in definition.fields
                }
                properties["additional_properties"] = self._map(extra)
                return {"type": "object", "properties": properties, "required": list(properties)}
            case MapSchema():
                only: JsonObject = {"additional_properties": self._map(definition.values)}
                return {"type": "object", "properties": only, "required": list(only)}
            case EnumSchema():
                return self._enum(definition)
            case UnionSchema():
                return self._union(definition)
            case AliasSchema():
                return self.schema(definition.type)
            case _:
                assert_never(definition)

    def _enum(self, definition: EnumSchema) -> JsonObject:
        branches: list[JsonValue] = []
        kinds = list(dict.fromkeys(type(m.value) for m in definition.members))
        for kind in kinds:
            values = [m.value for m in definition.members if type(m.value) is kind]
            branches.append(self._values(values))
        if is_open(definition):
            for kind in kinds:
                if kind is not float:
                    branches.append({"type": _NAMES[kind]})
        if len(branches) == 1 and isinstance(branches[0], dict):
            return branches[0]
        return {"anyOf": branches} if branches else {}

    def _values(self, values: list[bool | int | float | str]) -> JsonObject:
        kind = type(values[0])
        if kind is float:
            return {"type": "number"}
        held: list[JsonValue] = [self._held(v) if isinstance(v, str) else v for v in values]
        return {"type": _NAMES[kind], "enum": held}

    def _held(self, text: str) -> str:
        # Counted by definition, so that no place holder moves with what is added elsewhere.
        name = f"{HOLDER}{self._name}.{self._held_here}:"
        self._held_here += 1
        self.texts[name] = text
        return name

    def _union(self, definition: UnionSchema) -> JsonObject:
        literals = [v.value for v in definition.variants if isinstance(v, LiteralType)]
        branches: list[JsonValue] = []
        for variant in definition.variants:
            if not isinstance(variant, LiteralType):
                branches.append(self.schema(variant))
            elif variant.value == literals[0]:
                # Known values stand together, where the first of them stood.
                for kind in dict.fromkeys(type(v) for v in literals):
                    branches.append(self._values([v for v in literals if type(v) is kind]))
        if definition.directions.response:
            open_kinds = dict.fromkeys(type(v) for v in literals if not isinstance(v, float))
            opened: list[JsonValue] = [{"type": _NAMES[kind]} for kind in open_kinds]
            branches += [b for b in opened if b not in branches]
        branches += [f for f in _fallbacks(definition, self.scope) if f not in branches]
        return {"anyOf": branches}

    def _map(self, values: SchemaType) -> JsonObject:
        inner: JsonValue = True if isinstance(values, AnyType) else self.schema(values)
        return {"type": "object", "additionalProperties": inner}

    def schema(self, kind: SchemaType) -> JsonObject:
        """A type as the document has it."""
        match kind:
            case AnyType():
                return {}
            case NeverType():
                return {"customTypePath": "typing.Never"}
            case NullType():
                return {"type": "null"}
            case BooleanType():
                return {"type": "boolean"}
            case IntegerType():
                return {"type": "integer"}
            case NumberType():
                return {"type": "number"}
            case StringType():
                path = _PATHS.get(kind.format)
                return {"customTypePath": path} if path else {"type": "string"}
            case LiteralType():
                return self._values([kind.value])
            case ArrayType():
                return {"type": "array", "items": self.schema(kind.items)}
            case TupleType():
                parts: list[JsonValue] = [self.schema(i) for i in kind.items]
                parts += [] if kind.rest is None else [self.schema(kind.rest)]
                distinct = [p for n, p in enumerate(parts) if p not in parts[:n]]
                items: JsonValue = (
                    {}
                    if not parts or {} in parts
                    else {"anyOf": distinct} if len(distinct) > 1 else distinct[0]
                )
                return {"type": "array", "items": items}
            case MapType():
                return self._map(kind.values)
            case UnionType():
                members: list[JsonValue] = []
                for member in kind.members:
                    one: JsonObject = (
                        {"type": "string"}
                        if isinstance(member, StringType)
                        else self.schema(member)
                    )
                    members += [one] if one not in members else []
                return {"anyOf": members}
            case NullableType():
                inner = self.schema(kind.of)
                null: JsonValue = {"type": "null"}
                branches = inner.get("anyOf")
                if len(inner) == 1 and isinstance(branches, list):
                    return {"anyOf": [*branches, null]}
                return {"anyOf": [inner, null]}
            case NamedType():
                name = self.scope.names.classes[kind.id]
                self._referred[name] = kind.id
                return {"$ref": f"{REFERENCE}{name}"}
            case _:
                assert_never(kind)


def _optional(kind: SchemaType) -> SchemaType:
    """The type with `None`, which an absent field is; where null is a value of its own, `members`
    says both behind the type."""
    if isinstance(kind, NullableType):
        return kind.of
    return kind if isinstance(kind, (AnyType, NullType)) else NullableType(of=kind)


_NAMES: Final = {bool: "boolean", int: "integer", float: "number", str: "string"}


def _fallbacks(definition: UnionSchema, scope: Scope) -> list[JsonValue]:
    """What an undecided value is kept as: its kinds' plainest types, where a variant may be missed."""
    dispatch = definition.dispatch
    unique = {kind for kind, _ in dispatch.kinds}
    found: list[JsonValue] = []
    if "object" not in unique and any(_is_object(v, scope) for v in definition.variants):
        found.append({"type": "object", "additionalProperties": True})
    if "array" not in unique and any(
        isinstance(scope.unaliased(v), (ArrayType, TupleType)) for v in definition.variants
    ):
        found.append({"type": "array", "items": {}})
    return found


def _is_object(kind: SchemaType, scope: Scope) -> bool:
    target = scope.target(kind)
    if isinstance(target, UnionSchema):
        return any(_is_object(v, scope) for v in target.variants if v != kind)
    return isinstance(target, (ObjectSchema, MapSchema)) or isinstance(
        scope.unaliased(kind), MapType
    )
