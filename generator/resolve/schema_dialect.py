"""One Schema Object of OpenAPI 3.0 (or of a mixture, as pages have it) → JSON Schema 2020-12."""

from generator.ir.document import JsonObject, JsonValue

_ANNOTATIONS = frozenset(
    {
        "description",
        "summary",
        "title",
        "deprecated",
        "readOnly",
        "writeOnly",
        "default",
        "nullable",
    }
    | {"example", "examples", "$ref"}
)
_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def upgrade_schema(schema: JsonObject, *, strip_siblings: bool) -> JsonObject:
    """The schema with 3.0's spellings replaced; the same object where there is nothing to replace.

    Args:
        strip_siblings: Whether keywords beside `$ref` have no meaning (3.0), annotations excepted.
    """
    made = schema
    if strip_siblings and "$ref" in schema and not schema.keys() <= _ANNOTATIONS:
        made = {k: v for k, v in schema.items() if k in _ANNOTATIONS or k.startswith("x-")}
    for bound, exclusive in _BOUNDS:
        if isinstance(made.get(exclusive), bool):
            made = _exclusive(made, bound, exclusive)
    if "nullable" in made or "x-nullable" in made:
        made = _nullable(made)
    if isinstance(made.get("required"), bool):
        made = {k: v for k, v in made.items() if k != "required"}
    if isinstance(made.get("discriminator"), str):
        tag: JsonValue = {"propertyName": made["discriminator"]}
        made = {**made, "discriminator": tag}
    return made


def _exclusive(schema: JsonObject, bound: str, exclusive: str) -> JsonObject:
    made = {k: v for k, v in schema.items() if k != exclusive}
    if schema[exclusive] is True and bound in made:
        made[exclusive] = made.pop(bound)
    return made


def _nullable(schema: JsonObject) -> JsonObject:
    """Spell `nullable` out (OpenAPI 3.0.3 §4.7.24.1, and what authors mean beyond it)."""
    wanted = schema.get("nullable", schema.get("x-nullable")) is True
    made = {k: v for k, v in schema.items() if k not in ("nullable", "x-nullable")}
    if not wanted:
        return made
    null: JsonValue = {"type": "null"}
    if "$ref" in made:
        return {
            **{k: v for k, v in made.items() if k != "$ref"},
            "anyOf": [{"$ref": made["$ref"]}, null],
        }
    kind = made.get("type")
    if isinstance(kind, str) and kind != "null":
        made["type"] = [kind, "null"]
    elif isinstance(kind, list) and "null" not in kind:
        made["type"] = [*kind, "null"]
    enum = made.get("enum")
    if isinstance(enum, list) and None not in enum:
        made["enum"] = [*enum, None]
    for key in ("anyOf", "oneOf"):
        branches = made.get(key)
        if isinstance(branches, list) and null not in branches:
            made[key] = [*branches, null]
    if "allOf" in made and kind is None:
        whole = {k: made.pop(k) for k in list(made) if k not in _ANNOTATIONS}
        made["anyOf"] = [whole, null]
    elif "allOf" in made:
        whole = {k: made.pop(k) for k in list(made) if k not in _ANNOTATIONS}
        whole["type"] = kind
        made["anyOf"] = [whole, null]
    return made
