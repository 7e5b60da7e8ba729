"""What people mistype: options, pins, places. Each gets a sentence and an exit code, and nothing is written."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import SEED, oasmith
from tests.conftest import ROOT

OLD = """openapi: 3.1.0
info: {title: Shop API, version: "1"}
paths:
  /things: {get: {operationId: list_things, tags: [things], responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}}}
  /health: {get: {operationId: health, responses: {"204": {description: ""}}}}
  /others: {get: {operationId: list_others, tags: [things], responses: {"204": {description: ""}}}}
components: {schemas: {Thing: {type: object, properties: {name: {type: string}, size: {type: integer}}}, Other: {type: object, properties: {a: {type: string}}}}}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(OLD.replace("size: {type: integer}", "size: {type: string}"))
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(
        "from shop_api import Client\n\nclient = Client(base_url='https://a.example')\n"
        "print(client.things.list_things().size)\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ('classes = {Thing = "Foo", Other = "Foo"}', "'Foo' is the name of something else"),
        ('classes = {Thing = "Client"}', "'Client' is the name of something else"),
        ('classes = {Thing = "class"}', "'class' is no name in Python"),
        ('methods = {list_things = "make it"}', "'make it' is no name in Python"),
        ('methods = {list_things = "both", list_others = "both"}', "'both' is the name of"),
        ('fields = {"Thing.name" = "a", "Thing.size" = "a"}', "'a' is the name of something"),
        ('fields = {"Thing.name" = "def"}', "'def' is no name in Python"),
        ('fields = {"Thing.name" = "to_dict"}', "'to_dict' is the name of something else"),
        ('fields = {"Thing.name" = "additional_properties"}', "is the name of something else"),
        ('fields = {"Thing.name" = "size"}', "'size' is the name of something else"),
        ('fields = {"Thing.names" = "all"}', "'Thing.names' is no field"),
        ('fields = {"Think.name" = "all"}', "'Think.name' is no field"),
        ('fields = {name = "all"}', "'name' is no field"),
        ('classes = {Thing = "str"}', "'str' is the name of something else"),
        ('classes = {Think = "Foo"}', "nothing is called 'Think'"),
        ('methods = {list_things = "close"}', "'close' is the name of something else"),
        ('methods = {list_things = "__init__"}', "'__init__' is the name of something else"),
        ('methods = {health = "things"}', "'things' is the name of something else"),
        ('methods = {health = "float"}', "'float' is the name of something else"),
    ],
)
def test_a_pin_that_can_be_no_name(shop: Path, pins: str, words: str) -> None:
    (shop / "oasmith.toml").write_text(f'[shop]\nsources = ["old.yaml"]\nnames = {{{pins}}}\n')
    done = oasmith("generate", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "oasmith.toml:1:1: C110" in done.stderr
    assert words in done.stderr
    assert not (shop / "generated").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "C103 there is no API in it"),
        (
            '[a]\nsources = ["old.yaml"]\n[b]\nsources = ["new.yaml"]\npackage = "a"\n',
            "C102 b: a in",
        ),
        ('[a]\nsources = ["old.yaml"]\nclient = {retries = {list_things = -1}}\n', "whole number"),
        (
            '[a]\nsources = ["old.yaml"]\nnames = {methods = {list_thinks = "all"}}\n',
            "O361 `names.methods` names the operation list_thinks",
        ),
        (
            '[a]\nsources = ["old.yaml"]\nnames = {tags = {"GET /thinks" = "all"}}\n',
            "O361 `names.tags` names the operation GET /thinks",
        ),
        (
            '[a]\nsources = ["old.yaml"]\nclient = {constructor_headers = ["X-Nope"]}\n',
            "O361 `client.constructor_headers` names the header X-Nope",
        ),
        ('[a]\nsources = ["old.yaml"]\nclient = {headers = {"X Y" = "v"}}\n', "'X Y' is no header"),
        ('[a]\nsources = ["old.yaml"]\nclient = {credentials = {key = "A B"}}\n', "no variable"),
        (
            '[a]\nsources = ["old.yaml"]\nclient = {pagination = {kind = "page"}}\n',
            "list of tables",
        ),
        ('[a]\nsources = ["old.yaml"]\nvendor = [{package = "x"}]\n', "needs its `destination`"),
    ],
)
def test_a_configuration_that_can_not_be_meant(shop: Path, text: str, words: str) -> None:
    (shop / "oasmith.toml").write_text(text)
    done = oasmith("generate", cwd=shop)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_pin_that_a_run_has_given_is_there_still(shop: Path) -> None:
    """Of a class by the name that it had: the lock knows it by its new one."""
    table = '[shop]\nsources = ["old.yaml"]\nnames = {classes = {Thing = "Foo"}, fields = {"Foo.name" = "title"}}\n'
    (shop / "oasmith.toml").write_bytes(b"\xef\xbb\xbf" + table.encode())
    for _ in range(2):
        done = oasmith("generate", "--no-cache", cwd=shop)
        assert (done.returncode, done.stderr) == (0, "")
    assert "class Foo(Model):" in (shop / "generated" / "shop" / "models.py").read_text()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("check --format xml", "'xml' is not one of"),
        ("generate old.yaml --formatter foo", "'foo' is not one of"),
        ("generate old.yaml --api shop", "C105"),
        ("show --api shop --api zz", "C103 no API is called zz"),
        ("diff old.yaml new.yaml --operation nope", "C107 neither version has the operation nope"),
        ("diff old.yaml new.yaml --api shop", "C107 --api stands in the place"),
        ("diff old.yaml new.yaml --policy nope.toml", "does not exist"),
        ("diff old.yaml new.yaml --against HEAD", "C107 --against is for --api"),
        ("diff old.yaml new.yaml --policy bytes.toml", "C130 not UTF-8"),
        ("diff old.yaml new.yaml --used-by nope", "does not exist"),
        ("diff old.yaml new.yaml --used-by empty", "C107 no file there imports shop_api"),
        ("diff old.yaml new.yaml --used-by app --format html", "C107 with --used-by"),
        ("diff old.yaml new.yaml --output no/x", "E520 can't be written"),
        ("bundle old.yaml --output no/x", "E520 can't be written"),
        ("vendor shop d --only-used-by nope", "does not exist"),
    ],
)
def test_an_option_that_can_not_be_meant(shop: Path, command: str, words: str) -> None:
    (shop / "oasmith.toml").write_text('[shop]\nsources = ["old.yaml"]\n')
    (shop / "empty").mkdir()
    (shop / "bytes.toml").write_bytes(b"\xff")
    done = oasmith(*command.split(), cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_consumer_is_read_by_the_name_that_the_package_would_have(shop: Path) -> None:
    done = oasmith("diff", "old.yaml", "new.yaml", "--used-by", "app", cwd=shop)
    assert done.returncode == 1
    assert "app/main.py:4" in done.stdout


def test_what_can_not_be_read_hides_nothing(shop: Path) -> None:
    shutil.copy(SEED, shop / "seed.md")
    (shop / "oasmith.toml").write_text('[a]\nsources = ["seed.md"]\n[b]\nsources = ["old.yaml"]\n')
    assert oasmith("generate", cwd=shop).returncode == 0
    (shop / "generated" / "a" / "client.py").write_text("edited = 1\n")
    (shop / "old.yaml").write_text(OLD.replace("schemas/Thing", "schemas/Gone"))
    done = oasmith("check", "--format", "github", cwd=shop)
    assert done.returncode == 2
    assert "edited by hand" in done.stdout
    assert "::error file=old.yaml" in done.stdout
    assert "R212" in done.stderr


def test_a_target_that_is_missing_hides_no_other(shop: Path) -> None:
    (shop / "one").mkdir()
    (shop / "oasmith.toml").write_text(
        '[shop]\nsources = ["old.yaml"]\nvendor = [{destination = "one"}, {destination = "two"}]\n'
    )
    done = oasmith("vendor", "--all", cwd=shop)
    assert done.returncode == 2
    assert "shop: " in done.stdout
    assert "V602" in done.stderr


def test_an_interrupt_is_told_to_the_shell(tmp_path: Path) -> None:
    shutil.copy(SEED, tmp_path)
    for _ in range(20):
        running = subprocess.Popen(
            [sys.executable, "-m", "generator", "generate", SEED.name, "--output", "out"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate()
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        if running.returncode == 130:
            assert b"Traceback" not in errors
            return
    pytest.fail("it never met the work")


def test_an_earlier_revision_need_not_have_what_the_configuration_names(shop: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.c")
        subprocess.run(["git", *who, *arguments], cwd=shop, check=True, capture_output=True)

    git("init", "-q")
    git("add", "old.yaml")
    git("commit", "-qm", "Old")
    (shop / "old.yaml").write_text(OLD.replace("list_others", "list_all"))
    names = 'select = {operations = ["list_all"]}\nnames = {methods = {list_all = "everything"}}\n'
    more = "client = {retries = {list_all = 1}}\n"
    (shop / "oasmith.toml").write_text(f'[shop]\nsources = ["old.yaml"]\n{names}{more}')
    done = oasmith("diff", "--api", "shop", cwd=shop)
    assert (done.returncode, done.stderr) == (0, "")
    assert "everything" in done.stdout


def test_a_keyword_that_means_nothing_is_told(shop: Path) -> None:
    (shop / "old.yaml").write_text(OLD.replace("operationId: health", "operationID: health"))
    done = oasmith("generate", "old.yaml", cwd=shop)
    assert done.returncode == 0
    assert "old.yaml:5:19: O391 note: `operationID` is no keyword of an operation" in done.stderr
    assert "hint: Is it `operationId`?" in done.stderr


def test_one_api_that_can_not_be_read_keeps_no_other_from_being_made(shop: Path) -> None:
    (shop / "oasmith.toml").write_text(
        '[a]\nsources = ["old.yaml"]\n[b]\nsources = ["nope.yaml"]\n[c]\nsources = ["new.yaml"]\n'
    )
    done = oasmith("generate", cwd=shop)
    assert done.returncode == 2
    assert "nope.yaml" in done.stderr
    assert {p.name for p in (shop / "generated").iterdir()} == {"a", "c"}


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ('[severity]\n"response-removed:clint" = "compatible"\n', "unknown axis 'clint'"),
        ('[[accept]]\nfingerprint = "0123456789ab"\nreason = "x"\nexpirs = 2020-01-01\n', "expirs"),
    ],
)
def test_a_policy_that_can_not_be_meant(shop: Path, policy: str, words: str) -> None:
    (shop / "policy.toml").write_text(policy)
    done = oasmith("diff", "old.yaml", "new.yaml", "--policy", "policy.toml", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "C130" in done.stderr
    assert words in done.stderr
