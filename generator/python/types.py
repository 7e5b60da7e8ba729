"""The IR's types as Python annotations, in a model's field, a result, and an argument."""

from collections.abc import Mapping
from typing import Any, Final, Self, assert_never

from msgspec import Struct, field

from generator.ir.api import Api, definitions_by_id
from generator.ir.names import Names
from generator.ir.references import target, unaliased
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
from generator.python.code import Code, Expression, Import, ident, joined, literal

ANY = Expression(Code("Any"), frozenset({Import("typing", "Any")}))

BUILT_IN: Final = (
    *("list", "dict", "str", "int", "float"),
    *("bool", "bytes", "type", "tuple", "object"),
)
"""What annotations name without an import: within a class, an attribute called so takes its place."""

FORMATS: Mapping[StringFormat, Expression] = {
    StringFormat.TEXT: Expression(Code("str")),
    StringFormat.DATE: Expression(Code("date"), frozenset({Import("datetime", "date")})),
    StringFormat.DATE_TIME: Expression(
        Code("datetime"), frozenset({Import("datetime", "datetime")})
    ),
    StringFormat.UUID: Expression(Code("UUID"), frozenset({Import("uuid", "UUID")})),
    StringFormat.DECIMAL: Expression(Code("Decimal"), frozenset({Import("decimal", "Decimal")})),
    StringFormat.BYTE: Expression(Code("bytes")),
    StringFormat.BINARY: Expression(Code("str")),
}
"""What a string is within JSON. `binary` has no meaning there; as a whole body or a part of one it is
bytes, which is `render`'s business."""


class Scope(Struct, frozen=True):
    """An API and the names of what it defines."""

    api: Api
    names: Names
    definitions: Mapping[SchemaId, SchemaDefinition]
    _known: dict[tuple[int, bool], tuple[SchemaType, Expression]] = field(
        default_factory=dict[tuple[int, bool], Any]
    )
    _recursive: dict[SchemaId, bool] = field(default_factory=dict[SchemaId, bool])

    @classmethod
    def of(cls, api: Api, names: Names) -> Self:
        """The scope of a whole API."""
        return cls(api, names, definitions_by_id(api))

    def annotation(self, kind: SchemaType, *, argument: bool) -> Expression:
        """A type as it is annotated: each is asked for by several readers, and written once.

        Known by identity, for equality takes `Literal[1]` for `Literal[True]`.
        """
        found = self._known.get((id(kind), argument))
        if found is None:
            found = kind, _Annotations(self, argument=argument).of(kind)
            self._known[id(kind), argument] = found
        return found[1]

    def symbol(self, schema_id: SchemaId) -> Expression:
        """The class or alias of a definition, imported from where it stands."""
        name = self.names.classes[schema_id]
        return Expression(ident(name), frozenset({Import(self.module(schema_id), name)}))

    def module(self, schema_id: SchemaId) -> str:
        """The module that holds a definition."""
        module = self.names.modules.get(schema_id)
        return f".models.{module}" if module else ".models"

    def target(self, kind: SchemaType) -> SchemaDefinition | None:
        """The definition that a type names, aliases seen through."""
        return target(kind, self.definitions)

    def is_recursive(self, schema_id: SchemaId) -> bool:
        """Whether an alias contains itself, by way of arrays, maps and other aliases."""
        found = self._recursive.get(schema_id)
        if found is None:
            found = self._recursive[schema_id] = _contains_itself(schema_id, self.definitions)
        return found

    def unaliased(self, kind: SchemaType) -> SchemaType:
        """The type with aliases at its root seen through."""
        return unaliased(kind, self.definitions)


def _contains_itself(schema_id: SchemaId, definitions: Mapping[SchemaId, SchemaDefinition]) -> bool:
    pending = [schema_id]
    seen: set[SchemaId] = set()
    while pending:
        definition = definitions.get(pending.pop())
        for inner in _alias_ids(definition.type) if isinstance(definition, AliasSchema) else ():
            if inner == schema_id:
                return True
            if inner not in seen:
                seen.add(inner)
                pending.append(inner)
    return False


def _alias_ids(kind: SchemaType) -> list[SchemaId]:
    """The definitions that a type names, by way of arrays and maps."""
    match kind:
        case NamedType():
            return [kind.id]
        case ArrayType(items=inner) | MapType(values=inner) | NullableType(of=inner):
            return _alias_ids(inner)
        case TupleType():
            rest = [] if kind.rest is None else [kind.rest]
            return [found for item in (*kind.items, *rest) for found in _alias_ids(item)]
        case _:
            return []


def is_open(enum: EnumSchema) -> bool:
    """Whether an enum's hint admits other values: where a response has it, or the API says so."""
    return enum.extensible or enum.directions.response


def annotation(kind: SchemaType, scope: Scope) -> Expression:
    """The type of a model's field, or of a result."""
    return scope.annotation(kind, argument=False)


def argument_annotation(kind: SchemaType, scope: Scope) -> Expression:
    """The type that an argument accepts: models also as mappings, lists as any sequence."""
    return scope.annotation(kind, argument=True)


class _Annotations(Struct, frozen=True):
    scope: Scope
    argument: bool

    def of(self, kind: SchemaType) -> Expression:
        match kind:
            case AnyType():
                return ANY
            case NeverType():
                return Expression(Code("Never"), frozenset({Import("typing", "Never")}))
            case NullType():
                return Expression(Code("None"))
            case BooleanType():
                return Expression(Code("bool"))
            case IntegerType():
                return Expression(Code("int"))
            case NumberType():
                return Expression(Code("float"))
            case StringType():
                return FORMATS[kind.format]
            case LiteralType():
                return literal_type((kind.value,))
            case ArrayType():
                return self._list(self.of(kind.items))
            case TupleType():
                parts = [self.of(item) for item in kind.items] + (
                    [] if kind.rest is None else [self.of(kind.rest)]
                )
                return self._list(union(parts) if parts else ANY)
            case MapType():
                return self._map(self.of(kind.values))
            case UnionType():
                return union(
                    [
                        Expression(Code("str")) if isinstance(m, StringType) else self.of(m)
                        for m in kind.members
                    ]
                )
            case NullableType():
                return union([self.of(kind.of), Expression(Code("None"))])
            case NamedType():
                return self._named(kind)
            case _:
                assert_never(kind)

    def _named(self, kind: NamedType) -> Expression:
        symbol = self.scope.symbol(kind.id)
        definition = self.scope.definitions[kind.id]
        if not self.argument or isinstance(definition, EnumSchema):
            return symbol
        if isinstance(definition, AliasSchema) and self.scope.is_recursive(kind.id):
            # It can't be spelt out: it is given as its models are.
            return symbol
        if isinstance(definition, AliasSchema):
            return self.of(definition.type) if self._takes_models(definition.type) else symbol
        if isinstance(definition, UnionSchema):
            return union([symbol, mapping(ANY)]) if self._takes_models(kind) else symbol
        return union([symbol, mapping(ANY)])

    def _takes_models(self, kind: SchemaType, seen: frozenset[SchemaId] = frozenset()) -> bool:
        match kind:
            case NamedType():
                if kind.id in seen:
                    return False
                definition = self.scope.definitions[kind.id]
                match definition:
                    case ObjectSchema() | MapSchema():
                        return True
                    case UnionSchema():
                        return any(
                            self._takes_models(v, seen | {kind.id}) for v in definition.variants
                        )
                    case AliasSchema():
                        return self._takes_models(definition.type, seen | {kind.id})
                    case _:
                        return False
            case ArrayType():
                return self._takes_models(kind.items, seen)
            case MapType():
                return self._takes_models(kind.values, seen)
            case NullableType():
                return self._takes_models(kind.of, seen)
            case TupleType():
                return any(self._takes_models(i, seen) for i in kind.items)
            case _:
                return False

    def _list(self, item: Expression) -> Expression:
        if self.argument:
            return Expression(
                Code(f"Sequence[{item.code}]"),
                item.imports | {Import("collections.abc", "Sequence")},
            )
        return Expression(Code(f"list[{item.code}]"), item.imports)

    def _map(self, value: Expression) -> Expression:
        return (
            mapping(value)
            if self.argument
            else Expression(Code(f"dict[str, {value.code}]"), value.imports)
        )


def mapping(value: Expression) -> Expression:
    """`Mapping[str, …]`."""
    return Expression(
        Code(f"Mapping[str, {value.code}]"), value.imports | {Import("collections.abc", "Mapping")}
    )


def union(parts: list[Expression]) -> Expression:
    """`A | B`, each once; `Any` swallows all, `None` comes last."""
    if any(part.code == "Any" for part in parts):
        return ANY
    pieces = [p for part in parts for p in _split(part.code)]
    ordered = [p for p in dict.fromkeys(pieces) if p != "None"] + (
        ["None"] if "None" in pieces else []
    )
    imports = frozenset[Import]().union(*(part.imports for part in parts))
    return Expression(joined([Code(p) for p in ordered], " | "), imports)


def _split(text: str) -> list[str]:
    """The members of a union's text; a `|` within brackets or quotes is none of its own."""
    if "|" not in text:
        return [text]
    parts: list[str] = []
    depth, start, quote = 0, 0, ""
    for number, character in enumerate(text):
        if quote:
            quote = "" if character == quote and text[number - 1] != "\\" else quote
        elif character in "\"'":
            quote = character
        elif character in "[(":
            depth += 1
        elif character in "])":
            depth -= 1
        elif character == "|" and depth == 0:
            parts.append(text[start:number].strip())
            start = number + 1
    return [*parts, text[start:].strip()]


def literal_type(values: tuple[bool | int | float | str, ...]) -> Expression:
    """`Literal[…]`; floats have none and are `float`."""
    texts = [literal(v) for v in values if not isinstance(v, float)]
    found = Expression(
        Code(f"Literal[{joined(texts, ', ')}]"), frozenset({Import("typing", "Literal")})
    )
    if len(texts) == len(values):
        return found
    return union([found, Expression(Code("float"))]) if texts else Expression(Code("float"))
