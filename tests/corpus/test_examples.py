"""Every authored example of the corpus decodes and encodes back, or contradicts its own schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.diagnostics import SpecError
from generator.ir.api import Api, BodyEncoding, Content, Example
from generator.pipeline import understand
from tests.codecs import Codecs, same
from tests.packages import config_for, imported, write_package

SMALL = 400_000  # bytes; larger ones are `make corpus`'s


def contents_of(api: Api) -> Iterator[Content]:
    for operation in api.operations:
        if operation.body:
            yield from operation.body.contents
        for response in operation.responses:
            yield from response.contents


def examples_of(api: Api) -> Iterator[tuple[Content, Example]]:
    for content in contents_of(api):
        if content.encoding is BodyEncoding.JSON:
            for example in content.examples:
                if not example.generated:
                    yield content, example


def contradictions(tree: dict[str, Any], pointer: str, value: Any) -> list[str]:
    """What the source schema has against a value."""
    validator = jsonschema.Draft202012Validator(
        {
            "$ref": f"#{pointer}",
            **{k: v for k, v in tree.items() if k in ("paths", "components", "webhooks")},
        }
    )
    return [error.message for error in validator.iter_errors(value)]


def disagreements(source: Path, root: Path) -> tuple[int, list[str], list[str]]:
    """Examples tried; those that break without their schema's fault; those that contradict it."""
    config = config_for(source, package="made")
    understood = understand(config)
    tried, broken, excused = 0, [], []
    with imported(write_package(config, root)) as package:
        codecs = Codecs(understood, package)
        for content, example in examples_of(understood.api):
            tried += 1
            try:
                result = codecs.round_trip(content.type, example.value)
                problem = "" if same(result, example.value) else f"came back as {result!r}"
            except ValueError as error:
                problem = str(error)
            if problem:
                reasons = contradictions(
                    understood.spec.tree, f"{content.pointer}/schema", example.value
                )
                place = f"{source.name} {example.pointer}: {problem[:200]}"
                (excused if reasons else broken).append(f"{place} [{(reasons or [''])[0][:120]}]")
    return tried, broken, excused


def test_authored_examples_round_trip(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried, broken, excused, refused = 0, [], [], []
    sources = [
        p
        for p in sorted((corpus / "specs").iterdir())
        if p.suffix in (".yaml", ".json") and p.stat().st_size < SMALL
    ]
    pages = sorted((corpus / "pages" / "expanded").glob("*.md")) + sorted(
        (corpus / "pages" / "standard").glob("*.md")
    )
    for number, source in enumerate(sources[::4] + pages[::8]):
        try:
            more, bad, fine = disagreements(source, tmp_path / str(number))
        except SpecError as error:
            refused.append(f"{source.name}: {error.diagnostics[0].code}")
            continue
        tried, broken, excused = tried + more, broken + bad, excused + fine
    with capsys.disabled():
        print(
            f"\nexamples: {tried} tried, {len(excused)} contradict their schema, {len(broken)} broken; not generated: {refused}"
        )
    assert tried > 50
    assert not broken, "\n".join(broken)
