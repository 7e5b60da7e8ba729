"""What the disk refuses, as diagnostics."""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, SpecError

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota is used up",
    errno.EFBIG: "a file would be larger than is allowed",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
}


def problem(code: str, path: Path, message: str, hint: str | None = None) -> Diagnostic:
    """A diagnostic of a file as a whole."""
    return Diagnostic(
        code=code, message=message, place=Place(file=str(path), line=1, column=1), hint=hint
    )


def failure(path: Path, error: OSError, *, verb: str = "written") -> SpecError:
    """`E520`: the disk refuses."""
    said = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return SpecError(problem("E520", path, f"can't be {verb}: {said}", "Nothing was changed."))


@contextmanager
def said_of_disk(path: Path, *, verb: str = "written") -> Generator[None, None, None]:
    """Turn an `OSError` into a diagnostic.

    Raises:
        SpecError: `E520`.
    """
    try:
        yield
    except OSError as error:
        raise failure(path, error, verb=verb) from None
