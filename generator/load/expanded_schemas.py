"""Schemas of the expanded dialect → JSON Schema.

A *product* is one alternative of a schema whose root was multiplied out (`oneOf`, `anyOf`, lists of
types, null) and merged (`allOf`); it has keywords of its own at its first level. Below that level
stands the vendor's own schema, which is taken as it is, and the page's `components` are it throughout.
"""

from msgspec.structs import replace

from generator.ir.document import JsonObject, JsonValue
from generator.load.json_values import is_object, list_of, object_of, objects, text_of
from generator.load.page_operation import Claim
from generator.load.places import Places

_REF = "#/components/schemas/"
_REWRITTEN = frozenset(
    {"type", "enum", "required", "requiredProperties", "properties", "additionalProperties"}
    | {"items", "refIdentifier", "contentEncoding", "isOneOf", "isAnyOf", "isAllOf"}
)
"""Keys that mean something else than JSON Schema's, or that are written anew."""


def products_of(value: JsonValue | None) -> list[JsonObject]:
    """The alternatives of a `schemaArray`."""
    return [product for product in list_of(value) if is_object(product)]


def write_schema(
    products: list[JsonObject],
    holder: JsonObject,
    places: Places,
    *,
    request: bool,
    without: frozenset[str] = frozenset(),
) -> list[Claim]:
    """Put the schema of some alternatives into `holder["schema"]`.

    Args:
        without: Keywords that the holder has taken for itself.

    Returns:
        What it claims to be.
    """
    full = [product for product in products if product.get("type") != "null"]
    nulls = [product for product in products if product.get("type") == "null"]
    if not full:
        holder["schema"] = {"type": "null"} if nulls else {}
        return []
    branches: list[JsonValue] = []
    for product in full:
        branches.append(schema_of(product, places, without))
    claims = [_claim(p, branches, n, request) for n, p in enumerate(full)]
    if len(full) == 1 and not nulls:
        holder["schema"] = branches[0]
        return _believable([replace(claims[0], holder=holder, key="schema")])
    made: JsonObject = {"anyOf": branches}
    holder["schema"] = made
    names = {claim.name for claim in claims}
    merged = any(claim.merged for claim in claims)
    if len(names) == 1 and all(_component(null) in names for null in nulls):
        branches.extend(nulls and [_null()])
        whole = replace(claims[0], schema=made, holder=holder, key="schema", merged=merged)
        return _believable([whole])
    if len(names) == 1 and len(full) > 1:
        # The null is the place's, the alternatives are the component's.
        outer: list[JsonValue] = [made, _null()]
        holder["schema"] = {"anyOf": outer}
        return _believable([replace(claims[0], schema=made, holder=outer, key=0, merged=merged)])
    branches.extend(nulls and [_null()])
    return _believable(claims)


def _null() -> JsonObject:
    return {"type": "null"}


def schema_of(
    product: JsonObject, places: Places, without: frozenset[str] = frozenset()
) -> JsonObject:
    """One alternative as JSON Schema."""
    kind = text_of(product.get("type")) or "any"
    made: JsonObject = {}
    if kind.startswith("enum<"):
        made.update({"type": kind[5:-1], "enum": product.get("enum", [])})
    elif kind == "file":
        made.update(_file(product))
    elif kind != "any":
        made["type"] = kind
    made.update(
        {
            key: value
            for key, value in product.items()
            if key not in _REWRITTEN and key not in without and not key.startswith("x-mint")
        }
    )
    _exclusive_bounds(made)
    if kind == "object":
        _object(product, made, places)
    if kind == "array":
        made["items"] = unwrapped(product.get("items"))
    places.copied(made, product)
    return made


def unwrapped(wrapper: JsonValue | None) -> JsonValue:
    """`{allOf: [raw]}` is packaging; more than one element is a real intersection."""
    parts = object_of(wrapper).get("allOf")
    if isinstance(parts, list) and len(parts) == 1 and len(object_of(wrapper)) == 1:
        return parts[0]
    return object_of(wrapper)


def _file(product: JsonObject) -> JsonObject:
    if product.get("contentEncoding") == "base64":
        return {"type": "string", "contentEncoding": "base64"}
    return {"type": "string", "format": "binary"}


def _exclusive_bounds(made: JsonObject) -> None:
    """OpenAPI 3.0's boolean bounds → JSON Schema's."""
    for bound, exclusive in (("maximum", "exclusiveMaximum"), ("minimum", "exclusiveMinimum")):
        stated = made.get(exclusive)
        if isinstance(stated, bool):
            del made[exclusive]
        if stated is True and bound in made:
            made[exclusive] = made.pop(bound)


def _object(product: JsonObject, made: JsonObject, places: Places) -> None:
    given = object_of(product.get("properties"))
    properties: JsonObject = {name: unwrapped(wrapper) for name, wrapper in given.items()}
    made["properties"] = properties
    places.copied(properties, given)
    # What is `readOnly` is gone from a request, and still called required.
    required = list_of(product.get("requiredProperties"))
    present: list[JsonValue] = [name for name in required if name in properties]
    if present:
        made["required"] = present
    extra = product.get("additionalProperties")
    if "additionalProperties" in product:
        made["additionalProperties"] = unwrapped(extra) if is_object(extra) else extra


def _claim(product: JsonObject, holder: list[JsonValue], key: int, request: bool) -> Claim:
    merged = any(
        len(list_of(wrapper.get("allOf"))) > 1 for _, wrapper in objects(product.get("properties"))
    )
    return Claim(
        name=_component(product),
        schema=object_of(holder[key]),
        holder=holder,
        key=key,
        request=request,
        merged=merged,
    )


def _component(product: JsonObject) -> str:
    """The name that a product's `refIdentifier` gives; `""` for none."""
    identifier = text_of(product.get("refIdentifier"))
    name = identifier.removeprefix(_REF) if identifier.startswith(_REF) else ""
    return name.replace("~1", "/").replace("~0", "~")


def _believable(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.name]
