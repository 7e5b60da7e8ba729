"""Where in another repository a package goes, and that it can go there."""

import keyword
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import SpecError
from generator.disk import problem


class Destination(Struct, frozen=True, kw_only=True):
    """Attributes:
    top: The folder that imports begin from.
    package: Dotted name of the package there.
    """

    top: Path
    package: str

    @property
    def folder(self) -> Path:
        """The package's own folder."""
        return self.top.joinpath(*self.package.split("."))

    @property
    def root(self) -> Path:
        """The folder that holds the package's."""
        return self.folder.parent

    @property
    def name(self) -> str:
        """The last part of the package's name."""
        return self.folder.name


def destination_of(top: Path, package: str) -> Destination:
    """Check a place.

    Args:
        top: As the user names it; it must be there.
        package: Dotted; every part must be a name that Python imports.

    Raises:
        SpecError: `V601` the name can't be imported; `V602` the way there is no folder, leads
        through a link, or differs from one that is there in case alone.
    """
    for part in package.split("."):
        if not (part.isidentifier() and part.isascii()) or keyword.iskeyword(part):
            raise SpecError(
                problem(
                    "V601",
                    top,
                    f"{package!r} is no name of a package: Python can't import {part!r}",
                    "`--as a.b.c` takes ASCII identifiers, none of them a keyword.",
                )
            )
    found = Destination(top=top, package=package)
    if not top.is_dir():
        raise SpecError(
            problem(
                "V602",
                top,
                "the destination is no folder",
                "Make it first: it is not ours to make.",
            )
        )
    at = top
    for part in package.split("."):
        _refuse_twin(at, part)
        at = at / part
        if at.is_symlink():
            raise SpecError(
                problem("V602", at, "the way to the package leads through a link", "Remove it.")
            )
        if at.exists() and not at.is_dir():
            raise SpecError(
                problem("V602", at, "a file stands where a folder goes", "Choose another name.")
            )
    return found


def _refuse_twin(folder: Path, part: str) -> None:
    """Two names that some file systems take for one."""
    twins = [p for p in (folder.iterdir() if folder.is_dir() else ()) if p.name != part]
    for twin in twins:
        if twin.name.casefold() == part.casefold():
            raise SpecError(
                problem(
                    "V602",
                    twin,
                    f"it differs from {part!r} in case alone",
                    "Some file systems take the two for one: choose one spelling.",
                )
            )


def missing_inits(destination: Destination) -> tuple[str, ...]:
    """Parents without an `__init__.py` below one that has it: packaging tools skip those."""
    found: list[str] = []
    at, regular = destination.top, False
    for part in destination.package.split(".")[:-1]:
        at = at / part
        if (at / "__init__.py").exists():
            regular = True
        elif regular:
            found.append(at.relative_to(destination.top).as_posix())
    return tuple(found)
