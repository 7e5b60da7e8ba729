"""Files, folders and bytes → `Document`: finds out what a source is and reads it.

Raises `SpecError` with codes `L1xx`; never a traceback for an input, whatever it is.
"""

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonValue, Position, SourceMap
from generator.load.docs_pages import PagesTree, read_pages
from generator.load.json_tree import JsonMap, read_json
from generator.load.limits import MAX_BYTES, refuse
from generator.load.places import Lines, Places, TreeMap
from generator.load.yaml_tree import read_yaml

_PAGES = (".md", ".mdx", ".markdown")
_YAML = (".yaml", ".yml")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def load_document(path: Path, *, shown: str, specs: tuple[str, ...] = ()) -> Document:
    """Read a file, or a folder of pages.

    Args:
        shown: How the user named it.
        specs: Specifications to keep of a folder's pages.

    Raises:
        SpecError: It is missing, unreadable, too large, or holds no API description.
    """
    if _is_folder(path, shown):
        return _load_folder(path, shown, specs)
    return load_text(_read(path, shown), shown=shown, path=path, specs=specs)


def load_text(data: bytes, *, shown: str, path: Path, specs: tuple[str, ...] = ()) -> Document:
    """Read a source that is already in memory: standard input, a git object.

    Args:
        path: Its suffix says what it is; without a known one its content does.
    """
    text = _decode(data, shown)
    digests = {shown: hashlib.sha256(data).hexdigest()}
    suffix = path.suffix.lower()
    if suffix in _PAGES or (suffix not in (*_YAML, ".json") and _looks_like_page(text)):
        return _of_pages(
            read_pages([(shown, text)], specs=specs, shown=shown), shown, path, digests
        )
    tree, source_map = _read_tree(Lines(text, shown), suffix)
    if not isinstance(tree, dict):
        hint = "An OpenAPI document begins with `openapi:`."
        if text.lstrip().startswith("<"):
            hint = "It looks like HTML: save the description itself, not the page that shows it."
        at = source_map.locate("")
        raise refuse("L125", "the document is no mapping", shown, at.line, at.column, hint)
    return Document(file=shown, path=_real(path), tree=tree, source_map=source_map, digests=digests)


def _read_tree(lines: Lines, suffix: str) -> tuple[JsonValue, SourceMap]:
    braced = lines.text.lstrip()[:1] in ("{", "[")
    if suffix == ".json" or (braced and suffix not in _YAML):
        return read_json(lines), JsonMap(lines)
    if braced:
        # JSON under a name of YAML's is read as what it is, if it is.
        try:
            return read_json(lines), JsonMap(lines)
        except SpecError as error:
            if error.diagnostics[0].code != "L110":
                raise
    places = Places()
    tree = read_yaml(lines, places)
    first = len(lines.text) - len(lines.text.lstrip())
    return tree, TreeMap(tree, lines.position(first), places)


def _looks_like_page(text: str) -> bool:
    return "\n````yaml" in text or (text.lstrip().startswith(("# ", "> ## ")) and "\n```" in text)


# Folders.


def _is_folder(path: Path, shown: str) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise _unreadable(error, shown) from None


def _load_folder(folder: Path, shown: str, specs: tuple[str, ...]) -> Document:
    texts: list[tuple[str, str]] = []
    digests: dict[str, str] = {}
    names = _files(folder, shown)
    for name in names:
        if Path(name).suffix.lower() in _PAGES:
            file = f"{shown.rstrip('/')}/{name}"
            data = _read(folder / name, file)
            digests[file] = hashlib.sha256(data).hexdigest()
            texts.append((file, _decode(data, file)))
    if not texts:
        others = [name for name in names if Path(name).suffix.lower() in (*_YAML, ".json")]
        hint = "Name the specification's root file, or a folder of pages."
        if others:
            hint = f"A specification is named by its root file, such as {shown}/{others[0]}."
        raise refuse("L126", "the folder holds no Markdown pages", shown, hint=hint)
    return _of_pages(read_pages(texts, specs=specs, shown=shown), shown, folder, digests)


def _files(folder: Path, shown: str) -> list[str]:
    """Names of all files below, hidden ones apart, in an order that no file system decides."""

    def fail(error: OSError) -> None:
        raise _unreadable(error, shown)

    found: list[str] = []
    for root, folders, files in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            (Path(root, name).relative_to(folder)).as_posix()
            for name in files
            if not name.startswith(".")
        ]
    return sorted(found)


def _of_pages(pages: PagesTree, shown: str, path: Path, digests: Mapping[str, str]) -> Document:
    return Document(
        file=shown,
        path=_real(path),
        tree=pages.tree,
        source_map=pages.source_map,
        digests=digests,
        losses=pages.losses,
        pages=True,
    )


# Bytes.


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _read(path: Path, shown: str) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refuse("L101", "it is no regular file", shown)
        if found.st_size > MAX_BYTES:
            raise refuse("L103", f"larger than {MAX_BYTES // 2**20} MB", shown)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(error, shown) from None


def _unreadable(error: OSError | ValueError, shown: str) -> SpecError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return refuse("L101", f"can't be read: {reason}", shown)


def _decode(data: bytes, shown: str) -> str:
    if len(data) > MAX_BYTES:
        raise refuse("L103", f"larger than {MAX_BYTES // 2**20} MB", shown)
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"not {encoding.upper()[:6].rstrip('-')} at byte {error.start}"
        raise refuse("L102", message, shown, line, column, "Save the file as UTF-8.") from None
    if (nul := text.find("\0")) >= 0:
        at: Position = Lines(text, shown).position(nul)
        hint = "Save the file as UTF-8."
        raise refuse("L102", "it holds a NUL character", shown, at.line, at.column, hint)
    return text
