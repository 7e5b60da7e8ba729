"""What the config says of operations: repetitions, idempotency, pages."""

from msgspec.structs import replace

from generator.config import ClientConfig
from generator.ir.api import Operation
from generator.ir.schema import SchemaDefinition, SchemaId
from generator.lower.pagination import find_pagination


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
