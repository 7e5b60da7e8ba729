"""Files, folders and bytes → `Document`: finds out what a source is and reads it.

Raises `SpecError` with codes `L1xx`; never a traceback for an input, whatever it is.
"""

import hashlib
import os
import stat
from pathlib import Path

from generator.ir.document import Document, JsonValue, SourceMap
from generator.load.docs_pages import PagesTree, read_pages
from generator.load.json_tree import JsonPositions, read_json
from generator.load.limits import MAX_BYTES, refuse
from generator.load.yaml_tree import YamlPositions, read_yaml

_PAGES = (".md", ".mdx", ".markdown")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def load_document(path: Path, *, shown: str, specs: tuple[str, ...] = ()) -> Document:
    """Read a file, or a folder of pages.

    Args:
        shown: How the user named it.
        specs: Specifications to keep of a folder's pages.

    Raises:
        SpecError: It is missing, unreadable, too large, or holds no API description.
    """
    if path.is_dir():
        return _load_folder(path, shown, specs)
    return load_text(_read(path, shown), shown=shown, path=path, specs=specs)


def load_text(data: bytes, *, shown: str, path: Path, specs: tuple[str, ...] = ()) -> Document:
    """Read a source that is already in memory: standard input, a git object."""
    text = _decode(data, shown)
    digests = {shown: hashlib.sha256(data).hexdigest()}
    suffix = path.suffix.lower()
    where = str(path)
    if suffix in _PAGES or (suffix not in (".json", ".yaml", ".yml") and _looks_like_page(text)):
        return _of_pages(read_pages([(shown, text)], specs=specs), shown, where, digests)
    tree: JsonValue
    source_map: SourceMap
    if suffix == ".json" or (suffix not in (".yaml", ".yml") and text.lstrip()[:1] in ("{", "[")):
        tree, source_map = read_json(text, shown), JsonPositions(text, shown)
    else:
        tree, source_map = read_yaml(text, shown), YamlPositions(text, shown)
    if not isinstance(tree, dict):
        raise refuse(
            "L125",
            "the document is no mapping",
            shown,
            1,
            1,
            "An OpenAPI document begins with `openapi:`.",
        )
    return Document(file=shown, path=where, tree=tree, source_map=source_map, digests=digests)


def _load_folder(folder: Path, shown: str, specs: tuple[str, ...]) -> Document:
    texts: list[tuple[str, str]] = []
    digests: dict[str, str] = {}
    names = sorted(
        (Path(root, name).relative_to(folder).as_posix())
        for root, _, files in os.walk(folder)
        for name in files
        if Path(name).suffix.lower() in _PAGES
    )
    for name in names:
        file = f"{shown.rstrip('/')}/{name}"
        data = _read(folder / name, file)
        digests[file] = hashlib.sha256(data).hexdigest()
        texts.append((file, _decode(data, file)))
    if not texts:
        raise refuse(
            "L126",
            "the folder holds no Markdown pages",
            shown,
            1,
            1,
            "Name the specification's root file, or a folder of pages.",
        )
    return _of_pages(read_pages(texts, specs=specs), shown, str(folder), digests)


def _of_pages(pages: PagesTree, shown: str, path: str, digests: dict[str, str]) -> Document:
    return Document(
        file=shown,
        path=path,
        tree=pages.tree,
        source_map=pages.source_map,
        digests=digests,
        losses=pages.losses,
        pages=True,
    )


def _read(path: Path, shown: str) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refuse("L101", "it is no regular file", shown)
        if found.st_size > MAX_BYTES:
            raise refuse("L103", f"larger than {MAX_BYTES // 2**20} MB", shown)
        return path.read_bytes()
    except OSError as error:
        raise refuse("L101", f"can't be read: {error.strerror or error}", shown) from None
    except ValueError as error:
        raise refuse("L101", f"can't be read: {error}", shown) from None


def _decode(data: bytes, shown: str) -> str:
    if len(data) > MAX_BYTES:
        raise refuse("L103", f"larger than {MAX_BYTES // 2**20} MB", shown)
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refuse(
            "L102", f"not UTF-8 at byte {error.start}", shown, line, 1, "Save the file as UTF-8."
        ) from None
    if "\0" in text:
        raise refuse(
            "L102", "it holds a NUL character", shown, text[: text.index("\0")].count("\n") + 1
        )
    return text


def _looks_like_page(text: str) -> bool:
    return "\n````yaml" in text or (text.lstrip().startswith("# ") and "```" in text)
