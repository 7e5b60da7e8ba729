"""Objects, maps, arrays and tuples."""

from msgspec import Struct

from generator.ir.document import JsonObject, JsonValue
from generator.ir.schema import (
    AnyType,
    ArrayType,
    ComponentOrigin,
    Field,
    MapType,
    MemberOrigin,
    NamedType,
    NeverType,
    ObjectSchema,
    PatternFields,
    SchemaId,
    SchemaOrigin,
    SchemaType,
    TupleType,
)
from generator.lower.all_of import merged_constraints, required_names
from generator.lower.definitions import common, origin_below, placeholder
from generator.lower.located import Located, text_of
from generator.lower.reader import Reader
from generator.lower.scalars import coerced_default


class _Nothing(Struct, frozen=True):
    """No `default` at all, which is not `default: null`."""


_NOTHING = _Nothing()


def read_array(
    reader: Reader, parts: list[Located], pointer: str, origin: SchemaOrigin
) -> SchemaType:
    constraints = merged_constraints(parts)
    item = origin_below(origin, pointer, "item")
    prefix = next(
        (
            p.branches("prefixItems") or p.branches("items")
            for p in parts
            if p.branches("prefixItems") or p.branches("items")
        ),
        list[Located](),
    )
    holders = [p.step("items") for p in parts if isinstance(p.get("items"), (dict, bool))]
    rest = reader.together(holders, f"{pointer}/items", item) if holders else AnyType()
    if prefix:
        items = tuple(
            reader.type_of(at, origin_below(origin, pointer, "item", str(number + 1)))
            for number, at in enumerate(prefix)
        )
        return TupleType(
            items=items,
            rest=None if isinstance(rest, NeverType) else rest,
            constraints=constraints,
        )
    return ArrayType(items=rest, constraints=constraints)


def read_object(
    reader: Reader, parts: list[Located], pointer: str, origin: SchemaOrigin
) -> SchemaType:
    declared: dict[str, list[Located]] = {}
    for part in parts:
        for name, at in part.entries("properties"):
            declared.setdefault(name, []).append(at)
    patterns = [
        (pattern, at) for part in parts for pattern, at in part.entries("patternProperties")
    ]
    required = required_names(parts)
    closed = any(
        part.get("additionalProperties") is False or part.get("unevaluatedProperties") is False
        for part in parts
    )
    holders = [
        part.step("additionalProperties")
        for part in parts
        if isinstance(part.get("additionalProperties"), dict)
    ]
    constraints = merged_constraints(parts)
    schema_id = SchemaId(pointer)
    whole = bool(declared or closed or required)
    value_origin = (
        MemberOrigin(parent=schema_id, part="value")
        if whole or isinstance(origin, ComponentOrigin)
        else origin_below(origin, pointer, "value")
    )
    if not whole:
        if not holders and patterns:
            holders = [at for _, at in patterns]
            values = (
                reader.together(holders, holders[0].pointer, value_origin)
                if len(holders) == 1
                else AnyType()
            )
        else:
            values = (
                reader.together(holders, f"{pointer}/additionalProperties", value_origin)
                if holders
                else AnyType()
            )
        return MapType(values=values, constraints=constraints)
    if schema_id not in reader.definitions:
        reader.definitions[schema_id] = placeholder(schema_id, origin)
    extra: SchemaType | None = None if closed else AnyType()
    if holders and not closed:
        extra = reader.together(holders, f"{pointer}/additionalProperties", value_origin)
    fields: list[Field] = []
    for name, sites in declared.items():
        with reader.collector.part():
            fields.append(_field(reader, name, sites, name in required, schema_id))
    reader.definitions[schema_id] = ObjectSchema(
        **common(schema_id, origin, parts),
        fields=tuple(fields),
        extra=extra,
        extra_declared=any(part.get("additionalProperties") not in (None, False) for part in parts),
        patterns=tuple(
            PatternFields(
                pattern=pattern,
                type=reader.type_of(at, MemberOrigin(parent=schema_id, part="value")),
            )
            for pattern, at in patterns
        ),
        required_undeclared=tuple(name for name in required if name not in declared),
        constraints=constraints,
    )
    return NamedType(id=schema_id)


def _field(reader: Reader, name: str, at: list[Located], required: bool, parent: SchemaId) -> Field:
    made = reader.together(at, at[-1].pointer, MemberOrigin(parent=parent, part=name))
    stated: JsonValue | _Nothing = _NOTHING
    description: str | None = None
    deprecated = read_only = write_only = False
    for site in reversed(at):
        schema = site.schema
        if not isinstance(schema, dict):
            continue
        if "default" in schema and stated is _NOTHING:
            stated = schema["default"]
        description = description or text_of(schema.get("description"))
        deprecated = deprecated or schema.get("deprecated") is True
        read_only = read_only or _flagged(reader, schema, "readOnly")
        write_only = write_only or _flagged(reader, schema, "writeOnly")
    return Field(
        wire_name=name,
        type=made,
        required=required,
        default=coerced_default(stated, made) if not isinstance(stated, _Nothing) else None,
        description=description,
        deprecated=deprecated,
        read_only=read_only,
        write_only=write_only,
        pointer=at[-1].pointer,
    )


def _flagged(reader: Reader, schema: JsonObject, flag: str) -> bool:
    if flag not in schema and "$ref" not in schema:
        return False
    said = schema.get(flag)
    if said is not None:
        return said is True
    reference = schema.get("$ref")
    return isinstance(reference, str) and reader.at(reference[1:]).get(flag) is True
