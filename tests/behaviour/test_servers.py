"""Operations with a server of their own: whose server they call, and when."""

from pathlib import Path

import httpx2

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

SPEC = ROOT / "tests" / "golden" / "an_operation_has_a_server_of_its_own" / "spec.yaml"


def test_a_server_that_is_given_serves_all_operations(tmp_path: Path) -> None:
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(str(request.url))
        return httpx2.Response(204)

    with imported(write_package(config_for(SPEC, package="files_api"), tmp_path)) as package:
        for given in ({}, {"base_url": "http://localhost:80/mock"}):
            with package.Client(transport=httpx2.MockTransport(answer), **given) as client:
                client.list_files()
                client.upload_file()
                client.get_health()
    assert seen == [
        "https://api.example.com/v1/files",
        "https://uploads.eu.example.com/files",
        "https://api.example.com/health",
        "http://localhost/mock/files",
        "http://localhost/mock/files",
        "http://localhost/health",
    ]
