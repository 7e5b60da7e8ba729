"""Path templates: what must be right about a key of `paths` before anything is lowered (R11)."""

import re
from typing import Final

from generator.diagnostics import Diagnostic
from generator.ir.document import Document, JsonObject
from generator.resolve.sources import escape, problem, unquoted

_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_PARAMETER: Final = re.compile(r"\{[^{}/]+\}")
_EXPRESSION: Final = re.compile(r"\{(?:[?&;./][^{}]*|[^{}=]+=[^{}]*)\}")
"""What stands between braces in other notations: RFC 6570 (`{?page}`), google.api.http (`{name=a/*}`)."""


def path_problems(tree: JsonObject, document: Document) -> list[Diagnostic]:
    """What is wrong with path keys that could lead a request elsewhere."""
    paths = tree.get("paths")
    return [
        problem(
            document,
            f"/paths/{escape(path)}",
            "R221",
            f"the path {path} {reason}",
            "A path is `/` and steps, with `{name}` for each parameter.",
        )
        for path in (paths if isinstance(paths, dict) else ())
        if not path.startswith("x-") and (reason := _wrong_with(path))
    ]


def _wrong_with(path: str) -> str:
    if not path.startswith("/") or path.startswith("//"):
        return "does not begin with one `/`"
    if expression := _EXPRESSION.search(path):
        return f"holds {expression[0]}, which is no parameter's name in braces"
    # A fragment tells two operations of one path apart; it is never sent. A query is sent as it is.
    template = path.partition("#")[0].partition("?")[0]
    if _FORBIDDEN.search(_PARAMETER.sub("x", path)) or _has_control(path):
        return "holds a space, a backslash or a control character"
    rest = _PARAMETER.sub("x", template)
    if "{" in rest or "}" in rest:
        return "has a brace without its partner"
    if any(step in (".", "..") for step in unquoted(rest).split("/")):
        return "holds a step `.` or `..`"
    return ""


def _has_control(path: str) -> bool:
    """Whether even a parameter's name holds what no name may."""
    return any(ord(character) < 32 or ord(character) == 127 for character in path)
