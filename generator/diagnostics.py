"""What the compiler says about its input: places, diagnostics, and the error that carries them.

Below every stage. A stage raises `SpecError` with one or more diagnostics; nothing here prints.
A bug of ours is an `InternalError` and keeps its traceback.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, field


class Place(Struct, frozen=True, kw_only=True):
    """Where in the input something stands.

    Attributes:
        file: The file as the user named it, or relative to the specification's root.
        line: Counted from 1; `None` while only the pointer is known. `pipeline` looks it up.
        column: Counted from 1.
        pointer: RFC 6901 pointer in the *canonical* document (see `ir.spec`), or in the file
            itself for what `load` and `resolve` report; `None` where there is no tree yet.
    """

    file: str
    line: int | None = None
    column: int | None = None
    pointer: str | None = None


class Severity(StrEnum):
    """Whether a diagnostic stops the run."""

    ERROR = "error"
    NOTE = "note"


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One thing to tell the user.

    Attributes:
        code: A row of `docs/diagnostics.md`: `L…` load, `R…` resolve, `O…` lower, `N…` names,
            `C…` config and command line, `E…` emit, `V…` vendor.
        message: One sentence, without the place and without a final period. Text of the
            specification in it is raw here: whoever prints it escapes it (rule R10).
        hint: What to do about it, in a sentence.
    """

    code: str
    message: str
    place: Place
    hint: str | None = None
    severity: Severity = Severity.ERROR


class SpecError(Exception):
    """The input can't be honoured. Carries every problem that was found, in source order."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        super().__init__(found)
        self.diagnostics: tuple[Diagnostic, ...] = found

    def __str__(self) -> str:
        return "; ".join(
            f"{d.place.file}:{d.place.line or 0}: {d.code} {d.message}" for d in self.diagnostics
        )


class InternalError(Exception):
    """A bug of oasmith's own, not of its input."""


class Collector(Struct):
    """Gathers the problems of independent parts (an operation, a schema), so that one run
    reports them all.

    `with collector.part(): …` swallows a `SpecError` of that part and remembers it;
    `collector.finish()` raises what has been gathered, if anything.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def part(self) -> "Collector":
        return self

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None and isinstance(error, SpecError):
            self.diagnostics.extend(error.diagnostics)
            return True
        return False

    def add(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def finish(self) -> None:
        """Raise what was gathered.

        Raises:
            SpecError: Anything was.
        """
        if self.diagnostics:
            raise SpecError(dict.fromkeys(self.diagnostics))
