"""Codecs: `from_dict` and `to_dict` of classes, `decode_…` of unions; straight-line code, a line a
field."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import assert_never

from msgspec import Struct

from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    Dispatch,
    EnumSchema,
    Field,
    JsonKind,
    LiteralType,
    MapSchema,
    NamedType,
    NullableType,
    NullType,
    ObjectSchema,
    SchemaDefinition,
    SchemaType,
    UnionSchema,
)
from generator.python.code import WIDTH, Code, Import, ident, literal
from generator.python.codecs import (
    CodecText,
    decode_function,
    decoder,
    encoder,
    literal_kind,
    plain,
    scalar_kind,
)
from generator.python.types import Scope
from generator.render.environment import rendered

_CODEC = "._runtime.codec"
_MODEL = "._runtime.model"


class FieldView(Struct, frozen=True):
    """One field: its attribute, its wire name quoted, the two expressions, and the test for
    whether an optional one is written."""

    name: Code
    key: Code
    decode: Code
    encode: Code
    given: Code


class RemovedView(Struct, frozen=True):
    """An attribute that an earlier version had, and where it went."""

    name: Code
    sentence: Code


class ObjectView(Struct, frozen=True):
    """Attributes:
    begun: The statement of `to_dict` that writes the required fields.
    rest: What becomes of the fields that are left, where they are not kept as they came.
    """

    fields: tuple[FieldView, ...]
    required: tuple[FieldView, ...]
    optional: tuple[FieldView, ...]
    begun: Code
    rest: Code
    extra: Code
    extra_alone: Code
    removed: tuple[RemovedView, ...]


class MapView(Struct, frozen=True):
    decode: Code
    encode: Code


class BranchView(Struct, frozen=True):
    """A variant: what a value is tested for, and what it becomes."""

    value: Code
    result: Code


class KindView(Struct, frozen=True):
    test: Code
    result: Code


class UnionView(Struct, frozen=True):
    function: Code
    alias: Code
    kinds: tuple[KindView, ...]
    objects: bool
    tag: Code
    untagged: Code
    tags: tuple[BranchView, ...]
    keys: tuple[BranchView, ...]
    fallback: Code


def codec_text(
    definition: SchemaDefinition,
    scope: Scope,
    removed: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> CodecText | None:
    """The codec of a definition, if it needs one.

    Args:
        removed: Class → attribute that an earlier version had → where it went.
    """
    writer = _Writer(scope, removed)
    match definition:
        case ObjectSchema():
            text = writer.object(definition)
        case MapSchema():
            text = writer.map(definition)
        case UnionSchema():
            text = writer.union(definition)
        case AliasSchema() if scope.is_recursive(definition.id):
            text = writer.alias(definition)
        case AliasSchema() | EnumSchema():
            return None
        case _:
            assert_never(definition)
    return CodecText(text=text.rstrip("\n"), imports=frozenset(writer.imports))


def _dictionary(before: str, entries: Sequence[Code]) -> Code:
    """A statement of a method that ends with a dictionary, as black would have it: what is so already,
    black looks at once instead of twice."""
    line = f"{before}{{{', '.join(entries)}}}"
    if len(line) <= WIDTH - 8:
        return Code(line)
    last = "," if len(entries) > 1 else ""
    body = ",\n".join(f"            {entry}" for entry in entries)
    return Code(f"{before}{{\n{body}{last}\n        }}")


class _Writer:
    """Writes one codec and gathers its imports."""

    def __init__(self, scope: Scope, removed: Mapping[str, Mapping[str, str]]) -> None:
        self.scope = scope
        self.removed = removed
        self.imports: set[Import] = set()

    def _need(self, name: str, module: str = _CODEC) -> str:
        self.imports.add(Import(module, name))
        return name

    def _decoder(self, kind: SchemaType) -> Code:
        found = decoder(kind, self.scope)
        self.imports |= found.imports
        return found.code

    def _encoder(self, kind: SchemaType, value: Code) -> Code:
        found = encoder(kind, value, self.scope)
        self.imports |= found.imports
        return found.code

    # Objects.

    def object(self, definition: ObjectSchema) -> Code:
        self.imports |= {
            Import("collections.abc", "Mapping"),
            Import("typing", "Any"),
            Import("typing", "Self"),
        }
        self._need("check_object")
        self._need("new", _MODEL)
        names = self.scope.names.fields[definition.id]
        views = {f.wire_name: self._field(f, ident(names[f.wire_name])) for f in definition.fields}
        rest, extra = self._extra(definition)
        required = tuple(views[f.wire_name] for f in definition.fields if f.required)
        optional = tuple(views[f.wire_name] for f in definition.fields if not f.required)
        entries = [Code(f"{field.key}: {field.encode}") for field in required]
        return rendered(
            "object_codec.jinja",
            ObjectView(
                fields=tuple(views.values()),
                required=required,
                optional=optional,
                begun=(
                    _dictionary("made: dict[str, Any] = ", entries)
                    if optional
                    else _dictionary("return ", [*entries, Code(f"**{extra}")])
                ),
                rest=rest,
                extra=extra,
                extra_alone=_copy(extra),
                removed=self._removed(definition),
            ),
        )

    def _field(self, field: Field, name: Code) -> FieldView:
        value = Code(f"self.{name}")
        return FieldView(
            name=name,
            key=literal(field.wire_name),
            decode=self._decode_field(field),
            encode=self._encoder(field.type, value),
            given=Code("") if field.required else self._given(field, value),
        )

    def _given(self, field: Field, value: Code) -> Code:
        """The test for whether an optional field is written."""
        if _keeps_null(field, self.scope):
            return Code(f"{value} is not {self._need('UNSET', '._runtime.unset')}")
        return Code(f"{value} is not None")

    def _removed(self, definition: ObjectSchema) -> tuple[RemovedView, ...]:
        """Attributes that code of an earlier version may still read."""
        names = self.scope.names
        has = {*names.fields[definition.id].values(), "additional_properties"}
        gone = self.removed.get(names.classes[definition.id], {})
        found = {name: said for name, said in gone.items() if name not in has}
        if found:
            self._need("no_attribute", "._runtime.removed")
            self._need("TYPE_CHECKING", "typing")
        return tuple(
            RemovedView(name=literal(name), sentence=literal(said))
            for name, said in sorted(found.items())
        )

    def _extra(self, definition: ObjectSchema) -> tuple[Code, Code]:
        """How undeclared fields are read and written."""
        if definition.patterns or definition.extra is None or isinstance(definition.extra, AnyType):
            return Code(""), Code("self.additional_properties")
        if scalar := scalar_kind(definition.extra, self.scope):
            rest = Code(f"{self._need('check_map')}(rest, {scalar})")
        else:
            rest = Code(f"{self._need('decode_map')}(rest, {self._decoder(definition.extra)})")
        if plain(definition.extra, self.scope):
            return rest, Code("self.additional_properties")
        value = self._encoder(definition.extra, Code("item"))
        return rest, Code(f"{{key: {value} for key, item in self.additional_properties.items()}}")

    def _decode_field(self, field: Field) -> Code:
        key = literal(field.wire_name)
        kind = field.type
        if isinstance(self.scope.unaliased(kind), AnyType) and not field.required:
            self._need("UNSET", "._runtime.unset")
            return Code(f"rest.pop({key}, UNSET)")
        if isinstance(kind, NullType) and not field.required:
            return Code(f"{self._need('optional_null')}(rest, {key})")
        how = "required" if field.required else "optional"
        if isinstance(kind, NullableType):
            how, kind = f"{how}_or_null", kind.of
            if scalar := scalar_kind(kind, self.scope):
                return Code(f"{self._need(how)}(rest, {key}, {scalar})")
        elif direct := self._decode_directly(how, key, kind):
            return direct
        return Code(f"{self._need(f'{how}_as')}(rest, {key}, {self._decoder(kind)})")

    def _decode_directly(self, how: str, key: Code, kind: SchemaType) -> Code | None:
        """A scalar or an array, which the runtime checks without a decoder of its own."""
        if scalar := scalar_kind(kind, self.scope):
            return Code(f"{self._need(how)}(rest, {key}, {scalar})")
        if closed := literal_kind(kind, self.scope):
            return Code(f"{self._need(f'{how}_literal')}(rest, {key}, {closed})")
        resolved = self.scope.unaliased(kind)
        if not isinstance(resolved, ArrayType) or (
            isinstance(kind, NamedType) and self.scope.is_recursive(kind.id)
        ):
            return None
        if scalar := scalar_kind(resolved.items, self.scope):
            return Code(f"{self._need(f'{how}_list')}(rest, {key}, {scalar})")
        items = self._decoder(resolved.items)
        return Code(f"{self._need(f'{how}_list_as')}(rest, {key}, {items})")

    # Maps.

    def map(self, definition: MapSchema) -> Code:
        self.imports |= {
            Import("collections.abc", "Mapping"),
            Import("typing", "Any"),
            Import("typing", "Self"),
            Import(_MODEL, "new"),
        }
        if isinstance(definition.values, AnyType):
            decode = Code(f"{self._need('check_object')}(data)")
        elif scalar := scalar_kind(definition.values, self.scope):
            decode = Code(f"{self._need('check_map')}(data, {scalar})")
        else:
            decode = Code(f"{self._need('decode_map')}(data, {self._decoder(definition.values)})")
        encode = _copy(Code("self.additional_properties"))
        if not plain(definition.values, self.scope):
            value = self._encoder(definition.values, Code("item"))
            encode = Code(f"{{key: {value} for key, item in self.additional_properties.items()}}")
        return rendered("map_codec.jinja", MapView(decode, encode))

    # Unions.

    def alias(self, definition: AliasSchema) -> Code:
        """A recursive alias: its decoder is a function, so that it can refer to itself."""
        self.imports.add(Import("typing", "Any"))
        name = ident(self.scope.names.classes[definition.id])
        body = self._decoder(definition.type)
        return Code(
            f"def {decode_function(definition.id, self.scope)}(value: Any) -> {name}:\n"
            f'    """Decode a value of a type that contains itself."""\n'
            f"    return {body}(value)\n"
        )

    def union(self, definition: UnionSchema) -> Code:
        self.imports.add(Import("typing", "Any"))
        dispatch = definition.dispatch
        kinds: list[KindView] = []
        fallback = Code("")
        for kind, variant in dispatch.kinds:
            if kind is JsonKind.OBJECT:
                fallback = self._result(variant)
            elif kind is not JsonKind.NULL:
                kinds.append(KindView(_test(kind), self._result(variant)))
        tags = self._tag_branches(dispatch) if dispatch.tag is not None and not fallback else ()
        keys = (
            ()
            if fallback
            else tuple(
                BranchView(_has_all(names), self._result(variant))
                for names, variant in dispatch.keys
            )
        )
        if fallback or tags or keys:
            self._need("is_object")
        if len(keys) == 1 and not tags:
            kinds.append(KindView(Code(f"is_object(value) and {keys[0].value}"), keys[0].result))
            keys = ()
        objects = bool(fallback or tags or keys)
        return rendered(
            "union_decoder.jinja",
            UnionView(
                function=decode_function(definition.id, self.scope),
                alias=ident(self.scope.names.classes[definition.id]),
                kinds=tuple(kinds),
                objects=objects,
                tag=literal(dispatch.tag or ""),
                untagged=(
                    Code(f" and {literal(dispatch.tag)} not in value")
                    if tags and dispatch.tag is not None
                    else Code("")
                ),
                tags=tags,
                keys=keys,
                fallback=fallback,
            ),
        )

    def _tag_branches(self, dispatch: Dispatch) -> tuple[BranchView, ...]:
        """A branch for each variant, with all tag values that lead to it."""
        by_variant: dict[Code, list[Code]] = {}
        for value, variant in dispatch.tags:
            by_variant.setdefault(self._result(variant), []).append(literal(value))
        return tuple(
            BranchView(Code(" | ".join(values)), result) for result, values in by_variant.items()
        )

    def _result(self, variant: SchemaType) -> Code:
        resolved = self.scope.unaliased(variant)
        target = self.scope.target(variant)
        if isinstance(resolved, LiteralType) or isinstance(target, EnumSchema):
            # Its kind has been looked at; any value of it is kept.
            return Code("kept")
        return Code(f"{self._decoder(variant)}(value)")


def _copy(entries: Code) -> Code:
    """A dict of its own: a comprehension makes one."""
    return Code(f"dict({entries})") if entries == "self.additional_properties" else entries


def _has_all(names: tuple[str, ...]) -> Code:
    """Whether an object has all of these properties."""
    if len(names) == 1:
        return Code(f"{literal(names[0])} in value")
    return Code(f"{{{', '.join(map(literal, names))}}} <= value.keys()")


def _test(kind: JsonKind) -> Code:
    match kind:
        case JsonKind.BOOLEAN:
            return Code("isinstance(value, bool)")
        case JsonKind.INTEGER:
            return Code("isinstance(value, int) and not isinstance(value, bool)")
        case JsonKind.NUMBER:
            return Code("isinstance(value, float)")
        case JsonKind.STRING:
            return Code("isinstance(value, str)")
        case JsonKind.ARRAY:
            return Code("isinstance(value, list)")
        case _:
            return Code("value is None")


def _keeps_null(field: Field, scope: Scope) -> bool:
    """Whether a field's `None` or absence is more than one thing."""
    return isinstance(field.type, (NullableType, NullType)) or isinstance(
        scope.unaliased(field.type), AnyType
    )
