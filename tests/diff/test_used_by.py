"""Which lines of a consumer's code break: as far as they can be followed, and no further."""

from pathlib import Path

from generator.diff import Impact, UsageReport, compare, usage_as_json, usage_as_text, used_by
from tests.diff.reading import CORPUS, needs_corpus, side_of

HERE = Path(__file__).parent


def report(case: str, code: str) -> UsageReport:
    base, revision = side_of(HERE / case / "before.yaml"), side_of(HERE / case / "after.yaml")
    return used_by(compare(base, revision), base, {"app.py": code}, package="shop")


def lines(found: UsageReport, impact: Impact) -> set[int]:
    return {usage.line for usage in found.usages if usage.impact is impact}


def test_a_renamed_method_breaks_its_callers() -> None:
    found = report(
        "method-renamed",
        "from shop import Client\n\nclient = Client()\nclient.create_order(item='x')\n",
    )
    assert lines(found, Impact.BREAKS) == {4}
    assert found.untouched == ()


def test_an_argument_that_became_required_breaks_calls_without_it() -> None:
    found = report(
        "optional-becomes-required",
        "import shop\n\n\ndef run(client: shop.Client) "
        "-> None:\n    client.create_order(item='x')\n",
    )
    assert lines(found, Impact.BREAKS) == {5}


def test_an_attribute_is_followed_through_calls_and_self() -> None:
    code = (
        "from shop import AsyncClient\n"
        "\n"
        "class App:\n"
        "    def __init__(self) -> None:\n"
        "        self.client = AsyncClient()\n"
        "\n"
        "    async def run(self) -> str:\n"
        "        receipt = await self.client.create_order(item='x')\n"
        "        return receipt.id\n"
    )
    assert 9 in lines(report("response-gains-null", code), Impact.BREAKS)


def test_what_can_not_be_followed_is_unsure() -> None:
    code = "import shop\n\ndef show(receipt):\n    print(receipt.id)\n"
    assert lines(report("response-gains-null", code), Impact.UNSURE) == {4}


def test_code_that_uses_nothing_of_it_is_left_alone() -> None:
    found = report("response-gains-null", "import os\n\nprint(os.name, os.path.id)\n")
    assert found.usages == ()
    assert len(found.untouched) == 1
    assert "Nothing that this code uses changes." in usage_as_text(found)


def test_a_file_that_is_no_python_is_said() -> None:
    found = report("method-renamed", "def (:\n")
    assert [file for file, _ in found.unread] == ["app.py"]
    assert usage_as_json(found)["usages"] == []


@needs_corpus
def test_realistic_consumers_of_two_pinecone_versions() -> None:
    """A script, an asynchronous one, and a wrapper class; each line was read by a person."""
    specs = CORPUS / "specs"
    base = side_of(specs / "pinecone__db_control_2025-10.yaml")
    comparison = compare(base, side_of(specs / "pinecone__db_control_2026-01.alpha.yaml"))
    files = {f.name.split(".")[0]: f for f in (HERE / "data" / "consumers").glob("*.py.txt")}
    found = used_by(
        comparison,
        base,
        {name: file.read_text() for name, file in files.items()},
        package="pinecone_db_control",
    )

    def touched(impact: Impact) -> dict[str, set[int]]:
        lines: dict[str, set[int]] = {}
        for usage in found.usages:
            if usage.impact is impact:
                lines.setdefault(usage.file, set()).add(usage.line)
        return lines

    assert touched(Impact.BREAKS) == {
        "sync_job": {4, 12, 18, 20, 22},
        "async_job": {9, 17, 18},
        "wrapper": {23, 27, 31, 36},
    }
    assert touched(Impact.WIRE) == {
        "sync_job": {9, 12, 19, 21},
        "async_job": {6, 16, 17, 19},
        "wrapper": {19, 30, 36},
    }
    assert touched(Impact.UNSURE) == {"async_job": {20}, "wrapper": {40}}
    assert all("PodSpec" not in str(usage.finding.message) for usage in found.usages)
    assert found.untouched
