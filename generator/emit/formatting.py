"""The one format of generated code: black at 100 columns, or ruff where the config says so."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from hashlib import sha256
from importlib import import_module
from typing import TypeAlias

from msgspec.structs import replace

from generator.config import Formatter
from generator.diagnostics import InternalError
from generator.emit.layout import laid_out
from generator.emit.pieces import Piece, joined, pieces_of
from generator.emit.ruff import ruff_formatted
from generator.ir.files import FileRole, GeneratedFile

Pieces: TypeAlias = Callable[[str], MutableMapping[str, str]]
"""A module's path → pieces of it that were formatted before: source's digest → black's text."""


def nothing_known(_: str) -> MutableMapping[str, str]:
    """The `Pieces` of a run that remembers nothing."""
    return {}


def format_files(
    files: Iterable[GeneratedFile], formatter: Formatter, known: Pieces = nothing_known
) -> tuple[GeneratedFile, ...]:
    """The files with their Python formatted; the runtime, a byte copy, as it is.

    Args:
        known: Pieces that need not be formatted again; what is formatted is added.

    Raises:
        SpecError: `E501` ruff is asked for and not installed.
    """
    given = tuple(files)
    sources = {f.path: f.text for f in given if is_formatted(f)}
    made = ruff_formatted(sources) if formatter == "ruff" else _black(sources, known)
    return tuple(replace(f, text=made[f.path]) if f.path in made else f for f in given)


def is_formatted(file: GeneratedFile) -> bool:
    """Whether a file is one that is formatted."""
    return file.path.endswith(".py") and file.role is not FileRole.RUNTIME


def _black(sources: Mapping[str, str], known: Pieces) -> dict[str, str]:
    cut = {path: _cut(path, text) for path, text in sources.items()}
    shelves = {path: known(path) for path in sources}
    wanted = {
        piece.source: path
        for path, pieces in cut.items()
        for piece in pieces
        if _key(piece) not in shelves[path]
    }
    done = dict(zip(wanted, _formatted(list(wanted.items())), strict=True))
    for path, pieces in cut.items():
        for piece in pieces:
            if piece.source in done:
                shelves[path][_key(piece)] = done[piece.source]
    return {
        path: joined(pieces, [shelves[path][_key(piece)] for piece in pieces])
        for path, pieces in cut.items()
    }


def _key(piece: Piece) -> str:
    return sha256(piece.source.encode("utf-8", "surrogatepass")).hexdigest()


def _cut(path: str, text: str) -> list[Piece]:
    try:
        return pieces_of(text)
    except (SyntaxError, ValueError) as error:
        raise InternalError(f"{path} is no Python: {error}") from error


def _formatted(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Pieces, each with the path of its module, formatted: by `layout` where it knows how."""
    made = [laid_out(source) for source, _ in wanted]
    left = [pair for pair, text in zip(wanted, made, strict=True) if text is None]
    if not left:
        return [text for text in made if text is not None]
    by_black = iter(import_module("generator.emit.by_black").formatted(left))
    return [next(by_black) if text is None else text for text in made]
