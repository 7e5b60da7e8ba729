"""What a configuration names and no operation has: it must not be passed over in silence."""

from collections.abc import Iterator

from generator.config import ApiConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.api import Operation
from generator.lower.selection import matches, selectors


def refuse_strangers(operations: tuple[Operation, ...], config: ApiConfig, file: str) -> None:
    """Hold that what the configuration names is there.

    Args:
        operations: All of the document, those that `select` leaves out, too.

    Raises:
        SpecError: `O350` a selector matches nothing; `O361` an operation, or a header, is not there.
    """
    known = {name for o in operations for name in (o.key, o.operation_id)}
    problems = [
        ("O350", f"`select` names the {kind} {name}, which no operation has")
        for kind, name in selectors(config.select)
        if not any(matches(o, kind, name) for o in operations)
    ]
    headers = {p.wire_name.lower() for o in operations for p in o.parameters}
    problems += [
        ("O361", f"`client.constructor_headers` names the header {name}, which no operation has")
        for name in config.client.constructor_headers
        if name.lower() not in headers
    ]
    problems += [
        ("O361", f"`{key}` names the operation {name}, which there is none of")
        for key, name in dict.fromkeys(_named(config))
        if name not in known
    ]
    if problems:
        raise SpecError(
            Diagnostic(
                code=code,
                message=message,
                place=Place(file=file, pointer=""),
                hint="`oasmith show` lists what there is.",
            )
            for code, message in problems
        )


def _named(config: ApiConfig) -> Iterator[tuple[str, str]]:
    """Key of the configuration and an operation that stands there."""
    client, names = config.client, config.names
    yield from (("client.retries", name) for name in client.retries)
    yield from (("client.idempotency", name) for name in client.idempotency if name != "*")
    for rule in client.pagination or ():
        yield from (("client.pagination", name) for name in rule.operations)
    yield from (("names.methods", name) for name in names.methods)
    yield from (("names.tags", name) for name in names.tags)
