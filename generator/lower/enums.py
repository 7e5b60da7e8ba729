"""Enums, constants, and the known values of types that admit others."""

from generator.ir.document import JsonValue
from generator.ir.schema import (
    AnyType,
    EnumMember,
    EnumSchema,
    LiteralType,
    NamedType,
    NullType,
    SchemaId,
    SchemaOrigin,
    SchemaType,
)
from generator.lower.all_of import admitted_kinds, merged_constraints
from generator.lower.definitions import common
from generator.lower.located import Located, list_of, object_of_schema, text_of
from generator.lower.reader import Reader
from generator.lower.scalars import scalar_type


def read_enum(
    reader: Reader,
    parts: list[Located],
    values: list[JsonValue],
    pointer: str,
    origin: SchemaOrigin,
) -> SchemaType:
    scalars: list[bool | int | float | str] = [
        v for v in values if isinstance(v, (bool, int, float, str))
    ]
    if any(isinstance(v, (dict, list)) for v in values):
        return AnyType()
    kinds = admitted_kinds(parts)
    if not scalars:
        if values:
            return NullType()
        named = next(iter(kinds - {"null"})) if kinds and len(kinds - {"null"}) == 1 else None
        bare = [
            Located(
                {k: v for k, v in object_of_schema(p).items() if k not in ("enum", "const")},
                p.pointer,
            )
            for p in parts
        ]
        return reader.of_kind(named, bare, pointer, origin) if named else AnyType()
    if set(map(type, scalars)) == {bool} and len(scalars) == 2:
        return scalar_type("boolean", None, merged_constraints([]))
    if len(scalars) == 1:
        return LiteralType(value=scalars[0])
    if all(isinstance(v, float) for v in scalars):
        return scalar_type("number", None, merged_constraints([]))
    return _define_enum(
        reader,
        parts,
        scalars,
        pointer,
        origin,
        extensible=any("x-extensible-enum" in object_of_schema(p) for p in parts),
    )


def read_extensible(
    reader: Reader, parts: list[Located], pointer: str, origin: SchemaOrigin
) -> SchemaType | None:
    """`x-enum` and `x-extensible-enum`: known values of a type that admits others."""
    for part in parts:
        for key in ("x-enum", "x-extensible-enum"):
            listed = list_of(part.get(key))
            values = [v for v in listed if isinstance(v, (str, int)) and not isinstance(v, bool)]
            if len(values) > 1 and len(values) == len(listed):
                return _define_enum(
                    reader, parts, list(dict.fromkeys(values)), pointer, origin, extensible=True
                )
    return None


def _define_enum(
    reader: Reader,
    parts: list[Located],
    values: list[bool | int | float | str],
    pointer: str,
    origin: SchemaOrigin,
    *,
    extensible: bool,
) -> SchemaType:
    schema_id = SchemaId(pointer)
    descriptions = _member_descriptions(parts, values)
    reader.definitions[schema_id] = EnumSchema(
        **common(schema_id, origin, parts),
        members=tuple(
            EnumMember(value=v, description=d) for v, d in zip(values, descriptions, strict=True)
        ),
        extensible=extensible,
    )
    return NamedType(id=schema_id)


def _member_descriptions(
    parts: list[Located], values: list[bool | int | float | str]
) -> list[str | None]:
    for part in parts:
        for key in ("x-enum-descriptions", "x-enumDescriptions", "x-enum-description"):
            described = part.get(key)
            if isinstance(described, list) and len(described) == len(values):
                return [text_of(d) for d in described]
            if isinstance(described, dict):
                return [text_of(described.get(str(v))) for v in values]
    return [None] * len(values)
