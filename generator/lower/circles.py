"""Schemas that are made of themselves alone: by `$ref`, `oneOf` and `anyOf`, with no object and no
array in between, so that no value could ever be read (JSON Schema 2020-12 core §9.4.1)."""

from collections.abc import Iterator, Mapping

from generator.diagnostics import Collector
from generator.ir.schema import (
    AliasSchema,
    NamedType,
    NullableType,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    UnionType,
)
from generator.lower.located import refuse
from generator.lower.unions import PendingUnion

Pending = Mapping[SchemaId, SchemaDefinition | PendingUnion]


def refuse_circles(definitions: Pending, collector: Collector) -> None:
    """Refuse each circle once, at its first member in the document's order.

    Problems go to the collector: `O315`, with the chain.
    """
    done: set[SchemaId] = set()
    for start in definitions:
        chain: list[SchemaId] = []
        pending: list[tuple[SchemaId, Iterator[SchemaId]]] = []
        if start not in done:
            done.add(start)
            chain.append(start)
            pending.append((start, _made_of(definitions[start])))
        while pending:
            _, below = pending[-1]
            found = next(below, None)
            if found is None:
                pending.pop()
                chain.pop()
            elif found in chain:
                with collector.part():
                    circle = [*chain[chain.index(found) :], found]
                    raise refuse(
                        "O315",
                        "the schema is made of itself: " + " → ".join(f"#{i}" for i in circle),
                        found,
                        "No value could be read by it: one of its alternatives must be left out.",
                    )
            elif found not in done and found in definitions:
                done.add(found)
                chain.append(found)
                pending.append((found, _made_of(definitions[found])))


def _made_of(definition: SchemaDefinition | PendingUnion) -> Iterator[SchemaId]:
    """The definitions that a value of this one may be, as it stands."""
    match definition:
        case AliasSchema():
            yield from _named(definition.type)
        case PendingUnion():
            for variant in definition.variants:
                yield from _named(variant)
            if definition.discriminator:
                yield from map(SchemaId, definition.discriminator[1].values())
        case _:
            return


def _named(kind: SchemaType) -> Iterator[SchemaId]:
    match kind:
        case NamedType():
            yield kind.id
        case NullableType():
            yield from _named(kind.of)
        case UnionType():
            for member in kind.members:
                yield from _named(member)
        case _:
            return
