"""What a source may not exceed (rule R6): the limits, and the refusals that name them."""

from generator.diagnostics import Diagnostic, Place, SpecError

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100
MAX_NODES = 1_000_000
MAX_ALIASES = 10_000
MAX_NAME = 4_000
MAX_DIGITS = 40


def refuse(
    code: str, message: str, file: str, line: int = 1, column: int = 1, hint: str | None = None
) -> SpecError:
    """The error for one problem at one place."""
    place = Place(file=file, line=line, column=column)
    return SpecError(Diagnostic(code=code, message=message, place=place, hint=hint))
