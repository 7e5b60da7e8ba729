"""Codecs: `from_dict` and `to_dict` of classes, `decode_…` of unions; straight-line code, a line a
field."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from generator.ir.api import Api
from generator.ir.codecs import Codecs, CodecText
from generator.ir.names import Names
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
    SchemaType,
    UnionSchema,
)
from generator.python.code import Code, Import, ident, literal
from generator.python.codecs import (
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


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: its attribute, its wire name quoted, and the two expressions."""

    name: Code
    key: Code
    decode: Code
    encode: Code


@dataclass(frozen=True, slots=True)
class RemovedView:
    """An attribute that an earlier version had, and where it went."""

    name: Code
    sentence: Code


@dataclass(frozen=True, slots=True)
class ObjectView:
    fields: tuple[FieldView, ...]
    rest: Code
    known: Code
    extra: Code
    extra_alone: Code
    removed: tuple[RemovedView, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    decode: Code
    encode: Code


@dataclass(frozen=True, slots=True)
class BranchView:
    """A variant: what a value is tested for, and what it becomes."""

    value: Code
    result: Code


@dataclass(frozen=True, slots=True)
class KindView:
    test: Code
    result: Code


@dataclass(frozen=True, slots=True)
class UnionView:
    function: Code
    alias: Code
    kinds: tuple[KindView, ...]
    objects: bool
    tag: Code
    untagged: Code
    tags: tuple[BranchView, ...]
    keys: tuple[BranchView, ...]
    fallback: Code


def render_codecs(
    api: Api, names: Names, removed: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> Codecs:
    """The codecs of all definitions that need one.

    Args:
        removed: Class → attribute that an earlier version had → where it went.
    """
    scope = Scope(api, names)
    made: dict[str, CodecText] = {}
    for definition in api.definitions:
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
                continue
            case _:
                assert_never(definition)
        made[definition.id] = CodecText(
            text=text.rstrip("\n"), imports=frozenset((i.module, i.name) for i in writer.imports)
        )
    return Codecs(by_definition={d.id: made[d.id] for d in api.definitions if d.id in made})


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
        careful = any(_keeps_null(f, self.scope) for f in definition.fields)
        optional = any(not f.required for f in definition.fields)
        names = self.scope.names.fields[definition.id]
        fields = tuple(
            FieldView(
                name=ident(names[f.wire_name]),
                key=literal(f.wire_name),
                decode=self._decode_field(f),
                encode=self._encode_field(f, ident(names[f.wire_name]), careful=careful),
            )
            for f in definition.fields
        )
        known = Code("known")
        if careful and any(not f.required for f in definition.fields):
            known = Code(f"{self._need('given')}(known)")
        elif optional and not careful:
            known = Code(f"{self._need('present')}(known)")
        rest, extra = self._extra(definition)
        alone = (
            Code("dict(self.additional_properties)")
            if extra == "self.additional_properties"
            else extra
        )
        gone = self._removed(definition)
        return rendered("object_codec.jinja", ObjectView(fields, rest, known, extra, alone, gone))

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
        if definition.extra is None or isinstance(definition.extra, AnyType):
            return Code("rest"), Code("self.additional_properties")
        if definition.patterns:
            return Code("rest"), Code("self.additional_properties")
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
        if isinstance(self.scope.unaliased(kind), AnyType):
            if field.required:
                return Code(f"{self._need('required_as')}(rest, {key}, {self._need('anything')})")
            self._need("UNSET", "._runtime.unset")
            return Code(f"rest.pop({key}, UNSET)")
        if isinstance(kind, NullType) and not field.required:
            return Code(f"{self._need('optional_null')}(rest, {key})")
        if isinstance(kind, NullableType) and not field.required:
            return Code(f"{self._need('nullable_as')}(rest, {key}, {self._decoder(kind.of)})")
        if not isinstance(kind, NullableType):
            how = "required" if field.required else "optional"
            if scalar := scalar_kind(kind, self.scope):
                return Code(f"{self._need(how)}(rest, {key}, {scalar})")
            if closed := literal_kind(kind, self.scope):
                return Code(f"{self._need(f'{how}_literal')}(rest, {key}, {closed})")
            resolved = self.scope.unaliased(kind)
            if isinstance(resolved, ArrayType) and not (
                isinstance(kind, NamedType) and self.scope.is_recursive(kind.id)
            ):
                if scalar := scalar_kind(resolved.items, self.scope):
                    return Code(f"{self._need(f'{how}_list')}(rest, {key}, {scalar})")
                return Code(
                    f"{self._need(f'{how}_list_as')}(rest, {key}, {self._decoder(resolved.items)})"
                )
            return Code(f"{self._need(f'{how}_as')}(rest, {key}, {self._decoder(kind)})")
        return Code(f"{self._need('required_as')}(rest, {key}, {self._decoder(kind)})")

    def _encode_field(self, field: Field, name: Code, *, careful: bool) -> Code:
        value = Code(f"self.{name}")
        kind = field.type
        if isinstance(self.scope.unaliased(kind), AnyType) or isinstance(kind, NullType):
            return value
        if plain(kind, self.scope):
            return (
                Code(f"{self._need('absent')}({value})")
                if careful and not field.required and not isinstance(kind, NullableType)
                else value
            )
        if isinstance(kind, NullableType) and not field.required:
            inner = self._encoder(kind.of, value)
            unset = self._need("UNSET", "._runtime.unset")
            return Code(f"{value} if {value} is None or {value} is {unset} else {inner}")
        if field.required:
            return self._encoder(kind, value)
        nothing = self._need("UNSET", "._runtime.unset") if careful else "None"
        return Code(f"{nothing} if {value} is None else {self._encoder(kind, value)}")

    # Maps.

    def map(self, definition: MapSchema) -> Code:
        self.imports |= {
            Import("collections.abc", "Mapping"),
            Import("typing", "Any"),
            Import("typing", "Self"),
        }
        if isinstance(definition.values, AnyType):
            decode = Code(f"{self._need('check_object')}(data)")
        elif scalar := scalar_kind(definition.values, self.scope):
            decode = Code(f"{self._need('check_map')}(data, {scalar})")
        else:
            decode = Code(f"{self._need('decode_map')}(data, {self._decoder(definition.values)})")
        encode = Code("dict(self.additional_properties)")
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
                BranchView(literal(key), self._result(variant)) for key, variant in dispatch.keys
            )
        )
        objects = bool(fallback or tags or keys)
        if objects:
            self._need("is_object")
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
