"""Homes under the document's own sections for what it refers to elsewhere.

A target gets one home, named after itself: the last step of its pointer, or its file. A section's entry
that is nothing but a reference to another file *is* that target's home.
"""

import re
from collections import deque
from typing import Final

from msgspec import Struct, field

from generator.ir.document import Document
from generator.resolve.grammar import Grammar, Kind
from generator.resolve.references import Target
from generator.resolve.sources import escape, steps_of

_NO_NAME: Final = re.compile(r"[^A-Za-z0-9._-]+")
_STRUCTURE: Final = re.compile(
    r"\d+|schema|items|allOf|anyOf|oneOf|not|additionalProperties|properties"
)


class Move(Struct, frozen=True):
    """A target that is to stand in a section."""

    kind: Kind
    name: str
    target: Target


class Bundle(Struct):
    """The homes that have been given away, and the moves that are still to be made."""

    grammar: Grammar
    pending: deque[Move] = field(default_factory=deque[Move])
    _names: dict[tuple[Kind, tuple[str, str]], str] = field(
        default_factory=dict[tuple[Kind, tuple[str, str]], str]
    )
    _taken: dict[Kind, set[str]] = field(default_factory=dict[Kind, set[str]])

    def take(self, kind: Kind, name: str) -> None:
        """Note a name that the document itself uses in a section."""
        self._taken.setdefault(kind, set()).add(name)

    def settle(self, kind: Kind, name: str, target: Target) -> bool:
        """Make an entry of the document the target's home; whether it had none before."""
        key = (kind, target.key)
        if key in self._names:
            return False
        self._names[key] = name
        return True

    def name(self, kind: Kind, target: Target) -> str:
        """The name of the target's home; a new home is noted as a move to make."""
        key = (kind, target.key)
        if key not in self._names:
            name = self._free_name(kind, target)
            self.take(kind, name)
            self._names[key] = name
            self.pending.append(Move(kind, name, target))
        return self._names[key]

    def _free_name(self, kind: Kind, target: Target) -> str:
        taken = self._taken.setdefault(kind, set())
        wanted = own_name(target)
        if wanted not in taken:
            return wanted
        longer = f"{_stem(target.document)}_{wanted}"
        if longer not in taken:
            return longer
        number = 2
        while f"{longer}_{number}" in taken:
            number += 1
        return f"{longer}_{number}"


def own_name(target: Target) -> str:
    """What a target is called where it stands."""
    steps = steps_of(target.pointer)
    while len(steps) > 1 and _STRUCTURE.fullmatch(steps[-1]):
        steps.pop()
    name = steps[-1] if steps else _stem(target.document)
    return _NO_NAME.sub("_", name).strip("_") or _stem(target.document)


def reference_to(grammar: Grammar, kind: Kind, name: str) -> str:
    """The canonical `$ref` to a section's entry."""
    return f"#{grammar.homes[kind]}/{escape(name)}"


def _stem(document: Document) -> str:
    stem = document.file.rpartition("/")[2].partition(".")[0]
    return _NO_NAME.sub("_", stem).strip("_") or "Shared"
