"""The lock: complete, the same anywhere, and read back from every version of its format."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.diagnostics import SpecError
from generator.disk import lock_text, read_lock
from generator.disk.lock_file import LOCK_NAME
from generator.emit.digest import config_digest
from generator.emit.lock import seal
from generator.ir.lock import SCHEMA, Lock, Vendored
from generator.pipeline import generate, understand
from tests.conftest import ROOT
from tests.packages import config_for
from tests.sealed import NAMES, sealed

DATA = Path(__file__).parent / "data"
SEED = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"


def test_a_lock_is_read_back_as_it_was() -> None:
    _, lock = sealed({"a.py": "A = 1\n"})
    lock = replace(lock, vendored=Vendored(package="a.b", only=("GET /x",)))
    assert read_lock(lock_text(lock), "x") == lock


def test_the_first_format_is_read_and_renames_nothing() -> None:
    text = (DATA / "lock-format-1.json").read_text("utf-8")
    old = read_lock(text, "old")
    assert (old.schema, old.version, old.overlays, old.vendored) == (1, "", {}, None)
    names = json.loads(text)["names"]
    # Names that no run would choose by itself: they come from the lock, or not at all.
    pinned = replace(
        old,
        names=replace(
            old.names,
            classes={
                "Copy" if symbol == "BackupModel" else symbol: pointer
                for symbol, pointer in names["classes"].items()
            },
            operations={"POST /indexes/{index_name}/backups": "copy_index"},
        ),
    )
    found = understand(config_for(SEED, package="pinecone_db_control"), pinned)
    assert "Copy" in found.names.classes.values()
    assert [o.method for o in found.names.operations.values()] == ["copy_index"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "can't be read"),
        ("[]", "can't be read"),
        ('{"schema": 1}', "can't be read"),
        (f'{{"schema": {SCHEMA + 1}}}', "later oasmith"),
    ],
)
def test_what_is_no_lock_is_told(text: str, words: str) -> None:
    with pytest.raises(SpecError) as raised:
        read_lock(text, "made/oasmith.lock")
    assert raised.value.diagnostics[0].code == "E510"
    assert words in raised.value.diagnostics[0].message


def sources_of(digests: dict[str, str], overlays: tuple[str, ...] = ()) -> Lock:
    api = understand(config_for(SEED, package="p")).api
    config = replace(config_for(SEED, package="p"), overlays=overlays)
    return seal((), package="p", api=api, names=NAMES, digests=digests, config=config)[1]


def test_sources_are_named_from_the_folder_that_holds_them_all() -> None:
    lock = sources_of({"/x/s/root.yaml": "1", "/x/s/a/t.yaml": "2", "/x/s/b/t.yaml": "3"})
    assert lock.sources == {"root.yaml": "1", "a/t.yaml": "2", "b/t.yaml": "3"}
    assert sources_of({"specs/one.yaml": "1"}).sources == {"one.yaml": "1"}
    with_overlay = sources_of({"specs/one.yaml": "1", "o/more.yaml": "2"}, ("o/more.yaml",))
    assert (with_overlay.sources, with_overlay.overlays) == (
        {"one.yaml": "1"},
        {"more.yaml": "2"},
    )


def test_the_digest_of_a_config_counts_what_was_chosen() -> None:
    config = config_for(SEED, package="p")
    assert config_digest(config) == config_digest(replace(config, base="/elsewhere", output="x"))
    assert config_digest(config) != config_digest(replace(config, accept={"a": "b"}))


def test_a_lock_has_all_that_check_needs_and_no_more() -> None:
    made = generate(config_for(SEED, package="p"))
    tree = json.loads(next(f.text for f in made.files.files if f.path == LOCK_NAME))
    assert list(tree) == sorted(tree)
    assert set(tree) == {
        *("api", "config", "files", "generator", "names", "overlays"),
        *("schema", "sources", "tools", "version"),
    }
    assert set(tree["tools"]) == {"black", "datamodel-code-generator"}
    assert set(tree["files"]) == {f.path for f in made.files.files} - {LOCK_NAME}
    assert str(ROOT) not in json.dumps(tree)
