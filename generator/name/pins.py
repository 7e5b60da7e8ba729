"""Pins of a configuration that can't be names: no identifiers, or names that something else has."""

import keyword
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.config import NamesConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.names import OperationNames
from generator.ir.schema import SchemaId
from generator.name.reserved import IMPORTED


def refuse_pins(
    pins: NamesConfig,
    operations: Mapping[str, OperationNames],
    classes: Mapping[SchemaId, str],
    errors: Mapping[int, str],
    fields: Mapping[SchemaId, Mapping[str, str]],
) -> None:
    """Hold that each name that a person has pinned is one, and is given once.

    Raises:
        SpecError: `C110`, every such pin.
    """
    found = [
        *(_wrong("methods", name) for name in pins.methods.values()),
        *(_wrong("classes", name) for name in pins.classes.values()),
        *(_wrong("fields", name) for name in pins.fields.values()),
        *_twice("methods", pins.methods, _methods(operations)),
        *_twice("classes", pins.classes, [[*classes.values(), *errors.values(), *IMPORTED]]),
        *_twice("fields", pins.fields, [list(names.values()) for names in fields.values()]),
    ]
    problems = dict.fromkeys(message for message in found if message)
    if problems:
        place = Place(file="oasmith.toml", line=1, column=1)
        hint = "docs/config.md explains `names`."
        raise SpecError(
            Diagnostic(code="C110", message=message, place=place, hint=hint) for message in problems
        )


def _wrong(kind: str, name: str) -> str:
    if name.isidentifier() and not keyword.iskeyword(name) and name.isascii():
        return ""
    return f"names.{kind}: {name!r} is no name in Python"


def _methods(operations: Mapping[str, OperationNames]) -> list[list[str]]:
    """The methods of each group."""
    groups: dict[str | None, list[str]] = {}
    for names in operations.values():
        mine = [n for n in (names.method, names.iterator, names.stream) if n]
        groups.setdefault(names.group, []).extend(mine)
    return list(groups.values())


def _twice(kind: str, pins: Mapping[str, str], scopes: list[list[str]]) -> Iterator[str]:
    pinned = {name for name in pins.values() if not _wrong(kind, name)}
    for names in scopes:
        for name, count in Counter(names).items():
            if count > 1 and name in pinned:
                yield f"names.{kind}: {name!r} is the name of something else, too"
