"""Gathers changes into findings: one per cause, whichever directions and operations it reaches."""

import hashlib
import re
from collections.abc import Callable, Iterable

from msgspec import Struct, field

from generator.diff.changes import Change
from generator.diff.finding import (
    Direction,
    Finding,
    PythonChange,
    RuleVerdict,
    SpecPlace,
    Verdict,
    worst,
)
from generator.diff.operations import blank
from generator.diff.rules import TOGETHER
from generator.diff.words import quoted
from generator.ir.document import Position

_BODY = re.compile(r"request body\b|\S+ response\b")

Locate = Callable[[str], Position]


class SymbolChange(Struct, frozen=True, kw_only=True):
    """What becomes of a Python symbol, before it is joined to the wire change of the same cause.

    Attributes:
        id: Of the finding that it makes where no wire change has its place.
        families: Rules on the wire that this may be an effect of, the likeliest first; empty: any.
        inside: Whether the cause may stand above its place: a class goes with the property that
            held it.
    """

    id: str
    client: Verdict
    types: Verdict
    symbol: str
    before: str | None
    after: str | None
    message: str
    base: str | None
    revision: str | None
    operations: frozenset[str] = frozenset()
    direction: Direction = Direction.NONE
    families: tuple[str, ...] = ()
    inside: bool = False


class Cause(Struct, kw_only=True):
    """The changes of one cause."""

    changes: list[Change] = field(default_factory=list[Change])
    operations: set[str] = field(default_factory=set[str])
    symbols: dict[SymbolChange, None] = field(default_factory=dict[SymbolChange, None])

    @property
    def family(self) -> str:
        return self.changes[0].family

    @property
    def lead(self) -> Change:
        """The worst change; it gives the finding its id and its words."""
        return max(
            self.changes,
            key=lambda change: (change.wire.rank, change.direction is Direction.REQUEST),
        )


def causes_of(reached: Iterable[tuple[Change, frozenset[str]]]) -> list[Cause]:
    """Group what was found by cause, in a stable order."""
    causes: list[Cause] = []
    known: dict[tuple[str | None, ...], Cause] = {}
    for change, operations in reached:
        keys = _keys(change)
        cause = next((known[key] for key in keys if key in known), None)
        if cause is None:
            causes.append(cause := Cause())
        for key in keys:
            known.setdefault(key, cause)
        if change not in cause.changes:
            cause.changes.append(change)
        cause.operations |= operations
    return causes


def _keys(change: Change) -> list[tuple[str | None, ...]]:
    """What makes two changes one cause: the same group, or the same places, or the same said of
    one place, for what one version spells out twice the other may share."""
    if change.group:
        return [(change.family, *change.group)]
    base, revision = _place(change.base), _place(change.revision)
    keys: list[tuple[str | None, ...]] = [(change.family, base, revision)]
    if base is not None and revision is not None:
        keys.append((change.family, change.message, "base", base))
        keys.append((change.family, change.message, "revision", revision))
    return keys


def _place(pointer: str | None) -> str | None:
    return pointer.replace("~input", "") if pointer else pointer


def join(causes: list[Cause], symbols: Iterable[SymbolChange]) -> list[SymbolChange]:
    """Give each symbol's change to the cause that stands at its place; return those without."""
    by_base: dict[str, list[Cause]] = {}
    by_revision: dict[str, list[Cause]] = {}
    for cause in causes:
        # The schema that was replaced lives on: what its class loses has causes of its own.
        whole = cause.family == "schema-replaced"
        for change in cause.changes[:1] if whole else cause.changes:
            for pointer, table in ((change.base, by_base), (change.revision, by_revision)):
                if pointer is not None:
                    place = pointer.replace("~input", "")
                    # An argument stands where its parameter does, and its type a step below.
                    for at in dict.fromkeys((place, place.removesuffix("/schema"))):
                        table.setdefault(at, []).append(cause)
    alone: list[SymbolChange] = []
    for symbol in symbols:
        if found := _cause_of(symbol, by_base, by_revision):
            found.symbols[symbol] = None
            found.operations |= symbol.operations
        else:
            alone.append(symbol)
    return alone


def _cause_of(
    symbol: SymbolChange, by_base: dict[str, list[Cause]], by_revision: dict[str, list[Cause]]
) -> Cause | None:
    base, revision = _place(symbol.base), _place(symbol.revision)
    found = _candidates(base, revision, by_base, by_revision, symbol.families)
    if not found and base and revision:
        # What stood here alone is one of several branches there.
        found = [
            cause
            for cause in by_base.get(base, ())
            if _is_of(cause, symbol.families)
            and (_place(cause.lead.revision) or "").startswith(f"{revision}/")
        ]
    for step in ("/items", "/additionalProperties"):
        # The type of a list says what its items are.
        if not found and base and revision:
            found = _candidates(
                f"{base}{step}", f"{revision}{step}", by_base, by_revision, symbol.families
            )
    while not found and symbol.inside and (base or revision):
        base, revision = _above(base), _above(revision)
        found = _candidates(base, revision, by_base, by_revision, symbol.families)
    return max(
        found, key=lambda c: (-_preference(c, symbol.families), c.lead.wire.rank), default=None
    )


def _candidates(
    base: str | None,
    revision: str | None,
    by_base: dict[str, list[Cause]],
    by_revision: dict[str, list[Cause]],
    families: tuple[str, ...],
) -> list[Cause]:
    left = by_base.get(base, []) if base is not None else None
    right = by_revision.get(revision, []) if revision is not None else None
    if left is not None and right is not None:
        found = [cause for cause in left if any(cause is other for other in right)]
    elif left is not None:
        # What is only in the base went with a cause that is only there, if there is one.
        found = [cause for cause in left if cause.lead.revision is None] or left
    else:
        found = [cause for cause in right or () if cause.lead.base is None] or right or []
    return [cause for cause in found if _is_of(cause, families)]


def _is_of(cause: Cause, families: tuple[str, ...]) -> bool:
    return not families or any(cause.family.startswith(family) for family in families)


def _preference(cause: Cause, families: tuple[str, ...]) -> int:
    return next((i for i, f in enumerate(families) if cause.family.startswith(f)), len(families))


def _above(pointer: str | None) -> str | None:
    return (pointer.rpartition("/")[0] or None) if pointer else None


def finding_of(cause: Cause, locate_base: Locate, locate_revision: Locate) -> Finding:
    """The finding that a cause on the wire makes."""
    lead = cause.lead
    rules = {RuleVerdict(id=c.id, direction=c.direction, wire=c.wire) for c in cause.changes}
    operations = tuple(sorted(cause.operations))
    return Finding(
        id=lead.id,
        rules=tuple(sorted(rules, key=lambda rule: (rule.id != lead.id, rule.id, -rule.wire.rank))),
        kind=lead.kind,
        wire=worst(change.wire for change in cause.changes),
        client=worst(symbol.client for symbol in cause.symbols),
        types=worst(symbol.types for symbol in cause.symbols),
        message=_message(cause, lead),
        operations=operations,
        direction=_direction(change.direction for change in cause.changes),
        base=_locate(lead.base, locate_base),
        revision=_locate(lead.revision, locate_revision),
        python=_python(cause.symbols),
        details=_details(cause, lead),
        fingerprint=_fingerprint(lead.id, lead.identity, lead.base or lead.revision, operations),
    )


def _message(cause: Cause, lead: Change) -> str:
    """The words of the worst change; and of the other one, where something went and came."""
    if lead.family not in TOGETHER.values():
        return lead.message
    subject = f"{quoted(lead.identity)} "
    others = (c.message for c in cause.changes if c.message.startswith(subject))
    said = list(dict.fromkeys(words.removeprefix(subject) for words in (lead.message, *others)))
    tail = " in its open enum" if len(said) > 1 and "open enum" in said[0] else ""
    return subject + ", and ".join(words.removesuffix(tail) for words in said) + tail


def _details(cause: Cause, lead: Change) -> tuple[str, ...]:
    """What a replaced schema changes, the worst first."""
    ranked = sorted(cause.changes, key=lambda change: -change.wire.rank)
    said = dict.fromkeys(change.message for change in ranked if change.message != lead.message)
    return tuple(said) if lead.family == "schema-replaced" else ()


def own_finding(
    symbols: list[SymbolChange], locate_base: Locate, locate_revision: Locate
) -> Finding:
    """The finding of a Python change that no change on the wire explains."""
    lead = symbols[0]
    operations = tuple(sorted(frozenset[str]().union(*(s.operations for s in symbols))))
    return Finding(
        id=lead.id,
        rules=(RuleVerdict(id=lead.id, direction=lead.direction, wire=Verdict.COMPATIBLE),),
        kind="naming" if "renamed" in lead.id else "type" if "type" in lead.id else "existence",
        wire=Verdict.COMPATIBLE,
        client=worst(s.client for s in symbols),
        types=worst(s.types for s in symbols),
        message=lead.message,
        operations=operations,
        direction=_direction(s.direction for s in symbols),
        base=_locate(lead.base, locate_base),
        revision=_locate(lead.revision, locate_revision),
        python=_python(symbols),
        fingerprint=_fingerprint(lead.id, lead.symbol, lead.base or lead.revision, operations),
    )


def _python(symbols: Iterable[SymbolChange]) -> tuple[PythonChange, ...]:
    found = {PythonChange(symbol=s.symbol, before=s.before, after=s.after): None for s in symbols}
    return tuple(sorted(found, key=lambda change: change.symbol))


def _direction(directions: Iterable[Direction]) -> Direction:
    found = set(directions) - {Direction.NONE}
    if not found:
        return Direction.NONE
    return found.pop() if len(found) == 1 else Direction.BOTH


def _locate(pointer: str | None, locate: Locate) -> SpecPlace | None:
    if pointer is None:
        return None
    bare = pointer.replace("~input", "")
    at = locate(bare)
    return SpecPlace(pointer=bare, file=at.file, line=at.line)


def _fingerprint(id: str, identity: str, pointer: str | None, operations: tuple[str, ...]) -> str:
    """Survives other words, other lines, and other orders of the specification."""
    shared = pointer is not None and pointer.startswith("/components/")
    # What is called after the body that it stands in is not known by its name alone.
    shared = shared and not _BODY.match(identity)
    parts = [id, identity, *(() if shared else sorted({blank(key) for key in operations}))]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
