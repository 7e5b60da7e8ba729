"""Which operations are wanted: the config's `select`."""

from generator.config import Select
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.api import Operation


def selected(operations: tuple[Operation, ...], select: Select, file: str) -> tuple[Operation, ...]:
    """The operations that any selector matches; all, where there is none.

    Raises:
        SpecError: `O350` a selector matches nothing.
    """
    if not (select.operations or select.tags or select.paths):
        return operations
    problems = [
        Diagnostic(
            code="O350",
            message=f"`select` names the {kind} {name}, which no operation has",
            place=Place(file=file, pointer=""),
            hint="`oasmith show` lists what there is.",
        )
        for kind, names in (
            ("operation", select.operations),
            ("tag", select.tags),
            ("path", select.paths),
        )
        for name in names
        if not any(_matches(o, kind, name) for o in operations)
    ]
    if problems:
        raise SpecError(problems)
    return tuple(
        o
        for o in operations
        if any(_matches(o, "operation", n) for n in select.operations)
        or any(_matches(o, "tag", n) for n in select.tags)
        or any(_matches(o, "path", n) for n in select.paths)
    )


def _matches(operation: Operation, kind: str, name: str) -> bool:
    if kind == "operation":
        return name in (operation.operation_id, operation.key)
    if kind == "tag":
        return name in operation.tags
    return operation.path.startswith(name[:-1]) if name.endswith("*") else operation.path == name
