"""The standard dialect: a fence holds ordinary OpenAPI, cut down to one operation."""

from collections.abc import Iterator

from generator.ir.document import METHODS, JsonObject, JsonValue, Position
from generator.load.json_values import is_object, list_of, object_of, objects
from generator.load.page import Fence
from generator.load.page_operation import PageOperation
from generator.load.places import Places

_OF_PATH = ("summary", "description")


def is_standard(tree: JsonObject) -> bool:
    """Whether a fence's document is in the standard dialect."""
    return "openapi" in tree and any(is_object(tree.get(key)) for key in ("paths", "webhooks"))


def read_standard(
    tree: JsonObject, fence: Fence, at: Position, places: Places
) -> Iterator[PageOperation]:
    """The operations of a fence; one, where the docs site made it.

    What the document and the path say for all their operations is written into each, since the
    operations of several documents become one.
    """
    components = {name: dict(entries) for name, entries in objects(tree.get("components"))}
    for name, entries in components.items():
        places.copied(entries, object_of(object_of(tree.get("components"))[name]))
    for section in ("paths", "webhooks"):
        for path, item in objects(tree.get(section)):
            for method, operation in objects(item):
                if method.lower() not in METHODS:
                    continue
                yield PageOperation(
                    file=at.file,
                    at=at,
                    origin=(item, method),
                    fence=fence,
                    path=path,
                    method=method.lower(),
                    webhook=section == "webhooks",
                    operation=_operation(tree, item, operation, places),
                    servers=list_of(
                        operation.get("servers") or item.get("servers") or tree.get("servers")
                    ),
                    components=components,
                    expanded=False,
                    info=object_of(tree.get("info")),
                    tags=list_of(tree.get("tags")),
                )


def _operation(
    tree: JsonObject, item: JsonObject, operation: JsonObject, places: Places
) -> JsonObject:
    made = {key: value for key, value in operation.items() if key != "servers"}
    for key in _OF_PATH:
        if key in item:
            made.setdefault(key, item[key])
    own = list_of(operation.get("parameters"))
    shared = [one for one in list_of(item.get("parameters")) if not _overridden(one, own)]
    if shared:
        made["parameters"] = [*shared, *own]
    if "security" in tree:
        made.setdefault("security", tree["security"])
    places.copied(made, operation)
    return made


def _overridden(parameter: JsonValue, own: list[JsonValue]) -> bool:
    """Whether an operation has a parameter of that name and place itself (§4.8.10)."""
    identity = _identity(parameter)
    return any(_identity(one) == identity for one in own)


def _identity(parameter: JsonValue) -> tuple[JsonValue, ...]:
    one = object_of(parameter)
    return (one.get("$ref"), one.get("in"), one.get("name"))
