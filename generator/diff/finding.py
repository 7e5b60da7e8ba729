"""What a comparison says: verdicts on three axes, findings, the comparison as a whole. Values
only."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct, field


class Verdict(StrEnum):
    """How a change meets what was written against the base."""

    COMPATIBLE = "compatible"
    POTENTIALLY_BREAKING = "potentially-breaking"
    BREAKING = "breaking"

    @property
    def rank(self) -> int:
        return _RANKS[self]


DIGITS: Final = 8
"""Of a fingerprint: as many as are shown, and as are needed to accept a finding."""

_RANKS: Final[Mapping[Verdict, int]] = {
    Verdict.COMPATIBLE: 0,
    Verdict.POTENTIALLY_BREAKING: 1,
    Verdict.BREAKING: 2,
}


class Axis(StrEnum):
    """Whom a change may break."""

    WIRE = "wire"
    """An old caller with the new server."""
    CLIENT = "client"
    """Code written against the old package, run against the new one."""
    TYPES = "types"
    """The same code under a type checker."""


class Direction(StrEnum):
    REQUEST = "request"
    RESPONSE = "response"
    BOTH = "both"
    NONE = "none"


class Bump(StrEnum):
    """The part of the package's version that has to move."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


class SpecPlace(Struct, frozen=True, kw_only=True):
    """Where a cause stands in one of the two documents."""

    pointer: str
    file: str
    line: int


class PythonChange(Struct, frozen=True, kw_only=True):
    """What becomes of one Python symbol. `before` or `after` is `None` where it does not exist."""

    symbol: str
    before: str | None
    after: str | None


class RuleVerdict(Struct, frozen=True, kw_only=True):
    """A rule that holds for a cause, and what it says: one cause may be seen from two
    directions."""

    id: str
    direction: Direction
    wire: Verdict


class Finding(Struct, frozen=True, kw_only=True):
    """One cause, with all that it reaches.

    Attributes:
        id: The rule; oasdiff's id where the meaning is the same. Where a cause is seen from both
            directions, the id of the worse one.
        rules: All rules that hold for the cause, that one first.
        kind: `existence`, `type`, `requiredness`, `values`, `constraints`, `structure`,
            `lifecycle`, `mutability`, `naming`.
        operations: Keys (`POST /indexes`) of the operations reached, sorted.
        details: What else the cause did, in sentences like the message.
        accepted: The reason for which a person accepted this finding.
    """

    id: str
    rules: tuple[RuleVerdict, ...]
    kind: str
    wire: Verdict
    client: Verdict
    types: Verdict
    message: str
    operations: tuple[str, ...]
    direction: Direction
    base: SpecPlace | None
    revision: SpecPlace | None
    python: tuple[PythonChange, ...] = ()
    details: tuple[str, ...] = ()
    fingerprint: str
    accepted: str | None = None

    def verdict(self, axis: Axis) -> Verdict:
        match axis:
            case Axis.WIRE:
                return self.wire
            case Axis.CLIENT:
                return self.client
            case Axis.TYPES:
                return self.types

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.rules)

    @property
    def worst(self) -> Verdict:
        return worst((self.wire, self.client, self.types))


class SideSummary(Struct, frozen=True, kw_only=True):
    """Which document it was: shown above a report."""

    title: str
    version: str
    file: str
    operations: int


class Comparison(Struct, frozen=True, kw_only=True):
    """Two versions of an API, compared.

    Attributes:
        findings: Sorted by verdict (worst first), then by place.
        version_only: Nothing but the version string moved.
    """

    base: SideSummary
    revision: SideSummary
    findings: tuple[Finding, ...]
    bump: Bump
    version_only: bool = False
    unused_acceptances: tuple[str, ...] = field(default=())


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of them; compatible where there is none."""
    return max(verdicts, key=lambda verdict: verdict.rank, default=Verdict.COMPATIBLE)
