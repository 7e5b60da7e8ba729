"""The commands as a user calls them: output, exit codes, messages."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SEED = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"


def oasmith(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "specs").mkdir()
    shutil.copy(SEED, tmp_path / "specs")
    (tmp_path / "oasmith.toml").write_text('[backups]\nsources = ["specs/create_backup.md"]\n')
    done = oasmith("generate", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path


def test_generating_again_changes_nothing(project: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in project.rglob("generated/**/*.py")}
    done = oasmith("generate", cwd=project)
    assert done.stdout == "backups: nothing changed\n"
    assert before == {p: p.stat().st_mtime_ns for p in project.rglob("generated/**/*.py")}


def test_without_a_configuration_nothing_but_the_package_is_written(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    shutil.copy(SEED, tmp_path)
    source = str(tmp_path / SEED.name)
    done = oasmith("generate", source, "--output", "../out", cwd=tmp_path / "here")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["create_backup.md", "here", "out"]
    assert not list((tmp_path / "here").iterdir())


def test_what_no_value_fits_is_named_and_generated(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("""openapi: 3.0.3
info: {title: Odd, version: "1"}
paths: {/a: {get: {operationId: a, responses: {"200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}}}}}
components:
  schemas:
    A: {allOf: [{properties: {x: {type: string}}}, {properties: {x: {type: integer}}}]}
""")
    done = oasmith("generate", "api.yaml", "--output", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == (
        "api.yaml:6:66: O310 note: no value can be string (as #/components/schemas/A/allOf/0/"
        "properties/x says) and integer at once; any value is let through"
    )


def test_the_place_of_a_problem_is_shown_in_a_file_of_one_line(tmp_path: Path) -> None:
    filling = ", ".join(f'"x-{n}": "{n}"' for n in range(500))
    text = '{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {"a": {}}, '
    (tmp_path / "api.json").write_text(f'{text[:-2]}, {filling}, "paths": {{}}}}')
    done = oasmith("generate", "api.json", "--output", "out", cwd=tmp_path)
    assert done.returncode == 2
    place, source, mark = done.stderr.splitlines()[:3]
    assert "L113" in place
    assert source[mark.index("^") :].startswith('"paths"')


def test_check_names_each_cause(project: Path) -> None:
    package = project / "generated" / "backups"
    assert oasmith("check", cwd=project).returncode == 0
    client = package / "client.py"
    text = client.read_text()
    client.write_text(text + "\nX = 1\n")
    assert oasmith("check", cwd=project).returncode == 10
    client.write_text(text)
    (package / "py.typed").unlink()
    assert oasmith("check", cwd=project).returncode == 11
    (package / "py.typed").touch()
    (package / "mine.py").write_text("Y = 1\n")
    assert oasmith("check", cwd=project).returncode == 12
    (package / "mine.py").unlink()
    page = project / "specs" / "create_backup.md"
    page.write_text(page.read_text().replace("record_count", "records"))
    done = oasmith("check", "--format", "json", cwd=project)
    assert done.returncode == 13
    assert json.loads(done.stdout)[0]["differences"][0]["cause"] == "spec_moved"


def test_a_hand_edit_is_not_lost(project: Path) -> None:
    client = project / "generated" / "backups" / "client.py"
    client.write_text(client.read_text() + "\nX = 1\n")
    page = project / "specs" / "create_backup.md"
    page.write_text(page.read_text().replace("Name of the index to backup", "The index's name"))
    done = oasmith("generate", cwd=project)
    assert done.returncode == 2
    assert "E522" in done.stderr and "--force" in done.stderr
    assert client.read_text().endswith("\nX = 1\n")
    assert oasmith("generate", "--force", cwd=project).returncode == 0
    assert "X = 1" not in client.read_text()


def test_files_of_others_stay(project: Path) -> None:
    mine = project / "generated" / "backups" / "notes.txt"
    mine.write_text("mine")
    page = project / "specs" / "create_backup.md"
    page.write_text(page.read_text().replace("Name of the index to backup", "The index's name"))
    assert oasmith("generate", cwd=project).returncode == 0
    assert mine.read_text() == "mine"


def test_bad_input_names_the_place_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("openapi: 3.1.0\ninfo: {}\npaths:\n  /a: 7\n")
    done = oasmith("generate", "bad.yaml", "--output", "out", "--package", "p", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("bad.yaml:4:3: R")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_unknown_keys_of_the_configuration_are_errors(tmp_path: Path) -> None:
    (tmp_path / "oasmith.toml").write_text('[a]\nsources = ["x.yaml"]\nsource = 1\n')
    done = oasmith("generate", cwd=tmp_path)
    assert done.returncode == 2
    assert "oasmith.toml:1:1: C102" in done.stderr


def test_show_explain_and_init(project: Path) -> None:
    shown = oasmith("show", cwd=project).stdout
    assert "create_backup(index_name, name, description)" in shown
    where = oasmith("explain", "BackupModel.status", cwd=project).stdout
    assert "specs/create_backup.md:" in where
    made = oasmith("init", "specs/create_backup.md", "--config", "new.toml", cwd=project)
    assert made.returncode == 0
    assert "sources" in (project / "new.toml").read_text()


def test_diff_exits_1_where_something_breaks(project: Path) -> None:
    page = project / "specs" / "create_backup.md"
    changed = project / "changed.md"
    changed.write_text(
        page.read_text().replace("              - region\n", "").replace("record_count", "records")
    )
    done = oasmith("diff", "specs/create_backup.md", "changed.md", "--format", "json", cwd=project)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["bump"] == "major"
    assert any(f["python"] for f in report["findings"])
    assert oasmith("diff", str(page), str(page), cwd=project).returncode == 0


def git(*arguments: str, cwd: Path) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *who, *arguments], cwd=cwd, check=True, capture_output=True)


def change(project: Path) -> None:
    page = project / "specs" / "create_backup.md"
    page.write_text(page.read_text().replace("record_count", "records"))


def test_generate_says_what_it_changes_for_users(project: Path) -> None:
    git("init", "-q", cwd=project)
    git("add", ".", cwd=project)
    git("commit", "-qm", "one", cwd=project)
    change(project)
    lines = oasmith("generate", cwd=project).stdout.splitlines()
    assert "breaking: wire" in lines[1]
    assert any("`BackupModel.record_count` was removed" in line for line in lines)
    assert lines[-1] == "  Suggested bump of the package's version: major."
    assert oasmith("generate", cwd=project).stdout == "backups: nothing changed\n"


def test_generate_says_what_it_knows_without_git(project: Path) -> None:
    change(project)
    lines = oasmith("generate", cwd=project).stdout.splitlines()
    assert lines[1] == "  the API changed; new names: BackupModel.records"
    assert "lacks the old specification" in lines[2]


def test_diff_of_a_configured_api_against_a_revision(project: Path) -> None:
    """A folder of pages, as git has it; a class keeps the name that the lock gave it."""
    (project / "oasmith.toml").write_text('[backups]\nsources = ["specs"]\n')
    assert oasmith("generate", cwd=project).returncode == 0
    git("init", "-q", cwd=project)
    git("add", ".", cwd=project)
    git("commit", "-qm", "one", cwd=project)
    same = oasmith("diff", "--api", "backups", "--against", "HEAD", cwd=project)
    assert (same.returncode, same.stdout.splitlines()[-1]) == (0, "No change.")
    change(project)
    done = oasmith("diff", "--api", "backups", "--format", "json", cwd=project)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["base"]["file"] == "HEAD:specs"
    assert report["findings"][0]["python"][0]["symbol"] == "BackupModel.record_count"
    named = oasmith("diff", "HEAD:specs", "specs", "--operation", "create_backup", cwd=project)
    assert "`BackupModel.record_count` was removed" in named.stdout
    unknown = oasmith("diff", "HEAD:nowhere", "specs", cwd=project)
    assert unknown.returncode == 2
    assert "C108 git has no HEAD:nowhere" in unknown.stderr


def test_a_revision_is_read_with_the_files_that_it_refers_to(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    spec, other = tmp_path / "api" / "root.yaml", tmp_path / "api" / "thing.yaml"
    spec.write_text(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n"
        "      operationId: get_a\n      responses:\n        '200':\n          description: ok\n"
        "          content: {application/json: {schema: {$ref: thing.yaml}}}\n"
    )
    other.write_text("type: object\nrequired: [id]\nproperties: {id: {type: string}}\n")
    git("init", "-q", cwd=tmp_path)
    git("add", ".", cwd=tmp_path)
    git("commit", "-qm", "one", cwd=tmp_path)
    other.write_text("type: object\nproperties: {id: {type: string}}\n")
    done = oasmith("diff", "HEAD:api/root.yaml", "api/root.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "`thing.id` became optional" in done.stdout
    piped = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "-", "api/root.yaml"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        input=spec.read_text().replace("get_a", "fetch_a").replace("thing.yaml", "api/thing.yaml"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Client.fetch_a" in piped.stdout
