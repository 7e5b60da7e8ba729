"""`check`: each cause by itself, several at once, and what is no cause."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.emit import check_package, write
from generator.emit.check import Cause, CheckReport
from generator.ir.lock import Lock
from tests.sealed import LOCK, on_disk, sealed

TEXTS = {"a.py": "A = 1\n", "deep/b.py": "B = 1\n"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write(sealed(TEXTS)[0], tmp_path)
    return tmp_path / "made"


def report(folder: Path, *, texts: dict[str, str] | None = None, lock: Lock = LOCK) -> CheckReport:
    made, made_lock = sealed(texts or TEXTS, lock=lock)
    before = on_disk(folder)
    found = check_package(made, made_lock, folder, sealed(TEXTS)[1])
    assert on_disk(folder) == before
    return found


def test_what_was_written_is_clean(package: Path) -> None:
    found = report(package)
    assert (found.exit_code, found.differences, found.diff, found.notes) == (0, (), "", ())


def change(folder: Path) -> None:
    (folder / "a.py").write_text("A = 2\n")


def link(folder: Path) -> None:
    (folder / "a.py").rename(folder.parent / "elsewhere.py")
    (folder / "a.py").symlink_to(folder.parent / "elsewhere.py")


@pytest.mark.parametrize(
    ("meddle", "cause", "path"),
    [
        (change, Cause.EDITED, "a.py"),
        (link, Cause.EDITED, "a.py"),
        (lambda f: (f / "deep/b.py").unlink(), Cause.MISSING, "deep/b.py"),
        (lambda f: (f / "oasmith.lock").unlink(), Cause.MISSING, "oasmith.lock"),
        (lambda f: (f / "deep/c.py").write_text(""), Cause.EXTRA, "deep/c.py"),
    ],
)
def test_what_a_hand_did(
    package: Path, meddle: Callable[[Path], object], cause: Cause, path: str
) -> None:
    meddle(package)
    found = report(package)
    assert [(d.cause, d.path) for d in found.differences] == [(cause, path)]
    assert found.exit_code == int(cause)


NEW = {**TEXTS, "a.py": "A = 3\n"}


@pytest.mark.parametrize(
    ("lock", "causes"),
    [
        (replace(LOCK, sources={"api.yaml": "e"}, api="e"), [Cause.SPEC_MOVED]),
        (replace(LOCK, sources={"new.yaml": "a"}), [Cause.SPEC_MOVED]),
        (replace(LOCK, config="e"), [Cause.CONFIG_MOVED]),
        (replace(LOCK, overlays={"more.yaml": "e"}, api="e"), [Cause.CONFIG_MOVED]),
        (replace(LOCK, generator="0.2.0", api="e"), [Cause.GENERATOR_MOVED]),
        (replace(LOCK, tools={"black": "2"}), [Cause.GENERATOR_MOVED]),
        (LOCK, [Cause.GENERATOR_MOVED]),
        (
            replace(LOCK, sources={"api.yaml": "e"}, api="e", config="e", generator="0.2.0"),
            [Cause.SPEC_MOVED, Cause.CONFIG_MOVED, Cause.GENERATOR_MOVED],
        ),
    ],
)
def test_what_moved(package: Path, lock: Lock, causes: list[Cause]) -> None:
    found = report(package, texts=NEW, lock=lock)
    assert [d.cause for d in found.differences] == causes
    assert found.exit_code == int(causes[0])
    assert "-A = 1\n+A = 3\n" in found.diff


def test_the_lowest_cause_is_the_exit_code_and_all_are_told(package: Path) -> None:
    change(package)
    (package / "deep/b.py").unlink()
    found = report(package, texts=NEW, lock=replace(LOCK, config="e"))
    assert [d.cause for d in found.differences] == [
        Cause.EDITED,
        Cause.MISSING,
        Cause.CONFIG_MOVED,
    ]
    assert found.exit_code == 10


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        (replace(LOCK, generator="0.2.0", api="e"), "0.2.0 makes the same"),
        (replace(LOCK, tools={"black": "2"}), "make the same"),
        (replace(LOCK, sources={"api.yaml": "e"}), "do not show"),
    ],
)
def test_the_same_bytes_are_clean_with_a_note(package: Path, lock: Lock, words: str) -> None:
    found = report(package, lock=lock)
    assert found.exit_code == 0
    assert len(found.notes) == 1
    assert words in found.notes[0]


def test_a_file_that_would_go_stands_in_the_diff(package: Path) -> None:
    found = report(package, texts={"a.py": "A = 1\n"}, lock=replace(LOCK, config="e"))
    assert found.exit_code == 14
    assert "deep/b.py (on disk)" in found.diff
    assert "-B = 1" in found.diff


def test_crlf_of_a_checkout_is_no_edit(package: Path) -> None:
    (package / "a.py").write_bytes(b"A = 1\r\n")
    assert report(package).exit_code == 0
    assert write(sealed(TEXTS)[0], package.parent).nothing
