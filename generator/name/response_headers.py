"""Classes of response headers: one for each set that operations document, shared by those that
document the same."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from generator.ir.api import Api, Operation, ResponseHeader
from generator.ir.names import HeadersNames, NameLock
from generator.name.collisions import assign
from generator.name.members import attribute_candidates
from generator.name.reserved import CLASSES, FIELDS
from generator.name.words import pascal
from generator.python.results import documented_headers

_Set: TypeAlias = tuple[tuple[str, bool, object], ...]


def owner_of(operation: Operation) -> str:
    """Where the lock says that the class of an operation's headers comes from."""
    return f"{operation.pointer}/responses~headers"


def header_names(
    api: Api, stems: Mapping[str, str], taken: Iterable[str], lock: NameLock | None
) -> dict[str, HeadersNames]:
    """Operation key → names, for the operations that document headers.

    Args:
        stems: Operation key → what its inline schemas are named for.
        taken: Names of the package's other classes.
    """
    sets: dict[_Set, list[Operation]] = {}
    for operation in sorted(api.operations, key=lambda o: o.pointer):
        if headers := documented_headers(operation):
            sets.setdefault(_signature(headers), []).append(operation)
    earlier: Mapping[str, str] = lock.classes if lock else {}
    owners = {pointer: symbol for symbol, pointer in earlier.items()}
    first = {found[0].key: found for found in sets.values()}
    locked = {
        key: symbol
        for key, found in first.items()
        if (symbol := next((owners[o] for op in found if (o := owner_of(op)) in owners), None))
    }
    names = assign(
        [(key, (f"{pascal(stems[key])}Headers", f"{pascal(key)}Headers")) for key in first],
        taken=[*taken, *(s for s in earlier if s not in locked.values())],
        locked=locked,
        reserved=CLASSES,
    )
    made: dict[str, HeadersNames] = {}
    for key, found in first.items():
        wires = [h.wire_name for h, _ in documented_headers(found[0])]
        attributes = assign([(w, attribute_candidates(w)) for w in wires], reserved=FIELDS | {"of"})
        for operation in found:
            made[operation.key] = HeadersNames(class_name=names[key], attributes=attributes)
    return made


def _signature(headers: tuple[tuple[ResponseHeader, bool], ...]) -> _Set:
    return tuple((h.wire_name.lower(), always, h.type) for h, always in headers)
