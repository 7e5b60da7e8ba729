"""What a schema says, prose aside: for telling whether two pages mean the same component."""

import json

from generator.ir.document import JsonObject, JsonValue
from generator.load.json_values import is_object, list_of, object_of

_PROSE = frozenset(
    {"description", "title", "summary", "example", "examples", "externalDocs", "deprecated", "xml"}
)
NAMES = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "headers"}
    | {"content", "mapping", "variables", "encoding", "callbacks", "links", "responses"}
)
"""Keywords below which keys are names, which no keyword is to be seen in."""
OPAQUE = frozenset(("example", "examples", "default", "enum", "const", "value"))
"""Keywords whose values are data."""


def bare(node: JsonValue) -> JsonValue:
    """A component without prose and without extensions."""
    if isinstance(node, list):
        return [bare(entry) for entry in node]
    if not is_object(node):
        return node
    made: JsonObject = {}
    for key, value in node.items():
        if key in _PROSE or key.startswith("x-"):
            continue
        if key in OPAQUE:
            made[key] = value
        elif key in NAMES and is_object(value):
            made[key] = {name: bare(entry) for name, entry in value.items()}
        else:
            made[key] = bare(value)
    return made


def fingerprint(node: JsonValue) -> str:
    """A text that two components share if they differ in nothing but prose and order."""
    return json.dumps(bare(node), sort_keys=True, ensure_ascii=True)


def references(node: JsonValue) -> list[str]:
    """All local references to components below a node: `section/name`, in order."""
    found: list[str] = []
    work: list[tuple[JsonValue, bool]] = [(node, False)]
    while work:
        one, names = work.pop()
        if isinstance(one, list):
            work.extend((entry, False) for entry in reversed(one))
        if not is_object(one):
            continue
        if not names:
            found.extend(_targets(one))
        work.extend(
            (value, not names and key in NAMES)
            for key, value in reversed(one.items())
            if names or key not in OPAQUE or (key == "examples" and is_object(value))
        )
    return found


def _targets(node: JsonObject) -> list[str]:
    values = [node.get("$ref"), *object_of(node.get("mapping")).values()]
    prefix = "#/components/"
    return [
        value.removeprefix(prefix)
        for value in values
        if isinstance(value, str) and value.startswith(prefix)
    ]


def alternatives(schema: JsonObject) -> tuple[list[JsonValue], bool]:
    """The bare alternatives of a schema's root, and whether null is among them.

    All spellings of null become one, and `oneOf` and `anyOf` are alike: the expanded dialect does
    not keep them apart.
    """
    one = object_of(bare(schema))
    nullable = one.pop("nullable", False) is True
    kind = one.get("type")
    if isinstance(kind, list) and "null" in kind:
        nullable = True
        kinds = [k for k in kind if k != "null"]
        one["type"] = kinds[0] if len(kinds) == 1 else kinds
    if isinstance(one.get("enum"), list) and nullable:
        one["enum"] = [value for value in list_of(one["enum"]) if value is not None]
    branches = list_of(one.get("anyOf")) or list_of(one.get("oneOf"))
    if len(one) > 1 + ("discriminator" in one) or not branches:
        return [one], nullable
    found: list[JsonValue] = []
    for branch in branches:
        inner, null = alternatives(object_of(branch))
        found += [entry for entry in inner if entry != {"type": "null"}]
        nullable = nullable or null or {"type": "null"} in inner
    return found, nullable
