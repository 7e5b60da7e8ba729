"""The one format of generated code: black at 100 columns, or ruff where the config says so."""

import gc
import os
from collections.abc import Callable, Generator, Iterable, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from multiprocessing import get_context
from typing import TypeAlias

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

from generator.config import Formatter
from generator.diagnostics import InternalError
from generator.emit.pieces import Piece, joined, pieces_of
from generator.emit.ruff import ruff_formatted
from generator.ir.files import FileRole, GeneratedFile

_MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=100)
_ALONE = 4_000  # lines that one process formats before a second is worth its start

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
    """Pieces, each with the path of its module, formatted: in two processes where they are many."""
    lines = sum(source.count("\n") for source, _ in wanted)
    workers = min(os.cpu_count() or 1, 4) if lines > _ALONE and hasattr(os, "fork") else 1
    with quiet():
        if workers == 1:
            return [_piece(pair) for pair in wanted]
        with get_context("fork").Pool(workers) as pool:
            return pool.map(_piece, wanted, chunksize=max(len(wanted) // (workers * 8), 1))


def _piece(wanted: tuple[str, str]) -> str:
    source, path = wanted
    try:
        return black.format_str(source, mode=_MODE)
    except (InvalidInput, ValueError) as error:
        raise InternalError(f"{path} is no Python: {error}") from error


@contextmanager
def quiet() -> Generator[None, None, None]:
    """No garbage collection: black's trees are large and live, and looking through them over and over
    is most of its cost."""
    enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()
