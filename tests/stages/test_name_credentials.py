"""What the arguments for credentials are called where several schemes want the same name."""

import json
from pathlib import Path

import pytest

from generator.pipeline import understand
from tests.packages import config_for


@pytest.mark.parametrize(
    ("scheme", "argument"),
    [
        *(("oauth", "oauth_token"), ("0auth", "scheme_0auth_token"), ("~0/x", "scheme_0_x_token")),
        ("認証", "scheme_token"),
    ],
)
def test_a_scheme_of_any_name_has_an_argument(scheme: str, argument: str, tmp_path: Path) -> None:
    bearer = {"type": "openIdConnect", "openIdConnectUrl": "https://example.com/"}
    operation = {"security": [{"-a": []}, {scheme: []}], "responses": {}}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "Secure", "version": "1"},
        "paths": {"/a": {"get": operation}},
        "components": {"securitySchemes": {"-a": bearer, scheme: bearer}},
    }
    source = tmp_path / "secure.json"
    source.write_text(json.dumps(tree), "utf-8")
    names = understand(config_for(source, package="secure")).names.credentials
    assert [one.argument for one in names["-a"]] == ["token"]
    assert [one.argument for one in names[scheme]] == [argument]
