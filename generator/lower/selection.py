"""Which operations are wanted: the config's `select`."""

from generator.config import Select
from generator.ir.api import Operation


def selected(operations: tuple[Operation, ...], select: Select) -> tuple[Operation, ...]:
    """The operations that any selector matches; all, where there is none."""
    wanted = selectors(select)
    if not wanted:
        return operations
    return tuple(o for o in operations if any(matches(o, kind, name) for kind, name in wanted))


def selectors(select: Select) -> list[tuple[str, str]]:
    """Kind and name of each selector."""
    return [
        *(("operation", name) for name in select.operations),
        *(("tag", name) for name in select.tags),
        *(("path", name) for name in select.paths),
    ]


def matches(operation: Operation, kind: str, name: str) -> bool:
    """Whether an operation is one of those that a selector means."""
    if kind == "operation":
        return name in (operation.operation_id, operation.key)
    if kind == "tag":
        return name in operation.tags
    return operation.path.startswith(name[:-1]) if name.endswith("*") else operation.path == name
