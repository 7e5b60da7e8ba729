"""Compares the classes of response headers of two packages."""

from collections.abc import Iterator, Mapping

from generator.diff.annotations import Aliases, Relation
from generator.diff.collect import SymbolChange
from generator.diff.finding import Direction, Verdict
from generator.diff.operations import OperationPairs
from generator.diff.surface import Package
from generator.diff.verdicts import reading
from generator.diff.words import quoted
from generator.ir.api import Operation, ResponseHeader
from generator.python.headers import header_reading
from generator.python.results import documented_headers


def header_changes(
    old: Package, new: Package, pairs: OperationPairs, known: Aliases
) -> Iterator[SymbolChange]:
    """What becomes of each class, and of what it holds; a class is that of several operations."""
    became = {before.key: after for before, after in pairs.pairs}
    offered = {found.class_name for found in new.names.response_headers.values()}
    sharing: dict[str, list[Operation]] = {}
    for operation in old.side.api.operations:
        if named := old.names.response_headers.get(operation.key):
            sharing.setdefault(named.class_name, []).append(operation)
    for name, operations in sharing.items():
        kept = [o for o in operations if _has_headers(became.get(o.key), new)]
        before = (kept or operations)[0]
        place = documented_headers(before)[0][0].pointer
        reached = frozenset(o.key for o in operations)
        if not kept:
            if name not in offered:
                yield _changed("client-class-removed", name, "class", None, place, None, reached)
            continue
        after = became[before.key]
        now = new.names.response_headers[after.key].class_name
        if now != name and name not in offered:
            there = documented_headers(after)[0][0].pointer
            yield _changed("client-class-renamed", name, name, now, place, there, reached)
        yield from _attributes(old, new, before, after, known)


def _has_headers(operation: Operation | None, package: Package) -> bool:
    return operation is not None and operation.key in package.names.response_headers


def _attributes(
    old: Package, new: Package, before: Operation, after: Operation, known: Aliases
) -> Iterator[SymbolChange]:
    mine, yours = old.names.response_headers[before.key], new.names.response_headers[after.key]
    names = _by_wire(yours.attributes)
    there = {
        header.wire_name.lower(): (header, always) for header, always in documented_headers(after)
    }
    reached = frozenset((before.key,))
    for header, always in documented_headers(before):
        folded = header.wire_name.lower()
        attribute = mine.attributes[header.wire_name]
        symbol = f"{mine.class_name}.{attribute}"
        if folded not in there:
            was = _annotation(old, header, always=always)
            yield _changed(
                "client-attribute-removed", symbol, was, None, header.pointer, None, reached
            )
            continue
        found, needed = there[folded]
        if names[folded] != attribute:
            yield _changed(
                "client-attribute-renamed",
                *(symbol, attribute, names[folded], header.pointer, found.pointer, reached),
            )
        was = _annotation(old, header, always=always)
        now = _annotation(new, found, always=needed)
        relation = known.relation(was, now)
        if relation is Relation.SAME:
            continue
        client, types = reading(relation, *known.values(relation, was, now))
        yield SymbolChange(
            id="client-type-changed",
            client=client,
            types=types,
            symbol=symbol,
            before=was,
            after=now,
            message=f"{quoted(symbol)} is {quoted(now)}, no longer {quoted(was)}",
            base=header.pointer,
            revision=found.pointer,
            operations=reached,
            direction=Direction.RESPONSE,
            inside=True,
        )


def _by_wire(attributes: Mapping[str, str]) -> dict[str, str]:
    return {wire.lower(): attribute for wire, attribute in attributes.items()}


def _annotation(package: Package, header: ResponseHeader, *, always: bool) -> str:
    kind, _ = header_reading(header, package.scope)
    return str(kind.code) if always else f"{kind.code} | None"


def _changed(
    id: str,
    symbol: str,
    before: str,
    after: str | None,
    base: str,
    revision: str | None,
    operations: frozenset[str],
) -> SymbolChange:
    words = "was removed" if after is None else f"is called {quoted(after)}"
    return SymbolChange(
        id=id,
        client=Verdict.BREAKING,
        types=Verdict.BREAKING,
        symbol=symbol,
        before=before,
        after=after,
        message=f"{quoted(symbol)} {words}",
        base=base,
        revision=revision,
        operations=operations,
        direction=Direction.RESPONSE,
        inside=True,
    )
