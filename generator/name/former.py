"""Names that things had before a person renamed them: remembered, and kept where the config says."""

from collections.abc import Iterable, Mapping

from generator.config import NamesConfig
from generator.ir.names import NameLock
from generator.ir.schema import SchemaDefinition, SchemaId


def former_methods(lock: NameLock | None, key: str, now: str) -> tuple[str, ...]:
    """Names that an operation's method had, the oldest first."""
    if lock is None:
        return ()
    had = [*lock.former_methods.get(key, ()), *filter(None, [lock.operations.get(key)])]
    return tuple(name for name in dict.fromkeys(had) if name != now)


def former_fields(lock: NameLock | None, place: str, now: Mapping[str, str]) -> dict[str, str]:
    """Attribute that a place's class had → wire name."""
    if lock is None:
        return {}
    had = dict(lock.former_fields.get(place, {}))
    had |= {name: wire for wire, name in lock.fields.get(place, {}).items()}
    return {name: wire for name, wire in had.items() if wire in now and name not in now.values()}


def kept_fields(
    definitions: Iterable[SchemaDefinition],
    fields: Mapping[SchemaId, Mapping[str, str]],
    lock: NameLock | None,
) -> dict[SchemaId, Mapping[str, str]]:
    """Definition → attribute that it had → what it is now."""
    made: dict[SchemaId, Mapping[str, str]] = {}
    for definition in definitions:
        now = fields.get(definition.id, {})
        found: dict[str, str] = {}
        for place in definition.places:
            found |= {n: now[w] for n, w in former_fields(lock, place, now).items()}
        if found:
            made[definition.id] = found
    return made


def kept_classes(
    definitions: Iterable[SchemaDefinition],
    classes: Mapping[SchemaId, str],
    config: NamesConfig,
    lock: NameLock | None,
) -> dict[SchemaId, tuple[str, ...]]:
    """Definition → names that its class had, where the config wants them kept."""
    if lock is None or not config.aliases:
        return {}
    taken = set(classes.values())
    made: dict[SchemaId, tuple[str, ...]] = {}
    for definition in definitions:
        places = set(definition.places)
        had = sorted(n for n, place in lock.classes.items() if place in places and n not in taken)
        if had:
            made[definition.id] = tuple(had)
    return made
