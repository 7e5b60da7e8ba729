"""What a source may not exceed (rule R6): the limits, and the refusals that name them."""

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.document import Position

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100
MAX_NODES = 1_000_000
"""Of the tree, aliases expanded: values, not keys."""
MAX_ALIASES = 10_000
MAX_NAME = 4_000
MAX_DIGITS = 40
_SHOWN = 80


def refuse(
    code: str, message: str, file: str, line: int = 1, column: int = 1, hint: str | None = None
) -> SpecError:
    """The error for one problem at one place."""
    place = Place(file=file, line=line, column=column)
    return SpecError(Diagnostic(code=code, message=message, place=place, hint=hint))


def refuse_at(code: str, message: str, at: Position, hint: str | None = None) -> SpecError:
    """The error for one problem at a position."""
    return refuse(code, message, at.file, at.line, at.column, hint)


def shortened(text: str) -> str:
    """A name of the source, cut to what fits a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
