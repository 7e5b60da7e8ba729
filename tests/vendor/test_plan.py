"""The plan: what becomes of each file, by what was vendored last and what stands there now."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from generator.disk import LOCK_NAME
from generator.ir.files import FileRole, FileSet, GeneratedFile
from generator.ir.lock import Vendored
from generator.vendor.base import BASE_NAME, Base, base_text, read_base
from generator.vendor.patch import PATCH_NAME
from generator.vendor.plan import RECORDS, Mode, Plan, There, make_plan
from tests.sealed import LOCK

OLD = {"a.py": "one\ntwo\nthree\nfour\nfive\n", "b.py": "B = 1\n", "gone.py": "G = 1\n"}
NEW = {"a.py": "one\ntwo\nthree\nfour\nFIVE\n", "b.py": "B = 1\n", "new.py": "N = 1\n"}


def plan(texts: Mapping[str, str], there: There, mode: Mode = Mode.REFUSE) -> Plan:
    made = FileSet(
        package="p",
        files=tuple(
            GeneratedFile(path=p, text=t, role=FileRole.CLIENT) for p, t in sorted(texts.items())
        ),
    )
    return make_plan(made, LOCK, there, vendored=Vendored(package="a.p"), mode=mode)


def after(found: Plan, there: There, edits: Mapping[str, str | None] | None = None) -> There:
    """The tree as the plan leaves it, and as a hand then changes it."""
    files = {p: d for p, d in there.files.items() if p not in found.removed}
    files |= {p: t.encode() for p, t in found.texts.items()}
    for path, text in (edits or {}).items():
        if text is None:
            del files[path]
        else:
            files[path] = text.encode()
    return There(files=files, lock=found.lock, base=read_base(files.get(BASE_NAME, b"").decode()))


def vendored(edits: Mapping[str, str | None] | None = None) -> There:
    return after(plan(OLD, There()), There(), edits)


def signs(found: Plan) -> dict[str, str]:
    return {s.path: str(s.sign) for s in found.steps if s.path not in RECORDS}


def test_into_an_empty_folder_all_is_added() -> None:
    found = plan(OLD, There())
    assert {str(s.sign) for s in found.steps} == {"A"}
    assert {s.path for s in found.steps} == {*OLD, LOCK_NAME, BASE_NAME}
    assert found.lock.vendored == Vendored(package="a.p")


def test_twice_plans_nothing() -> None:
    assert plan(OLD, vendored()).steps == ()


def test_a_new_version_changes_what_changed() -> None:
    found = plan(NEW, vendored())
    assert signs(found) == {"a.py": "M", "gone.py": "D", "new.py": "A"}
    assert plan(NEW, after(found, vendored())).steps == ()


def test_a_missing_file_comes_back() -> None:
    assert signs(plan(OLD, vendored({"b.py": None}))) == {"b.py": "A"}


def test_files_of_others_are_not_looked_at() -> None:
    there = vendored({"mine.py": "M = 1\n"})
    found = plan(NEW, there, Mode.OVERWRITE)
    assert "mine.py" not in {*signs(found), *found.texts, *found.removed}


def test_crlf_is_no_edit() -> None:
    there = vendored()
    files = {p: d.replace(b"\n", b"\r\n") for p, d in there.files.items()}
    assert plan(OLD, replace(there, files=files)).steps == ()


EDIT = OLD["a.py"].replace("one", "mine")
CLASH = OLD["a.py"].replace("five", "mine")


@pytest.mark.parametrize(
    ("edits", "mode", "expected", "text"),
    [
        ({"a.py": EDIT}, Mode.REFUSE, "C", None),
        ({"a.py": EDIT}, Mode.MERGE, "M", NEW["a.py"].replace("one", "mine")),
        ({"a.py": EDIT}, Mode.ADOPT, "M", NEW["a.py"].replace("one", "mine")),
        ({"a.py": EDIT}, Mode.OVERWRITE, "M", NEW["a.py"]),
        ({"a.py": CLASH}, Mode.REFUSE, "C", None),
        ({"a.py": CLASH}, Mode.ADOPT, "C", None),
        ({"a.py": CLASH}, Mode.OVERWRITE, "M", NEW["a.py"]),
        ({"gone.py": "G = 2\n"}, Mode.REFUSE, "C", None),
        ({"gone.py": "G = 2\n"}, Mode.OVERWRITE, "D", None),
        ({"new.py": "mine\n"}, Mode.REFUSE, "C", None),
        ({"new.py": "mine\n"}, Mode.MERGE, "C", None),
        ({"new.py": "mine\n"}, Mode.OVERWRITE, "M", NEW["new.py"]),
        ({"new.py": NEW["new.py"]}, Mode.REFUSE, None, NEW["new.py"]),
        ({"a.py": NEW["a.py"]}, Mode.REFUSE, None, NEW["a.py"]),
    ],
)
def test_an_edit(edits: dict[str, str], mode: Mode, expected: str | None, text: str | None) -> None:
    (path,) = edits
    found = plan(NEW, vendored(edits), mode)
    assert signs(found).get(path) == expected
    if text is not None:
        assert found.texts[path] == text


def test_a_conflict_has_markers_under_merge_and_never_without() -> None:
    found = plan(NEW, vendored({"a.py": CLASH}), Mode.MERGE)
    step = next(s for s in found.steps if s.path == "a.py")
    assert (str(step.sign), step.reason) == ("M", "merged, with 1 conflict")
    assert "<<<<<<< yours\nmine\n=======\nFIVE\n>>>>>>> generated\n" in found.texts["a.py"]
    # It is still an edit: the next run stops, or leaves it as it is.
    there = after(found, vendored())
    assert signs(plan(NEW, there)) == {"a.py": "C"}
    assert plan(NEW, there, Mode.MERGE).steps == ()


def test_an_edit_stays_once_however_often_it_is_merged() -> None:
    there = vendored({"a.py": EDIT})
    for texts in (NEW, NEW, OLD, NEW):
        found = plan(texts, there, Mode.MERGE)
        there = after(found, there)
        assert found.texts["a.py"] == texts["a.py"].replace("one", "mine")
        assert plan(texts, there, Mode.MERGE).steps == ()
        # `check` goes by the lock, which knows the text as generated.
        assert found.wanted["a.py"] == texts["a.py"]


def test_an_edited_file_that_is_no_longer_made_stays_under_merge() -> None:
    found = plan(NEW, vendored({"gone.py": "G = 2\n"}), Mode.MERGE)
    assert "gone.py" not in {*signs(found), *found.removed, *found.lock.files}
    assert found.notes == ("gone.py was edited and is no longer generated: it is yours now",)


def test_an_adopted_edit_is_applied_again_without_a_word() -> None:
    there = vendored({"a.py": EDIT})
    adopted = plan(OLD, there, Mode.ADOPT)
    assert signs(adopted) == {}
    assert "-one\n+mine\n" in adopted.texts[PATCH_NAME]
    there = after(adopted, there)
    assert plan(OLD, there).steps == ()
    found = plan(NEW, there)
    assert signs(found) == {"a.py": "M", "gone.py": "D", "new.py": "A"}
    assert found.texts["a.py"] == NEW["a.py"].replace("one", "mine")
    assert found.wanted["a.py"] == found.texts["a.py"]
    there = after(found, there)
    assert plan(NEW, there).steps == ()
    # Even where the file was deleted, or edited further and that is dropped.
    assert plan(NEW, after(found, there, {"a.py": None})).texts["a.py"] == found.texts["a.py"]
    again = after(found, there, {"a.py": "x\n"})
    assert plan(NEW, again, Mode.OVERWRITE).texts["a.py"] == found.texts["a.py"]


def test_an_adopted_edit_that_does_not_fit_stops_and_can_be_merged_or_dropped() -> None:
    there = vendored({"a.py": CLASH})
    there = after(plan(OLD, there, Mode.ADOPT), there)
    assert signs(plan(NEW, there))["a.py"] == "C"
    assert "<<<<<<<" in plan(NEW, there, Mode.MERGE).texts["a.py"]
    dropped = plan(NEW, there, Mode.OVERWRITE)
    assert dropped.texts["a.py"] == NEW["a.py"]
    assert PATCH_NAME in dropped.removed
    assert PATCH_NAME not in dropped.lock.files


def test_an_adopted_edit_is_given_up_by_adopting_the_text_as_generated() -> None:
    there = vendored({"a.py": EDIT})
    there = after(plan(OLD, there, Mode.ADOPT), there, {"a.py": OLD["a.py"]})
    found = plan(OLD, there, Mode.ADOPT)
    assert PATCH_NAME in found.removed
    assert found.lock.files["a.py"] == vendored_lock_entry()


def vendored_lock_entry() -> object:
    lock = vendored().lock
    assert lock is not None
    return lock.files["a.py"]


def test_without_a_base_nothing_is_merged() -> None:
    there = replace(vendored({"a.py": EDIT}), base=None)
    found = plan(NEW, there, Mode.MERGE)
    assert signs(found)["a.py"] == "C"
    assert "no base" in found.conflicts[0].reason


def test_the_base_is_the_same_bytes_for_the_same_texts_and_survives_a_checkout() -> None:
    base = Base(texts={"b": "B\n", "a": "ü\udcff\n"}, adopted={"a": "x"})
    text = base_text(base)
    assert text == base_text(Base(texts=dict(sorted(base.texts.items())), adopted=base.adopted))
    assert text.isascii()
    assert read_base(text.replace("\n", "\r\n")) == base
    assert read_base(text[:-20]) is None
    assert read_base("") is None
