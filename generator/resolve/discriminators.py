"""A discriminator's mapping, once the variants have moved.

A mapping names components or refers to files; without an entry, a variant's tag is the last step of its
`$ref`, so that a variant that got another name needs an entry.
"""

from generator.diagnostics import Collector
from generator.ir.document import JsonObject, JsonValue
from generator.resolve.links import Linker, implicit_name
from generator.resolve.places import Where


def with_mapping(
    made: JsonObject, source: JsonObject, where: Where, linker: Linker, collector: Collector
) -> JsonObject:
    """The schema with a mapping that fits the canonical document.

    Args:
        made: The canonical schema.
        source: The same as it was written, for what its references said.
    """
    stated = made.get("discriminator")
    if not isinstance(stated, dict):
        return made
    given = stated.get("mapping")
    entries: JsonObject = given if isinstance(given, dict) else {}
    at = where.step("discriminator").step("mapping")
    mapping: JsonObject = {}
    for value, name in entries.items():
        variant: str | None = None
        with collector.part():
            variant = linker.variant(name, at.step(value)) if isinstance(name, str) else None
        if variant is not None:
            mapping[value] = variant
    for value, reference in _renamed(made, source):
        if reference not in mapping.values():
            mapping.setdefault(value, reference)
    if mapping == entries:
        return made
    return {**made, "discriminator": {**stated, "mapping": mapping}}


def _renamed(made: JsonObject, source: JsonObject) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key in ("oneOf", "anyOf"):
        now, before = made.get(key), source.get(key)
        if not isinstance(now, list) or not isinstance(before, list):
            continue
        for new, old in zip(now, before, strict=False):
            reference, written = _reference(new), _reference(old)
            if "#/" in written and reference and implicit_name(reference) != implicit_name(written):
                found.append((implicit_name(written), reference))
    return found


def _reference(branch: JsonValue) -> str:
    reference = branch.get("$ref") if isinstance(branch, dict) else None
    return reference if isinstance(reference, str) else ""
