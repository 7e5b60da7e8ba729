"""Types and definitions with the definitions that they refer to replaced by others."""

from collections.abc import Callable
from typing import assert_never

from msgspec.structs import replace

from generator.ir.references import ids_in_definition
from generator.ir.schema import (
    AliasSchema,
    ArrayType,
    Discriminator,
    Dispatch,
    EnumSchema,
    MapSchema,
    MapType,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    TupleType,
    UnionSchema,
    UnionType,
)

Rename = Callable[[SchemaId], SchemaId]


def rewritten_type(kind: SchemaType, rename: Rename) -> SchemaType:
    """The type with each id it names passed through `rename`; itself, where none changes."""
    match kind:
        case NamedType():
            new = rename(kind.id)
            return kind if new == kind.id else NamedType(id=new)
        case ArrayType():
            inner = rewritten_type(kind.items, rename)
            return kind if inner is kind.items else replace(kind, items=inner)
        case MapType():
            inner = rewritten_type(kind.values, rename)
            return kind if inner is kind.values else replace(kind, values=inner)
        case NullableType():
            inner = rewritten_type(kind.of, rename)
            return kind if inner is kind.of else NullableType(of=inner)
        case TupleType():
            return replace(
                kind,
                items=tuple(rewritten_type(item, rename) for item in kind.items),
                rest=None if kind.rest is None else rewritten_type(kind.rest, rename),
            )
        case UnionType():
            return UnionType(members=tuple(rewritten_type(m, rename) for m in kind.members))
        case _:
            return kind


def rewritten_definition(definition: SchemaDefinition, rename: Rename) -> SchemaDefinition:
    """The definition with each id it names, its own excepted, passed through `rename`; itself, where
    none changes."""
    if not isinstance(definition, UnionSchema) and all(
        rename(named) == named for named in ids_in_definition(definition)
    ):
        return definition
    match definition:
        case ObjectSchema():
            return replace(
                definition,
                fields=tuple(
                    (
                        f
                        if (made := rewritten_type(f.type, rename)) is f.type
                        else replace(f, type=made)
                    )
                    for f in definition.fields
                ),
                extra=(
                    None if definition.extra is None else rewritten_type(definition.extra, rename)
                ),
                patterns=tuple(
                    replace(p, type=rewritten_type(p.type, rename)) for p in definition.patterns
                ),
            )
        case MapSchema():
            return replace(definition, values=rewritten_type(definition.values, rename))
        case AliasSchema():
            return replace(definition, type=rewritten_type(definition.type, rename))
        case UnionSchema():
            return replace(
                definition,
                variants=tuple(
                    dict.fromkeys(rewritten_type(v, rename) for v in definition.variants)
                ),
                discriminator=_discriminator(definition.discriminator, rename),
                dispatch=_dispatch(definition.dispatch, rename),
            )
        case EnumSchema():
            return definition
        case _:
            assert_never(definition)


def _discriminator(found: Discriminator | None, rename: Rename) -> Discriminator | None:
    if found is None:
        return None
    return replace(found, mapping=tuple((value, rename(target)) for value, target in found.mapping))


def _dispatch(found: Dispatch, rename: Rename) -> Dispatch:
    return Dispatch(
        kinds=tuple((k, rewritten_type(v, rename)) for k, v in found.kinds),
        tag=found.tag,
        tags=tuple((k, rewritten_type(v, rename)) for k, v in found.tags),
        keys=tuple((k, rewritten_type(v, rename)) for k, v in found.keys),
    )
