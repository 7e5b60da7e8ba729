"""`lower` → report: what became of every keyword of the specification."""

from enum import StrEnum
from typing import Final

from msgspec import Struct

CONTRADICTIONS: Final = "contradictions"
"""The rule of what no value fits, which `generate` tells of (ADR 15)."""


class Fidelity(StrEnum):
    """How truly the generated client honours a keyword."""

    EXACT = "exact"
    LOOSE = "loose"
    """True on the wire, wider as a Python type; never fails."""
    APPROXIMATED = "approximated"
    """The wire would differ; fails unless the config accepts it by `name`."""
    IGNORED = "ignored"
    """Without effect on a client, for the reason given."""
    SOURCE_LOSS = "source-loss"
    """The source had lost it before it was read."""


class FidelityNote(Struct, frozen=True, kw_only=True):
    """One keyword at one place that is not exact.

    Attributes:
        name: Kebab-case name of the rule, which the config's `accept` refers to.
        keyword: As the specification spells it.
        reason: One clause.
        pointer: In the canonical document.
    """

    name: str
    fidelity: Fidelity
    keyword: str
    reason: str
    pointer: str


class FidelityReport(Struct, frozen=True, kw_only=True):
    """Attributes:
    exact: How many keywords are honoured exactly.
    notes: All others, in document order.
    """

    exact: int
    notes: tuple[FidelityNote, ...]
