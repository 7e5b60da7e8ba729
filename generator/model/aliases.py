"""The order of aliases in their modules, and which of them must stand in quotes.

An alias is an assignment, evaluated where it stands: it comes behind those that it names. Where they
name each other in a circle, some name one that is not there yet: those are strings, which type
checkers read as well, and so are those that name a string, as `|` takes none.
"""

from collections.abc import Mapping

from msgspec import Struct

from generator.ir.schema import AliasSchema, SchemaDefinition, SchemaId, UnionSchema
from generator.python.types import Scope, annotation


class AliasOrder(Struct, frozen=True):
    """Attributes:
    by_module: Module (`.models.issues`) → its aliases of classes and of each other, in order.
    quoted: Those that stand in quotes.
    """

    by_module: Mapping[str, tuple[SchemaId, ...]]
    quoted: frozenset[SchemaId]


def alias_order(scope: Scope) -> AliasOrder:
    """Order the aliases of an API."""
    names = scope.names.classes
    aliases = sorted(
        (d for d in scope.api.definitions if isinstance(d, (AliasSchema, UnionSchema))),
        key=lambda d: names[d.id],
    )
    symbols = {(scope.module(d.id), names[d.id]): d.id for d in aliases}
    named = {d.id: _named(d, scope, symbols) for d in aliases}
    modules: dict[str, list[SchemaId]] = {}
    for definition in aliases:
        modules.setdefault(scope.module(definition.id), []).append(definition.id)
    by_module = {module: tuple(_ordered(found, named)) for module, found in modules.items()}
    return AliasOrder(by_module, frozenset(_quoted(by_module, named)))


def _named(
    definition: SchemaDefinition, scope: Scope, symbols: Mapping[tuple[str, str], SchemaId]
) -> list[SchemaId]:
    """The aliases that one names, by their names."""
    types = (
        definition.variants
        if isinstance(definition, UnionSchema)
        else (definition.type,) if isinstance(definition, AliasSchema) else ()
    )
    wanted = sorted({(i.module, i.name) for kind in types for i in annotation(kind, scope).imports})
    return [symbols[w] for w in wanted if w in symbols]


def _ordered(among: list[SchemaId], named: Mapping[SchemaId, list[SchemaId]]) -> list[SchemaId]:
    here = set(among)
    done: dict[SchemaId, None] = {}
    active: set[SchemaId] = set()

    def visit(schema_id: SchemaId) -> None:
        # A stack of our own: aliases may name each other in a row of any length.
        stack = [(schema_id, iter(named[schema_id]))]
        active.add(schema_id)
        while stack:
            one, others = stack[-1]
            other = next(
                (o for o in others if o in here and o not in done and o not in active), None
            )
            if other is None:
                active.discard(one)
                done[one] = None
                stack.pop()
            else:
                active.add(other)
                stack.append((other, iter(named[other])))

    for schema_id in among:
        if schema_id not in done:
            visit(schema_id)
    return list(done)


def _quoted(
    by_module: Mapping[str, tuple[SchemaId, ...]], named: Mapping[SchemaId, list[SchemaId]]
) -> set[SchemaId]:
    found: set[SchemaId] = set()
    for order in by_module.values():
        behind: set[SchemaId] = set()
        for schema_id in reversed(order):
            behind.add(schema_id)
            if not behind.isdisjoint(named[schema_id]):
                found.add(schema_id)
    grown = True
    while grown:
        more = {i for i, others in named.items() if i not in found and not found.isdisjoint(others)}
        grown = bool(more)
        found |= more
    return found
