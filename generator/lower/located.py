"""A schema and where it stands: what `lower` passes around instead of bare trees."""

from typing import TypeAlias

from msgspec import Struct

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.document import JsonObject, JsonValue

Schema: TypeAlias = JsonObject | bool


class Located(Struct, frozen=True):
    """A schema with its pointer in the canonical document."""

    schema: Schema
    pointer: str

    def step(self, *keys: str) -> "Located":
        """The schema below; `True` where there is none."""
        node: JsonValue = self.schema
        pointer = self.pointer
        for key in keys:
            node = node.get(key, True) if isinstance(node, dict) else True
            pointer += "/" + escape(key)
        return Located(node if isinstance(node, (dict, bool)) else True, pointer)

    def entries(self, key: str) -> list[tuple[str, "Located"]]:
        """The named schemas under a key (`properties`)."""
        node = self.schema.get(key) if isinstance(self.schema, dict) else None
        if not isinstance(node, dict):
            return []
        above = f"{self.pointer}/{key}/"
        return [
            (n, Located(one if isinstance(one, (dict, bool)) else True, above + escape(n)))
            for n, one in node.items()
        ]

    def branches(self, key: str) -> list["Located"]:
        """The schemas in a list (`oneOf`)."""
        node = self.schema.get(key) if isinstance(self.schema, dict) else None
        if not isinstance(node, list):
            return []
        return [
            Located(entry if isinstance(entry, (dict, bool)) else True, f"{self.pointer}/{key}/{n}")
            for n, entry in enumerate(node)
        ]

    def get(self, key: str) -> JsonValue:
        return self.schema.get(key) if isinstance(self.schema, dict) else None


def escape(step: str) -> str:
    """A step of an RFC 6901 pointer."""
    if "~" in step:
        step = step.replace("~", "~0")
    return step.replace("/", "~1")


def unescape(step: str) -> str:
    """The text of a pointer's step."""
    return step.replace("~1", "/").replace("~0", "~")


def refuse(code: str, message: str, pointer: str, hint: str | None = None) -> SpecError:
    """The error for one problem at a node of the canonical document."""
    return SpecError(
        Diagnostic(code=code, message=message, place=Place(file="", pointer=pointer), hint=hint)
    )


def text_of(value: JsonValue) -> str | None:
    """A non-empty string, or nothing."""
    return value if isinstance(value, str) and value.strip() else None


def only_text(schema: JsonObject) -> str | None:
    """The one text that a schema admits."""
    enum = list_of(schema.get("enum"))
    only = enum[0] if len(enum) == 1 else schema.get("const")
    return only if isinstance(only, str) else None


def list_of(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def object_of(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}


def below(node: JsonValue, key: str) -> JsonValue:
    """The node under a key or number; `True`, which says nothing, where there is none."""
    if isinstance(node, list):
        return node[int(key)] if key.isdigit() and int(key) < len(node) else True
    return node.get(key, True) if isinstance(node, dict) else True


def located(tree: JsonObject, pointer: str) -> Located:
    """The schema at a pointer of a document."""
    node: JsonValue = tree
    for step in pointer.split("/")[1:]:
        node = below(node, unescape(step))
    return Located(node if isinstance(node, (dict, bool)) else True, pointer)


def object_of_schema(at: Located) -> JsonObject:
    """The schema's keywords; none where it is a boolean."""
    return at.schema if isinstance(at.schema, dict) else {}


def is_null(branch: Located) -> bool:
    """Whether a schema admits null alone."""
    schema = object_of_schema(branch)
    return (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )
