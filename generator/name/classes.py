"""Class names of definitions: components keep their key, the others are named for where they stand."""

from collections.abc import Mapping

from generator.config import NamesConfig
from generator.ir.api import Api
from generator.ir.names import NameLock
from generator.ir.schema import (
    ComponentOrigin,
    InputOrigin,
    MemberOrigin,
    OperationOrigin,
    Role,
    SchemaDefinition,
    SchemaId,
    SharedOrigin,
)
from generator.name.collisions import assign
from generator.name.reserved import CLASSES
from generator.name.words import pascal, sign_words, singular

_ROLES = {
    Role.REQUEST: "Request",
    Role.RESPONSE: "Response",
    Role.PARAMETER: "",
    Role.RESPONSE_HEADER: "Header",
}


def class_names(
    api: Api, methods: Mapping[str, str], config: NamesConfig, lock: NameLock | None
) -> dict[SchemaId, str]:
    """A class name for every definition.

    Args:
        methods: Operation key → the method's name without its group, for inline bodies.
    """
    definitions = {d.id: d for d in api.definitions}
    locked = _locked(api, config, lock)
    made: dict[str, str] = {}
    known: dict[str, str] = dict(locked)
    owners: dict[str, SchemaId] = {}
    for definition in api.definitions:
        for place in definition.places:
            owners.setdefault(place, definition.id)
    # Components first: an inline schema never takes a component's name.
    for inline in (False, True):
        for definitions_of_level in _by_depth(api, definitions, inline=inline):
            level: list[tuple[str, tuple[str, ...]]] = [
                (d.id, _candidates(d, owners, methods, known)) for d in definitions_of_level
            ]
            keys = {key for key, _ in level}
            made = assign(
                level,
                taken=(
                    [*known.values(), *(lock.classes if lock else ())] if lock else known.values()
                ),
                locked={k: v for k, v in known.items() if k in keys},
                reserved=CLASSES,
            )
            known.update(made)
    return {SchemaId(key): name for key, name in known.items() if key in definitions}


def _locked(api: Api, config: NamesConfig, lock: NameLock | None) -> dict[str, str]:
    """Names that are given already: pinned by a person, or by an earlier run."""
    found: dict[str, str] = {}
    owners = {pointer: symbol for symbol, pointer in lock.classes.items()} if lock else {}
    for definition in api.definitions:
        for place in definition.places:
            if place in owners:
                found.setdefault(definition.id, owners[place])
        pin = config.classes.get(definition.id) or config.classes.get(found.get(definition.id, ""))
        key = definition.origin.key if isinstance(definition.origin, ComponentOrigin) else None
        pin = pin or (config.classes.get(key) if key else None)
        if pin:
            found[definition.id] = pin
    return found


def _by_depth(
    api: Api, definitions: Mapping[SchemaId, SchemaDefinition], *, inline: bool
) -> list[list[SchemaDefinition]]:
    """Components, or all others, level by level: each is named after those of the levels before."""
    levels: dict[int, list[SchemaDefinition]] = {}
    for definition in api.definitions:
        if isinstance(definition.origin, ComponentOrigin) is not inline:
            levels.setdefault(_depth(definition, definitions), []).append(definition)
    return [sorted(levels[depth], key=lambda d: d.id) for depth in sorted(levels)]


def _depth(definition: SchemaDefinition, definitions: Mapping[SchemaId, SchemaDefinition]) -> int:
    """How many definitions must be named before it."""
    depth = 0
    seen = {definition.id}
    while True:
        match definition.origin:
            case MemberOrigin(parent=parent) | InputOrigin(of=parent):
                depth += 1
                if parent in seen or parent not in definitions:
                    return depth
                seen.add(parent)
                definition = definitions[parent]
            case _:
                return depth


def _candidates(
    definition: SchemaDefinition,
    owners: Mapping[str, SchemaId],
    methods: Mapping[str, str],
    known: Mapping[str, str],
) -> tuple[str, ...]:
    match definition.origin:
        case ComponentOrigin(key=key):
            name = pascal(key)
            return (
                (
                    *(_class(name), _class(pascal(sign_words(key)))),
                    *(_class(f"{name}Model"), _class(f"{name}Schema")),  # `MapModel` is taken
                )
                if name
                else ("Schema",)
            )
        case InputOrigin(of=of):
            return (f"{known.get(of, 'Schema')}Input",)
        case MemberOrigin(parent=parent, part=part, detail=detail):
            return _member(_parent_name(parent, owners, known), part, detail)
        case OperationOrigin(operation=key, role=role, part=part, status=status):
            stem = pascal(methods.get(key) or key)
            tail = "".join(pascal(step) for step in part)
            if role is Role.RESPONSE and status and not status.startswith("2"):
                return (
                    f"{stem}Error{tail}",
                    f"{stem}{pascal(status)}Error{tail}",
                    f"{stem}{pascal(status)}Response{tail}",
                )
            plain = f"{stem}{_ROLES[role]}{tail}"
            return (plain if not status else f"{stem}{pascal(status)}{_ROLES[role]}{tail}", plain)
        case SharedOrigin(section=section, key=key, part=part):
            stem = pascal(key)
            tail = "".join(pascal(step) for step in part)
            suffix = {"responses": "Response", "requestBodies": "Request", "headers": "Header"}.get(
                section, ""
            )
            name = stem if suffix and stem.endswith(suffix) else f"{stem}{suffix}"
            kind = suffix or pascal(singular(section) or section)
            return (_class(f"{name}{tail}"), _class(f"{stem}{kind}{tail}"))


def _parent_name(parent: SchemaId, owners: Mapping[str, SchemaId], known: Mapping[str, str]) -> str:
    if parent in known:
        return known[parent]
    # The parent was shared with an equal schema, or is no definition of its own.
    owner = owners.get(parent)
    if owner is not None and owner in known:
        return known[owner]
    return pascal(parent.rpartition("/")[2]) or "Schema"


def _member(parent: str, part: str, detail: str) -> tuple[str, ...]:
    """`ErrorResponse` + `error` → `ErrorResponseError`; an array's items in the singular."""
    if part == "variant":
        name = pascal(detail)
        if name and not detail.isdigit():
            return (f"{parent}{name}", f"{parent}{name}Variant")
        return (f"{parent}Variant{name}",)
    stem = pascal(sign_words(part)) or "Field"
    steps = detail.split()
    if steps[:1] == ["item"]:
        one = singular(stem)
        stem = one or f"{stem}Item"
        steps = steps[1:]
    tail = "".join(pascal(step) for step in steps)
    return (_class(f"{parent}{stem}{tail}"), _class(f"{parent}{stem}{tail}Value"))


def _class(name: str) -> str:
    return f"Model{name}" if name[:1].isdigit() else name
