"""Pairs the operations of two APIs: by method and path with names blanked, then by operationId."""

import re
from collections.abc import Callable, Hashable
from typing import TypeVar

from msgspec import Struct

from generator.ir.api import Api, Operation, Parameter, ParameterLocation

T = TypeVar("T")
_VARIABLE = re.compile(r"\{[^{}]*\}")


class OperationPairs(Struct, frozen=True, kw_only=True):
    pairs: tuple[tuple[Operation, Operation], ...]
    removed: tuple[Operation, ...]
    added: tuple[Operation, ...]


def pair_operations(base: Api, revision: Api, *, beside: bool = False) -> OperationPairs:
    """Which operation became which. The names in a path are on no wire: `/a/{x}` is `/a/{y}`.

    Args:
        beside: Whether the further ways to call an operation count, which are one on the wire.
    """
    left, right = _counted(base, beside=beside), _counted(revision, beside=beside)
    pairs: list[tuple[Operation, Operation]] = []
    for key in (_exact, _blanked, _id):
        pairs.extend(_take(left, right, key))
    order = {operation.key: number for number, operation in enumerate(base.operations)}
    pairs.sort(key=lambda pair: order[pair[0].key])
    return OperationPairs(pairs=tuple(pairs), removed=tuple(left), added=tuple(right))


def _counted(api: Api, *, beside: bool) -> list[Operation]:
    return [o for o in api.operations if beside or not o.beside]


def is_moved(base: Operation, revision: Operation) -> bool:
    """Whether an operation stands at another address than it did."""
    return _blanked(base) != _blanked(revision)


def blank(path: str) -> str:
    return _VARIABLE.sub("{}", path).rstrip("/") or "/"


def pair_parameters(
    base: Operation, revision: Operation
) -> tuple[list[tuple[Parameter, Parameter]], list[Parameter], list[Parameter]]:
    """Pairs, removed and added: by place and name, those of the path by position."""
    left, right = list(base.parameters), list(revision.parameters)
    pairs = _take(left, right, _parameter)
    old, new = _VARIABLE.findall(base.path), _VARIABLE.findall(revision.path)
    if len(old) == len(new):
        renamed = {was[1:-1]: now[1:-1] for was, now in zip(old, new, strict=True)}
        for one in [p for p in left if p.location is ParameterLocation.PATH]:
            wanted = (ParameterLocation.PATH, renamed.get(one.wire_name, ""))
            if other := next((p for p in right if _parameter(p) == wanted), None):
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)
    return pairs, left, right


def _take(left: list[T], right: list[T], key: Callable[[T], Hashable]) -> list[tuple[T, T]]:
    """Move the pairs of equal keys out of both lists; those without a key stay."""
    waiting: dict[Hashable, list[T]] = {}
    for item in right:
        waiting.setdefault(key(item), []).append(item)
    pairs: list[tuple[T, T]] = []
    rest: list[T] = []
    for item in left:
        found = waiting.get(key(item)) if key(item) is not None else None
        if found:
            pairs.append((item, found.pop(0)))
        else:
            rest.append(item)
    taken = {id(other) for _, other in pairs}
    left[:] = rest
    right[:] = [item for item in right if id(item) not in taken]
    return pairs


def _exact(operation: Operation) -> Hashable:
    return operation.key


def _blanked(operation: Operation) -> Hashable:
    return operation.method, blank(operation.path), operation.fixed_query, not operation.beside


def _id(operation: Operation) -> Hashable:
    return operation.operation_id and (operation.operation_id, not operation.beside)


def _parameter(parameter: Parameter) -> Hashable:
    name = parameter.wire_name
    is_header = parameter.location is ParameterLocation.HEADER
    return parameter.location, name.lower() if is_header else name
