"""One Schema Object of Swagger 2.0 or OpenAPI 3.0 (or of a mixture, as pages have it) → 2020-12.

The old spellings count in every version: authors mix them, and none of them means anything else in 3.1.
The schemas below are not touched: `canonical` comes to them by itself.
"""

from typing import Final

from generator.ir.document import JsonObject, JsonValue

_ANNOTATIONS: Final = frozenset(
    {"title", "summary", "description", "deprecated", "readOnly", "writeOnly", "default"}
    | {"nullable", "x-nullable", "example", "examples", "externalDocs", "xml", "$ref"}
)
"""What says nothing about which values are valid, and so stays beside `$ref` and `anyOf`."""

_OLD: Final = frozenset(
    {"nullable", "x-nullable", "example", "examples", "discriminator", "required", "items"}
    | {"exclusiveMinimum", "exclusiveMaximum"}
)
_BOUNDS: Final = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
_OBJECT: Final = frozenset({"properties", "additionalProperties", "patternProperties"})
_CLOSED: Final = frozenset({"$ref", "allOf", "const"})
"""What no value `null` gets through, whatever stands beside it."""
_NULL: Final[JsonObject] = {"type": "null"}


def upgrade_schema(schema: JsonObject, *, strip_siblings: bool) -> JsonObject:
    """The schema with 3.0's spellings replaced; the same object where there is nothing to replace.

    Args:
        strip_siblings: Whether keywords beside `$ref` have no meaning (Swagger 2.0, OpenAPI 3.0:
            "any sibling elements of a $ref are ignored"); what only annotates is kept.
    """
    made = schema
    if strip_siblings and "$ref" in schema and isinstance(schema["$ref"], str):
        made = _without_siblings(schema)
    if made.keys().isdisjoint(_OLD) and isinstance(made.get("type", ""), str):
        return made
    made = _small_spellings(made)
    for bound, exclusive in _BOUNDS:
        if exclusive in made and isinstance(made[exclusive], bool):
            made = _exclusive(made, bound, exclusive)
    if "nullable" in made or "x-nullable" in made:
        made = _nullable(made)
    return made


def _without_siblings(schema: JsonObject) -> JsonObject:
    if all(key in _ANNOTATIONS or key.startswith("x-") for key in schema):
        return schema
    return {k: v for k, v in schema.items() if k in _ANNOTATIONS or k.startswith("x-")}


def _small_spellings(schema: JsonObject) -> JsonObject:
    made = schema
    if isinstance(made.get("required"), bool):
        # Draft 3's flag on a property; the object's list is what counts since.
        made = {k: v for k, v in made.items() if k != "required"}
    if isinstance(made.get("discriminator"), str):
        made = {**made, "discriminator": {"propertyName": made["discriminator"]}}
    if isinstance(made.get("items"), list):
        made = _tuple(made)
    kind = made.get("type", "")
    if kind is None:
        made = {**made, "type": "null"}
    elif isinstance(kind, list) and None in kind:
        made = {**made, "type": ["null" if name is None else name for name in kind]}
    return _examples(made)


def _tuple(schema: JsonObject) -> JsonObject:
    """Draft 4's `items: […]` and `additionalItems`."""
    made = {k: v for k, v in schema.items() if k not in ("items", "additionalItems")}
    made["prefixItems"] = schema["items"]
    if "additionalItems" in schema:
        made["items"] = schema["additionalItems"]
    return made


def _examples(schema: JsonObject) -> JsonObject:
    """`example`, and OpenAPI's named examples where JSON Schema has a list, as `examples`."""
    given = schema.get("examples")
    if "example" not in schema and not isinstance(given, dict):
        return schema
    made = {k: v for k, v in schema.items() if k not in ("example", "examples")}
    found: list[JsonValue] = []
    if isinstance(given, dict):
        named = (e["value"] if isinstance(e, dict) and "value" in e else e for e in given.values())
        found.extend(named)
    elif isinstance(given, list):
        found.extend(given)
    if "example" in schema and not any(_same(schema["example"], other) for other in found):
        found.append(schema["example"])
    made["examples"] = found
    return made


def _same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two JSON values are equal; Python's `==` takes `true` for `1`."""
    return one == other and repr(one) == repr(other)


def _exclusive(schema: JsonObject, bound: str, exclusive: str) -> JsonObject:
    made = {k: v for k, v in schema.items() if k != exclusive}
    if schema[exclusive] is True and bound in made:
        made[exclusive] = made.pop(bound)
    return made


def _nullable(schema: JsonObject) -> JsonObject:
    """Spell `nullable` out (OpenAPI 3.0.3 §4.7.24.1, and what authors mean beyond it).

    By the letter it has an effect only beside `type`, and a `null` must stand in `enum` too; authors
    who write it mean that null is valid, so it is made valid.
    """
    wanted = schema.get("nullable", schema.get("x-nullable")) is True
    made = {k: v for k, v in schema.items() if k not in ("nullable", "x-nullable")}
    if not wanted:
        return made
    if not _CLOSED.isdisjoint(made):
        whole = {k: made.pop(k) for k in list(made) if _validates(k)}
        return {**made, "anyOf": [whole, _NULL]}
    kind = made.get("type")
    if isinstance(kind, str) and kind != "null":
        made["type"] = [kind, "null"]
    elif isinstance(kind, list) and "null" not in kind:
        made["type"] = [*kind, "null"]
    elif kind is None and not _OBJECT.isdisjoint(made):
        made["type"] = ["object", "null"]
    elif kind is None and "items" in made:
        made["type"] = ["array", "null"]
    enum = made.get("enum")
    if isinstance(enum, list) and None not in enum:
        made["enum"] = [*enum, None]
    for key in ("anyOf", "oneOf"):
        branches = made.get(key)
        if isinstance(branches, list) and not any(_says_null(branch) for branch in branches):
            made[key] = [*branches, _NULL]
    return made


def _says_null(branch: JsonValue) -> bool:
    """Whether a branch is there for null alone, or has it among its own values."""
    if not isinstance(branch, dict):
        return branch is True
    kind = branch.get("type", "")
    named = kind is None or kind == "null" or (isinstance(kind, list) and "null" in kind)
    return named or branch.get("nullable") is True or branch.get("enum") == [None]


def _validates(key: str) -> bool:
    return key == "$ref" or (key not in _ANNOTATIONS and not key.startswith("x-"))
