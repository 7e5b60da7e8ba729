"""Compares operations that came by different ways, and names what the docs pages' dialect loses.

`differences` walks two operations side by side, definitions in the place of their references, and
gives each leaf that differs. `loss_of` says which row of the dialect's list of losses a difference is
(`docs-page-dialect.md` (b), "lost for good", and the micro-cases), or `None`: it is a fault.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from msgspec import Struct

from generator.ir.api import Api, Operation, Response, definitions_by_id
from generator.ir.schema import AliasSchema, Definition, NamedType, SchemaDefinition, SchemaId

_PLACES = {"pointer", "id", "places", "origin", "directions", "key", "operation_id", "dispatch"}
"""Where something stands and what it is called: no part of what it says."""
ABSENT = "absent"


@dataclass(frozen=True)
class Difference:
    """One leaf that differs.

    Attributes:
        path: Steps from the operation: attribute names, and names of parameters, fields, statuses
            and media types in brackets.
        root: Whether it stands at the root of a body, a response or a parameter, where the dialect
            writes a schema of its own; below, the vendor's stands word for word.
        shared: Whether it is prose of a class that several places share: the first place's.
    """

    path: tuple[str, ...]
    expanded: Any
    standard: Any
    root: bool
    shared: bool = False

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {_short(self.expanded)} | {_short(self.standard)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 160 else text[:160] + "…"


@dataclass(frozen=True)
class _Side:
    api: Api
    definitions: Mapping[SchemaId, SchemaDefinition]


def differences(
    expanded: tuple[Api, Operation], standard: tuple[Api, Operation]
) -> list[Difference]:
    """All leaves in which two operations differ."""
    walker = _Walker(
        _Side(expanded[0], definitions_by_id(expanded[0])),
        _Side(standard[0], definitions_by_id(standard[0])),
    )
    made = tuple(_whole(api, operation) for api, operation in (expanded, standard))
    return list(walker.walk(made[0], made[1], (), root=False))


def _whole(api: Api, operation: Operation) -> dict[str, Any]:
    """An operation with what its API says for it."""
    schemes = {scheme.name: scheme for scheme in api.security_schemes}
    return {
        **{name: getattr(operation, name) for name in ("method", "path", "summary", "description")},
        "deprecated": operation.deprecated,
        "tags": operation.tags,
        "servers": operation.servers or api.servers,
        "security": [
            sorted((repr(schemes[use.scheme].auth), use.scopes) for use in option.uses)
            for option in operation.security
        ],
        "parameters": {f"[{p.location} {p.wire_name}]": p for p in operation.parameters},
        "body": operation.body,
        "responses": {f"[{_status(r)}]": r for r in operation.responses},
        "pagination": operation.pagination,
    }


def _status(response: Response) -> str:
    return repr(response.status)


class _Walker:
    def __init__(self, left: _Side, right: _Side) -> None:
        self.left = left
        self.right = right
        self.seen: set[tuple[object, object, bool]] = set()

    def walk(
        self, one: Any, other: Any, path: tuple[str, ...], *, root: bool
    ) -> Iterator[Difference]:
        if isinstance(one, NamedType) or isinstance(other, NamedType):
            pair = (one, other, root)
            if pair in self.seen:
                return
            self.seen.add(pair)
            one, other = _followed(one, self.left), _followed(other, self.right)
        if type(one) is not type(other):
            yield Difference(path, one, other, root)
        elif isinstance(one, Enum):
            if one is not other:
                yield Difference(path, one, other, root)
        elif isinstance(one, Struct):
            yield from self._fields(one, other, path, root)
        elif isinstance(one, dict):
            for key in dict.fromkeys((*one, *other)):
                inner = root if not key.startswith("[") else False
                if key not in one or key not in other:
                    yield Difference(
                        (*path, key), one.get(key, ABSENT), other.get(key, ABSENT), inner
                    )
                else:
                    yield from self.walk(one[key], other[key], (*path, key), root=inner)
        elif isinstance(one, (tuple, list)):
            if len(one) != len(other):
                yield Difference(path, one, other, root)
            else:
                for number, (a, b) in enumerate(zip(one, other, strict=True)):
                    yield from self.walk(a, b, (*path, str(number)), root=root)
        elif one != other or isinstance(one, bool) != isinstance(other, bool):
            yield Difference(path, one, other, root)

    def _fields(
        self, one: Any, other: Any, path: tuple[str, ...], root: bool
    ) -> Iterator[Difference]:
        shared = any(isinstance(d, Definition) and len(d.places) > 1 for d in (one, other))
        for field in one.__struct_fields__:
            if field in _PLACES:
                continue
            a, b = getattr(one, field), getattr(other, field)
            if field in ("fields", "contents", "examples"):
                a, b = _named(a), _named(b)
            at_root = root or (field == "type" and "fields" not in path)
            inner = at_root and field not in ("fields", "items", "values", "extra")
            for found in self.walk(a, b, (*path, field), root=inner):
                own = found.path == (*path, field)
                yield replace(found, shared=shared) if own else found


def _named(entries: Any) -> dict[str, Any]:
    names = ("wire_name", "media_type", "name")
    return {
        f"[{next((getattr(e, n) for n in names if hasattr(e, n)), number)}]": e
        for number, e in enumerate(entries)
    }


def _followed(value: Any, side: _Side) -> Any:
    """What a reference leads to; that it has a name is not compared here."""
    while isinstance(value, (NamedType, AliasSchema)):
        value = side.definitions[value.id] if isinstance(value, NamedType) else value.type
    return value


# What the dialect loses.


def _stripped(found: Difference) -> bool:
    one, other = found.expanded, found.standard
    return isinstance(one, str) and isinstance(other, str) and one.strip() == other.strip()


def _prose(found: Difference) -> bool:
    return found.path[-1] in ("title", "description")


LOSSES: dict[str, Callable[[Difference], bool]] = {
    "tags": lambda d: d.path == ("tags",) and d.expanded == (),
    "summary, overridden by the page's title": lambda d: d.path == ("summary",),
    "white space around a description": lambda d: _prose(d) and _stripped(d),
    "bearer format": lambda d: (
        d.path[0] == "security" and "BearerAuth" in d.expanded and "BearerAuth" in d.standard
    ),
    "scheme of OAuth 2": lambda d: (
        d.path[0] == "security" and "BearerAuth" in d.expanded and "OAuth2Auth" in d.standard
    ),
    "response headers": lambda d: d.path[-1] == "headers" and d.expanded == (),
    "parameter examples": lambda d: (
        d.path[0] == "parameters" and d.path[-2:-1] == ("examples",) and d.expanded == ABSENT
    ),
    "example that the schema says as well": lambda d: (
        d.path[-2:-1] == ("examples",) and d.path[-1] == "[example]" and d.expanded == ABSENT
    ),
    "oneOf or anyOf at a root": lambda d: d.root and d.path[-1] == "exclusive",
    "format of a number at a root": lambda d: (
        d.root and d.path[-1] == "format" and d.expanded is None
    ),
    "prose of the reference's place at a root": lambda d: d.root and _prose(d),
    "spelling of a number": lambda d: (
        isinstance(d.expanded, (int, float)) and d.expanded == d.standard
    ),
    "time stamps made JavaScript's": lambda d: (
        isinstance(d.expanded, str) and d.expanded.replace(".000Z", "Z") == d.standard
    ),
    "prose of a shared class": lambda d: d.shared and _prose(d),
}
"""Name of the loss → whether a difference is it."""


def loss_of(found: Difference) -> str | None:
    """The name of the loss that a difference is, or `None`: it is a fault."""
    return next((name for name, is_it in LOSSES.items() if is_it(found)), None)
