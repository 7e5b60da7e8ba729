"""Inheritance: a base with a discriminator, and the components that extend it by `allOf`
(OpenAPI 3.1 §4.8.25)."""

from generator.ir.document import JsonObject
from generator.ir.schema import (
    MemberOrigin,
    NamedType,
    NullableType,
    SchemaId,
    SchemaOrigin,
    SchemaType,
)
from generator.lower.alternatives import SCHEMAS, discriminator_of
from generator.lower.definitions import common
from generator.lower.located import Located, escape, list_of, object_of
from generator.lower.objects import read_object
from generator.lower.reader import Reader
from generator.lower.unions import PendingUnion


def children_of(tree: JsonObject) -> dict[str, list[str]]:
    """Base component → the components that name it in their `allOf`, by pointer."""
    found: dict[str, list[str]] = {}
    for name, schema in object_of(object_of(tree.get("components")).get("schemas")).items():
        for branch in list_of(object_of(schema).get("allOf")):
            reference = object_of(branch).get("$ref")
            if isinstance(reference, str) and reference.startswith("#" + SCHEMAS):
                found.setdefault(reference[1:], []).append(SCHEMAS + escape(name))
    return found


def inherits(reader: Reader, pointer: str, base: str) -> bool:
    """Whether a component is a variant of a discriminated base, though it adds nothing."""
    stated = reader.at(base).get("discriminator")
    return isinstance(stated, dict) and pointer in reader.children.get(base, ())


def base_of(parts: list[Located], pointer: str, reader: Reader) -> Located | None:
    """The part that makes a component a base: its own `discriminator`, without alternatives."""
    found = [
        p
        for p in parts
        if p.get("discriminator") is not None
        and not p.branches("oneOf")
        and not p.branches("anyOf")
    ]
    if not found or not pointer.startswith(SCHEMAS) or found[-1].pointer != pointer:
        return None
    return found[-1] if reader.children.get(pointer) else None


def read_base(
    reader: Reader, parts: list[Located], base: Located, pointer: str, origin: SchemaOrigin
) -> SchemaType:
    """A discriminated base: its uses are the union of all that inherits from it, and of the base
    as it stands where the mapping names it."""
    schema_id = SchemaId(pointer)
    children = _descendants(reader, pointer)
    found = discriminator_of(
        reader, base, [Located({"$ref": f"#{child}"}, base.pointer) for child in children]
    )
    variants = [_not_null(reader.reference(child)) for child in children]
    if found and pointer in found[1].values():
        itself = read_object(
            reader, parts, f"{pointer}~base", MemberOrigin(parent=schema_id, part="base")
        )
        variants.append(itself)
        name, mapping = found
        found = name, {
            value: f"{pointer}~base" if target == pointer else target
            for value, target in mapping.items()
        }
    pending = PendingUnion(
        **common(schema_id, origin, parts),
        variants=tuple(variants),
        exclusive=True,
        discriminator=found,
    )
    reader.definitions[schema_id] = pending
    return NamedType(id=schema_id)


def _descendants(reader: Reader, pointer: str) -> list[str]:
    """What inherits from a component, its children's children too."""
    found: dict[str, None] = {}
    pending = [pointer]
    while pending:
        for child in reader.children.get(pending.pop(0), ()):
            if child not in found and child != pointer:
                found[child] = None
                pending.append(child)
    return list(found)


def _not_null(made: SchemaType) -> SchemaType:
    return made.of if isinstance(made, NullableType) else made
