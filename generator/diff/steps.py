"""What comparing two schemas yields: rules that hold, and pairs of schemas to compare below."""

from typing import TypeAlias

from msgspec import Struct

from generator.diff.changes import Seen
from generator.diff.rules import Scope
from generator.diff.shapes import Use


class Noted(Struct, frozen=True, kw_only=True):
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


class Below(Struct, frozen=True, kw_only=True):
    """Two schemas that stand at the same place, to be compared in their turn."""

    base: Use
    revision: Use
    scope: Scope


Step: TypeAlias = Noted | Below
