"""JSON Schema 2020-12 → `SchemaType`s and definitions.

`Schemas` is asked for the type of one schema at a time and remembers every definition that this
brings to light. A schema is first flattened into *parts* that hold together (`allOf`, siblings of
`$ref`), then read as one: a base (`inheritance`), a union (`alternatives`), an enum (`enums`), an
object or an array (`objects`), or a scalar (`scalars`), with null taken out (`nullability`).
"""

from msgspec import Struct, field

from generator.diagnostics import Collector
from generator.ir.document import JsonObject
from generator.ir.fidelity import CONTRADICTIONS, Fidelity, FidelityNote
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ComponentOrigin,
    MapSchema,
    MapType,
    NamedType,
    NeverType,
    NullableType,
    NullType,
    SchemaDefinition,
    SchemaId,
    SchemaOrigin,
    SchemaType,
    StringFormat,
    StringType,
)
from generator.lower.all_of import (
    Contradiction,
    admitted_kinds,
    enum_values,
    merged_constraints,
    unknown_type,
    validating,
)
from generator.lower.alternatives import (
    SCHEMAS,
    SHARING,
    offers_alternatives,
    read_kinds,
    read_union,
)
from generator.lower.definitions import common, origin_of, placeholder
from generator.lower.enums import read_enum, read_extensible
from generator.lower.inheritance import base_of, inherits, read_base
from generator.lower.located import Located, located, object_of_schema, refuse, text_of, unescape
from generator.lower.nullability import Nullability, speaks_of_null
from generator.lower.objects import read_array, read_object
from generator.lower.plain import plain_type
from generator.lower.scalars import is_raw, scalar_type
from generator.lower.unions import PendingUnion

_DEEPEST = 30
"""So many components are read within each other; those beyond wait for the outermost, so that a
chain of references may be of any length."""


class Schemas(Struct):
    """The definitions of an API, as they come to light.

    Attributes:
        tree: The canonical document.
        definitions: By id; unions are `PendingUnion`s until all is read.
        children: Base component → components that inherit from it by `allOf`.
    """

    tree: JsonObject
    collector: Collector
    nullability: Nullability
    children: dict[str, list[str]]
    definitions: dict[SchemaId, SchemaDefinition | PendingUnion] = field(
        default_factory=dict[SchemaId, "SchemaDefinition | PendingUnion"]
    )
    types: dict[str, SchemaType] = field(default_factory=dict[str, SchemaType])
    active: set[str] = field(default_factory=set[str])
    reentered: set[str] = field(default_factory=set[str])
    waiting: list[tuple[Located, SchemaId, ComponentOrigin]] = field(
        default_factory=list[tuple[Located, SchemaId, ComponentOrigin]]
    )
    notes: list[FidelityNote] = field(default_factory=list[FidelityNote])
    known: dict[str, Located] = field(default_factory=dict[str, Located])
    depth: int = 0

    # Entry points.

    def type_of(self, at: Located, origin: SchemaOrigin) -> SchemaType:
        """The type of a schema; definitions on the way are remembered.

        Raises:
            SpecError: `O31x` no value could fit.
        """
        schema = at.schema
        if isinstance(schema, bool):
            return AnyType() if schema else NeverType()
        if "$ref" in schema:
            if len(schema) == 1 or not validating(at):
                return self.reference(str(schema["$ref"])[1:])
        elif plain := plain_type(at, schema):
            return plain
        if alone := self.only_reference(at):
            return self.reference(alone)
        if at.pointer in self.types:
            return self.types[at.pointer]
        if at.pointer in self.active:
            # An inline schema that stands in itself, by way of what it refers to.
            self.reentered.add(at.pointer)
            return NamedType(id=SchemaId(at.pointer))
        self.active.add(at.pointer)
        try:
            made = self.read(self.parts_of(at), at.pointer, origin)
        finally:
            self.active.discard(at.pointer)
        if at.pointer in self.reentered:
            made = self._named(at, origin, made)
        self.types[at.pointer] = made
        return made

    def _named(self, at: Located, origin: SchemaOrigin, made: SchemaType) -> SchemaType:
        """A type that contains itself, as a definition."""
        schema_id = SchemaId(at.pointer)
        if isinstance(made, NullableType):
            return NullableType(of=self._named(at, origin, made.of))
        if made != NamedType(id=schema_id):
            self.definitions[schema_id] = AliasSchema(**common(schema_id, origin, [at]), type=made)
        return NamedType(id=schema_id)

    def reference(self, pointer: str) -> SchemaType:
        """The type that a `$ref` stands for."""
        if pointer in self.types:
            return self.types[pointer]
        at = self.at(pointer)
        if pointer.startswith(SCHEMAS) and "/" not in pointer[len(SCHEMAS) :]:
            return self._component(at)
        return self.type_of(at, origin_of(pointer))

    def at(self, pointer: str) -> Located:
        """The schema at a pointer of the document."""
        found = self.known.get(pointer)
        if found is None:
            found = self.known[pointer] = located(self.tree, pointer)
        return found

    # Components.

    def _component(self, at: Located) -> SchemaType:
        name = unescape(at.pointer[len(SCHEMAS) :])
        schema_id = SchemaId(at.pointer)
        nullable = self.nullability.nullable(at)
        use: SchemaType = (
            NullableType(of=NamedType(id=schema_id)) if nullable else NamedType(id=schema_id)
        )
        self.types[at.pointer] = use
        origin = ComponentOrigin(key=name)
        self.definitions[schema_id] = placeholder(schema_id, origin)
        self.waiting.append((at, schema_id, origin))
        if self.depth < _DEEPEST:
            self._define(*self.waiting.pop())
        while self.waiting and not self.depth:
            self._define(*self.waiting.pop(0))
        return use

    def _define(self, at: Located, schema_id: SchemaId, origin: ComponentOrigin) -> None:
        self.depth += 1
        try:
            with self.collector.part():
                self._define_component(at, schema_id, origin)
        finally:
            self.depth -= 1

    def _define_component(self, at: Located, schema_id: SchemaId, origin: ComponentOrigin) -> None:
        if isinstance(at.schema, dict) and "$ref" in at.schema and not validating(at):
            made = self.reference(str(at.schema["$ref"])[1:])
        elif alone := self.only_reference(at):
            made = self.reference(alone)
        elif isinstance(at.schema, bool):
            made = AnyType() if at.schema else NeverType()
        else:
            made = self.read(self.parts_of(at), at.pointer, origin)
        made = made.of if isinstance(made, NullableType) else made
        if made == NamedType(id=schema_id):
            return
        shared = common(schema_id, origin, [at])
        if isinstance(made, MapType):
            self.definitions[schema_id] = MapSchema(
                **shared, values=made.values, constraints=made.constraints
            )
        else:
            self.definitions[schema_id] = AliasSchema(**shared, type=made)

    # Flattening.

    def parts_of(self, at: Located, seen: tuple[str, ...] = ()) -> list[Located]:
        """The schemas that hold together at a place: `$ref` targets and `allOf` branches, flat.

        Raises:
            SpecError: `O312` an `allOf` contains itself.
        """
        schema = at.schema
        if isinstance(schema, bool):
            if schema:
                return []
            raise refuse("O313", "an `allOf` with a branch `false` admits no value", at.pointer)
        if at.pointer in seen:
            chain = " → ".join(f"#{p}" for p in (*seen[seen.index(at.pointer) :], at.pointer))
            raise refuse(
                "O312",
                f"the schema is made of itself: {chain}",
                at.pointer,
                "An `allOf` must end somewhere.",
            )
        found: list[Located] = []
        inner = (*seen, at.pointer)
        if isinstance(reference := schema.get("$ref"), str):
            found += self.parts_of(self.at(reference[1:]), inner)
        for branch in at.branches("allOf"):
            found += self.parts_of(branch, inner)
        own = {k: v for k, v in schema.items() if k not in ("$ref", "allOf")}
        if own:
            found.append(Located(own, at.pointer))
        return found

    def only_reference(self, at: Located) -> str | None:
        """The target of an `allOf` of a single `$ref`: it is that `$ref`."""
        branches = at.branches("allOf")
        if len(branches) != 1 or not isinstance(at.schema, dict):
            return None
        rest = Located(
            {k: v for k, v in at.schema.items() if k not in ("allOf", "type")}, at.pointer
        )
        inner = branches[0].schema
        if validating(rest) or not isinstance(inner, dict) or validating(branches[0]):
            return None
        reference = inner.get("$ref")
        if not isinstance(reference, str) or inherits(self, at.pointer, reference[1:]):
            return None
        return reference[1:]

    # Reading.

    def read(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        speaking = [part for part in parts if speaks_of_null(part)]
        nullable = bool(speaking) and all(self.nullability.nullable(part) for part in speaking)
        try:
            made = self._read_value(parts, pointer, origin)
        except Contradiction as error:
            made = self._unchecked(error)
        if isinstance(made, NullableType):
            return made if nullable else made.of
        return (
            NullableType(of=made)
            if nullable and not isinstance(made, (AnyType, NullType))
            else made
        )

    def _unchecked(self, error: Contradiction) -> SchemaType:
        """What no value fits goes through as it comes: servers that say so send something."""
        self.notes.append(
            FidelityNote(
                name=CONTRADICTIONS,
                fidelity=Fidelity.LOOSE,
                keyword="allOf",
                reason=f"{error.reason}; any value is let through",
                pointer=error.pointer,
            )
        )
        return AnyType()

    def _read_value(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        values = enum_values(parts)
        if values is not None:
            return read_enum(self, parts, values, pointer, origin)
        if base := base_of(parts, pointer, self):
            return read_base(self, parts, base, pointer, origin)
        if group := next(
            ((part, key) for part in parts for key in SHARING if offers_alternatives(part, key)),
            None,
        ):
            return read_union(self, parts, *group, pointer, origin)
        kinds = admitted_kinds(parts)
        if kinds is None and any(is_raw(p.get("contentMediaType")) for p in parts):
            return self.of_kind("string", parts, pointer, origin)
        if kinds is None:
            return read_extensible(self, parts, pointer, origin) or AnyType()
        kinds = kinds - {"null"}
        if len(kinds) > 1:
            return read_kinds(self, parts, kinds, pointer, origin)
        if not kinds:
            return NullType()
        return self.of_kind(next(iter(kinds)), parts, pointer, origin)

    def of_kind(
        self, kind: str, parts: list[Located], pointer: str, origin: SchemaOrigin
    ) -> SchemaType:
        match kind:
            case "object":
                return read_object(self, parts, pointer, origin)
            case "array":
                return read_array(self, parts, pointer, origin)
            case "string" | "integer" | "number" | "boolean":
                if extensible := read_extensible(self, parts, pointer, origin):
                    return extensible
                names = [f for p in parts if (f := text_of(p.get("format")))]
                media_types = [m for p in parts if (m := p.get("contentMediaType"))]
                encodings = [p.get("contentEncoding") for p in parts if p.get("contentEncoding")]
                return scalar_type(
                    kind,
                    names[-1] if names else None,
                    merged_constraints(parts),
                    encodings[-1] if encodings else None,
                    media_types[-1] if media_types else None,
                )
            case "file":
                return StringType(format=StringFormat.BINARY)
            case _:
                raise unknown_type(kind, pointer)

    def together(self, at: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        """The type of what several schemas say of one value."""
        if len(at) == 1:
            return self.type_of(at[0], origin)
        distinct = [
            one
            for number, one in enumerate(at)
            if not any(one.schema == other.schema for other in at[:number])
        ]
        bare = [
            one
            for one in distinct
            if one.schema is not True
            and (validating(one) or "$ref" in object_of_schema(one) or one.schema is False)
        ]
        if len(bare) == 1:
            return self.type_of(bare[0], origin)
        if not bare:
            return self.type_of(distinct[0], origin) if len(distinct) == 1 else AnyType()
        parts = [part for one in bare for part in self.parts_of(one)]
        return self.read(parts, pointer + "~whole", origin)
