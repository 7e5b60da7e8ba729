"""Arrays and maps that contain each other by way of components: Python writes them within each other,
and takes no more than so many brackets in brackets."""

from collections.abc import Iterator, Mapping
from typing import Final

from generator.diagnostics import Collector
from generator.ir.schema import (
    AliasSchema,
    ArrayType,
    MapType,
    NamedType,
    NullableType,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    TupleType,
)
from generator.lower.located import refuse
from generator.lower.unions import PendingUnion

Pending = Mapping[SchemaId, SchemaDefinition | PendingUnion]
_DEEPEST: Final = 80


def refuse_nesting(definitions: Pending, collector: Collector) -> None:
    """Refuse the first component that is arrays in arrays without end.

    Problems go to the collector: `O316`.
    """
    depths: dict[SchemaId, int] = {}
    active: set[SchemaId] = set()
    pending = list(definitions)[::-1]
    while pending:
        one = pending[-1]
        definition = definitions.get(one)
        if one in depths or not isinstance(definition, AliasSchema):
            pending.pop()
            continue
        inner = list(_within(definition.type, 0))
        if one not in active:
            active.add(one)
            pending += [i for i, _ in inner if i is not None and i not in active]
            continue
        pending.pop()
        active.discard(one)
        # One that contains itself is written as a function of its own, and begins anew.
        depths[one] = max(level + (0 if i is None else depths.get(i, 0)) for i, level in inner)
        if depths[one] > _DEEPEST:
            with collector.part():
                raise refuse(
                    "O316",
                    f"the schema is arrays in arrays, {depths[one]} of them: Python can't write that",
                    one,
                    f"More than {_DEEPEST} need an object between them.",
                )
            return


def _within(kind: SchemaType, level: int) -> Iterator[tuple[SchemaId | None, int]]:
    """The components that a type names by way of arrays and maps, with how deep they stand."""
    match kind:
        case NamedType():
            yield kind.id, level
        case ArrayType(items=inner) | MapType(values=inner):
            yield from _within(inner, level + 1)
        case NullableType(of=inner):
            yield from _within(inner, level)
        case TupleType():
            for item in (*kind.items, *(() if kind.rest is None else (kind.rest,))):
                yield from _within(item, level + 1)
            yield None, level
        case _:
            yield None, level
