"""Operations, webhooks and callbacks (OpenAPI 3.1 §4.8.8–10, §4.8.18)."""

from collections.abc import Iterator

from generator.ir.api import Operation, SecurityRequirement, Server, Webhook
from generator.ir.document import METHODS, JsonObject, JsonValue
from generator.lower.bodies import read_body
from generator.lower.context import Context
from generator.lower.located import escape, list_of, object_of, text_of
from generator.lower.parameters import read_parameters
from generator.lower.responses import read_responses
from generator.lower.security import requirements, servers


def read_operations(
    context: Context, tags: dict[str, str]
) -> tuple[tuple[Operation, ...], tuple[Webhook, ...]]:
    """All operations of a document, and what the server sends of its own accord.

    Args:
        tags: The config's: `operationId` or key → tag, for operations that have none.
    """
    shared = requirements(context.tree.get("security"), context.scheme_names, "/security")
    operations: list[Operation] = []
    webhooks: list[Webhook] = []
    for path, item, pointer in _items(context, "paths"):
        for method, node, at in _methods(item, pointer):
            with context.collector.part():
                made = _operation(context, path, method, item, node, (pointer, at), shared, tags)
                operations.append(made)
                webhooks.extend(_callbacks(context, made.key, node, made.pointer))
    for name, item, pointer in _items(context, "webhooks"):
        for method, node, at in _methods(item, pointer):
            with context.collector.part():
                made = _operation(context, name, method, item, node, (pointer, at), (), {})
                webhooks.append(Webhook(name=name, operation=made))
    return tuple(operations), tuple(webhooks)


def _items(context: Context, section: str) -> Iterator[tuple[str, JsonObject, str]]:
    for path, value in object_of(context.tree.get(section)).items():
        if not path.startswith("x-"):
            item, pointer = context.followed(value, f"/{section}/{escape(path)}")
            yield path, item, pointer


def _methods(item: JsonObject, pointer: str) -> Iterator[tuple[str, JsonObject, str]]:
    """Method, operation and its pointer, of all in a path item (OpenAPI 3.2 §4.9)."""
    for key, value in item.items():
        if key in METHODS:
            yield key.upper(), object_of(value), f"{pointer}/{key}"
        elif key == "additionalOperations":
            for method, node in object_of(value).items():
                yield method, object_of(node), f"{pointer}/{key}/{escape(method)}"


def _operation(
    context: Context,
    path: str,
    method: str,
    item: JsonObject,
    node: JsonObject,
    pointers: tuple[str, str],
    shared: tuple[SecurityRequirement, ...],
    tags: dict[str, str],
) -> Operation:
    pointer, at = pointers
    key = f"{method} {path}"
    operation_id = text_of(node.get("operationId"))
    template, _, query = path.partition("#")[0].partition("?")
    own = tuple(t for t in list_of(node.get("tags")) if isinstance(t, str) and t.strip())
    given = tags.get(key) or tags.get(operation_id or "")
    return Operation(
        key=key,
        operation_id=operation_id,
        method=method,
        path=template,
        fixed_query=tuple(
            (n, v) for pair in query.split("&") if pair for n, _, v in (pair.partition("="),)
        ),
        tags=(given, *own) if given else own,
        summary=text_of(node.get("summary")) or text_of(item.get("summary")),
        description=text_of(node.get("description")) or text_of(item.get("description")),
        deprecated=node.get("deprecated") is True,
        parameters=read_parameters(context, key, template, item, node, (pointer, at)),
        body=read_body(context, key, node.get("requestBody"), f"{at}/requestBody"),
        responses=read_responses(context, key, object_of(node.get("responses")), at),
        security=(
            requirements(node["security"], context.scheme_names, f"{at}/security")
            if isinstance(node.get("security"), list)
            else shared
        ),
        servers=_servers(item, node, pointer, at),
        pointer=at,
    )


def _servers(item: JsonObject, node: JsonObject, pointer: str, at: str) -> tuple[Server, ...]:
    given: JsonValue = node.get("servers")
    return (
        servers(given, f"{at}/servers")
        if given
        else servers(item.get("servers"), f"{pointer}/servers")
    )


def _callbacks(context: Context, key: str, node: JsonObject, pointer: str) -> Iterator[Webhook]:
    for name, value in object_of(node.get("callbacks")).items():
        callback, at = context.followed(value, f"{pointer}/callbacks/{escape(name)}")
        for expression, item in callback.items():
            if expression.startswith("x-"):
                continue
            inner, where = context.followed(item, f"{at}/{escape(expression)}")
            for method, node, below in _methods(inner, where):
                made = _operation(
                    context, f"{key} {name}", method, inner, node, (where, below), (), {}
                )
                yield Webhook(name=name, operation=made, callback_of=key)
