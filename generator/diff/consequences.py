"""Folds what follows from a cause into it: a schema that went with the last thing that used it.

A class that nothing in the base held but what is gone (a removed operation, a removed property, a
replaced type, another class that went) is no cause of its own.
"""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diff.collect import Cause, SymbolChange
from generator.diff.side import Indexed
from generator.ir.api import Operation
from generator.ir.schema import (
    AliasSchema,
    ArrayType,
    EnumSchema,
    MapSchema,
    MapType,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    TupleType,
    UnionSchema,
    UnionType,
)


def fold(
    causes: list[Cause], alone: list[SymbolChange], base: Indexed
) -> tuple[list[Cause], list[SymbolChange]]:
    """The causes, with what follows from them put into them, and the symbols left alone."""
    folding = _Folding(causes=causes, alone=alone, base=base)
    folded: set[SchemaId] = set()
    beside: list[SymbolChange] = []
    for id, gone in folding.gone.items():
        match folding.cause_of(id):
            case None:
                continue
            case Cause() as cause:
                gone.put_into(cause)
            case SymbolChange() as symbol:
                beside.extend(gone.beside(symbol))
        folded.add(id)
    kept = [cause for cause in causes if folding.removal(cause) not in folded]
    return kept, [s for s in alone if _class_id(s) not in folded] + beside


class _Gone(Struct, kw_only=True):
    """A definition that went: the cause that says so, and its class."""

    cause: Cause | None = None
    symbols: list[SymbolChange] = field(default_factory=list[SymbolChange])

    def put_into(self, cause: Cause) -> None:
        if self.cause is not None:
            cause.changes.extend(self.cause.changes)
            cause.symbols |= self.cause.symbols
        cause.symbols |= dict.fromkeys(self.symbols)

    def beside(self, lead: SymbolChange) -> Iterator[SymbolChange]:
        """The same, as what follows from a change that is of Python alone."""
        for symbol in (*(self.cause.symbols if self.cause else ()), *self.symbols):
            yield replace(symbol, id=lead.id, base=lead.base, revision=lead.revision)


class _Folding(Struct, kw_only=True, dict=True):
    causes: list[Cause]
    alone: list[SymbolChange]
    base: Indexed

    @cached_property
    def gone(self) -> dict[SchemaId, _Gone]:
        found: dict[SchemaId, _Gone] = {}
        for cause in self.causes:
            if (id := self.removal(cause)) is not None:
                found[id] = _Gone(cause=cause)
        for symbol in self.alone:
            if (id := _class_id(symbol)) is not None:
                found.setdefault(id, _Gone()).symbols.append(symbol)
        return found

    def removal(self, cause: Cause) -> SchemaId | None:
        """The definition of which a cause says no more than that it is gone."""
        lead = cause.changes[0]
        return SchemaId(lead.base) if cause.family == "api-schema-removed" and lead.base else None

    def cause_of(self, id: SchemaId) -> Cause | SymbolChange | None:
        """What took the last use of a definition away; `None` where a use is unexplained."""
        found: Cause | SymbolChange | None = None
        seen, pending = {id}, [id]
        while pending:
            current = pending.pop(0)
            for holder, pointer in self._uses.get(current, ()):
                owner = self._within.get(holder, holder) if holder is not None else None
                if owner is not None and owner in self.gone:
                    if owner not in seen:
                        seen.add(owner)
                        pending.append(owner)
                elif owner is not None and owner in self._taken:
                    found = self._taken[owner]
                elif (cause := self._at(pointer) or self._typed.get(pointer)) is None:
                    return None
                elif not isinstance(found, Cause):
                    found = found if found and not isinstance(cause, Cause) else cause
        return found

    def _at(self, pointer: str) -> Cause | None:
        """The cause at a place; above it, one that took away all that was there."""
        if (cause := self._by_base.get(pointer)) is not None:
            return cause
        above = pointer
        while above := above.rpartition("/")[0]:
            cause = self._by_base.get(above)
            if cause is not None and cause.lead.revision is None:
                return cause
        return None

    @cached_property
    def _typed(self) -> dict[str, SymbolChange]:
        """Another type at a place, of which the wire knows nothing."""
        return {
            symbol.base: symbol
            for symbol in self.alone
            if symbol.id == "client-type-changed" and symbol.base and symbol.revision
        }

    @cached_property
    def _within(self) -> dict[SchemaId, SchemaId]:
        """Class → the gone definition that it is an inline part of."""
        return {
            id: whole
            for cause in self.causes
            if (whole := self.removal(cause)) is not None
            for symbol in cause.symbols
            if (id := _class_id(symbol)) is not None
        }

    @cached_property
    def _taken(self) -> dict[SchemaId, Cause]:
        """Classes that are known to have gone with a cause."""
        return {
            id: cause
            for cause in self.causes
            if self.removal(cause) is None
            for symbol in cause.symbols
            if (id := _class_id(symbol)) is not None
        }

    @cached_property
    def _by_base(self) -> dict[str, Cause]:
        found: dict[str, Cause] = {}
        for cause in self.causes:
            for change in cause.changes:
                if change.base is not None and self.removal(cause) is None:
                    pointer = change.base.replace("~input", "")
                    known = found.setdefault(pointer, cause)
                    if cause.lead.wire.rank > known.lead.wire.rank:
                        found[pointer] = cause
        return found

    @cached_property
    def _uses(self) -> dict[SchemaId, list[tuple[SchemaId | None, str]]]:
        """Definition → the definitions that hold it (`None`: an operation), and where."""
        found: dict[SchemaId, list[tuple[SchemaId | None, str]]] = {}
        for definition in self.base.api.definitions:
            for pointer, type in _parts(definition):
                for id in named(type):
                    found.setdefault(id, []).append((definition.id, pointer))
        operations = [*self.base.api.operations, *(w.operation for w in self.base.api.webhooks)]
        for operation in operations:
            for pointer, type in _slots(operation):
                for id in named(type):
                    found.setdefault(id, []).append((None, pointer))
        return found


def _class_id(symbol: SymbolChange) -> SchemaId | None:
    is_class = symbol.id == "client-class-removed" and symbol.base is not None
    return SchemaId(symbol.base) if is_class and symbol.base is not None else None


def _parts(definition: SchemaDefinition) -> Iterator[tuple[str, SchemaType]]:
    """What a definition holds, with the place of each part."""
    match definition:
        case ObjectSchema():
            for held in definition.fields:
                yield held.pointer.replace("~input", ""), held.type
            if definition.extra is not None:
                yield f"{definition.id}/additionalProperties", definition.extra
            for pattern in definition.patterns:
                yield f"{definition.id}/patternProperties", pattern.type
        case MapSchema():
            yield f"{definition.id}/additionalProperties", definition.values
            for pattern in definition.patterns:
                yield f"{definition.id}/patternProperties", pattern.type
        case UnionSchema():
            for variant in definition.variants:
                yield str(definition.id), variant
        case AliasSchema():
            yield str(definition.id), definition.type
        case EnumSchema():
            pass


def _slots(operation: Operation) -> Iterator[tuple[str, SchemaType]]:
    """What an operation takes and gives, with the place of each."""
    for parameter in operation.parameters:
        yield parameter.pointer, parameter.type
    for content in operation.body.contents if operation.body else ():
        yield f"{content.pointer}/schema", content.type
    for response in operation.responses:
        for content in response.contents:
            yield f"{content.pointer}/schema", content.type
        for header in response.headers:
            yield header.pointer, header.type


def named(type: SchemaType) -> Iterator[SchemaId]:
    """The definitions that a type refers to."""
    match type:
        case NamedType():
            yield type.id
        case ArrayType():
            yield from named(type.items)
        case MapType():
            yield from named(type.values)
        case NullableType():
            yield from named(type.of)
        case UnionType():
            for member in type.members:
                yield from named(member)
        case TupleType():
            for item in type.items:
                yield from named(item)
            if type.rest is not None:
                yield from named(type.rest)
        case _:
            pass
