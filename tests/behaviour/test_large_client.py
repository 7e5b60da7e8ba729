"""A large API without tags: one flat client for callers, files that can be opened for readers."""

from pathlib import Path

import httpx2
import yaml

from generator.pipeline import generate
from tests.packages import config_for, imported, write_package


def test_methods_stand_in_modules_by_the_first_step_of_their_paths(tmp_path: Path) -> None:
    answer = {"200": {"description": "OK", "content": {"application/json": {"schema": {}}}}}
    paths = {
        f"/{section}/{{id}}/p{n}": {
            "get": {
                "operationId": f"get_{section}_{n}",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": answer,
            }
        }
        for section, size in (("guilds", 60), ("users", 50), ("voice", 2))
        for n in range(size)
    }
    document = {"openapi": "3.1.0", "info": {"title": "L", "version": "1"}, "paths": paths}
    document["servers"] = [{"url": "https://api.example.com"}]
    source = tmp_path / "spec.yaml"
    source.write_text(yaml.safe_dump(document), "utf-8")
    config = config_for(source, package="large")
    files = {f.path: f.text for f in generate(config).files.files}
    modules = [p for p in files if p.startswith("operations/")]
    assert modules == [f"operations/{m}.py" for m in ("__init__", "guilds", "other", "users")]
    assert "def get_users_3(" not in files["client.py"]
    seen: list[str] = []

    def record(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url.path)
        return httpx2.Response(200, json=1)

    with imported(write_package(config, tmp_path / "out")) as package:
        with package.Client(transport=httpx2.MockTransport(record)) as client:
            assert client.get_users_3("a") == client.get_voice_1("b") == 1
            assert client.with_options(retries=0).get_guilds_9("c") == 1
    assert seen == ["/users/a/p3", "/voice/b/p1", "/guilds/c/p9"]
