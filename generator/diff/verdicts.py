"""What a changed annotation means to code written against the old one: at run time, and to a
checker."""

import re

from generator.diff.annotations import Relation
from generator.diff.finding import Verdict

_OK, _MAY, _BREAKS = Verdict.COMPATIBLE, Verdict.POTENTIALLY_BREAKING, Verdict.BREAKING
# What these are is no JSON value: code that held a `str` holds something else now.
_OTHER_VALUES = re.compile(r"\b(datetime|date|UUID|Decimal|bytes|list|dict|[A-Z]\w+)\b")


# `before` and `after` are said without aliases and with the names of the revision.


def reading(relation: Relation, before: str, after: str) -> tuple[Verdict, Verdict]:
    """Of a value that the package gives: (client, types)."""
    match relation:
        case Relation.SAME | Relation.NARROWER:
            return _OK, _OK
        case Relation.WIDER:
            return (_BREAKS if _new_values(before, after) else _MAY), _BREAKS
        case Relation.OTHER:
            return (_BREAKS if _new_values(before, after) else _MAY), _BREAKS


def writing(relation: Relation, before: str, after: str) -> tuple[Verdict, Verdict]:
    """Of a value that a caller gives: (client, types)."""
    match relation:
        case Relation.SAME | Relation.WIDER:
            return _OK, _OK
        case Relation.NARROWER:
            return _OK, _BREAKS
        case Relation.OTHER:
            return (_BREAKS if _new_values(before, after) else _MAY), _BREAKS


def _new_values(before: str, after: str) -> bool:
    known = set(_OTHER_VALUES.findall(before)) | {"Literal", "Unset", "UNSET", "Any"}
    return bool(set(_OTHER_VALUES.findall(after)) - known)
