"""Writing a package: what stays, what goes, what is refused."""

import errno
import os
from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.emit import write
from tests.sealed import as_texts, files, on_disk

ONE = files({"a.py": "A = 1\n", "gone.py": "G = 1\n"})
TWO = files({"a.py": "A = 2\n", "new/b.py": "B = 1\n"})


def code(root: Path, *, force: bool = False) -> str:
    with pytest.raises(SpecError) as raised:
        write(TWO, root, force=force)
    return raised.value.diagnostics[0].code


def test_stale_files_go_and_files_of_others_stay(tmp_path: Path) -> None:
    write(ONE, tmp_path)
    mine = tmp_path / "made" / "mine"
    (mine / ".git" / "refs").mkdir(parents=True)
    (mine / ".git" / "HEAD").write_text("ref")
    (mine / "run.sh").write_text("#!/bin/sh\n")
    (mine / "run.sh").chmod(0o755)
    number = (mine / "run.sh").stat().st_ino
    done = write(TWO, tmp_path)
    assert (done.added, done.modified, done.removed) == (
        ("new/b.py",),
        ("a.py", "oasmith.lock"),
        ("gone.py",),
    )
    assert on_disk(tmp_path / "made") == {
        **as_texts(TWO),
        "mine/run.sh": "#!/bin/sh\n",
        "mine/.git/HEAD": "ref",
    }
    assert (mine / ".git" / "refs").is_dir()
    # Not even copied: it is the same file.
    assert (mine / "run.sh").stat().st_ino == number
    assert [p.name for p in tmp_path.iterdir()] == ["made"]


def test_a_folder_that_is_left_empty_goes(tmp_path: Path) -> None:
    write(TWO, tmp_path)
    write(ONE, tmp_path)
    assert not (tmp_path / "made" / "new").exists()


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    write(ONE, tmp_path)
    os.utime(tmp_path / "made" / "a.py", (1, 1))
    write(files({"a.py": "A = 1\n", "more.py": ""}), tmp_path)
    assert (tmp_path / "made" / "a.py").stat().st_mtime == 1


@pytest.mark.parametrize("path", ["a.py", "gone.py"])
def test_an_edited_file_stops_it_also_where_it_would_go(tmp_path: Path, path: str) -> None:
    write(ONE, tmp_path)
    (tmp_path / "made" / path).write_text("X = 1\n")
    assert code(tmp_path) == "E522"
    assert (tmp_path / "made" / path).read_text() == "X = 1\n"
    write(TWO, tmp_path, force=True)
    assert on_disk(tmp_path / "made") == as_texts(TWO)


def test_a_file_of_others_under_our_name_stops_it(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "a.py").write_text("mine\n")
    assert code(tmp_path) == "E522"


def test_a_name_that_differs_in_case_alone_stops_it(tmp_path: Path) -> None:
    write(ONE, tmp_path)
    (tmp_path / "made" / "New").mkdir()
    (tmp_path / "made" / "New" / "B.py").write_text("mine\n")
    assert code(tmp_path) == "E523"
    assert (tmp_path / "made" / "a.py").read_text() == "A = 1\n"


@pytest.mark.parametrize("place", [".", "made", "made/a.py", "made/mine"])
def test_links_are_refused(tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "root"
    if place == ".":
        root.symlink_to(outside)
    else:
        (root / place).parent.mkdir(parents=True)
        (root / place).symlink_to(outside)
    assert code(root, force=True) == "E521"
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission denied"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "rename", "mkdir"])
def test_a_disk_that_refuses_is_told_and_leaves_the_old_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, call: str
) -> None:
    write(ONE, tmp_path)
    before = on_disk(tmp_path)
    real = getattr(os, call)

    def refuse(*arguments: object, **options: object) -> object:
        writes = call != "open" or (len(arguments) > 1 and int(str(arguments[1])) & os.O_CREAT)
        if writes:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        if call == "rename":
            patched.setattr("generator.disk.tree._exchange", lambda *_: False)
        with pytest.raises(SpecError) as raised:
            write(TWO, tmp_path)
    assert [d.code for d in raised.value.diagnostics] == ["E520"]
    assert said in raised.value.diagnostics[0].message
    assert on_disk(tmp_path) == before
    write(TWO, tmp_path)
    assert on_disk(tmp_path / "made") == as_texts(TWO)
