"""Vendoring onto a disk: whole or not at all, inside the destination, newer never by older."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.diagnostics import SpecError
from generator.ir.files import FileSet
from generator.vendor import Mode, Vendoring, destination_of, dressed, missing_inits, vendor
from generator.vendor.base import BASE_NAME
from tests.killing import ended_well, in_child, run_killed
from tests.sealed import LOCK, files, on_disk

OLD = {"__init__.py": '"""Old."""\n', "a.py": "A = 1\n" * 50, "gone.py": "G = 1\n"}
NEW = {"__init__.py": '"""New."""\n', "a.py": "A = 2\n" * 50, "deep/n.py": "N = 1\n"}
PLACE = "acme.vendor.api"


@pytest.fixture(autouse=True)
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of trees are written here, and none of them to last."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def ready(texts: dict[str, str], licence: str = "") -> FileSet:
    return dressed(files(texts), licence)


def put(
    top: Path,
    texts: dict[str, str],
    *,
    mode: Mode = Mode.REFUSE,
    force: bool = False,
    dry: bool = False,
    version: str = "2025-04",
) -> Vendoring:
    lock = replace(LOCK, version=version)
    place = destination_of(top, PLACE)
    return vendor(ready(texts), lock, place, mode=mode, force=force, dry=dry)


def refused(top: Path, package: str = PLACE) -> str:
    with pytest.raises(SpecError) as raised:
        place = destination_of(top, package)
        vendor(ready(NEW), LOCK, place)
    return raised.value.diagnostics[0].code


def test_a_package_is_put_whole_and_again_nothing_happens(tmp_path: Path) -> None:
    assert put(tmp_path, OLD).done
    folder = tmp_path / "acme" / "vendor" / "api"
    assert set(on_disk(folder)) == {
        *OLD,
        *("_verify.py", ".gitattributes", "oasmith.lock", BASE_NAME),
    }
    again = put(tmp_path, OLD)
    assert again.plan.steps == ()
    assert put(tmp_path, NEW).done
    assert not (folder / "gone.py").exists()


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    dry = put(tmp_path, OLD, dry=True)
    assert on_disk(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []
    assert put(tmp_path, OLD).plan == dry.plan
    dry = put(tmp_path, NEW, dry=True)
    assert put(tmp_path, NEW).plan == dry.plan


def test_an_edit_stops_everything(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    edited = tmp_path / "acme" / "vendor" / "api" / "a.py"
    edited.write_text("mine\n")
    before = on_disk(tmp_path)
    found = put(tmp_path, NEW)
    assert not found.done
    assert [d.code for d in found.problems()] == ["V603"]
    assert on_disk(tmp_path) == before
    assert put(tmp_path, NEW, mode=Mode.OVERWRITE).done
    assert edited.read_text() == NEW["a.py"]


def test_an_older_api_does_not_replace_a_newer(tmp_path: Path) -> None:
    put(tmp_path, NEW, version="2025-10")
    with pytest.raises(SpecError) as raised:
        put(tmp_path, OLD, version="2025-04")
    assert raised.value.diagnostics[0].code == "V604"
    assert put(tmp_path, OLD, version="2025-04", force=True).done
    assert put(tmp_path, NEW, version="2026-01.alpha").done


@pytest.mark.parametrize("package", ["", "a-b", "a..b", "../x", "/etc", "class.b", "a.1b", "ünder"])
def test_a_name_that_python_does_not_import_is_refused(tmp_path: Path, package: str) -> None:
    assert refused(tmp_path, package) == "V601"


def test_a_way_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing") == "V602"
    (tmp_path / "acme").write_text("a file")
    assert refused(tmp_path) == "V602"
    (tmp_path / "acme").unlink()
    (tmp_path / "Acme").mkdir()
    assert refused(tmp_path) == "V602"


@pytest.mark.parametrize("place", ["acme", "acme/vendor", "acme/vendor/api"])
def test_a_link_on_the_way_is_refused(tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    top = tmp_path / "top"
    (top / place).parent.mkdir(parents=True)
    (top / place).symlink_to(outside)
    assert refused(top) == "V602"
    assert list(outside.iterdir()) == []


def test_a_link_in_the_tree_is_refused(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / "acme/vendor/api/more").symlink_to(tmp_path)
    assert refused(tmp_path) == "E521"


def test_a_base_that_was_changed_is_not_trusted(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    folder = tmp_path / "acme" / "vendor" / "api"
    (folder / BASE_NAME).write_text("oasmith.base 1\n")
    assert put(tmp_path, OLD).done
    (folder / "a.py").write_text("mine\n")
    (folder / BASE_NAME).write_text("oasmith.base 1\n")
    found = put(tmp_path, NEW, mode=Mode.MERGE)
    assert not found.done
    assert "no base" in found.plan.conflicts[0].reason


def test_parents_that_packaging_tools_leave_out_are_named(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    assert missing_inits(destination_of(tmp_path, PLACE)) == ()
    (tmp_path / "acme" / "__init__.py").touch()
    assert missing_inits(destination_of(tmp_path, PLACE)) == ("acme/vendor",)


def test_a_licence_stands_above_every_module(tmp_path: Path) -> None:
    made = ready(OLD, "Copyright Acme\n\nSPDX-License-Identifier: MIT")
    header = "# Copyright Acme\n#\n# SPDX-License-Identifier: MIT\n\n"
    texts = {f.path: f.text for f in made.files}
    assert all(t.startswith(header) for p, t in texts.items() if p.endswith(".py"))
    assert texts["a.py"] == header + OLD["a.py"]
    assert not texts[".gitattributes"].startswith("#")


@pytest.mark.parametrize("licence", ["a\rb", "a\x0cb", "# -*- coding: utf-7 -*-", "a\u2028b"])
def test_a_licence_that_is_no_comment_is_refused(licence: str) -> None:
    with pytest.raises(SpecError) as raised:
        dressed(files(OLD), licence)
    assert raised.value.diagnostics[0].code == "V606"


@pytest.mark.parametrize("exchange", [True, False])
def test_killed_anywhere_the_tree_is_whole_and_the_next_run_is_clean(
    tmp_path: Path, exchange: bool
) -> None:
    states = []
    for number, texts in enumerate((OLD, NEW)):
        put_at = tmp_path / f"state{number}"
        put_at.mkdir()
        put(put_at, texts)
        states.append(on_disk(put_at / "acme/vendor/api"))
    seen: set[int] = set()
    done, at = None, 0
    while done is None:
        at += 1
        top = tmp_path / f"at{at}"
        top.mkdir()
        put(top, OLD)
        done = run_killed(lambda top=top: put(top, NEW), at, exchange=exchange)
        folder = top / "acme" / "vendor" / "api"
        if exchange or folder.exists():
            found = on_disk(folder)
            assert found in states, at
            seen.add(states.index(found))
        assert put(top, NEW).done
        assert on_disk(folder) == states[1], at
        assert [p.name for p in folder.parent.iterdir()] == ["api"], at
        assert put(top, NEW).plan.steps == ()
    assert at > 50
    assert seen == {0, 1}


def test_two_runs_at_once_both_end_well(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    children = [in_child(lambda: put(tmp_path, NEW)) for _ in range(4)]
    ended = [ended_well(child) for child in children]
    assert all(ended)
    assert put(tmp_path, NEW).plan.steps == ()
    assert [p.name for p in (tmp_path / "acme/vendor").iterdir()] == ["api"]
