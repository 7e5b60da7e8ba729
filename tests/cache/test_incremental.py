"""A run after a run: less work, the same bytes, whatever has become of the cache."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import pipeline
from generator.config import ApiConfig, Formatter
from generator.diagnostics import InternalError
from generator.workers import mapped

SPEC = """
openapi: 3.1.0
info: {title: Kennels, version: '1'}
paths:
  /dogs/{id}:
    get:
      operationId: get_dog
      summary: Fetch a dog.
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Dog'}}}}
components:
  schemas:
    Dog: {type: object, required: [name], properties: {name: {type: string}, mood: {$ref: '#/components/schemas/Mood'}, owner: {$ref: '#/components/schemas/Owner'}}}
    Mood: {type: string, enum: [calm, wild]}
    Owner: {oneOf: [{$ref: '#/components/schemas/Person'}, {type: string}]}
    Person: {type: object, properties: {dogs: {type: array, items: {$ref: '#/components/schemas/Dog'}}}}
"""
CHANGES = {
    "prose": ("Fetch a dog.", "Get one dog."),
    "property": ("mood: {$ref", "age: {type: integer}, mood: {$ref"),
    "operation": ("/dogs/{id}:", "/cats:\n    get: {operationId: list_cats, responses: {'204': {description: ok}}}\n  /dogs/{id}:"),
    "values": ("[calm, wild]", "[calm, wild, asleep]"),
    "class": ("Person: {type: object", "Person: {type: object, description: Somebody"),
    "version": ("version: '1'", "version: '2'"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def project(folder: Path, text: str = SPEC) -> ApiConfig:
    folder.mkdir(exist_ok=True)
    (folder / "spec.yaml").write_text(text, "utf-8")
    return ApiConfig(name="kennels", sources=("spec.yaml",), package="kennels", base=str(folder))


def on_disk(config: ApiConfig) -> dict[str, bytes]:
    folder = Path(config.base, "generated", "kennels")
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def cold(folder: Path, *texts: str, formatter: Formatter = "black") -> dict[str, bytes]:
    """The package after runs over these texts, without a cache."""
    for text in texts:
        config = replace(project(folder, text), formatter=formatter)
        pipeline.generate_to_disk(config, cached=False)
    assert not (folder / ".oasmith-cache").exists()
    return on_disk(config)


@pytest.mark.parametrize("formatter", ["black", "ruff"])
def test_every_change_gives_the_same_bytes_warm_and_cold(
    tmp_path: Path, formatter: Formatter
) -> None:
    warm = replace(project(tmp_path / "warm"), formatter=formatter)
    pipeline.generate_to_disk(warm)
    text = SPEC
    changes = list(CHANGES.values())[:: 1 if formatter == "black" else 3]
    for number, (old, new) in enumerate(changes):
        before, text = text, text.replace(old, new)
        assert text != before
        project(tmp_path / "warm", text)
        pipeline.generate_to_disk(warm)
        made = cold(tmp_path / f"cold{number}", SPEC, before, text, formatter=formatter)
        assert on_disk(warm) == made
    assert pipeline.check(warm).exit_code == 0


def test_nothing_to_do_imports_nothing_that_makes_code(tmp_path: Path) -> None:
    config = project(tmp_path / "made")
    code = (
        "import sys; sys.argv = ['oasmith', sys.argv[1]]\n"
        "from generator.cli import main\n"
        "try: main()\n"
        "except SystemExit as e: assert not e.code, e.code\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & "
        "{'black', 'datamodel_code_generator', 'jinja2', 'yaml'}))"
    )
    Path(config.base, "oasmith.toml").write_text('[kennels]\nsources = ["spec.yaml"]\n', "utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(pipeline.__file__).parents[2])}

    def run(verb: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", code, verb],
            cwd=config.base,
            env=env,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    first = run("generate")
    # black neither: what it would make of this package is known (ADR 16).
    assert first[-1] == "['datamodel_code_generator', 'jinja2', 'yaml']"
    assert run("generate") == ["kennels: nothing changed", "[]"]
    assert run("check") == ["kennels: clean", "[]"]


def break_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Dog", b"Cat").replace(b"dog", b"cat"))


HARM: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "changed": break_text,
    "empty": lambda path: path.write_bytes(b""),
    "no object": lambda path: path.write_bytes(b"[]"),
    "gone": Path.unlink,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_cache_that_is_not_what_we_wrote_is_a_miss(tmp_path: Path, harm: str) -> None:
    config = project(tmp_path / "warm")
    pipeline.generate_to_disk(config)
    wanted = on_disk(config)
    kept = [p for p in (tmp_path / "warm" / ".oasmith-cache").glob("*/*") if p.is_file()]
    assert len(kept) > 4
    for path in kept:
        HARM[harm](path)
    done = pipeline.generate_to_disk(config)
    assert (done.added, done.modified, done.removed) == (0, 0, 0)
    changed = SPEC.replace(*CHANGES["property"])
    project(tmp_path / "warm", changed)
    pipeline.generate_to_disk(config)
    assert on_disk(config) == cold(tmp_path / "cold", SPEC, changed) != wanted


def test_nobody_slips_code_in_by_way_of_the_cache(tmp_path: Path, home: Path) -> None:
    """A seal is made with the user's own key: a cache that came with a checkout is none."""
    config = project(tmp_path / "theirs")
    pipeline.generate_to_disk(config)
    wanted = on_disk(config)
    module = tmp_path / "theirs" / "generated" / "kennels" / "models.py"
    module.write_text(module.read_text("utf-8") + "import os\n", "utf-8")
    (home / "oasmith" / "key").unlink()
    assert pipeline.check(config).exit_code == 10
    pipeline.generate_to_disk(config, force=True)
    assert on_disk(config) == wanted


@pytest.mark.parametrize("where", ["edited", "missing", "extra", "linked"])
@pytest.mark.parametrize("relative", [False, True])
def test_what_a_person_does_to_the_package_is_seen(
    tmp_path: Path, where: str, relative: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(tmp_path / "made")
    if relative:
        monkeypatch.chdir(tmp_path / "made")
        config = replace(config, base=".")
    pipeline.generate_to_disk(config)
    folder = tmp_path / "made" / "generated" / "kennels"
    assert pipeline.check(config).exit_code == 0
    match where:
        case "edited":
            (folder / "models.py").write_text("A = 1\n")
        case "missing":
            (folder / "models.py").unlink()
        case "extra":
            (folder / "more.py").write_text("A = 1\n")
        case _:
            (folder / "models.py").rename(tmp_path / "models.py")
            (folder / "models.py").symlink_to(tmp_path / "models.py")
    assert pipeline.check(config).exit_code == pipeline.check(config, cached=False).exit_code != 0


def test_pages_that_come_to_a_folder_are_seen(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "specs/pinecone/2025-04/create_backup.md").read_text()
    folder = tmp_path / "docs" / "pages"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(page)
    config = ApiConfig(name="p", sources=("pages",), package="p", base=str(tmp_path / "docs"))
    pipeline.generate_to_disk(config)
    second = page.replace("/indexes/{index_name}/backups", "/backups/{index_name}/more")
    assert second != page
    (folder / "two.md").write_text(second)
    assert pipeline.generate_to_disk(config).modified


def test_a_page_that_comes_while_a_run_is_on_is_seen_by_the_next(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "specs/pinecone/2025-04/create_backup.md").read_text()
    folder = tmp_path / "docs" / "pages"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(page)
    config = ApiConfig(name="p", sources=("pages",), package="p", base=str(tmp_path / "docs"))
    second = page.replace("/indexes/{index_name}/backups", "/backups/{index_name}/more")

    def told(step: str) -> None:
        if step == "formatting":
            (folder / "two.md").write_text(second)

    pipeline.generate_to_disk(config, tell=told)
    assert pipeline.check(config).exit_code
    assert pipeline.generate_to_disk(config).modified


def _killed(_: int) -> int:
    os._exit(9)


def test_a_process_that_is_killed_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(InternalError, match="a process was killed"):
        mapped(_killed, [1, 2, 3], alone=False)


def test_two_runs_at_once(tmp_path: Path) -> None:
    config = project(tmp_path / "made")
    code = (
        "from generator import pipeline; from generator.config import *\n"
        f"pipeline.generate_to_disk({config!r})"
    )
    root = Path(pipeline.__file__).parents[2]
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=root) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert on_disk(config) == cold(tmp_path / "cold", SPEC)
    assert pipeline.generate_to_disk(config).added == 0
    left = [p.name for p in (tmp_path / "made" / ".oasmith-cache").glob("*/*")]
    assert not any(name.startswith(".") for name in left)


def test_a_home_that_can_not_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    config = project(tmp_path / "made")
    assert pipeline.generate_to_disk(config).added
    assert not (tmp_path / "made" / ".oasmith-cache").exists()
    assert pipeline.check(config).exit_code == 0


def test_a_cache_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cache.folder._APIS", 2)
    config = project(tmp_path / "made")
    for name in ("one", "two", "three"):
        pipeline.generate_to_disk(replace(config, name=name, package=name))
    cache = tmp_path / "made" / ".oasmith-cache"
    assert len([p for p in cache.iterdir() if p.is_dir()]) == 2
    before = sum(p.stat().st_size for p in cache.glob("*/*"))
    for _ in range(2):
        for old, new in (("Dog", "Hound"), ("Hound", "Dog")):
            project(tmp_path / "made", SPEC.replace(old, new))
            pipeline.generate_to_disk(replace(config, name="three", package="three"))
    assert sum(p.stat().st_size for p in cache.glob("*/*")) < 1.2 * before
