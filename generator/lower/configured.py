"""What the config's `client` table says of operations: repetitions, idempotency, pages."""

from msgspec.structs import replace

from generator.config import ClientConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.api import Operation
from generator.ir.schema import SchemaDefinition, SchemaId
from generator.lower.pagination import find_pagination


def refuse_strangers(operations: tuple[Operation, ...], client: ClientConfig, file: str) -> None:
    """Hold that every operation that the table names is there.

    Raises:
        SpecError: `O361` one is not.
    """
    known = {name for o in operations for name in (o.key, o.operation_id)}
    named = [
        *(("retries", name) for name in client.retries),
        *(("idempotency", name) for name in client.idempotency if name != "*"),
        *(("pagination", name) for rule in client.pagination or () for name in rule.operations),
    ]
    problems = [
        Diagnostic(
            code="O361",
            message=f"`client.{key}` names the operation {name}, which there is none of",
            place=Place(file=file, pointer=""),
            hint="`oasmith show` lists what there is.",
        )
        for key, name in dict.fromkeys(named)
        if name not in known
    ]
    if problems:
        raise SpecError(problems)


def configured(
    operation: Operation, client: ClientConfig, definitions: dict[SchemaId, SchemaDefinition]
) -> Operation:
    """The operation with what the config knows of it."""
    named = (operation.key, operation.beside or "", operation.operation_id or "")
    header = next((client.idempotency[n] for n in named if n in client.idempotency), None)
    if header is None and operation.method in ("POST", "PATCH"):
        header = client.idempotency.get("*") or next(
            (p.wire_name for p in operation.parameters if p.wire_name.lower() == "idempotency-key"),
            None,
        )
    pagination = (
        None if operation.beside else find_pagination(operation, definitions, client.pagination)
    )
    if header is None and pagination is None:
        return operation
    return replace(operation, idempotency_header=header, pagination=pagination)
