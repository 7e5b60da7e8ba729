"""Swagger 2.0's parameters → 3.1's parameters, headers and request bodies.

There a parameter *is* its schema, but for a handful of keys; a body and the fields of a form are
parameters too.
"""

from typing import Final

from generator.ir.document import JsonObject, JsonValue
from generator.resolve.schema_dialect import upgrade_schema

_STYLES: Final[dict[str, tuple[str, bool]]] = {
    "csv": ("form", False),
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),  # 3.x has no name for it; `lower` reads this one
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}
_PARAMETER_KEYS: Final = ("name", "in", "description", "required", "allowEmptyValue", "deprecated")
_JSON: Final = "application/json"


def is_of_body(parameter: JsonObject) -> bool:
    """Whether it is a body or a field of one."""
    return parameter.get("in") in ("body", "formData")


def parameter_of(parameter: JsonObject) -> JsonObject:
    """A parameter of path, query or header."""
    if "$ref" in parameter:
        return parameter
    made: JsonObject = {k: parameter[k] for k in _PARAMETER_KEYS if k in parameter}
    made.update({k: v for k, v in parameter.items() if k.startswith("x-") and k != "x-nullable"})
    schema = _schema_of(parameter)
    if _is_array(schema):
        style, explode = _style(parameter)
        simple = parameter.get("in") in ("path", "header")
        made["style"] = "simple" if simple else style
        made["explode"] = False if simple else explode
    made["schema"] = schema
    return made


def header_of(header: JsonObject) -> JsonObject:
    """A header of a response."""
    made: JsonObject = {k: v for k, v in header.items() if k == "description"}
    return {**made, "schema": _schema_of(header)}


def body_of(parameter: JsonObject, consumes: list[str]) -> JsonObject:
    """The request body that is one parameter."""
    kept = ("description", "required")
    made: JsonObject = {k: v for k, v in parameter.items() if k in kept or k.startswith("x-")}
    media: JsonObject = {"schema": parameter.get("schema", {})}
    made["content"] = dict.fromkeys(consumes or [_JSON], media)
    return made


def form_of(fields: list[JsonObject], consumes: list[str]) -> JsonObject:
    """The request body whose fields are parameters; an operation's override its path's."""
    properties: JsonObject = {}
    encoding: JsonObject = {}
    needed: dict[str, bool] = {}
    for parameter in fields:
        name = str(parameter.get("name", ""))
        schema = _schema_of(parameter)
        if "description" in parameter:
            schema["description"] = parameter["description"]
        properties[name] = schema
        needed[name] = parameter.get("required") is True
        if _is_array(schema):
            style, explode = _style(parameter)
            encoding[name] = {"style": style, "explode": explode}
    required: list[JsonValue] = [name for name, wanted in needed.items() if wanted]
    form: JsonObject = {"type": "object", "properties": properties}
    if required:
        form["required"] = required
    media: JsonObject = {"schema": form}
    if encoding:
        media["encoding"] = encoding
    kinds = _form_kinds(fields, consumes)
    return {"required": bool(required), "content": dict.fromkeys(kinds, media)}


def _form_kinds(fields: list[JsonObject], consumes: list[str]) -> list[str]:
    """The media types of a form: a file needs multipart, whatever `consumes` says."""
    if any(parameter.get("type") == "file" for parameter in fields):
        return ["multipart/form-data"]
    kinds = [kind for kind in consumes if "form" in kind]
    return kinds or ["application/x-www-form-urlencoded"]


def _schema_of(holder: JsonObject) -> JsonObject:
    """The schema that a parameter or header is."""
    schema = {
        key: value
        for key, value in holder.items()
        if key not in _PARAMETER_KEYS
        and key != "collectionFormat"
        and (key == "x-nullable" or not key.startswith("x-"))
    }
    if schema.get("type") == "file":
        schema.update({"type": "string", "format": "binary"})
    if isinstance(items := schema.get("items"), dict):
        schema["items"] = _items_of(items)
    return upgrade_schema(schema, strip_siblings=False)


def _items_of(items: JsonObject) -> JsonObject:
    """An Items Object, which is a schema but for the format of its own lists."""
    made = {k: v for k, v in items.items() if k != "collectionFormat"}
    if isinstance(inner := made.get("items"), dict):
        made["items"] = _items_of(inner)
    return made


def _style(parameter: JsonObject) -> tuple[str, bool]:
    return _STYLES.get(str(parameter.get("collectionFormat", "csv")), _STYLES["csv"])


def _is_array(schema: JsonObject) -> bool:
    kind = schema.get("type")
    return kind == "array" or (isinstance(kind, list) and "array" in kind)
