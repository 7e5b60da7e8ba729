"""`--only`: operations that a person names."""

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.api import Api
from generator.ir.names import Names


def keys_named(api: Api, names: Names, only: tuple[str, ...], file: str) -> tuple[str, ...]:
    """The keys of operations named by `operationId`, by `METHOD /path`, or as Python has them.

    Args:
        file: What the diagnostic points at.

    Raises:
        SpecError: `V605` no operation has the name.
    """
    spellings: dict[str, list[str]] = {}
    for operation in api.operations:
        for spelling in _spellings(names, operation.key, operation.operation_id):
            spellings.setdefault(spelling, []).append(operation.key)
    unknown = [name for name in only if name not in spellings]
    if unknown:
        raise SpecError(
            Diagnostic(
                code="V605",
                message=f"no operation is called {name}",
                place=Place(file=file, line=1, column=1),
                hint="`oasmith show` lists what there is.",
            )
            for name in unknown
        )
    wanted = {key for name in only for key in spellings[name]}
    return tuple(o.key for o in api.operations if o.key in wanted)


def _spellings(names: Names, key: str, operation_id: str | None) -> set[str]:
    mine = names.operations[key]
    prefix = f"{names.groups[mine.group].attribute}." if mine.group is not None else ""
    methods = {m for m in (mine.method, mine.iterator, mine.stream) if m}
    return {key, *(prefix + m for m in methods), *({operation_id} if operation_id else ())}
