"""Tells the examples that a docs site makes up from those that somebody wrote.

Where no example is given the site's generator builds one from the schema and shows it under the key
`example`: it says nothing that the schema does not say. One that holds anything else is authored.
"""

from generator.ir.document import JsonObject, JsonValue
from generator.load.json_values import list_of, object_of

_INVENTED = frozenset(
    {"<string>", "<any>", "<unknown>", "<unknown string>", "<binary>"}
    | {"2023-11-07T05:31:56Z", "2023-12-25", "jsmith@example.com", "127.0.0.1"}
    | {"3c90c3cc-0d44-4b50-8888-8dd25736052a", "aSDinaTvuI8gbWludGxpZnk=", "::1"}
    | {"https://example.com", "example.com", "00:00:00", ""}
)
_DEPTH = 100


def is_made_up(value: JsonValue, schema: JsonValue, components: JsonObject) -> bool:
    """Whether an example is what the generator makes of its schema.

    Args:
        components: The page's schemas, for its `$ref`s.
    """
    work: list[tuple[JsonValue, list[JsonObject], int]] = [
        (value, _alternatives(schema, components), 0)
    ]
    while work:
        found, schemas, depth = work.pop()
        if depth > _DEPTH:
            return False
        if any(_says(one, found) for one in schemas):
            continue
        if isinstance(found, dict):
            for key, entry in found.items():
                inner = [s for one in schemas for s in _property(one, key, components)]
                work.append((entry, inner, depth + 1))
        elif isinstance(found, list):
            inner = [s for one in schemas for s in _alternatives(one.get("items"), components)]
            work.extend((entry, inner, depth + 1) for entry in found)
        elif not _invented(found, schemas):
            return False
    return True


def _invented(value: JsonValue, schemas: list[JsonObject]) -> bool:
    """Whether a scalar is one of the generator's own words for its kind."""
    if value is None or value is True or (isinstance(value, str) and value in _INVENTED):
        return True
    if isinstance(value, str):
        return False
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value == 123 or any(_within(value, one) for one in schemas)
    return False


def _within(value: float, schema: JsonObject) -> bool:
    """Whether a number is the middle of its bounds, or the one bound that there is."""
    low = _bound(schema, "minimum", "exclusiveMinimum")
    high = _bound(schema, "maximum", "exclusiveMaximum")
    if low is None and high is None:
        return False
    if low is not None and high is not None:
        return low <= value <= high and abs(value - (low + high) / 2) <= 1
    bound = low if low is not None else high
    return bound is not None and abs(value - bound) <= 1


def _bound(schema: JsonObject, *keys: str) -> float | None:
    for key in keys:
        value = schema.get(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value
    return None


def _says(schema: JsonObject, value: JsonValue) -> bool:
    """Whether the schema itself shows the value."""
    shown = [schema[key] for key in ("example", "default", "const", "x-default") if key in schema]
    examples = schema.get("examples")
    shown += list_of(examples)[:1] + list(object_of(examples).values())[:1]
    shown += list_of(schema.get("enum"))[:1]
    return any(same(one, value) for one in shown)


def same(one: JsonValue, other: JsonValue) -> bool:
    """Equality of JSON values: `true` is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _property(schema: JsonObject, key: str, components: JsonObject) -> list[JsonObject]:
    properties = object_of(schema.get("properties"))
    if key in properties:
        return _alternatives(properties[key], components)
    return _alternatives(schema.get("additionalProperties"), components)


def _alternatives(schema: JsonValue | None, components: JsonObject) -> list[JsonObject]:
    """A schema and all that it refers to or is composed of."""
    found: list[JsonObject] = []
    seen: set[str] = set()
    work = [schema]
    while work:
        one = object_of(work.pop())
        if not one:
            continue
        found.append(one)
        reference = one.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            work.append(components.get(reference.rpartition("/")[2]))
        for key in ("allOf", "anyOf", "oneOf"):
            work.extend(list_of(one.get(key)))
    return found
