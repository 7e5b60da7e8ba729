"""Renames components in what refers to them."""

from generator.ir.document import JsonObject, JsonValue
from generator.load.json_values import is_object
from generator.load.places import Places, escape
from generator.load.structure import NAMES, OPAQUE


def targets_of(renames: dict[tuple[str, str], str]) -> dict[str, str]:
    """Old reference → new reference, for section and name → new name."""
    return {
        f"#/components/{section}/{escape(old)}": f"#/components/{section}/{escape(new)}"
        for (section, old), new in renames.items()
    }


def renamed(
    node: JsonValue, targets: dict[str, str], places: Places, *, names: bool = False
) -> JsonValue:
    """A node whose references say the new names; the same object where none of them is renamed.

    Args:
        targets: Old reference → new reference.
        names: Whether the node's keys are names, not keywords.
    """
    if not targets:
        return node
    if isinstance(node, list):
        entries = [renamed(entry, targets, places) for entry in node]
        if all(new is old for new, old in zip(entries, node, strict=True)):
            return node
        places.copied(entries, node)
        return entries
    if not is_object(node):
        return node
    made: JsonObject = {
        key: _entry(key, value, targets, places, names=names) for key, value in node.items()
    }
    if all(made[key] is node[key] for key in node):
        return node
    places.copied(made, node)
    return made


def _entry(
    key: str, value: JsonValue, targets: dict[str, str], places: Places, *, names: bool
) -> JsonValue:
    if names:
        return renamed(value, targets, places)
    if key == "$ref" and isinstance(value, str):
        return targets.get(value, value)
    if key == "mapping" and is_object(value):
        return {tag: targets.get(str(to), to) for tag, to in value.items()}
    if key in OPAQUE and not (key == "examples" and is_object(value)):
        return value
    return renamed(value, targets, places, names=key in NAMES)
