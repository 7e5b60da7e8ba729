"""`Document` → `Spec`: one canonical OpenAPI 3.1 document, whatever came in.

Swagger 2.0 and OpenAPI 3.0 are upgraded, files bundled, overlays applied, references checked,
shapes checked. Raises `SpecError` with codes `R2xx` and every problem that it saw.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from generator.diagnostics import Collector, SpecError
from generator.ir.document import Document, JsonObject, SourceMap
from generator.ir.spec import Spec
from generator.resolve.canonical import Canonicalizer
from generator.resolve.grammar import OPENAPI, SWAGGER
from generator.resolve.links import Linker
from generator.resolve.paths import path_problems
from generator.resolve.places import MovedMap, OriginMap
from generator.resolve.sources import Sources, problem
from generator.resolve.swagger import upgrade_swagger
from generator.resolve.versions import supported_version

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
    supported_version(document)
    for overlay in overlays:
        document = _overlaid(document, overlay)
    version = supported_version(document)
    _refuse_without_paths(document)
    collector = Collector()
    grammar = SWAGGER if version.startswith("2") else OPENAPI
    sources = Sources(document, load_file)
    linker = Linker(sources, grammar)
    origins = OriginMap(document)
    canonicalizer = Canonicalizer(linker, grammar, collector, origins)
    tree = canonicalizer.document(document)
    for found in path_problems(tree, replace(document, source_map=origins)):
        collector.add(found)
    collector.finish()
    source_map: SourceMap = origins
    if grammar is SWAGGER:
        upgraded = upgrade_swagger(tree)
        tree, source_map = upgraded.tree, MovedMap(origins, upgraded.prefixes)
    canonical_version = "3.2.0" if version.startswith("3.2") else "3.1.0"
    if tree.get("openapi") != canonical_version:
        tree = {**tree, "openapi": canonical_version}
    digests = dict(document.digests)
    for read in (*sources.documents.values(), *overlays):
        digests.update(read.digests)
    return Spec(
        tree=tree,
        source_map=source_map,
        source_version=version,
        digests=digests,
        file=document.file,
        losses=(*document.losses, *linker.losses),
        unread=tuple(canonicalizer.unread),
        pages=document.pages,
    )


def _overlaid(document: Document, overlay: Document) -> Document:
    # The JSONPath library is a tenth of a small run, and few runs have overlays.
    overlays = import_module("generator.resolve.overlays")
    made: Document = overlays.overlaid(document, overlay)
    return made


def spec_as_tree(spec: Spec) -> JsonObject:
    """The canonical document, for `bundle`."""
    return spec.tree


def _refuse_without_paths(document: Document) -> None:
    """Refuse what describes no API at all.

    Raises:
        SpecError: `R202`.
    """
    tree = document.tree
    described = isinstance(tree, dict) and not tree.keys().isdisjoint(
        ("paths", "webhooks", "components")
    )
    if not described or (isinstance(tree, dict) and isinstance(tree.get("paths"), (list, str))):
        raise SpecError(
            problem(
                document,
                "/paths",
                "R202",
                "`paths` must be an object of paths",
                "An API without paths has `webhooks` or `components`.",
            )
        )
