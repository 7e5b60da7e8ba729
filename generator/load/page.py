"""The Markdown of an API reference page → its fenced blocks, with what stands around them.

Grammar of the docs sites' pages (both dialects share it): an optional preface, an H1 with the title,
a quote with the first line of the description, prose, `## OpenAPI`, and a fence of four backticks
whose info string names the specification, the method and the path. Several such pages may be
concatenated in one file; a truncated one may lack the closing fence. Fences of three backticks are
samples, and looked at only in a file that has none of four.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.ir.document import METHODS
from generator.load.places import Lines, split_lines

_FENCE = re.compile(r"(?P<ticks>`{3,})[ \t]*(?P<info>[^`]*?)[ \t]*")
_CLOSING = re.compile(r"(?P<ticks>`{3,})[ \t]*")
_YAML = re.compile(r"ya?ml(?:[ \t]+(?P<info>.*))?", re.IGNORECASE)
_INFO = re.compile(
    r"(?:(?P<spec>.+?)\s+)?" rf"(?P<verb>{'|'.join(METHODS)}|webhook)\s+(?P<target>\S.*)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"#[ \t]+(?P<title>\S.*?)[ \t]*")
_HAND_WRITTEN = ("##", "```", "<")
"""What begins such a line is no description: the heading, a sample, MDX."""


class Fence(Struct, frozen=True, kw_only=True):
    """A fenced block of YAML.

    Attributes:
        at: Offset of its opening line.
        start, end: Offsets of its YAML.
        info: What stands behind `yaml`.
        spec: The specification that the info string names; `""` for none.
        verb, target: Lower-case method (or `webhook`) and path (or the webhook's name); `""` where
            the info string names no operation.
        title: `""` for none, and for the `null` of a missing summary.
        closed: Whether its end is marked: a page that is cut off lacks it.
    """

    at: int
    start: int
    end: int
    info: str
    spec: str
    verb: str
    target: str
    title: str
    description: str
    closed: bool


class _Block(Struct, frozen=True):
    """A fence of any kind, and the lines between the one before it and itself."""

    ticks: int
    opening: str
    at: int
    start: int
    end: int
    before: list[str]
    closed: bool


def read_fences(lines: Lines) -> tuple[Fence, ...]:
    """The YAML blocks of a page, in order."""
    found: list[tuple[int, Fence]] = []
    around: list[str] = []
    for block in _blocks(lines.text):
        around += block.before
        info = _YAML.fullmatch(block.opening)
        if info is None:
            # A sample within the prose: it ends the description.
            around.append("```")
            continue
        found.append((block.ticks, _fence(block, info["info"] or "", around)))
        around = [] if block.ticks >= 4 else [*around, "```"]
    wide = tuple(fence for ticks, fence in found if ticks >= 4)
    return wide or tuple(fence for _, fence in found if fence.verb)


def _fence(block: _Block, info: str, around: list[str]) -> Fence:
    parts = _INFO.fullmatch(info)
    title, description = _prose(around)
    return Fence(
        at=block.at,
        start=block.start,
        end=block.end,
        info=info,
        spec=(parts["spec"] or "") if parts else "",
        verb=parts["verb"].lower() if parts else "",
        target=parts["target"] if parts else "",
        title=title,
        description=description,
        closed=block.closed,
    )


def _blocks(text: str) -> Iterator[_Block]:
    lines = split_lines(text)
    before: list[str] = []
    number = 0
    while number < len(lines):
        at, line = lines[number]
        number += 1
        opening = _FENCE.fullmatch(line)
        if opening is None:
            before.append(line)
            continue
        ticks = len(opening["ticks"])
        start = lines[number][0] if number < len(lines) else len(text)
        while number < len(lines) and not _ends(lines[number][1], ticks):
            number += 1
        end, last = lines[number] if number < len(lines) else (len(text), "")
        # What opens an operation ends a sample that nobody closed.
        closed = _CLOSING.fullmatch(last) is not None
        number += closed
        yield _Block(ticks, opening["info"], at, start, end, before, closed)
        before = []


def _ends(line: str, ticks: int) -> bool:
    if not line.startswith("```"):
        return False
    if closing := _CLOSING.fullmatch(line):
        return len(closing["ticks"]) >= ticks
    opening = _FENCE.fullmatch(line)
    if opening is None or len(opening["ticks"]) <= max(ticks, 3):
        return False
    info = _YAML.fullmatch(opening["info"])
    return info is not None and _INFO.fullmatch(info["info"] or "") is not None


def _prose(around: list[str]) -> tuple[str, str]:
    """The title and the description that stand before an operation.

    The title is the last H1 that a quote follows or precedes, else the last one: a description may
    hold H1s of its own, and what was concatenated before may too.
    """
    titles = [
        (number, found["title"])
        for number, line in enumerate(around)
        if (found := _TITLE.fullmatch(line)) and not found["title"].startswith("Source: ")
    ]
    if not titles:
        return "", _description(around)
    quoted = [one for one in titles if _quote(around[one[0] + 1 :])]
    number, title = (quoted or titles)[-1]
    following = around[number + 1 :]
    if not quoted:
        # The quote may stand before the H1 (ngrok).
        following = [*reversed(_quoted_before(around[:number])), *following]
    return ("" if title == "null" else title), _description(following)


def _quote(lines: Iterable[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return first.startswith("> ") and not first.startswith("> ##")


def _quoted_before(lines: list[str]) -> list[str]:
    """The paragraph that ends just before, backwards, if it is a quoted description."""
    found: list[str] = []
    for line in reversed(lines):
        if not line.strip():
            if found:
                break
            continue
        found.append(line)
    return found if found and _quote([found[-1]]) else []


def _description(lines: list[str]) -> str:
    """The quote's one line and the prose behind it, up to what is hand-written around them."""
    taken: list[str] = []
    for line in lines:
        if line.lstrip().startswith(_HAND_WRITTEN) and not line.startswith("> "):
            break
        taken.append(line)
    while taken and not taken[0].strip():
        del taken[0]
    if not taken or not _quote(taken[:1]):
        return ""
    return "\n".join([taken[0][2:], *taken[1:]]).strip()
