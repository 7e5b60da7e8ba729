"""Pins of a configuration that can't be meant: of no operation, no identifiers, or names that something
else has."""

import keyword
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.config import ApiConfig, NamesConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.api import Api
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
    _finish(message for message in found if message)


def refuse_strangers(api: Api, config: ApiConfig) -> None:
    """Hold that each pin of an operation has one. Not asked of an earlier version of the API, which
    the configuration was not written for; of a selection the others' pins are.

    Raises:
        SpecError: `C110`, every such pin.
    """
    if config.select.operations or config.select.tags or config.select.paths:
        return
    known = {name for o in api.operations for name in (o.key, o.operation_id)}
    known |= {name for w in api.webhooks for name in (w.operation.key, w.operation.operation_id)}
    _finish(
        f"names.{kind}: no operation is called {name!r}"
        for kind, pins in (("methods", config.names.methods), ("tags", config.names.tags))
        for name in sorted(pins.keys() - known)
    )


def _finish(messages: Iterable[str]) -> None:
    problems = dict.fromkeys(messages)
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
