"""What comparing two schemas yields: rules that hold, and pairs of schemas to compare below."""

from dataclasses import dataclass
from typing import TypeAlias

from generator.diff.changes import Seen
from generator.diff.rules import Scope
from generator.diff.shapes import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A rule that holds, and where.

    Attributes:
        idle: It binds nothing, so it breaks nothing, whatever the rule says.
    """

    seen: Seen
    scope: Scope
    label: str
    base: str | None
    revision: str | None
    idle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """Two schemas that stand at the same place, to be compared in their turn."""

    base: Use
    revision: Use
    scope: Scope


Step: TypeAlias = Noted | Below
