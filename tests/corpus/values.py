"""Holds one specification's client to values: authored examples, and generated ones.

python -m tests.corpus.values SPEC [--examples N] [--share N] --json REPORT
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.ir.api import Api, BodyEncoding, Content, Example
from generator.pipeline import Understood, understand
from tests.codecs import Codecs, same
from tests.packages import config_for, imported, write_package
from tests.properties.round_trips import Held, RoundTrips, SourceSchemas


@dataclass
class Examples:
    """The authored examples of bodies and responses.

    Attributes:
        contradicting: Those that do not come back as they went, and what their schema has against
            them.
        broken: Those that do not, though their schema accepts them.
    """

    tried: int = 0
    contradicting: list[str] = field(default_factory=list[str])
    broken: list[str] = field(default_factory=list[str])


@dataclass
class Values:
    """What came of one specification's values."""

    examples: Examples
    held: Held

    @property
    def broken(self) -> list[str]:
        return self.examples.broken + self.held.broken


def values_of(source: Path, root: Path, *, examples: int, share: int = 1) -> Values:
    """Generate a client below `root` and hold it to values.

    Args:
        examples: Values drawn of each definition, at least; none where 0.
        share: Every how-many-th definition is tried.
    """
    config = config_for(source, package="held")
    understood = understand(config)
    with imported(write_package(config, root)) as package:
        codecs = Codecs(understood, package)
        trips = RoundTrips(codecs, understood)
        for definition in understood.api.definitions[::share] if examples else ():
            trips.hold(definition, examples)
        return Values(authored(understood, codecs, trips.schemas), trips.held)


def authored(understood: Understood, codecs: Codecs, schemas: SourceSchemas) -> Examples:
    """Decode and encode the authored examples."""
    found = Examples()
    for content, example in examples_of(understood.api):
        found.tried += 1
        try:
            result = codecs.round_trip(content.type, example.value)
            problem = "" if same(result, example.value) else f"came back as {result!r:.200}"
        except ValueError as error:
            problem = str(error)
        if problem:
            reasons = schemas.contradictions(f"{content.pointer}/schema", example.value)
            line = f"{example.pointer}: {problem:.300}"
            if reasons:
                found.contradicting.append(f"{line} [{reasons[0]:.200}]")
            else:
                found.broken.append(line)
    return found


def examples_of(api: Api) -> Iterator[tuple[Content, Example]]:
    """The authored JSON examples of an API's bodies and responses."""
    for content in _contents(api):
        if content.encoding is BodyEncoding.JSON:
            yield from ((content, e) for e in content.examples if not e.generated)


def _contents(api: Api) -> Iterator[Content]:
    for operation in api.operations:
        if operation.body:
            yield from operation.body.contents
        for response in operation.responses:
            yield from response.contents


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spec", type=Path)
    parser.add_argument("--examples", type=int, default=5)
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--json", type=Path, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found: Any = asdict(
            values_of(given.spec, Path(folder), examples=given.examples, share=given.share)
        )
    given.json.write_text(json.dumps(found, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
