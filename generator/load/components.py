"""Components of a set of pages, recovered: which inlined schema is which component.

A page repeats a component where an operation uses it and says so with `refIdentifier`, a hint that
also names the *base* of a derived schema. So a claim is believed where nothing contradicts it: all
claims of a name agree, or agree with the component that a page holds unfiltered. The others stay
where they stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.ir.document import JsonObject, JsonValue
from generator.load.expanded import Claim, Converted, escape, is_object


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """The components of all pages together."""

    schemas: JsonObject


def recover(operations: Iterable[Converted]) -> Recovered:
    """Share what is the same, and put `$ref`s in the place of believed claims.

    The operations' trees are changed in place: they belong to the caller alone.
    """
    operations = list(operations)
    schemas: JsonObject = {}
    for made in operations:
        for name, schema in made.components.items():
            _add(schemas, name, schema, made)
    by_name: dict[str, list[Claim]] = {}
    for made in operations:
        for claim in made.claims:
            by_name.setdefault(claim.name, []).append(claim)
    for name, claims in by_name.items():
        known = schemas.get(name)
        if is_object(known):
            believed = [c for c in claims if _agrees(c, known)]
        else:
            believed = _agreeing(claims)
            if believed:
                schemas[name] = believed[0].schema
        for claim in believed:
            claim.put({"$ref": f"#/components/schemas/{escape(name)}"})
    return Recovered(schemas=schemas)


def _add(schemas: JsonObject, name: str, schema: JsonValue, made: Converted) -> None:
    """Add a page's component; one that another page has differently gets a name of its own."""
    if name not in schemas:
        schemas[name] = schema
    elif schemas[name] != schema and len(str(schema)) > len(str(schemas[name])):
        # Both are the vendor's own words, of two moments: the fuller one is the later.
        schemas[name] = schema


def _agreeing(claims: list[Claim]) -> list[Claim]:
    """The claims that can all be one component, which is the first one's schema.

    Requests have lost their `readOnly` properties and responses their `writeOnly` ones: the fuller
    one of two that differ in nothing else is the component.
    """
    shapes = [_shape(claim.schema) for claim in claims]
    if all(shape == shapes[0] for shape in shapes):
        return claims
    responses = [c for c in claims if not c.request]
    if responses and all(_shape(c.schema) == _shape(responses[0].schema) for c in responses):
        return responses
    return []


def _agrees(claim: Claim, known: JsonObject) -> bool:
    """Whether a claim is the known component, less what its direction has lost."""
    gone = "readOnly" if claim.request else "writeOnly"
    properties = known.get("properties")
    if is_object(properties):
        left = {n: p for n, p in properties.items() if not (is_object(p) and p.get(gone) is True)}
        known = {**known, "properties": JsonObject(left)}
    return _shape(claim.schema) == _shape(known)


def _shape(schema: JsonObject) -> JsonValue:
    """What of a schema counts: the names and what they are, without prose of the place."""
    loose = {"description", "title", "example", "examples", "format", "nullable", "required", "x-"}
    kept: JsonObject = {
        k: v for k, v in schema.items() if k not in loose and not k.startswith("x-")
    }
    properties = kept.get("properties")
    if is_object(properties):
        kept["properties"] = {n: properties[n] for n in sorted(properties)}
    if kept.get("additionalProperties") is True:
        del kept["additionalProperties"]
    for key in ("readOnly", "writeOnly", "deprecated", "discriminator"):
        kept.pop(key, None)
    return kept
