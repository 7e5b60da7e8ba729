"""What git has at a revision, as files in a folder, so that it is read as any other source is.

A file comes with the specifications beside and below it, for it may refer to them; a folder comes
whole. Runs `git` and nothing else; writes only below the folder that it is given.
"""

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, SpecError

_SUFFIXES = (".yaml", ".yml", ".json", ".md", ".mdx", ".markdown")
_MOST = 2_000


def write_revision(revision: str, path: str, folder: Path, *, base: Path) -> Path:
    """Write a file or a folder as git has it, and give the path that it has now.

    Args:
        path: From the root of the repository, as git has it; from `base` where it begins with `.`.
        folder: An empty one.

    Raises:
        SpecError: `C108` git does not know the revision, or no such path in it.
    """
    root = _git(base, "rev-parse", "--show-toplevel", said=f"{revision}:{path}").decode().strip()
    name = _name_in(root, path, base)
    entry = f"{revision}:{name}" if name else f"{revision}^{{tree}}"
    kind = _git(base, "cat-file", "-t", entry, said=f"{revision}:{path}").decode().strip()
    wanted = [name] if kind == "blob" else [f"{name}/" if name else "."]
    if kind == "blob":
        above = name.rpartition("/")[0]
        listing = _git(
            Path(root),
            *("ls-tree", "-r", "-z", "--name-only", revision, "--", f"{above}/" if above else "."),
            said=f"{revision}:{path}",
        )
        beside = [n for n in os.fsdecode(listing).split("\0") if n.endswith(_SUFFIXES)]
        if len(beside) <= _MOST:
            wanted = list(dict.fromkeys([name, *beside]))
    archive = _git(
        Path(root),
        *("archive", "--format=tar", revision, "--", *wanted),
        said=f"{revision}:{path}",
    )
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    return folder / name


def _name_in(root: str, path: str, base: Path) -> str:
    """The path from the repository's root, without a slash at its end."""
    if path.startswith("."):
        path = os.path.relpath((base / path).resolve(), Path(root).resolve())
    return "" if path in (".", "") else path.rstrip("/")


def _git(folder: Path, *arguments: str, said: str) -> bytes:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SpecError(
            Diagnostic(
                code="C108",
                message=f"git has no {said}: {reason[-1] if reason else 'unknown'}",
                place=Place(file=said, line=1, column=1),
            )
        )
    return done.stdout
