"""What a consumer's code calls: never too little, and seldom too much."""

from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.pipeline import Understood, understand
from generator.vendor import keys_named, python_files, used_operations
from tests.packages import config_for

FLAT = """
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /things: {get: {operationId: list_things, responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}}}
  /things/{id}: {delete: {operationId: remove, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {"204": {description: ""}}}}
  /others: {get: {operationId: list_others, responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Other"}}}}}}}
components: {schemas: {Thing: {type: object, properties: {a: {type: string}}}, Other: {type: object, properties: {b: {type: string}}}}}
"""
TAGGED = (
    FLAT.replace("operationId: list_things", "operationId: list_it, tags: [things]")
    .replace("operationId: remove", "operationId: remove, tags: [things]")
    .replace("operationId: list_others", "operationId: list_it2, tags: [others]")
)


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Understood:
    return understood(FLAT, tmp_path_factory.mktemp("flat"))


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Understood:
    return understood(TAGGED, tmp_path_factory.mktemp("tagged"))


def understood(spec: str, folder: Path) -> Understood:
    (folder / "spec.yaml").write_text(spec)
    return understand(config_for(folder / "spec.yaml", package="api"))


def used(found: Understood, code: str, file: str = "/top/acme/app.py") -> set[str]:
    read = used_operations(
        found.api, found.names, {file: code}, top=Path("/top"), package="acme.vendor.api"
    )
    return {found.names.operations[key].method for key in read.operations}


@pytest.mark.parametrize(
    ("code", "methods"),
    [
        ("from acme.vendor.api import Client\nClient().list_things()", {"list_things"}),
        ("from .vendor.api import Client\nwith Client() as c:\n  c.list_things()", {"list_things"}),
        # Whose it is can't be known, so it counts.
        ("def f(c): return c.list_things", {"list_things"}),
        ("class A(B):\n  async def f(self): await self.c.list_things()", {"list_things"}),
        ("getattr(c, 'list_things')()", {"list_things"}),
        (
            "from operator import methodcaller as m\nimport operator\noperator.methodcaller('remove')",
            {"remove"},
        ),
        ("import os\nos.remove('x')", set()),
        ("from acme.clients import client\nclient.remove('x')", {"remove"}),
        ("print('list_things')", set()),
    ],
)
def test_methods_of_the_client(flat: Understood, code: str, methods: set[str]) -> None:
    assert used(flat, code) == methods


@pytest.mark.parametrize(
    ("code", "operations"),
    [
        ("c.things.list_it()", {"GET /things"}),
        ("c.others.list_it2()", {"GET /others"}),
        ("t = c.things\nt.remove('x')", {"DELETE /things/{id}"}),
        ("f(c.things)\nx.remove(1)\nx.list_it2()", {"DELETE /things/{id}"}),
        ("[].remove(1)", set()),
        ("getattr(c, 'things').remove('x')", {"DELETE /things/{id}"}),
        (
            "from acme.vendor.api.api.things import ThingsApi\ndef f(t): t.remove('x')",
            {"DELETE /things/{id}"},
        ),
    ],
)
def test_methods_of_groups(tagged: Understood, code: str, operations: set[str]) -> None:
    read = used_operations(
        tagged.api, tagged.names, {"/top/a.py": code}, top=Path("/top"), package="acme.vendor.api"
    )
    assert set(read.operations) == operations


@pytest.mark.parametrize(
    "code",
    [
        "from acme.vendor.api import Other",
        "from acme.vendor.api.models import Other",
        "import acme.vendor.api as api\napi.Other",
        "import acme.vendor.api\nacme.vendor.api.Other",
        "from acme.vendor import api\napi.Other",
        "from .vendor.api import Other",
    ],
)
def test_classes_that_are_named_are_kept(flat: Understood, code: str) -> None:
    read = used_operations(
        flat.api, flat.names, {"/top/acme/a.py": code}, top=Path("/top"), package="acme.vendor.api"
    )
    assert read.definitions == ("/components/schemas/Other",)


def test_a_module_of_the_same_name_elsewhere_is_not_ours(flat: Understood) -> None:
    code = "from .api import Nothing"
    read = used_operations(
        flat.api,
        flat.names,
        {"/top/acme/x/a.py": code},
        top=Path("/top"),
        package="acme.vendor.api",
    )
    assert read.imported == ()


def test_what_is_no_python_is_told(flat: Understood) -> None:
    with pytest.raises(SpecError) as raised:
        used(flat, "a b")
    assert raised.value.diagnostics[0].code == "V608"


def test_operations_are_named_in_each_of_their_ways(tagged: Understood) -> None:
    def keys(*only: str) -> tuple[str, ...]:
        return keys_named(tagged.api, tagged.names, only, "spec.yaml")

    assert keys("things.remove") == keys("remove") == keys("DELETE /things/{id}")
    with pytest.raises(SpecError) as raised:
        keys("remove", "nothing", "list_it3")
    assert [d.code for d in raised.value.diagnostics] == ["V605", "V605"]


def test_the_vendored_tree_and_environments_are_not_read(tmp_path: Path) -> None:
    for path in ("a.py", "acme/vendor/api/client.py", ".venv/x.py", "node_modules/y.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    found = python_files(tmp_path, without=tmp_path / "acme/vendor/api")
    assert list(found) == [str(tmp_path / "a.py")]
