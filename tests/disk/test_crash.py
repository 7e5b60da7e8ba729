"""A run that is killed leaves the old tree or the new one; the next run puts all in order."""

import os
import resource
from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.emit import write
from tests.killing import ended_well, in_child, run_killed
from tests.sealed import as_texts, files, on_disk

OLD = {f"m{n}.py": f"OLD = {n}\n" * 40 for n in range(4)} | {"same.py": "S = 1\n"}
NEW = {f"m{n}.py": f"NEW = {n}\n" * 40 for n in range(2, 6)} | {
    "deep/n.py": "N = 1\n",
    "same.py": "S = 1\n",
}


@pytest.fixture(autouse=True)
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of trees are written here, and none of them to last."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


MINE = {"notes/mine.txt": "mine\n"}


def prepared(root: Path) -> None:
    write(files(OLD), root)
    (root / "made" / "notes").mkdir()
    (root / "made" / "notes" / "mine.txt").write_text("mine\n")


@pytest.mark.parametrize("exchange", [True, False])
def test_killed_anywhere_the_tree_is_whole_and_the_next_run_is_clean(
    tmp_path: Path, exchange: bool
) -> None:
    old, new = {**as_texts(files(OLD)), **MINE}, {**as_texts(files(NEW)), **MINE}
    seen: set[str] = set()
    at = 0
    while True:
        at += 1
        root = tmp_path / str(at)
        prepared(root)
        done = run_killed(lambda root=root: write(files(NEW), root), at, exchange=exchange)
        if done is not None:
            break
        found = on_disk(root / "made")
        if exchange or (root / "made").exists():
            assert found in (old, new), at
        seen.add("old" if found == old else "new" if found == new else "between")
        write(files(NEW), root)
        assert on_disk(root / "made") == new, at
        assert [p.name for p in root.iterdir()] == ["made"], at
        assert write(files(NEW), root).nothing
    # The points are many, and lie on both sides of the moment.
    assert at > 50
    assert seen == ({"old", "new"} if exchange else {"old", "new", "between"})


def test_killed_in_the_first_run_leaves_nothing_or_all(tmp_path: Path) -> None:
    new = as_texts(files(NEW))
    at = 0
    done = None
    while done is None:
        at += 1
        root = tmp_path / str(at)
        done = run_killed(lambda root=root: write(files(NEW), root), at)
        assert on_disk(root / "made") in ({}, new), at
        write(files(NEW), root)
        assert on_disk(root) == {f"made/{p}": t for p, t in new.items()}, at
    assert at > 50


def test_two_runs_at_once_both_end_well(tmp_path: Path) -> None:
    prepared(tmp_path)
    children = [in_child(lambda: write(files(NEW), tmp_path)) for _ in range(4)]
    ended = [ended_well(child) for child in children]
    assert all(ended)
    assert on_disk(tmp_path / "made") == {**as_texts(files(NEW)), **MINE}
    assert [p.name for p in tmp_path.iterdir()] == ["made"]


def test_no_room_for_a_file_is_told_and_leaves_the_old_tree(tmp_path: Path) -> None:
    prepared(tmp_path)
    before = on_disk(tmp_path)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        with pytest.raises(SpecError) as raised:
            write(files(NEW), tmp_path)
        assert raised.value.diagnostics[0].code == "E520"

    assert ended_well(in_child(work))
    assert on_disk(tmp_path) == before


def test_read_only_files_of_ours_are_replaced_and_those_of_others_stay(tmp_path: Path) -> None:
    prepared(tmp_path)
    for path in (tmp_path / "made").rglob("*.*"):
        path.chmod(0o444)
    write(files(NEW), tmp_path)
    assert on_disk(tmp_path / "made") == {**as_texts(files(NEW)), **MINE}
    assert (tmp_path / "made" / "notes" / "mine.txt").stat().st_mode & 0o777 == 0o444
