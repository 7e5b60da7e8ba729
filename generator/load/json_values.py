"""Reading JSON values of unknown shape: what is not what it should be is empty."""

from collections.abc import Iterator
from typing import TypeGuard

from generator.ir.document import JsonObject, JsonValue


def is_object(value: JsonValue | None) -> TypeGuard[JsonObject]:
    return isinstance(value, dict)


def object_of(value: JsonValue | None) -> JsonObject:
    return value if isinstance(value, dict) else {}


def list_of(value: JsonValue | None) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def text_of(value: JsonValue | None) -> str:
    return value if isinstance(value, str) else ""


def objects(value: JsonValue | None) -> Iterator[tuple[str, JsonObject]]:
    """The entries of an object that are objects themselves."""
    if isinstance(value, dict):
        for key, entry in value.items():
            if isinstance(entry, dict):
                yield key, entry
