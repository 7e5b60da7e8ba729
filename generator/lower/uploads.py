"""Bodies of fields and files: forms that are no object, and operations that take files in another
media type than the one that they send (ADR 6), which get a call of its own for those."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.ir.api import BodyEncoding, Content, Operation
from generator.ir.fidelity import Fidelity
from generator.ir.schema import (
    AnyType,
    ArrayType,
    MapSchema,
    MapType,
    NamedType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    StringFormat,
    StringType,
    UnionSchema,
)
from generator.lower.aliases import seen_through
from generator.lower.context import Context
from generator.python.arguments import request_content

Definitions = Mapping[SchemaId, SchemaDefinition]


def loosened(operation: Operation, context: Context, definitions: Definitions) -> Operation:
    """The operation, whose forms are all made of fields.

    What is no object has no fields that the specification names, and files have no form in the models
    of a multipart body's alternatives: a mapping of any fields is taken there.
    """
    if operation.body is None:
        return operation
    contents = tuple(_loosened(c, context, definitions) for c in operation.body.contents)
    if contents == operation.body.contents:
        return operation
    return replace(operation, body=replace(operation.body, contents=contents))


def _loosened(content: Content, context: Context, definitions: Definitions) -> Content:
    if content.encoding not in (BodyEncoding.FORM, BodyEncoding.MULTIPART):
        return content
    found = seen_through(content.type, definitions)
    definition = definitions.get(found.id) if isinstance(found, NamedType) else None
    if isinstance(definition, (ObjectSchema, MapSchema)) or isinstance(found, (MapType, AnyType)):
        return content
    if isinstance(definition, UnionSchema) and not _has_files(content, definitions):
        return content
    context.note(
        "loose-forms",
        Fidelity.LOOSE,
        content.media_type,
        "its fields are not of one object: any are taken, as they are given",
        content.pointer,
    )
    return replace(content, type=MapType(values=AnyType()))


def with_uploads(operation: Operation, definitions: Definitions) -> Iterator[Operation]:
    """The operation, and what carries the files that its own body can't."""
    yield operation
    sent = request_content(operation)
    if operation.body is None or sent is None or sent.encoding is BodyEncoding.MULTIPART:
        return
    found = next((c for c in operation.body.contents if _has_files(c, definitions)), None)
    if found is not None:
        yield replace(
            operation,
            key=f"{operation.key} {found.media_type}",
            body=replace(operation.body, contents=(found,)),
            pagination=None,
            beside=operation.key,
        )


def _has_files(content: Content, definitions: Definitions) -> bool:
    return content.encoding is BodyEncoding.MULTIPART and any(
        _is_file(field, definitions)
        for holder in _objects(content.type, definitions)
        for field in (f.type for f in holder.fields)
    )


def _objects(kind: SchemaType, definitions: Definitions) -> Iterator[ObjectSchema]:
    """The object that a body is, or the objects that it may be."""
    found = seen_through(kind, definitions)
    definition = definitions.get(found.id) if isinstance(found, NamedType) else None
    if isinstance(definition, ObjectSchema):
        yield definition
    elif isinstance(definition, UnionSchema):
        for variant in definition.variants:
            inner = seen_through(variant, definitions)
            target = definitions.get(inner.id) if isinstance(inner, NamedType) else None
            if isinstance(target, ObjectSchema):
                yield target


def _is_file(kind: SchemaType, definitions: Definitions) -> bool:
    found = seen_through(kind, definitions)
    if isinstance(found, ArrayType):
        return _is_file(found.items, definitions)
    return isinstance(found, StringType) and found.format is StringFormat.BINARY
