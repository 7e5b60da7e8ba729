"""What a changed annotation means to code written against the old one: at run time, and to a
checker."""

import re

from generator.diff.annotations import Relation
from generator.diff.finding import Verdict

_OK, _MAY, _BREAKS = Verdict.COMPATIBLE, Verdict.POTENTIALLY_BREAKING, Verdict.BREAKING
# What these are is no JSON value: code that held a `str` holds something else now.
_OTHER_VALUES = re.compile(r"\b(datetime|date|UUID|Decimal|bytes|list|dict|[A-Z]\w+)\b")

_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_NO_OBJECTS = {"Literal", "Unset", "UNSET", "Any"}

# `before` and `after` are said without aliases and with the names of the revision.


def reading(relation: Relation, before: str, after: str) -> tuple[Verdict, Verdict]:
    """Of a value that the package gives: (client, types)."""
    match relation:
        case Relation.SAME | Relation.NARROWER | Relation.STRICTER:
            return _OK, _OK
        case Relation.LOOSER:
            return (_BREAKS if _other_values(before, after) else _MAY), _OK
        case Relation.WIDER | Relation.OTHER:
            breaks = _other_values(before, after) or _is_absent_now(before, after)
            return (_BREAKS if breaks else _MAY), _BREAKS


def writing(relation: Relation, before: str, after: str) -> tuple[Verdict, Verdict]:
    """Of a value that a caller gives: (client, types)."""
    match relation:
        case Relation.SAME | Relation.WIDER | Relation.LOOSER:
            return _OK, _OK
        case Relation.STRICTER:
            return _OK, _MAY
        case Relation.NARROWER:
            return _OK, _BREAKS
        case Relation.OTHER:
            return (_BREAKS if _other_values(before, after) else _MAY), _BREAKS


def _other_values(before: str, after: str) -> bool:
    """Whether the same JSON can be another object: of a class that came, or no more of one that went
    (a `datetime` that is its text now)."""
    old, new = (
        set(_OTHER_VALUES.findall(_TEXT.sub("", said))) - _NO_OBJECTS for said in (before, after)
    )
    return old != new


def _is_absent_now(before: str, after: str) -> bool:
    """Whether what is left out was `None`, and is `UNSET` now."""
    return "Unset" in after and "Unset" not in before
