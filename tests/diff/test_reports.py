"""Each report of a comparison, of hostile text too."""

import json
import xml.etree.ElementTree as ET
from typing import Any

import jsonschema

from generator.diff import (
    Comparison,
    as_github,
    as_html,
    as_json,
    as_junit,
    as_markdown,
    as_sarif,
    as_text,
    compare,
)
from generator.ir.schema import StringType
from tests.diff.apis import operation, query, side

HOSTILE = "<script>alert(1)</script>\x1b[31m`::error::%0A](http://x)"
FINDING = {
    "type": "object",
    "required": [
        "id",
        "wire",
        "client",
        "types",
        "message",
        "operations",
        "direction",
        "base",
        "revision",
        "python",
        "fingerprint",
    ],
    "properties": {
        "wire": {"enum": ["breaking", "potentially-breaking", "compatible"]},
        "direction": {"enum": ["request", "response", "both", "none"]},
        "base": {"type": ["object", "null"]},
        "python": {"items": {"required": ["symbol", "before", "after"]}},
    },
}


def changed(name: str = "q") -> Comparison:
    return compare(
        side(operation()), side(operation(parameters=(query(name, StringType(), required=True),)))
    )


def nothing() -> Comparison:
    return compare(side(operation()), side(operation()))


def test_text() -> None:
    assert as_text(changed()) == (
        "things 1 → 1\n"
        "\n"
        "Breaks wire (1)\n"
        "  • `query q` was added, and is required\n"
        "    POST /things; new-required-request-parameter "
        f"{changed().findings[0].fingerprint[:8]}\n"
        "\n"
        "1 finding; breaking: wire 1\n"
        "Suggested bump of the package's version: patch.\n"
    )
    assert "No change." in as_text(nothing())


def test_text_fits_eighty_columns_and_commands_no_terminal() -> None:
    text = as_text(changed(HOSTILE))
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "\x1b" not in text


def test_json() -> None:
    whole: Any = json.loads(json.dumps(as_json(changed())))
    assert set(whole) >= {"base", "revision", "summary", "bump", "findings"}
    for finding in whole["findings"]:
        jsonschema.validate(finding, FINDING)
    assert whole["summary"]["wire"]["breaking"] == 1


def test_markdown_text_becomes_no_markup() -> None:
    text = as_markdown(changed(HOSTILE))
    assert "## Breaking" in text
    assert "<script>" not in text.replace("`query <script>", "")
    assert "\x1b" not in text


def test_github() -> None:
    assert as_github(changed()) == (
        "::error title=new-required-request-parameter::"
        "`query q` was added, and is required; breaks wire; POST /things\n"
    )
    assert as_github(changed(HOSTILE)).count("\n") == 1


def test_junit() -> None:
    root = ET.fromstring(as_junit(changed(HOSTILE)).partition("\n")[2])
    assert root.get("failures") == "1"
    assert ET.fromstring(as_junit(nothing()).partition("\n")[2]).get("tests") == "1"


def test_sarif() -> None:
    log: Any = as_sarif(changed())
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert result["level"] == "error"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_html_holds_no_script_but_its_own() -> None:
    page = as_html(changed(HOSTILE))
    assert page.count("<script") == 1
    assert "http://x" not in page.replace("](http://x)", "")
    assert "src=" not in page
