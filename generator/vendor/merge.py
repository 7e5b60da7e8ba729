"""Three-way merge of texts by lines: what each side did to the base, put together.

The algorithm is diff3's: where both sides still have the base's lines, the text is settled; in
between, the side that changed is taken, and where both did, and not alike, it is a conflict.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from msgspec import Struct

_LONG = 20_000
Lines: TypeAlias = Sequence[str]


class Merged(Struct, frozen=True):
    """Attributes:
    conflicts: How many places have markers.
    """

    text: str
    conflicts: int


def merge_texts(base: str, ours: str, theirs: str, *, names: tuple[str, str]) -> Merged:
    """Merge two texts that come from one.

    Args:
        names: What the two sides are called at markers.
    """
    lines = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    made: list[str] = []
    conflicts = 0
    for b, o, t in _regions(*lines):
        if o == t or b == t:
            made += o
        elif b == o:
            made += t
        else:
            conflicts += 1
            made += _conflict(o, t, names)
    return Merged("".join(made), conflicts)


def _conflict(ours: Lines, theirs: Lines, names: tuple[str, str]) -> list[str]:
    return [
        f"<<<<<<< {names[0]}\n",
        *_ended(ours),
        "=======\n",
        *_ended(theirs),
        f">>>>>>> {names[1]}\n",
    ]


def _ended(lines: Lines) -> list[str]:
    """With a line end at the end, so that a marker begins a line."""
    if lines and not lines[-1].endswith("\n"):
        return [*lines[:-1], f"{lines[-1]}\n"]
    return list(lines)


def _regions(base: Lines, ours: Lines, theirs: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """The three texts in step: lines that all have, and what each has in between."""
    b = o = t = 0
    for start, in_ours, in_theirs, length in _shared(base, ours, theirs):
        yield base[b:start], ours[o:in_ours], theirs[t:in_theirs]
        b, o, t = start + length, in_ours + length, in_theirs + length
        yield base[start:b], ours[in_ours:o], theirs[in_theirs:t]
    yield base[b:], ours[o:], theirs[t:]


def _shared(base: Lines, ours: Lines, theirs: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Runs of the base that both sides still have: where in each of the three, and how long."""
    left, right = list(_matches(base, ours)), list(_matches(base, theirs))
    i = j = 0
    while i < len(left) and j < len(right):
        (one, at_one, n), (other, at_other, m) = left[i], right[j]
        start, end = max(one, other), min(one + n, other + m)
        if start < end:
            yield start, at_one + start - one, at_other + start - other, end - start
        if one + n <= other + m:
            i += 1
        else:
            j += 1


def _matches(base: Lines, other: Lines) -> Iterator[tuple[int, int, int]]:
    """Matching runs of two texts; what they begin and end with is not searched for."""
    head = 0
    while head < min(len(base), len(other)) and base[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(base), len(other)) - head and base[-1 - tail] == other[-1 - tail]:
        tail += 1
    if head:
        yield 0, 0, head
    middle, changed = base[head : len(base) - tail], other[head : len(other) - tail]
    # Frequent lines are no anchors in long texts: the search would be quadratic.
    matcher = SequenceMatcher(None, middle, changed, autojunk=len(middle) > _LONG)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield block.a + head, block.b + head, block.size
    if tail:
        yield len(base) - tail, len(other) - tail, tail
