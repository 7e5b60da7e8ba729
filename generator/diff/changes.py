"""What the comparison notes down: changes on the wire, in a graph whose nodes are pairs of schemas.

An operation is a node too. Which operations a change reaches is read off the graph afterwards, so a
shared schema is compared once per direction, and a recursive one without end of it.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias, TypedDict

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diff.finding import Direction, Verdict, worst
from generator.diff.rules import RULES, TOGETHER, Scope, Slot, rule_id, verdict_of
from generator.diff.words import quoted
from generator.ir.document import JsonValue


class Places(TypedDict):
    """Where something stands in both documents, and what names it across versions."""

    base: str | None
    revision: str | None
    identity: str


class Seen(NamedTuple):
    """A rule of the table that holds, with the two values of its message."""

    rule: str
    before: str = ""
    after: str = ""


def seen(rule: str, before: JsonValue = None, after: JsonValue = None) -> Seen:
    return Seen(rule, quoted(before), quoted(after))


class Change(Struct, frozen=True, kw_only=True):
    """One change on the wire, from one direction.

    Attributes:
        family: The rule without its scope: what two directions of the same cause share.
        identity: Names the cause across versions and runs: no message text, no array indices.
    """

    id: str
    family: str
    kind: str
    wire: Verdict
    direction: Direction
    message: str
    base: str | None
    revision: str | None
    identity: str
    group: tuple[str, ...] = ()
    """What makes two changes one finding, besides the family; empty: the two pointers."""


def _everywhere(message: str, base: str | None, revision: str | None) -> tuple[str, ...]:
    """A parameter that every operation spells out for itself is still one cause."""
    shared = (base or revision or "").startswith("/components/")
    return () if shared else (message,)


class Replaced(Struct, frozen=True, kw_only=True):
    """A reference that names another component, though the old one is still there.

    Attributes:
        base, revision: The places of the reference.
        was, now: The components.
    """

    base: str
    revision: str
    label: str
    was: str
    now: str
    scope: Scope

    def lead(self, changes: list[Change]) -> Change:
        """The one change that stands for all of them."""
        said = f"{quoted(self.label)} is {quoted(self.now)}, no longer {quoted(self.was)}"
        return Change(
            id=f"{self.scope.prefix}-schema-replaced",
            family="schema-replaced",
            kind="type",
            wire=worst(change.wire for change in changes),
            direction=self.scope.direction,
            message=said,
            base=self.base,
            revision=self.revision,
            identity=f"{self.label} {self.was} {self.now}",
            group=("schema-replaced", self.base, self.revision),
        )

    def part(self, change: Change) -> Change:
        """A difference of the two schemas, as a part of the whole."""
        group = ("schema-replaced", self.base, self.revision)
        return replace(change, family="schema-replaced", group=group)


NodeKey: TypeAlias = tuple[str, ...] | tuple[str, str, str, Scope]


class Node(Struct, kw_only=True):
    """Changes at one place, and the places below it that are shared.

    Attributes:
        operations: Keys of the operations that this node stands for (roots only).
        replaced: Where another schema was put in a schema's place: one cause, whatever differs.
    """

    changes: list[Change] = field(default_factory=list[Change])
    children: dict[NodeKey, None] = field(default_factory=dict[NodeKey, None])
    operations: frozenset[str] = frozenset()
    replaced: "Replaced | None" = None

    def note(
        self,
        seen: Seen,
        scope: Scope,
        *,
        label: str,
        base: str | None,
        revision: str | None,
        idle: bool = False,
    ) -> None:
        """Note a rule of the table down; an idle one binds nothing."""
        rule = RULES[seen.rule]
        message = f"{quoted(label)} {rule.text.format(seen.before, seen.after)}"
        wire = Verdict.COMPATIBLE if scope.muted or idle else verdict_of(seen.rule, scope)
        together = TOGETHER.get(seen.rule)
        said = f"{label}: {seen.before} {seen.after}" if together else message
        self.changes.append(
            Change(
                id=rule_id(seen.rule, scope),
                family=together or seen.rule,
                kind=rule.kind,
                wire=wire,
                direction=scope.direction,
                message=message,
                base=base,
                revision=revision,
                identity=label,
                group=() if scope.slot is Slot.BODY else _everywhere(said, base, revision),
            )
        )

    def plain(
        self,
        id: str,
        kind: str,
        wire: Verdict,
        message: str,
        *,
        base: str | None,
        revision: str | None,
        identity: str,
        direction: Direction = Direction.NONE,
    ) -> None:
        """Note what is no schema's: a rule with an id of its own. Operations in which the same
        happens share the finding."""
        self.changes.append(
            Change(
                id=id,
                family=id,
                kind=kind,
                wire=wire,
                direction=direction,
                message=message,
                base=base,
                revision=revision,
                identity=identity,
                group=(message,),
            )
        )


class Graph(Struct, kw_only=True):
    nodes: dict[NodeKey, Node] = field(default_factory=dict[NodeKey, Node])
    pending: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])

    def run(self) -> None:
        """Work off what was put aside; working may put more aside."""
        while self.pending:
            self.pending.pop()()

    def reached(self) -> Iterator[tuple[Change, frozenset[str]]]:
        """Every change with the operations it reaches."""
        parents: dict[NodeKey, list[NodeKey]] = {}
        for key, node in self.nodes.items():
            for child in node.children:
                parents.setdefault(child, []).append(key)
        for key, node in self.nodes.items():
            if not node.changes:
                continue
            operations = self._roots(key, parents)
            if whole := node.replaced:
                yield whole.lead(node.changes), operations
            for change in node.changes:
                yield (whole.part(change) if whole else change), operations

    def _roots(self, key: NodeKey, parents: dict[NodeKey, list[NodeKey]]) -> frozenset[str]:
        found: set[str] = set()
        reached, pending = {key}, [key]
        while pending:
            current = pending.pop()
            found |= self.nodes[current].operations
            for parent in parents.get(current, ()):
                if parent not in reached:
                    reached.add(parent)
                    pending.append(parent)
        return frozenset(found)
