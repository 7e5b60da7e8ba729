"""The Markdown of an API reference page → its fenced operations, with what stands around them.

Grammar of the docs sites' pages (both dialects share it): an optional preface, an H1 with the
title, a quote with the first line of the description, prose, `## OpenAPI`, and a fence of four
backticks
whose info string names the specification, the method and the path. Several such pages may be
concatenated
in one file. Other fences are samples: what counts is what they hold.
"""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^(?P<ticks>`{3,})[ \t]*ya?ml\b[ \t]*(?P<info>.*?)[ \t]*$")
_CLOSING = re.compile(r"^`{3,}[ \t]*$")
_INFO = re.compile(
    r"(?:(?P<spec>.+?)\s+)?(?P<verb>get|put|post|delete|options|head|patch|trace|webhook)\s+(?P<target>\S.*)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^#[ \t]+(?P<title>.*?)[ \t]*#*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """One fenced block of YAML.

    Attributes:
        line: On which its YAML begins, counted from 1.
        spec: As the info string names it; `""` where it names none.
        verb, target: Lower-case method (or `webhook`) and path; `""` where the info is none of an
            operation.
        title: The last H1 before it; `""` for none, and for the `null` of a missing summary.
        description: Quote and prose between them.
    """

    line: int
    yaml: str
    info: str
    spec: str
    verb: str
    target: str
    title: str
    description: str


def read_fences(text: str) -> tuple[Fence, ...]:
    """All YAML fences of a page, in order. A fence that is never closed ends with the file."""
    lines = text.splitlines()
    found: list[Fence] = []
    title, since = "", 0
    number = 0
    while number < len(lines):
        line = lines[number]
        opening = re.match(r"^(`{3,})", line)
        if heading := _TITLE.match(line):
            title, since = heading["title"], number + 1
        if opening is None:
            number += 1
            continue
        end = _closing(lines, number + 1, len(opening[1]))
        if fence := _FENCE.match(line):
            info = _INFO.fullmatch(fence["info"])
            found.append(
                Fence(
                    line=number + 2,
                    yaml="\n".join(lines[number + 1 : end]) + "\n",
                    info=fence["info"],
                    spec=(info["spec"] or "") if info else "",
                    verb=info["verb"].lower() if info else "",
                    target=info["target"] if info else "",
                    title="" if title == "null" else title,
                    description=_description(lines[since:number]),
                )
            )
        number = end + 1
    return tuple(found)


def _closing(lines: list[str], start: int, ticks: int) -> int:
    for number in range(start, len(lines)):
        if _CLOSING.match(lines[number]) and len(lines[number].strip()) >= ticks:
            return number
    return len(lines)


def _description(lines: list[str]) -> str:
    """The quote's line and the prose behind it, up to what is hand-written around them."""
    taken: list[str] = []
    for line in lines:
        if line.startswith(("##", "```")) or line.lstrip().startswith("<"):
            break
        taken.append(line[2:] if line.startswith("> ") and not any(taken) else line)
    return "\n".join(taken).strip()
