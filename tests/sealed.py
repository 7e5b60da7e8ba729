"""Packages made by hand, sealed with a lock: for tests of what happens to files, not of their text."""

from pathlib import Path

from msgspec.structs import replace

from generator.disk import LOCK_NAME, lock_text, text_digest
from generator.ir.files import FileRole, FileSet, GeneratedFile
from generator.ir.lock import SCHEMA, Lock, LockedFile
from generator.ir.names import NameLock

NAMES = NameLock(
    classes={},
    fields={},
    operations={},
    arguments={},
    iterators={},
    streams={},
    groups={},
    credentials={},
    constructor_headers=None,
    modules={},
    split=False,
    tagged=False,
)
LOCK = Lock(
    schema=SCHEMA,
    generator="0.1.0",
    tools={"black": "1"},
    version="2025-04",
    sources={"api.yaml": "a" * 64},
    overlays={"more.yaml": "b" * 64},
    api="c" * 64,
    config="d" * 64,
    files={},
    names=NAMES,
)


def sealed(texts: dict[str, str], package: str = "made", lock: Lock = LOCK) -> tuple[FileSet, Lock]:
    """Texts as a package."""
    files = {p: LockedFile(sha256=text_digest(t), role=FileRole.CLIENT) for p, t in texts.items()}
    whole = replace(lock, files=files)
    generated = [
        GeneratedFile(path=p, text=t, role=FileRole.CLIENT) for p, t in sorted(texts.items())
    ]
    generated.append(GeneratedFile(path=LOCK_NAME, text=lock_text(whole), role=FileRole.LOCK))
    return FileSet(package=package, files=tuple(generated)), whole


def files(texts: dict[str, str], package: str = "made") -> FileSet:
    return sealed(texts, package)[0]


def on_disk(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes().decode()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def as_texts(made: FileSet) -> dict[str, str]:
    return {f.path: f.text for f in made.files}
