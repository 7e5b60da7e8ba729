"""The specification's prose as sentences."""

import json
import re
from typing import Final

from generator.ir.document import JsonValue
from generator.python.code import literal

_SHORT: Final = 60

BLOCKS: Final = re.compile(r"^\s*(?:[-*+]\s|\d+[.)]\s|>|\||```)", re.MULTILINE)
"""Where a line is no running prose: an item, a quotation, a table's row, code."""
_REFERENCE: Final = re.compile(r"^\s*\[[^\]]+\]:\s")
_ENDS: Final = ".!?:;`)>|…。！？：；）」』"


def sentence(text: str) -> str:
    """Prose with a final period; the last item of a list has none, and neither have a heading and
    where a link leads."""
    text = text.strip()
    last = text.rpartition("\n")[2]
    if ("\n" in text and BLOCKS.match(last)) or text.startswith("#") or _REFERENCE.match(last):
        return text
    return text if not text or text[-1] in _ENDS else f"{text}."


def default_text(value: JsonValue) -> str:
    """What a docstring says of a default; empty where that would be long."""
    if isinstance(value, str):
        return f"Default: `{value}`." if value else "Default: an empty text."
    if value is None:
        return ""
    shown = json.dumps(value) if isinstance(value, (dict, list)) else literal(value)
    return f"Default: `{shown}`." if len(shown) <= _SHORT else ""


def first_paragraph(text: str) -> tuple[str, str]:
    """A text's first paragraph and the rest."""
    head, _, rest = text.strip().partition("\n\n")
    return head.strip(), rest.strip()


def described(text: str) -> str:
    """A description, whose first paragraph is a sentence."""
    head, rest = first_paragraph(text)
    return f"{sentence(head)}\n\n{rest}" if rest else sentence(head)
