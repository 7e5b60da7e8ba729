"""Every page of the corpus: what holds an operation loads, and means what its other dialect means."""

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.ir.api import Api, Operation
from generator.ir.document import Document
from generator.load import load_document
from generator.load.page import read_fences
from generator.load.places import Lines
from generator.pipeline import understand
from tests.corpus.page_losses import LOSSES, Difference, differences, loss_of

FENCE = re.compile(
    r"^`{4}yaml (\S+ )?(get|put|post|delete|options|head|patch|trace|webhook) \S",
    re.IGNORECASE | re.MULTILINE,
)
REASONS = ("it describes an AsyncAPI channel", "a second YAML document begins here")
DRIFT = {
    # The pages are of another day than the specification: `enum` became `x-enum`, there are new
    # fields, and prose was rewritten.
    ".extensible": "an enum was opened",
    "[source_collection]": "a field was added",
    "[private_host]": "a field was added",
    "description": "prose was rewritten",
}


def pages(corpus: Path, folder: str) -> list[Path]:
    found = sorted((corpus / "pages" / folder).glob("*.md"))
    assert found
    return found


def loaded(page: Path) -> Document:
    return load_document(page, shown=page.name)


def api_of(source: Path) -> Api:
    config = ApiConfig(name="x", sources=(source.name,), package="x", base=str(source.parent))
    return understand(config).api


def operations_of(api: Api) -> dict[str, Operation]:
    return {
        **{operation.key: operation for operation in api.operations},
        **{webhook.name: webhook.operation for webhook in api.webhooks},
    }


@pytest.mark.parametrize("folder", ["expanded", "standard", "pairs"])
def test_a_page_loads_or_is_refused_with_the_reason(
    corpus: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    refused: Counter[str] = Counter()
    for page in pages(corpus, folder):
        holds = len(FENCE.findall(page.read_text("utf-8")))
        try:
            document = loaded(page)
        except SpecError as error:
            assert not holds, f"{page.name}: {error}"
            (found,) = error.diagnostics
            assert found.code == "L130"
            assert found.place.line is not None
            reason = found.message.removeprefix("the page holds no API operation: ")
            assert reason in REASONS, f"{page.name}: {found.message}"
            refused[reason] += 1
            continue
        assert document.pages
        tree = document.tree
        assert isinstance(tree, dict)
        found_operations = [
            method
            for section in ("paths", "webhooks")
            for item in (tree.get(section) or {}).values()  # type: ignore[union-attr]
            for method in item  # type: ignore[union-attr]
        ]
        assert len(found_operations) == holds, page.name
    with capsys.disabled():
        print(f"\n{folder}: {len(pages(corpus, folder))} pages, refused {dict(refused)}")


def test_both_dialects_of_a_page_are_the_same_api(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counted: Counter[str] = Counter()
    faults: list[str] = []
    compared = 0
    for page in pages(corpus, "pairs"):
        made = api_of(page)
        original = api_of(corpus / "pages" / "standard" / page.name)
        ours, theirs = operations_of(made), operations_of(original)
        assert ours.keys() == theirs.keys(), page.name
        for key, operation in ours.items():
            compared += 1
            found = differences((made, operation), (original, theirs[key]))
            losses = [(loss_of(difference), difference) for difference in found]
            counted.update(loss for loss, _ in losses if loss)
            faults += [f"{page.name} {difference}" for loss, difference in losses if not loss]
    report(capsys, f"{compared} operations in both dialects", counted)
    assert not faults, "\n".join(faults)
    assert compared >= 80


def test_pages_say_what_their_specification_says(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    specifications: dict[str, Api] = {}
    counted: Counter[str] = Counter()
    faults: list[str] = []
    compared = 0
    for page in sorted((corpus / "pages" / "expanded").glob("pinecone__*.md")):
        spec = read_fences(Lines(page.read_text("utf-8"), page.name))[0].spec.removesuffix(".oas")
        if spec not in specifications:
            specifications[spec] = api_of(corpus / "specs" / f"pinecone__{spec}.yaml")
        made = api_of(page)
        original = operations_of(specifications[spec])
        for key, operation in operations_of(made).items():
            compared += 1
            other = (specifications[spec], original[key])
            for difference in differences((made, operation), other):
                loss = loss_of(difference) or drift(difference)
                counted[loss or "FAULT"] += 1
                faults += [] if loss else [f"{page.name} {difference}"]
    report(capsys, f"{compared} Pinecone pages against their specifications", counted)
    assert not faults, "\n".join(faults)
    assert compared >= 37


def drift(found: Difference) -> str | None:
    """What the two versions of the specification really differ in."""
    path = ".".join(found.path)
    return next((f"drift: {why}" for end, why in DRIFT.items() if path.endswith(end)), None)


def report(capsys: pytest.CaptureFixture[str], title: str, counted: Counter[str]) -> None:
    with capsys.disabled():
        print(f"\n{title}; losses:", *(f"\n  {n:4} {what}" for what, n in counted.most_common()))


def test_every_loss_is_met_somewhere(corpus: Path) -> None:
    """A rule that tolerates nothing any more should go."""
    rare = {"scheme of OAuth 2"}
    met: set[str] = set()
    for page in pages(corpus, "pairs"):
        made, original = api_of(page), api_of(corpus / "pages" / "standard" / page.name)
        theirs = operations_of(original)
        for key, operation in operations_of(made).items():
            for difference in differences((made, operation), (original, theirs[key])):
                met.add(loss_of(difference) or "")
    assert set(LOSSES) - met <= rare | {"spelling of a number", "time stamps made JavaScript's"}


@pytest.mark.parametrize("folder", ["expanded", "standard"])
def test_places_lie_within_the_page(corpus: Path, folder: str) -> None:
    """What stands in the page word for word is found to the letter, the rest near by."""
    exact = near = 0
    for page in pages(corpus, folder):
        try:
            document = loaded(page)
        except SpecError:
            continue
        lines = re.split(r"\r\n|\n|\r", page.read_text("utf-8"))
        work = [("", document.tree)]
        while work:
            pointer, node = work.pop()
            for key, value in node.items() if isinstance(node, dict) else ():
                inner = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
                work.append((inner, value))
                place = document.source_map.locate(inner)
                assert place.file == page.name
                assert 1 <= place.line <= len(lines)
                text = lines[place.line - 1][place.column - 1 :].lstrip("'\"?& ")
                exact += text.startswith(key[:20])
                near += not text.startswith(key[:20])
    assert exact > 3 * near, f"{exact} to the letter, {near} near by"
