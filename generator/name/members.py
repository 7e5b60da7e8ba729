"""Attributes of models: the wire's names in snake case, as long as Python does not need them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator.config import NamesConfig
from generator.ir.names import NameLock
from generator.ir.schema import ObjectSchema, SchemaDefinition, SchemaId
from generator.name.collisions import assign
from generator.name.reserved import FIELDS
from generator.name.words import sign_words, snake


def field_names(
    definitions: Iterable[SchemaDefinition],
    classes: Mapping[SchemaId, str],
    config: NamesConfig,
    lock: NameLock | None,
) -> dict[SchemaId, Mapping[str, str]]:
    """Definition → wire name → attribute."""
    made: dict[SchemaId, Mapping[str, str]] = {}
    for definition in definitions:
        if not isinstance(definition, ObjectSchema):
            continue
        locked: dict[str, str] = {}
        wires = [f.wire_name for f in definition.fields]
        if lock:
            for place in reversed(definition.places):
                locked.update(lock.fields.get(place, {}))
        given_away = [name for wire, name in locked.items() if wire not in wires]
        for wire in wires:
            if pin := config.fields.get(f"{classes[definition.id]}.{wire}"):
                locked[wire] = pin
        found = assign(
            [(wire, attribute_candidates(wire)) for wire in wires],
            taken=given_away,
            locked={wire: name for wire, name in locked.items() if wire in wires},
            reserved=FIELDS,
        )
        # In the specification's order, whatever the lock's is.
        made[definition.id] = {wire: found[wire] for wire in wires}
    return made


@lru_cache(maxsize=1 << 16)
def attribute_candidates(wire: str) -> tuple[str, ...]:
    """`paginationToken` → `pagination_token`; `_id` → `id`, where nothing else is."""
    plain = _identifier(snake(wire)) if wire.strip() else "empty"
    signs = _identifier(snake(sign_words(wire)))
    return tuple(dict.fromkeys((plain, signs, f"{plain}_")))


def _identifier(name: str) -> str:
    if not name:
        return "unnamed"
    return f"field_{name}" if name[0].isdigit() else name
