"""The main job: the seed page's client, called over real HTTP, sync and async."""

import asyncio
import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.behaviour.recording_server import Answer, recording_server
from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

SEED = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"

BACKUP = {
    "backup_id": "670e8400-e29b-41d4-a716-446655440001",
    "source_index_name": "my-index",
    "source_index_id": "670e8400-e29b-41d4-a716-446655440000",
    "status": "Ready",
    "cloud": "aws",
    "region": "us-east-1",
    "metric": "a metric of next year",
    "tags": {"tag0": "val0"},
    "of_next_year": None,
}
ERROR = {"status": 400, "error": {"code": "INVALID_ARGUMENT", "message": "no"}}
CLASSES = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    402: "PaymentRequiredError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    418: "StatusError",
    422: "UnprocessableEntityError",
    429: "TooManyRequestsError",
    500: "InternalServerError",
    503: "ServiceUnavailableError",
}


@pytest.fixture(scope="module", params=["sync", "async"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    root: Path = tmp_path_factory.mktemp("seed")
    folder = write_package(config_for(SEED, package="pinecone_db_control"), root)
    with imported(folder) as module:
        yield module, request.param


def create_backup(driver: tuple[ModuleType, str], url: str, *args: Any, **kwargs: Any) -> Any:
    module, kind = driver
    if kind == "sync":
        with module.Client(api_key="secret", base_url=url, retries=0) as client:
            return client.create_backup(*args, **kwargs)

    async def call() -> Any:
        async with module.AsyncClient(api_key="secret", base_url=url, retries=0) as client:
            return await client.create_backup(*args, **kwargs)

    return asyncio.run(call())


def test_it_sends_the_documented_request_and_returns_the_typed_backup(package: Any) -> None:
    with recording_server(lambda _: Answer.of_json(BACKUP, 201)) as server:
        backup = create_backup(
            package, server.url, "my-index", name="nightly", description="Of the night"
        )
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/indexes/my-index/backups")
    assert request.headers["api-key"] == "secret"
    assert request.headers["content-type"] == "application/json"
    assert request.json == {"name": "nightly", "description": "Of the night"}
    assert isinstance(backup, package[0].BackupModel)
    assert backup.status == "Ready"
    assert backup.tags == {"tag0": "val0"}
    assert backup.to_dict() == BACKUP


def test_an_empty_body_is_an_empty_object(package: Any) -> None:
    with recording_server(lambda _: Answer.of_json(BACKUP, 201)) as server:
        create_backup(package, server.url, "my-index")
    assert server.requests[0].body == b"{}"


@pytest.mark.parametrize(("status", "class_name"), CLASSES.items())
def test_each_status_raises_its_class(package: Any, status: int, class_name: str) -> None:
    module = package[0]
    with recording_server(lambda _: Answer.of_json(ERROR, status, **{"X-Request-Id": "r-1"})) as s:
        with pytest.raises(module.StatusError) as caught:
            create_backup(package, s.url, "my-index")
    error = caught.value
    assert type(error).__name__ == class_name
    assert (error.status, error.request_id, error.operation) == (status, "r-1", "create_backup")
    assert isinstance(error.body, module.ErrorResponse)
    assert error.body.error.code == "INVALID_ARGUMENT"


def test_a_bad_error_body_does_not_hide_the_status(package: Any) -> None:
    with recording_server(lambda _: Answer(502, b"<html>bad gateway</html>")) as server:
        with pytest.raises(package[0].StatusError) as caught:
            create_backup(package, server.url, "my-index")
    assert (caught.value.status, caught.value.body) == (502, None)
    assert caught.value.content == b"<html>bad gateway</html>"


def test_a_result_that_does_not_fit_names_the_path_and_the_response(package: Any) -> None:
    with recording_server(lambda _: Answer.of_json({**BACKUP, "cloud": 7}, 201)) as server:
        with pytest.raises(package[0].DecodeError, match=r"\$\.cloud: expected string") as caught:
            create_backup(package, server.url, "my-index")
    assert caught.value.status == 201
    assert b'"cloud"' in caught.value.content


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_path_value_can_not_change_the_route(package: Any, name: str) -> None:
    with recording_server(lambda _: Answer.of_json(BACKUP, 201)) as server:
        with pytest.raises(ValueError, match="index_name"):
            create_backup(package, server.url, name)
    assert server.requests == []


def test_a_path_value_is_encoded(package: Any) -> None:
    with recording_server(lambda _: Answer.of_json(BACKUP, 201)) as server:
        create_backup(package, server.url, "a/b?c#d e")
    assert server.requests[0].target == "/indexes/a%2Fb%3Fc%23d%20e/backups"


def test_the_key_may_come_from_the_environment(
    package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module(package[0].__name__)
    monkeypatch.delenv("PINECONE_DB_CONTROL_API_KEY", raising=False)
    with pytest.raises(ValueError, match="PINECONE_DB_CONTROL_API_KEY"):
        module.Client()
    monkeypatch.setenv("PINECONE_DB_CONTROL_API_KEY", "from the environment")
    module.Client().close()
