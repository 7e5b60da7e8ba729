"""The files of a specification: found, kept inside the root folder, loaded once each (rule R8)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.document import Document, JsonValue

LoadFile = Callable[[Path, str], Document]


def escape(step: str) -> str:
    """A step of an RFC 6901 pointer."""
    return step.replace("~", "~0").replace("/", "~1")


def steps_of(pointer: str) -> list[str]:
    """The unescaped steps of a pointer."""
    return [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]


def look_up(tree: JsonValue, pointer: str) -> tuple[bool, JsonValue]:
    """Whether a node stands at the pointer, and the node."""
    for step in steps_of(pointer):
        if isinstance(tree, dict) and step in tree:
            tree = tree[step]
        elif isinstance(tree, list) and step.isdigit() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            return False, None
    return True, tree


def unquoted(text: str) -> str:
    """Percent-decoded until nothing changes, in bounded steps, so that no encoding hides a step."""
    for _ in range(4):
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


@dataclass(slots=True)
class Sources:
    """The documents that have been read, by real path."""

    root: Document
    load_file: LoadFile
    documents: dict[str, Document] = field(default_factory=dict[str, Document])

    def open(self, reference: str, document: Document, pointer: str) -> Document:
        """The document that the file part of a reference names.

        Raises:
            SpecError: `R210` it may not be read, or whatever is wrong with it.
        """
        folder = Path(self.root.path).parent
        name = unquoted(reference)
        if (
            "://" in name
            or name.startswith(("/", "\\", "//"))
            or "\\" in name
            or ":" in name.split("/")[0]
        ):
            raise SpecError(
                problem(
                    document,
                    pointer,
                    "R210",
                    f"{reference} is no relative path",
                    "Nothing is fetched: save the file beside the specification.",
                )
            )
        try:
            path = (Path(document.path).parent / name).resolve()
            inside = path.is_relative_to(folder.resolve())
            exists = path.is_file()
        except (OSError, ValueError):
            path, inside, exists = Path(), True, False
        if not inside:
            raise SpecError(
                problem(
                    document,
                    pointer,
                    "R210",
                    f"{reference} leads out of the specification's folder",
                    "Files outside of the root's folder are never read.",
                )
            )
        if not exists:
            raise SpecError(problem(document, pointer, "R211", f"there is no file {reference}"))
        if str(path) == str(Path(self.root.path).resolve()):
            return self.root
        if str(path) not in self.documents:
            shown = path.relative_to(folder.resolve()).as_posix()
            base = self.root.file.rpartition("/")[0]
            self.documents[str(path)] = self.load_file(path, f"{base}/{shown}" if base else shown)
        return self.documents[str(path)]
