"""Pins of a configuration that can't be names (no identifiers, names that something else has), or that
are of nothing."""

import builtins
import keyword
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from generator.config import NamesConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.names import GroupNames, NameLock, OperationNames
from generator.ir.schema import ComponentOrigin, ObjectSchema, SchemaDefinition, SchemaId
from generator.name.members import attribute_candidates
from generator.name.reserved import FIELDS, IMPORTED, METHODS, OF_CLIENT

_CLASSES: Final = IMPORTED | frozenset(dir(builtins)) | {"field", "dataclass", "date", "datetime"}


class Named(Struct, frozen=True, kw_only=True):
    """What has been named, as pins are held against it."""

    operations: Mapping[str, OperationNames]
    groups: Mapping[str, GroupNames]
    classes: Mapping[SchemaId, str]
    errors: Mapping[int, str]
    fields: Mapping[SchemaId, Mapping[str, str]]


def refuse_pins(pins: NamesConfig, named: Named) -> None:
    """Hold that each name that a person has pinned is one, and is given once.

    Raises:
        SpecError: `C110`, every such pin.
    """
    classes = [[*named.classes.values(), *named.errors.values(), *IMPORTED]]
    _refuse(
        [
            *(_wrong("methods", name, METHODS) for name in pins.methods.values()),
            *(_wrong("classes", name, _CLASSES) for name in pins.classes.values()),
            *(_wrong("fields", name, FIELDS) for name in pins.fields.values()),
            *_in_the_way(pins.methods, named),
            *_twice("methods", pins.methods, _methods(named.operations)),
            *_twice("classes", pins.classes, classes),
            *_twice("fields", pins.fields, [list(one.values()) for one in named.fields.values()]),
            *_displaced(pins.fields, named),
        ]
    )


def refuse_pins_of_nothing(
    pins: NamesConfig,
    definitions: Iterable[SchemaDefinition],
    named: Named,
    lock: NameLock | None,
) -> None:
    """Hold that each pin of a class or a field is of one that is there, or was.

    Raises:
        SpecError: `C110`, every such pin.
    """
    before = frozenset(lock.classes) if lock else frozenset[str]()
    symbols = {*named.classes.values(), *before}
    known: set[str] = {*symbols}
    for definition in definitions:
        known.update(definition.places)
        if isinstance(definition.origin, ComponentOrigin):
            known.add(definition.origin.key)
    wires = {
        named.classes[d.id]: {f.wire_name for f in d.fields}
        for d in definitions
        if isinstance(d, ObjectSchema)
    }
    problems = [
        f"names.classes: nothing is called {key!r}"
        for key, name in pins.classes.items()
        if key not in known and name not in symbols
    ]
    for key in pins.fields:
        symbol, _, wire = key.partition(".")
        if wire not in wires.get(symbol, ()) and (symbol in wires or symbol not in before):
            problems.append(
                f"names.fields: {key!r} is no field (a class, a point, and the name that JSON has)"
            )
    _refuse(problems)


def _refuse(found: Iterable[str]) -> None:
    problems = dict.fromkeys(message for message in found if message)
    if problems:
        place = Place(file="oasmith.toml", line=1, column=1)
        hint = "docs/config.md explains `names`."
        raise SpecError(
            Diagnostic(code="C110", message=message, place=place, hint=hint) for message in problems
        )


def _wrong(kind: str, name: str, taken: frozenset[str] = frozenset()) -> str:
    if not name.isidentifier() or keyword.iskeyword(name) or not name.isascii():
        return f"names.{kind}: {name!r} is no name in Python"
    if name in taken or name.startswith("_"):
        return f"names.{kind}: {name!r} is the name of something else, too"
    return ""


def _methods(operations: Mapping[str, OperationNames]) -> list[list[str]]:
    """The methods of each group."""
    groups: dict[str | None, list[str]] = {}
    for names in operations.values():
        mine = [n for n in (names.method, names.iterator, names.stream) if n]
        groups.setdefault(names.group, []).extend(mine)
    return list(groups.values())


def _in_the_way(pins: Mapping[str, str], named: Named) -> Iterator[str]:
    """Methods of the client itself that have the name of a group, or of what its constructor names."""
    taken = OF_CLIENT | {group.attribute for group in named.groups.values()}
    pinned = frozenset(pins.values())
    for names in named.operations.values():
        if names.group is None and names.method in pinned & taken:
            yield f"names.methods: {names.method!r} is the name of something else, too"


def _twice(kind: str, pins: Mapping[str, str], scopes: list[list[str]]) -> Iterator[str]:
    pinned = {name for name in pins.values() if not _wrong(kind, name)}
    for names in scopes:
        for name, count in Counter(names).items():
            if count > 1 and name in pinned:
                yield f"names.{kind}: {name!r} is the name of something else, too"


def _displaced(pins: Mapping[str, str], named: Named) -> Iterator[str]:
    """Pins that take the name of another field, which would be called otherwise then."""
    for schema_id, fields in named.fields.items():
        symbol = named.classes[schema_id]
        for wire in fields:
            pin = pins.get(f"{symbol}.{wire}")
            others = (w for w in fields if w != wire and f"{symbol}.{w}" not in pins)
            if pin and any(attribute_candidates(other)[0] == pin for other in others):
                yield f"names.fields: {pin!r} is the name of something else, too"
