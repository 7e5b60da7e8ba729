"""What a package is in another repository: its files, a licence header, and what checks them."""

import re
from pathlib import Path

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.disk import LOCK_NAME
from generator.ir.files import FileRole, FileSet, GeneratedFile

VERIFY_NAME = "_verify.py"
ATTRIBUTES_NAME = ".gitattributes"
_VERIFY = Path(__file__).resolve().parent / "verify.py"
# Names, not `*`: a file that a user puts beside ours keeps its line ends.
_ATTRIBUTES = "".join(
    f"{pattern} text eol=lf linguist-generated=true\n"
    for pattern in ("*.py", "README.md", "py.typed", "oasmith.*", ".gitattributes")
)
_CODING = re.compile(r"coding[:=]\s*[-\w.]+")


def dressed(made: FileSet, licence: str) -> FileSet:
    """The package as it goes out; its lock is left out, for a vendored tree has its own.

    Args:
        licence: Text of a header for every module; may be empty.

    Raises:
        SpecError: `V606` the header can't be a comment.
    """
    header = licence_header(licence)
    files = [f for f in made.files if f.path != LOCK_NAME]
    files.append(
        GeneratedFile(path=VERIFY_NAME, text=_VERIFY.read_text("utf-8"), role=FileRole.VENDORING)
    )
    files = [
        replace(f, text=header + f.text) if f.path.endswith(".py") and header else f for f in files
    ]
    files.append(GeneratedFile(path=ATTRIBUTES_NAME, text=_ATTRIBUTES, role=FileRole.VENDORING))
    return replace(made, files=tuple(sorted(files, key=lambda f: f.path)))


def licence_header(licence: str) -> str:
    """A text as comment lines.

    Raises:
        SpecError: `V606` it has a character that ends or hides a line, or reads as an encoding.
    """
    if not licence.strip():
        return ""
    lines = licence.strip("\n").split("\n")
    for line in lines:
        if not line.isprintable() or _CODING.search(line):
            raise SpecError(
                Diagnostic(
                    code="V606",
                    message=f"this line of the licence can't be a comment: {line}",
                    place=Place(file="oasmith.toml", line=1, column=1),
                    hint="Printable characters only, and nothing that Python reads as an encoding.",
                )
            )
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + "\n"
