"""Path templates and the outline of a document: what must be right before anything is lowered
(R11)."""

import re

from generator.diagnostics import Collector
from generator.ir.document import Document, JsonObject
from generator.resolve.sources import escape, problem

_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_BRACES = re.compile(r"\{[^{}]+\}")


def check_paths(tree: JsonObject, document: Document, collector: Collector) -> None:
    """Report path keys that could lead a request elsewhere."""
    paths = tree.get("paths")
    for path in paths if isinstance(paths, dict) else ():
        if path.startswith("x-"):
            continue
        if reason := _wrong_with(path):
            collector.add(
                problem(
                    document,
                    f"/paths/{escape(path)}",
                    "R221",
                    f"the path {path} {reason}",
                    "A path is `/` and steps, with `{name}` for each parameter.",
                )
            )


def _wrong_with(path: str) -> str:
    if not path.startswith("/") or path.startswith("//"):
        return "does not begin with one `/`"
    # A fragment tells two operations of one path apart; it is never sent.
    rest = _BRACES.sub("x", path.partition("#")[0])
    if "{" in rest or "}" in rest:
        return "has a brace without its partner"
    if _CONTROL.search(rest.partition("?")[0]):
        return "holds a space, a backslash or a control character"
    if any(step in (".", "..") for step in rest.partition("?")[0].split("/")):
        return "holds a step `.` or `..`"
    return ""
