"""`Document` → `Spec`: one canonical OpenAPI 3.1 document, whatever came in.

Swagger 2.0 and OpenAPI 3.0 are upgraded, files bundled, overlays applied, references checked,
shapes checked. Raises `SpecError` with codes `R2xx` and every problem that it saw.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Collector, SpecError
from generator.ir.document import Document, JsonObject, Position, SourceMap
from generator.ir.spec import Spec
from generator.resolve.canonical import Canonicalizer, OriginMap
from generator.resolve.overlays import apply_overlay
from generator.resolve.paths import check_paths
from generator.resolve.sources import Sources, problem
from generator.resolve.swagger import upgrade_swagger

__all__ = ["resolve", "spec_as_tree"]


def resolve(
    document: Document,
    *,
    overlays: tuple[Document, ...] = (),
    load_file: Callable[[Path, str], Document],
) -> Spec:
    """Make the canonical document.

    Args:
        load_file: Reads a neighbour that a `$ref` names: real path, name as shown.

    Raises:
        SpecError: `R2xx`.
    """
    tree = document.tree
    assert isinstance(tree, dict)
    for overlay in overlays:
        tree = apply_overlay(tree, overlay)
    version = _version(tree, document)
    source_map: SourceMap = document.source_map
    if version.startswith("2."):
        upgraded = upgrade_swagger(tree)
        tree, source_map = upgraded.tree, _Moved(document.source_map, upgraded.prefixes)
    document = replace(document, tree=tree, source_map=source_map)
    collector = Collector()
    sources = Sources(document, load_file)
    origins = OriginMap(document)
    canonicalizer = Canonicalizer(
        sources=sources,
        modern=not version.startswith(("2.", "3.0")),
        collector=collector,
        origins=origins,
    )
    if not isinstance(tree.get("paths", {}), dict) or not tree.keys() & {
        "paths",
        "webhooks",
        "components",
    }:
        collector.add(
            problem(
                document,
                "/paths" if "paths" in tree else "",
                "R202",
                "`paths` must be an object of paths",
                "An API without paths has `webhooks` or `components`.",
            )
        )
        collector.finish()
    made = canonicalizer.document(tree)
    made = {**made, "openapi": "3.1.0"} if made.get("openapi") != "3.1.0" else made
    check_paths(made, document, collector)
    collector.finish()
    digests = dict(document.digests)
    for read in (*sources.documents.values(), *overlays):
        digests.update(read.digests)
    return Spec(
        tree=made,
        source_map=origins,
        source_version=version,
        digests=digests,
        file=document.file,
        losses=(*document.losses, *canonicalizer.losses),
        pages=document.pages,
    )


def spec_as_tree(spec: Spec) -> JsonObject:
    """The canonical document, for `bundle`."""
    return spec.tree


def _version(tree: JsonObject, document: Document) -> str:
    given = tree.get("openapi", tree.get("swagger"))
    version = str(given) if isinstance(given, (str, float, int)) else ""
    if version.startswith(("2.0", "3.0", "3.1", "3.2")):
        return version
    if not version:
        raise SpecError(
            problem(
                document,
                "",
                "R201",
                "it says neither `openapi` nor `swagger`: no API description",
                "The first line of one is `openapi: 3.1.0`.",
            )
        )
    key = "openapi" if "openapi" in tree else "swagger"
    raise SpecError(
        problem(
            document,
            f"/{key}",
            "R201",
            f"version {version} is not supported",
            "2.0, 3.0, 3.1 and 3.2 are.",
        )
    )


class _Moved:
    """A source map of nodes that an upgrade has moved."""

    def __init__(self, source_map: SourceMap, prefixes: Mapping[str, str]) -> None:
        self._source_map = source_map
        self._prefixes = prefixes

    def locate(self, pointer: str) -> Position:
        prefix = pointer
        while prefix:
            if prefix in self._prefixes:
                return self._source_map.locate(self._prefixes[prefix] + pointer[len(prefix) :])
            prefix = prefix.rpartition("/")[0]
        return self._source_map.locate(pointer)
