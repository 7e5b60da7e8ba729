"""The Python of two packages, compared: from the names and types that the generator itself
decides."""

from collections.abc import Iterator

from generator.diff.classes import ClassComparison
from generator.diff.collect import SymbolChange
from generator.diff.constructor import constructor_changes
from generator.diff.headers import header_changes
from generator.diff.methods import MethodComparison
from generator.diff.operations import pair_operations
from generator.diff.side import Indexed
from generator.diff.surface import Package, aliases, renamed_classes
from generator.diff.wire import WireComparison
from generator.ir.schema import SchemaId


def package_changes(
    base: Indexed, revision: Indexed, wire: WireComparison
) -> Iterator[SymbolChange]:
    """Every Python symbol of the base package that changes or goes, and how."""
    old, new = Package.of(base), Package.of(revision)
    matched = wire.walk.matched
    compared = {one for one, _ in matched}
    same = wire.walk.same
    # What is the same was not compared; its names may differ all the same.
    kept = [
        (id, id)
        for id in old.names.classes
        if id in new.names.classes and (id not in compared or same.schema(id, id))
    ]
    pairs = (*matched, *kept, *_at_the_same_place(old, new, compared))
    renamed = renamed_classes(old, new, pairs)
    yield from ClassComparison(old=old, new=new, pairs=pairs, renamed=renamed).changes()
    operations = pair_operations(base.api, revision.api, beside=True)
    yield from MethodComparison(old=old, new=new, renamed=renamed, same=same).changes(operations)
    yield from header_changes(old, new, operations, aliases(old, new, renamed))
    yield from constructor_changes(old, new)


def _at_the_same_place(
    old: Package, new: Package, compared: set[SchemaId]
) -> Iterator[tuple[SchemaId, SchemaId]]:
    """Classes that inline schemas share, where both versions have one of the schemas: which of
    them is the first, and gives the class its name, may differ."""
    by_place = {
        place: definition.id
        for definition in new.side.api.definitions
        if definition.id in new.names.classes
        for place in definition.places
    }
    for definition in old.side.api.definitions:
        if definition.id in old.names.classes and definition.id not in compared:
            for place in definition.places:
                if place in by_place:
                    yield definition.id, by_place[place]
