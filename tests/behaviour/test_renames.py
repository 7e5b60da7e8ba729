"""A person renames things: the lock remembers, and old names stay where the config wants them."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from msgspec.structs import replace

from generator.config import ApiConfig, api_config
from generator.diff import Side, Verdict, compare
from generator.pipeline import check, generate_to_disk, lock_of, understand
from tests.packages import imported

SPEC = """
openapi: 3.1.0
info: {title: T, version: "1"}
servers: [{url: "https://x.example"}]
paths:
  /things/{id}:
    get:
      operationId: get_thing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
"""
FURTHER = SPEC.replace(
    "components:",
    "  /more: {get: {operationId: getThing, responses: {'204': {description: ''}}}}\ncomponents:",
).replace(
    "schemas:\n", "schemas:\n    thing: {type: object, properties: {a: {type: integer}}}\n", 1
)
PINS = {
    "methods": {"get_thing": "read_thing"},
    "classes": {"Thing": "Item"},
    "fields": {"Item.name": "title"},
}


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., ApiConfig]:
    (tmp_path / "t.yaml").write_text(SPEC)

    def make(aliases: bool | None, spec: str = SPEC) -> ApiConfig:
        (tmp_path / "t.yaml").write_text(spec)
        names = {} if aliases is None else {**PINS, "aliases": aliases}
        config = api_config("t", {"sources": [str(tmp_path / "t.yaml")], "names": names})
        config = replace(config, base=str(tmp_path))
        generate_to_disk(config)
        assert check(config).exit_code == 0
        return config

    return make


def answer(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json={"name": request.url.path})


def test_old_names_stay_and_say_so(tmp_path: Path, made: Callable[..., ApiConfig]) -> None:
    made(None)
    made(True)
    # The lock remembers: the names are there in every later run, whatever is added.
    made(True)
    made(True, FURTHER)
    with imported(tmp_path / "generated" / "t") as t:
        assert t.Thing is t.Item
        assert {"Thing", "Item"} <= set(t.__all__)
        with t.Client(transport=httpx2.MockTransport(answer)) as client:
            assert client.read_thing("a") == t.Item(title="/things/a")
            with pytest.warns(DeprecationWarning, match="get_thing is read_thing now"):
                thing = client.get_thing("a")
        assert thing == t.Thing(title="/things/a")
        with pytest.raises(AttributeError, match="name is title now"):
            thing.name  # noqa: B018  # the reading is the test

        async def read() -> object:
            async with t.AsyncClient(transport=httpx2.MockTransport(answer)) as client:
                with pytest.warns(DeprecationWarning, match="get_thing is read_thing now"):
                    return await client.get_thing("b")

        assert asyncio.run(read()) == t.Item(title="/things/b")


def test_without_aliases_old_names_are_gone(tmp_path: Path, made: Callable[..., ApiConfig]) -> None:
    made(None)
    made(False)
    with imported(tmp_path / "generated" / "t") as t:
        assert not hasattr(t, "Thing")
        assert not hasattr(t.Client, "get_thing")
        assert hasattr(t.Client, "read_thing")
    assert not (tmp_path / "generated" / "t" / "renamed.py").exists()
    # Asked for later, they come back.
    made(True)
    with imported(tmp_path / "generated" / "t") as t:
        assert hasattr(t.Client, "get_thing")
        assert t.Thing is t.Item


def test_a_rename_that_is_taken_back_leaves_nothing(
    tmp_path: Path, made: Callable[..., ApiConfig]
) -> None:
    made(None)
    client = tmp_path / "generated" / "t" / "client.py"
    first = client.read_text()
    made(True)
    assert client.read_text() != first
    back = {
        "methods": {"get_thing": "get_thing"},
        "classes": {"Item": "Thing"},
        "fields": {"Thing.name": "name"},
    }
    config = api_config("t", {"sources": [str(tmp_path / "t.yaml")], "names": back})
    generate_to_disk(replace(config, base=str(tmp_path)))
    assert client.read_text() == first
    assert not (tmp_path / "generated" / "t" / "renamed.py").exists()


def test_what_is_kept_breaks_nobody(made: Callable[..., ApiConfig]) -> None:
    before = _side(made(None))
    kept = {**PINS, "fields": {}, "aliases": True}
    for names, verdict in (
        (kept, Verdict.COMPATIBLE),
        ({**kept, "aliases": False}, Verdict.BREAKING),
    ):
        config = replace(made(None), names=api_config("t", {"names": names}).names)
        found = {f.python[0].symbol: f.worst for f in compare(before, _side(config)).findings}
        assert found == {"Client.get_thing": verdict, "Thing": verdict}


def _side(config: ApiConfig) -> Side:
    understood = understand(config, lock_of(config))
    return Side(
        api=understood.api,
        names=understood.names,
        locate=understood.spec.source_map.locate,
        tree=understood.spec.tree,
        file=understood.spec.file,
    )
