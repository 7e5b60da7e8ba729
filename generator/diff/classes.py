"""Compares the models of two packages: classes, aliases, attributes, what their constructors
take."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from generator.diff.annotations import Aliases, Relation
from generator.diff.collect import SymbolChange
from generator.diff.finding import Direction, Verdict, worst
from generator.diff.surface import Package, aliases
from generator.diff.verdicts import reading, writing
from generator.diff.words import quoted
from generator.ir.schema import (
    EnumSchema,
    Field,
    MapSchema,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    UnionSchema,
)
from generator.python.arguments import python_default

_BREAKS, _MAY, _OK = Verdict.BREAKING, Verdict.POTENTIALLY_BREAKING, Verdict.COMPATIBLE
KEPT: Final = "; the old name stays, deprecated"
_TYPES: Final = (
    "type-",
    "format-",
    "const-",
    "became-null",
    "became-not-null",
    "enum",
    "became-",
    "list-of",
    "one-of",
    "any-of",
    "wrapped",
    "media-type",
    "additional-properties",
    "schema-replaced",
)
_NAMING: Final = ("schema-replaced",)
"""What a change of name may be an effect of: hardly anything on the wire."""


class ClassComparison(Struct, frozen=True, kw_only=True):
    old: Package
    new: Package
    pairs: tuple[tuple[SchemaId, SchemaId], ...]
    renamed: Mapping[str, str]

    def changes(self) -> Iterator[SymbolChange]:
        known = aliases(self.old, self.new, self.renamed)
        done: set[str] = set()
        pairs = dict.fromkeys((*self.pairs, *self._components()))
        for base, revision in pairs:
            before, after = self.old.names.classes.get(base), self.new.names.classes.get(revision)
            if before is None:
                continue
            if after != self.renamed.get(before, before) and any(
                self.new.names.classes.get(other) == self.renamed.get(before, before)
                for one, other in pairs
                if one == base
            ):
                continue
            done.add(before)
            yield from self._pair(base, revision, before, after, known)
        yield from self._removed(done)

    def _components(self) -> Iterator[tuple[SchemaId, SchemaId]]:
        """What no operation reaches in both, but has kept its id or its class."""
        by_name = {name: id for id, name in self.new.names.classes.items()}
        matched = {base for base, _ in self.pairs}
        for id, name in self.old.names.classes.items():
            if id not in matched and (
                other := id if id in self.new.names.classes else by_name.get(name)
            ):
                yield id, other

    def _pair(
        self, base: SchemaId, revision: SchemaId, before: str, after: str | None, known: Aliases
    ) -> Iterator[SymbolChange]:
        old, new = self.old.side.definitions[base], self.new.side.definitions[revision]
        place = {"base": base, "revision": revision}
        if after is None:
            yield self._symbol(
                "client-class-removed",
                before,
                "class",
                None,
                f"{quoted(before)} was removed",
                base,
                None,
            )
            return
        if before != after:
            kept = before in self.new.names.former_classes.get(revision, ())
            yield self._symbol(
                "client-class-renamed",
                before,
                before,
                after,
                f"the class {quoted(before)} is called {quoted(after)}{KEPT if kept else ''}",
                base,
                revision,
                families=_NAMING,
                verdict=_OK if kept else _BREAKS,
            )
        if old == new and self._attributes(base, self.old) == self._attributes(base, self.new):
            # What it refers to may have changed, and has a symbol of its own that says so.
            return
        if isinstance(old, ObjectSchema) and isinstance(new, ObjectSchema):
            yield from self._fields(old, new, after, known)
        elif isinstance(old, MapSchema) and isinstance(new, MapSchema):
            yield from self._entries(old, new, after, known)
        elif _is_alias(old) and _is_alias(new):
            yield from self._alias(old, new, after, known)
        elif _kind(old) != _kind(new):
            yield self._symbol(
                "client-class-kind-changed",
                after,
                _kind(old),
                _kind(new),
                f"the class {quoted(after)} is {_article(_kind(new))}, "
                f"no longer {_article(_kind(old))}",
                place["base"],
                place["revision"],
                families=_TYPES,
            )

    def _attributes(self, id: SchemaId, package: Package) -> Mapping[str, str]:
        return package.names.fields.get(id, {})

    def _entries(
        self, old: MapSchema, new: MapSchema, name: str, known: Aliases
    ) -> Iterator[SymbolChange]:
        was, now = self.old.read(old.values), self.new.read(new.values)
        relation = known.relation(was, now)
        if relation is Relation.SAME:
            return
        client, types = self._verdict(relation, *known.values(relation, was, now), old, new)
        was, now = f"MapModel[{was}]", f"MapModel[{now}]"
        yield SymbolChange(
            id="client-type-changed",
            client=client,
            types=types,
            symbol=name,
            before=was,
            after=now,
            message=f"{quoted(name)} is {quoted(now)}, no longer {quoted(was)}",
            base=f"{old.id}/additionalProperties",
            revision=f"{new.id}/additionalProperties",
            families=_TYPES,
        )

    def _alias(
        self, old: SchemaDefinition, new: SchemaDefinition, name: str, known: Aliases
    ) -> Iterator[SymbolChange]:
        before, after = self.old.aliases.get(self.old.names.classes[old.id]), self.new.aliases.get(
            name
        )
        if before is None or after is None or before == after:
            return
        relation = Aliases(base={}, revision={}, renamed=known.renamed).relation(before, after)
        if relation is Relation.SAME:
            return
        client, types = self._verdict(relation, *known.values(relation, before, after), old, new)
        yield SymbolChange(
            id="client-type-changed",
            client=client,
            types=types,
            symbol=name,
            before=before,
            after=after,
            message=f"{quoted(name)} stands for another type",
            base=old.id,
            revision=new.id,
            families=_TYPES,
        )

    def _fields(
        self, old: ObjectSchema, new: ObjectSchema, name: str, known: Aliases
    ) -> Iterator[SymbolChange]:
        mine, yours = self.old.names.fields.get(old.id, {}), self.new.names.fields.get(new.id, {})
        after_fields = {field.wire_name: field for field in new.fields}
        built = new.directions.request
        for before in old.fields:
            attribute = mine.get(before.wire_name)
            after = after_fields.get(before.wire_name)
            if attribute is None:
                continue
            renamed = yours.get(after.wire_name) if after else None
            if after is None or renamed is None:
                yield self._attribute(
                    "client-attribute-removed",
                    name,
                    attribute,
                    self._field(self.old, before),
                    None,
                    before,
                    after,
                )
                continue
            if attribute != renamed:
                yield self._attribute(
                    "client-attribute-renamed", name, attribute, attribute, renamed, before, after
                )
            yield from self._annotation(old, new, before, after, name, renamed, known)
        for after in new.fields:
            if after.wire_name not in mine and (attribute := yours.get(after.wire_name)):
                breaks = built and old.directions.request and _needed(self.new, after)
                verdict = _BREAKS if breaks else _OK
                yield SymbolChange(
                    id="client-attribute-added",
                    client=verdict,
                    types=verdict,
                    symbol=f"{name}.{attribute}",
                    before=None,
                    after=self._field(self.new, after),
                    message=f"{quoted(f'{name}.{attribute}')} was added",
                    base=None,
                    revision=after.pointer,
                )

    def _annotation(
        self,
        old: ObjectSchema,
        new: ObjectSchema,
        before: Field,
        after: Field,
        name: str,
        attribute: str,
        known: Aliases,
    ) -> Iterator[SymbolChange]:
        was, now = self._field(self.old, before), self._field(self.new, after)
        relation = known.relation(was, now)
        client, types = self._verdict(relation, *known.values(relation, was, now), old, new)
        fixed = was.startswith("Literal[") and now.startswith("Literal[")
        tags = self.old.is_tag(old.id, before.wire_name), self.new.is_tag(new.id, after.wire_name)
        if fixed and all(tags):
            # The codec reads and writes the tag; what callers hold is the class.
            client, types = _OK, _OK
        both = old.directions.request and new.directions.request
        if both and _needed(self.new, after) and not _needed(self.old, before):
            client, types = _BREAKS, _BREAKS
        defaults = _default(self.old, before), _default(self.new, after)
        unchanged = relation is Relation.SAME and defaults[0] == defaults[1]
        if unchanged and client is _OK and types is _OK:
            return
        was, now = was + defaults[0], now + defaults[1]
        yield SymbolChange(
            id="client-type-changed",
            client=client,
            types=types,
            symbol=f"{name}.{attribute}",
            before=was,
            after=now,
            message=f"{quoted(f'{name}.{attribute}')} is {quoted(now)}, no longer {quoted(was)}",
            base=before.pointer,
            revision=after.pointer,
            families=_TYPES,
        )

    def _verdict(
        self,
        relation: Relation,
        before: str,
        after: str,
        old: SchemaDefinition,
        new: SchemaDefinition,
    ) -> tuple[Verdict, Verdict]:
        """By the directions in which the class travels in both packages."""
        found: list[tuple[Verdict, Verdict]] = []
        if old.directions.response and new.directions.response:
            found.append(reading(relation, before, after))
        if old.directions.request and new.directions.request:
            found.append(writing(relation, before, after))
        return worst(client for client, _ in found), worst(types for _, types in found)

    def _field(self, package: Package, field: Field) -> str:
        """The annotation of an attribute, absence and null included."""
        return optional(package.read(field.type), field.type, required=field.required)

    def _attribute(
        self,
        id: str,
        name: str,
        attribute: str,
        was: str | None,
        now: str | None,
        before: Field,
        after: Field | None,
    ) -> SymbolChange:
        symbol = f"{name}.{attribute}"
        words = "was removed" if now is None else f"is called {quoted(now)}"
        return SymbolChange(
            id=id,
            client=_BREAKS,
            types=_BREAKS,
            symbol=symbol,
            before=was,
            after=now,
            message=f"{quoted(symbol)} {words}",
            base=before.pointer,
            revision=after.pointer if after else None,
        )

    def _removed(self, done: set[str]) -> Iterator[SymbolChange]:
        """Classes of the base that the revision does not have under any name."""
        left = set(self.new.names.classes.values())
        for id, name in self.old.names.classes.items():
            if name not in done and name not in left and name not in self.renamed:
                yield self._symbol(
                    "client-class-removed",
                    name,
                    "class",
                    None,
                    f"{quoted(name)} was removed",
                    id,
                    None,
                    inside=True,
                )

    def _symbol(
        self,
        id: str,
        symbol: str,
        before: str | None,
        after: str | None,
        message: str,
        base: str | None,
        revision: str | None,
        *,
        inside: bool = False,
        families: tuple[str, ...] = (),
        verdict: Verdict = _BREAKS,
    ) -> SymbolChange:
        return SymbolChange(
            id=id,
            client=verdict,
            types=verdict,
            symbol=symbol,
            before=before,
            after=after,
            message=message,
            base=base,
            revision=revision,
            inside=inside,
            families=families,
            direction=Direction.NONE,
        )


def _needed(package: Package, field: Field) -> bool:
    """Whether the constructor demands a field."""
    return field.required and not _default(package, field)


def _default(package: Package, field: Field) -> str:
    """The default that a required field has in the constructor."""
    if not field.required:
        return ""
    found = python_default(field.default, field.type, package.side.definitions, required=True)
    return f" = {found.value!r}" if found else ""


def optional(text: str, of: SchemaType, *, required: bool) -> str:
    """An annotation with what absence adds to it."""
    if required:
        return text
    if isinstance(of, NullableType):
        return f"{text} | Unset"
    return text if "None" in text.split(" | ") else f"{text} | None"


def _is_alias(definition: SchemaDefinition) -> bool:
    """Whether it is no class, but a name for a type: nothing can be made of it or asked of it."""
    return not isinstance(definition, ObjectSchema | MapSchema)


def _kind(definition: SchemaDefinition) -> str:
    match definition:
        case ObjectSchema():
            return "dataclass"
        case MapSchema():
            return "mapping"
        case EnumSchema():
            return "literal alias"
        case UnionSchema():
            return "union alias"
        case _:
            return "alias"


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"
