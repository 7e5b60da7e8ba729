"""What holds for every package, every edit and every next version."""

from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from generator.disk import LOCK_NAME
from generator.ir.files import FileSet
from generator.ir.lock import Lock, Vendored
from generator.pipeline import generate
from generator.vendor import Mode, dressed, make_plan
from generator.vendor.base import BASE_NAME, read_base
from generator.vendor.plan import Plan, There
from tests.packages import config_for
from tests.properties.test_generation import COMPONENT_KEYS, OPERATIONS, SCHEMAS, document
from tests.sealed import LOCK, files

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "x = 1\n"]), max_size=8).map("".join)
TREES = st.dictionaries(st.sampled_from(["a.py", "b.py", "d/c.py", "README.md"]), LINES)
EDITS = st.dictionaries(
    st.sampled_from(["a.py", "b.py", "d/c.py", "mine.py"]), st.one_of(st.none(), LINES)
)


def plan(made: FileSet, lock: Lock, there: There, mode: Mode) -> Plan:
    return make_plan(made, lock, there, vendored=Vendored(package="a.b"), mode=mode)


def after(found: Plan, there: There) -> There:
    kept = {p: d for p, d in there.files.items() if p not in found.removed}
    data = kept | {p: t.encode("utf-8", "surrogateescape") for p, t in found.texts.items()}
    return There(files=data, lock=found.lock, base=read_base(data[BASE_NAME].decode()))


def edited(there: There, edits: dict[str, str | None]) -> There:
    data = {p: d for p, d in there.files.items() if edits.get(p, "") is not None}
    data |= {p: t.encode() for p, t in edits.items() if t is not None}
    return There(files=data, lock=there.lock, base=there.base)


@given(old=TREES, new=TREES, edits=EDITS, mode=st.sampled_from(Mode))
def test_twice_plans_nothing_whatever_was_there_and_whatever_was_chosen(
    old: dict[str, str], new: dict[str, str], edits: dict[str, str | None], mode: Mode
) -> None:
    there = after(plan(dressed(files(old), ""), LOCK, There(), Mode.REFUSE), There())
    there = edited(there, edits)
    made = dressed(files(new), "")
    found = plan(made, LOCK, there, mode)
    if found.conflicts:
        # Nothing is done, so the same stands in the way again.
        assert plan(made, LOCK, there, mode) == found
        return
    done = after(found, there)
    assert plan(made, LOCK, done, mode).steps == ()
    # The files of others are there, byte for byte.
    ours = {*found.lock.files, LOCK_NAME, *old}
    for path, data in there.files.items():
        if path not in ours:
            assert done.files[path] == data
    if mode is not Mode.MERGE:
        assert plan(made, LOCK, done, Mode.REFUSE).steps == ()


ANCHOR = {"type": "object", "properties": {"anchor": {"type": "string"}}}
EDIT = "    # Ours: the support team reads this field first.\n"


@settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    before=st.dictionaries(COMPONENT_KEYS, SCHEMAS, max_size=2),
    more=st.dictionaries(COMPONENT_KEYS, SCHEMAS, min_size=1, max_size=2),
    operations=st.lists(OPERATIONS, min_size=1, max_size=2),
)
def test_a_hand_edit_is_there_once_after_every_next_version(
    tmp_path: Path, before: Any, more: Any, operations: Any
) -> None:
    assume(set(more) - set(before))
    config = config_for(tmp_path / "spec.yaml", package="t")
    lock: Lock | None = None
    there = There()
    for number, components in enumerate((before, {**more, **before})):
        tree = document({"Anchor": ANCHOR, **components}, operations)
        (tmp_path / "spec.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
        made = generate(config, lock)
        lock = made.lock
        going = dressed(made.files, "")
        found = plan(going, made.lock, there, Mode.MERGE)
        there = after(found, there)
        assert plan(going, made.lock, there, Mode.MERGE).steps == ()
        if number == 0:
            text = there.files["models.py"].decode()
            head, mark, tail = text.partition("class Anchor(Model):\n")
            assert mark
            there = edited(there, {"models.py": head + mark + EDIT + tail})
        models = there.files["models.py"].decode()
        assert models.count(EDIT) == 1
        assert f"class Anchor(Model):\n{EDIT}" in models
        assert "<<<<<<<" not in models
