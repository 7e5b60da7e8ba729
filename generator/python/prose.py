"""The specification's prose as sentences."""

import re
from typing import Final

BLOCKS: Final = re.compile(r"^\s*(?:[-*+]\s|\d+[.)]\s|>|\||```)", re.MULTILINE)
"""Where a line is no running prose: an item, a quotation, a table's row, code."""
_ENDS: Final = ".!?:;`)>|…。！？：；）」』"


def sentence(text: str) -> str:
    """Prose with a final period; the last item of a list has none, and neither has a heading."""
    text = text.strip()
    if ("\n" in text and BLOCKS.match(text.rpartition("\n")[2])) or text.startswith("#"):
        return text
    return text if not text or text[-1] in _ENDS else f"{text}."


def first_paragraph(text: str) -> tuple[str, str]:
    """A text's first paragraph and the rest."""
    head, _, rest = text.strip().partition("\n\n")
    return head.strip(), rest.strip()


def described(text: str) -> str:
    """A description, whose first paragraph is a sentence."""
    head, rest = first_paragraph(text)
    return f"{sentence(head)}\n\n{rest}" if rest else sentence(head)
