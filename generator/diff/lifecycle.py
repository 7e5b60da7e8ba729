"""Compares promises about the future: deprecation, sunset dates, stability levels.

None of them changes what is valid today, so none breaks the wire; removal after an announced
sunset is no break either, which needs the day's date from outside.
"""

from datetime import date
from typing import Final, Protocol

from generator.diff.changes import Node, Places, Seen, seen
from generator.diff.finding import Verdict
from generator.diff.json_tree import Tree
from generator.diff.rules import Scope
from generator.diff.walk import Walk
from generator.diff.words import quoted
from generator.ir.api import Operation
from generator.ir.document import JsonObject

_LEVELS: Final = ("draft", "alpha", "beta", "stable")


class Deprecable(Protocol):
    @property
    def deprecated(self) -> bool: ...
    @property
    def pointer(self) -> str: ...


def note_deprecation(
    walk: Walk, node: Node, scope: Scope, label: str, before: Deprecable, after: Deprecable
) -> None:
    """Note what became of a parameter's or a property's deprecation."""
    old = walk.base.tree.mapping(before.pointer).get("x-sunset")
    new = walk.revision.tree.mapping(after.pointer).get("x-sunset")
    for found in _deprecation(before.deprecated, after.deprecated, old, new):
        node.note(found, scope, label=label, base=before.pointer, revision=after.pointer)


def note_announced(walk: Walk, node: Node, scope: Scope, label: str, gone: Deprecable) -> None:
    """Note that what has gone had a sunset date that is none."""
    date_of = walk.base.tree.mapping(gone.pointer).get("x-sunset")
    if date_of is not None and _day(date_of) is None:
        found = seen("sunset-parse", None, str(date_of))
        node.note(found, scope, label=label, base=gone.pointer, revision=None)


def note_operation(walk: Walk, node: Node, before: Operation, after: Operation) -> None:
    """Note what became of an operation's deprecation and stability."""
    old, new = walk.base.tree.mapping(before.pointer), walk.revision.tree.mapping(after.pointer)
    for found in _deprecation(
        before.deprecated, after.deprecated, old.get("x-sunset"), new.get("x-sunset")
    ):
        id = {
            "sunset-deleted": "sunset-deleted",
            "sunset-parse": "api-path-sunset-parse",
            "sunset-date-too-small": "api-sunset-date-changed-too-small",
        }.get(found.rule, f"endpoint-{found.rule}")
        words = _WORDS[found.rule].format(found.before, found.after)
        node.plain(
            id,
            "lifecycle",
            Verdict.COMPATIBLE,
            f"the operation {words}",
            base=before.pointer,
            revision=after.pointer,
            identity="operation",
        )
    _stability(node, before, after, old, new)


def sunset_passed(tree: Tree, pointer: str, today: date | None) -> bool:
    """Whether something may be gone by now, as was announced."""
    end = _day(tree.mapping(pointer).get("x-sunset"))
    return today is not None and end is not None and end < today


_WORDS: Final = {
    "deprecated": "is deprecated",
    "deprecated-with-sunset": "is deprecated, until {1}",
    "reactivated": "is no longer deprecated",
    "sunset-deleted": "lost its sunset date {0}",
    "sunset-parse": "has a sunset date that is none: {1}",
    "sunset-date-too-small": "has its sunset moved from {0} up to {1}",
}


def _deprecation(was: bool, now: bool, old: object, new: object) -> list[Seen]:
    before, after = _text(old), _text(new)
    if was and not now:
        return [Seen("reactivated")]
    if not now:
        return []
    if after is not None and _day(after) is None and (not was or before != after):
        return [seen("sunset-parse", before, after)]
    if not was:
        return [seen("deprecated-with-sunset", None, after) if after else Seen("deprecated")]
    if before is not None and after is None:
        return [seen("sunset-deleted", before)]
    first, second = _day(before), _day(after)
    if first and second and second < first:
        return [seen("sunset-date-too-small", before, after)]
    if before is not None and _day(before) is None:
        return [seen("sunset-parse", None, before)]
    return []


def _stability(
    node: Node, before: Operation, after: Operation, old: JsonObject, new: JsonObject
) -> None:
    was, now = old.get("x-stability-level"), new.get("x-stability-level")
    place: Places = {"base": before.pointer, "revision": after.pointer, "identity": "operation"}
    for level in (was, now):
        if level is not None and level not in _LEVELS:
            node.plain(
                "api-invalid-stability-level",
                "lifecycle",
                Verdict.COMPATIBLE,
                f"the operation has a stability level that is none: {quoted(level)}",
                **place,
            )
            return
    if was == now or not isinstance(was, str | None) or not isinstance(now, str | None):
        return
    ranks = [_LEVELS.index(level) if level else len(_LEVELS) - 1 for level in (was, now)]
    if ranks[0] != ranks[1]:
        verb = "decreased" if ranks[1] < ranks[0] else "increased"
        node.plain(
            f"api-stability-{verb}",
            "lifecycle",
            Verdict.COMPATIBLE,
            f"the operation's stability {verb} from "
            f"{quoted(was or 'stable')} to {quoted(now or 'stable')}",
            **place,
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
