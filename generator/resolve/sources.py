"""The files of a specification: found, kept inside the root folder, loaded once each (rule R8)."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote

from msgspec import Struct, field

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.document import Document, JsonValue

LoadFile: TypeAlias = Callable[[Path, str], Document]

_MOST_DECODINGS: Final = 8


def escape(step: str) -> str:
    """A step of an RFC 6901 pointer."""
    if "/" not in step and "~" not in step:
        return step
    return step.replace("~", "~0").replace("/", "~1")


def steps_of(pointer: str) -> list[str]:
    """The unescaped steps of a pointer."""
    return [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]


def step_into(node: JsonValue, step: str) -> tuple[bool, JsonValue]:
    """Whether a node has a child of that name or number, and the child."""
    if isinstance(node, dict) and step in node:
        return True, node[step]
    if isinstance(node, list) and step.isascii() and step.isdigit() and len(step) < 10:
        number = int(step)
        if number < len(node):
            return True, node[number]
    return False, None


def look_up(tree: JsonValue, pointer: str) -> tuple[bool, JsonValue]:
    """Whether a node stands at the pointer, and the node."""
    found = True
    for step in steps_of(pointer):
        found, tree = step_into(tree, step)
        if not found:
            return False, None
    return found, tree


def unquoted(text: str) -> str:
    """Percent-decoded until nothing changes, in bounded steps, so that no encoding hides a step."""
    for _ in range(_MOST_DECODINGS):
        decoded = unquote(text)
        if decoded == text:
            break
        text = decoded
    return text


def problem(
    document: Document, pointer: str, code: str, message: str, hint: str | None = None
) -> Diagnostic:
    """A diagnostic at a node of a source."""
    at = document.source_map.locate(pointer)
    place = Place(file=at.file, line=at.line, column=at.column, pointer=pointer)
    return Diagnostic(code=code, message=message, place=place, hint=hint)


class Sources(Struct):
    """The documents that have been read, by real path."""

    root: Document
    load_file: LoadFile
    documents: dict[str, Document] = field(default_factory=dict[str, Document])

    def open(self, reference: str, document: Document, pointer: str) -> Document:
        """The document that the file part of a reference names.

        Args:
            document: Where the reference stands; a relative path begins there.
            pointer: The reference in it, for the diagnostic.

        Raises:
            SpecError: `R210` it may not be read, `R211` it is not there, or whatever is wrong with it.
        """
        name = unquoted(reference)
        if _is_no_relative_path(name):
            raise SpecError(
                problem(
                    document,
                    pointer,
                    "R210",
                    f"{reference} is no relative path",
                    "Nothing is fetched: save the file beside the specification.",
                )
            )
        path = self._path(name, document)
        if path is None or not path.is_relative_to(self._folder()):
            raise SpecError(
                problem(
                    document,
                    pointer,
                    "R210",
                    f"{reference} leads out of the specification's folder",
                    "Files outside of the root's folder are never read.",
                )
            )
        if not _is_file(path):
            raise SpecError(
                problem(
                    document,
                    pointer,
                    "R211",
                    f"there is no file {reference}",
                    "A path in a `$ref` is relative to the file that the `$ref` stands in.",
                )
            )
        return self._read(path)

    def _read(self, path: Path) -> Document:
        if path == Path(self.root.path).resolve():
            return self.root
        key = str(path)
        if key not in self.documents:
            shown = path.relative_to(self._folder()).as_posix()
            base = self._shown_folder()
            self.documents[key] = self.load_file(path, f"{base}/{shown}" if base else shown)
        return self.documents[key]

    def _path(self, name: str, document: Document) -> Path | None:
        """The real path; `None` where it can't be one."""
        here = Path(document.path)
        folder = here if here.is_dir() else here.parent
        try:
            return (folder / name).resolve()
        except (OSError, ValueError, RuntimeError):
            return None

    def _folder(self) -> Path:
        here = Path(self.root.path)
        return (here if here.is_dir() else here.parent).resolve()

    def _shown_folder(self) -> str:
        shown = self.root.file.rstrip("/")
        return shown if Path(self.root.path).is_dir() else shown.rpartition("/")[0]


def _is_file(path: Path) -> bool:
    """Whether it is a regular file; a name that is too long is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_no_relative_path(name: str) -> bool:
    """Whether it has a scheme, an authority or a root; a drive's letter counts as a scheme."""
    scheme = "://" in name or ":" in name.partition("/")[0]
    return scheme or name.startswith("/") or "\\" in name or not name.isprintable()
