"""Which version of which specification a document says it is."""

import re
from typing import Final

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonValue
from generator.resolve.sources import problem

_SUPPORTED: Final = re.compile(r"2\.0|3\.[012](\.\d+)?(-[\w.]+)?")


_OTHERS: Final = {
    "asyncapi": "an AsyncAPI document",
    "openrpc": "an OpenRPC document",
    "arazzo": "an Arazzo document",
    "overlay": "an overlay: name it under `overlays` in oasmith.toml",
    "swaggerVersion": "a Swagger 1 document",
    "discoveryVersion": "a Google discovery document",
    "item": "a Postman collection",
    "$schema": "a JSON Schema",
}
"""A key at the root → what a document with it is."""


def version_of(tree: JsonValue) -> str:
    """The version as stated; empty where none is."""
    if not isinstance(tree, dict):
        return ""
    given = tree.get("openapi", tree.get("swagger"))
    is_text = isinstance(given, (str, int, float)) and not isinstance(given, bool)
    return str(given).strip() if is_text else ""


def supported_version(document: Document) -> str:
    """The version of a document that we can read.

    Raises:
        SpecError: `R201`.
    """
    tree = document.tree
    version = version_of(tree)
    if not version or not isinstance(tree, dict):
        found = [what for key, what in _OTHERS.items() if isinstance(tree, dict) and key in tree]
        raise SpecError(
            problem(
                document,
                "",
                "R201",
                "it says neither `openapi` nor `swagger`: "
                + (f"it seems to be {found[0]}" if found else "no API description"),
                "oasmith reads OpenAPI 3 and Swagger 2.0; the first line is `openapi: 3.1.0`.",
            )
        )
    key = "openapi" if "openapi" in tree else "swagger"
    if not _SUPPORTED.fullmatch(version) or (key == "swagger") != version.startswith("2"):
        raise SpecError(
            problem(
                document,
                f"/{key}",
                "R201",
                f"{key} {version} is not supported",
                "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are.",
            )
        )
    return version
