"""What all definitions have, and where they come from."""

from typing import TypedDict

from msgspec.structs import replace

from generator.ir.document import JsonValue
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ComponentOrigin,
    Directions,
    MemberOrigin,
    OperationOrigin,
    SchemaId,
    SchemaOrigin,
    SharedOrigin,
)
from generator.lower.located import Located, list_of, text_of, unescape


class Common(TypedDict):
    """The fields of `Definition`."""

    id: SchemaId
    origin: SchemaOrigin
    places: tuple[str, ...]
    directions: Directions
    title: str | None
    description: str | None
    deprecated: bool
    examples: tuple[JsonValue, ...]


def common(schema_id: SchemaId, origin: SchemaOrigin, parts: list[Located]) -> Common:
    """What all definitions have, of the parts that make one; the last, outermost part speaks first."""
    sites = list(reversed(parts))
    own = [
        site
        for site in sites
        if site.pointer == schema_id or schema_id.startswith(site.pointer + "~")
    ] or sites
    examples = [e for site in own for e in _examples(site)]
    return {
        "id": schema_id,
        "origin": origin,
        "places": (schema_id,),
        "directions": Directions(),
        "title": next((t for site in own if (t := text_of(site.get("title")))), None),
        "description": next((d for site in own if (d := text_of(site.get("description")))), None),
        "deprecated": any(site.get("deprecated") is True for site in own),
        "examples": tuple(examples),
    }


def _examples(at: Located) -> list[JsonValue]:
    found = list(list_of(at.get("examples")))
    if isinstance(at.schema, dict) and "example" in at.schema:
        found.append(at.schema["example"])
    return found


def placeholder(schema_id: SchemaId, origin: SchemaOrigin) -> AliasSchema:
    """Holds a definition's place in the order while it is being read."""
    return AliasSchema(id=schema_id, origin=origin, places=(schema_id,), type=AnyType())


def origin_below(origin: SchemaOrigin, pointer: str, step: str, detail: str = "") -> SchemaOrigin:
    """The origin of what stands one level below a place that may not become a definition."""
    tail = (step, detail) if detail else (step,)
    match origin:
        case OperationOrigin() | SharedOrigin():
            return replace(origin, part=(*origin.part, *tail))
        case MemberOrigin():
            return replace(
                origin, part=origin.part, detail=" ".join(filter(None, (origin.detail, *tail)))
            )
        case _:
            return MemberOrigin(parent=SchemaId(pointer), part=step, detail=detail)


def origin_of(pointer: str) -> SchemaOrigin:
    """The origin of a schema that is referred to where it stands, in another's depth."""
    steps = [unescape(step) for step in pointer.split("/")[1:]]
    if steps[:2] == ["components", "schemas"]:
        named = [
            s
            for s in steps[3:]
            if s not in ("properties", "items", "allOf", "anyOf", "oneOf", "$defs", "definitions")
        ]
        return MemberOrigin(
            parent=SchemaId("/".join(pointer.split("/")[:4])), part=" ".join(named) or "item"
        )
    if steps[:1] == ["components"] and len(steps) > 2:
        return SharedOrigin(section=steps[1], key=steps[2])
    return ComponentOrigin(key=steps[-1] if steps else "Root")
