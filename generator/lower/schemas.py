"""JSON Schema 2020-12 → `SchemaType`s and definitions.

`Schemas` is asked for the type of one schema at a time and remembers every definition that this
brings to light. A schema is first flattened into *parts* that hold together (`allOf`, siblings of
`$ref`),
then read as one: a union, an enum, an object, an array or a scalar, with null taken out.
"""

from dataclasses import dataclass, field, replace
from typing import TypedDict

from generator.diagnostics import Collector
from generator.ir.document import JsonObject, JsonValue
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    ComponentOrigin,
    Directions,
    EnumMember,
    EnumSchema,
    Field,
    LiteralType,
    MapSchema,
    MapType,
    MemberOrigin,
    NamedType,
    NeverType,
    NullableType,
    NullType,
    ObjectSchema,
    OperationOrigin,
    PatternFields,
    SchemaDefinition,
    SchemaId,
    SchemaOrigin,
    SchemaType,
    SharedOrigin,
    StringFormat,
    StringType,
    TupleType,
)
from generator.lower.all_of import (
    KINDS,
    admitted_kinds,
    enum_values,
    merged_constraints,
    required_names,
    validating,
)
from generator.lower.located import Located, below, list_of, object_of, refuse, text_of, unescape
from generator.lower.scalars import coerced_default, scalar_type
from generator.lower.unions import PendingUnion, normalized_union

_SCHEMAS = "/components/schemas/"
_SHARING = ("oneOf", "anyOf")
_NONE: list[JsonValue] = []


@dataclass(slots=True)
class Schemas:
    """The definitions of an API, as they come to light.

    Attributes:
        tree: The canonical document.
        definitions: By id; unions are `PendingUnion`s until `finish`.
        children: Base component → components that inherit from it by `allOf`.
    """

    tree: JsonObject
    collector: Collector
    definitions: dict[SchemaId, SchemaDefinition | PendingUnion] = field(
        default_factory=dict[SchemaId, "SchemaDefinition | PendingUnion"]
    )
    types: dict[str, SchemaType] = field(default_factory=dict[str, SchemaType])
    children: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    nullables: dict[str, bool] = field(default_factory=dict[str, bool])
    active: set[str] = field(default_factory=set[str])
    reentered: set[str] = field(default_factory=set[str])

    def find_children(self) -> None:
        """Note which components inherit from a discriminated one."""
        components = object_of(object_of(self.tree.get("components")).get("schemas"))
        for name, schema in components.items():
            for branch in list_of(object_of(schema).get("allOf")):
                reference = object_of(branch).get("$ref")
                if isinstance(reference, str) and reference.startswith("#" + _SCHEMAS):
                    self.children.setdefault(reference[1:], []).append(
                        f"{_SCHEMAS}{name.replace('~', '~0').replace('/', '~1')}"
                    )

    # Entry points.

    def type_of(self, at: Located, origin: SchemaOrigin) -> SchemaType:
        """The type of a schema; definitions on the way are remembered.

        Raises:
            SpecError: `O31x` no value could fit.
        """
        schema = at.schema
        if isinstance(schema, bool):
            return AnyType() if schema else NeverType()
        if "$ref" in schema and not validating(at):
            return self.reference(str(schema["$ref"])[1:])
        if alone := self._only_reference(at):
            return self.reference(alone)
        if at.pointer in self.types:
            return self.types[at.pointer]
        if at.pointer in self.active:
            # An inline schema that stands in itself, by way of what it refers to.
            self.reentered.add(at.pointer)
            return NamedType(id=SchemaId(at.pointer))
        self.active.add(at.pointer)
        try:
            made = self._read(self.parts_of(at), at.pointer, origin)
        finally:
            self.active.discard(at.pointer)
        if at.pointer in self.reentered:
            made = self._named(at, origin, made)
        self.types[at.pointer] = made
        return made

    def _named(self, at: Located, origin: SchemaOrigin, made: SchemaType) -> SchemaType:
        """A type that contains itself, as a definition."""
        schema_id = SchemaId(at.pointer)
        if isinstance(made, NullableType):
            return NullableType(of=self._named(at, origin, made.of))
        if made != NamedType(id=schema_id):
            self.definitions[schema_id] = AliasSchema(**_common(schema_id, origin, [at]), type=made)
        return NamedType(id=schema_id)

    def reference(self, pointer: str) -> SchemaType:
        """The type that a `$ref` stands for."""
        if pointer in self.types:
            return self.types[pointer]
        at = self.at(pointer)
        if pointer.startswith(_SCHEMAS) and "/" not in pointer[len(_SCHEMAS) :]:
            return self._component(at)
        return self.type_of(at, _origin_of(pointer))

    def at(self, pointer: str) -> Located:
        """The schema at a pointer of the document."""
        node: JsonValue = self.tree
        for step in pointer.split("/")[1:]:
            node = below(node, unescape(step))
        return Located(node if isinstance(node, (dict, bool)) else True, pointer)

    # Components.

    def _component(self, at: Located) -> SchemaType:
        name = unescape(at.pointer[len(_SCHEMAS) :])
        schema_id = SchemaId(at.pointer)
        nullable = self.nullable(at)
        use: SchemaType = (
            NullableType(of=NamedType(id=schema_id)) if nullable else NamedType(id=schema_id)
        )
        self.types[at.pointer] = use
        origin = ComponentOrigin(key=name)
        self.definitions[schema_id] = _placeholder(schema_id, origin)
        with self.collector.part():
            self._define_component(at, schema_id, origin)
        return use

    def _define_component(self, at: Located, schema_id: SchemaId, origin: ComponentOrigin) -> None:
        if isinstance(at.schema, dict) and "$ref" in at.schema and not validating(at):
            made = self.reference(str(at.schema["$ref"])[1:])
        elif alone := self._only_reference(at):
            made = self.reference(alone)
        elif isinstance(at.schema, bool):
            made = AnyType() if at.schema else NeverType()
        else:
            made = self._read(self.parts_of(at), at.pointer, origin)
        made = made.of if isinstance(made, NullableType) else made
        if made == NamedType(id=schema_id):
            return
        common = _common(schema_id, origin, [at])
        if isinstance(made, MapType):
            self.definitions[schema_id] = MapSchema(
                **common, values=made.values, constraints=made.constraints
            )
        else:
            self.definitions[schema_id] = AliasSchema(**common, type=made)

    def nullable(self, at: Located, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a schema admits null, said of the schema alone, so that recursion can't hide it."""
        schema = at.schema
        if isinstance(schema, bool) or at.pointer in seen:
            return False
        if at.pointer in self.nullables:
            return self.nullables[at.pointer]
        made = self._nullable(at, schema, seen | {at.pointer})
        self.nullables[at.pointer] = made
        return made

    def _nullable(self, at: Located, schema: JsonObject, seen: frozenset[str]) -> bool:
        says: list[bool] = []
        kind = schema.get("type")
        if kind is not None:
            says.append(kind == "null" or (isinstance(kind, list) and "null" in kind))
        if isinstance(enum := schema.get("enum"), list) and kind is None:
            says.append(None in enum)
        if "const" in schema:
            says.append(schema["const"] is None)
        if isinstance(reference := schema.get("$ref"), str):
            says.append(self.nullable(self.at(reference[1:]), seen))
        says.extend(self.nullable(branch, seen) for branch in at.branches("allOf"))
        for key in _SHARING:
            if branches := at.branches(key):
                says.append(any(self.nullable(b, seen) or _is_null(b) for b in branches))
        return bool(says) and all(says)

    # Flattening.

    def parts_of(self, at: Located, seen: tuple[str, ...] = ()) -> list[Located]:
        """The schemas that hold together at a place: `$ref` targets and `allOf` branches, flat.

        Raises:
            SpecError: `O312` an `allOf` contains itself.
        """
        schema = at.schema
        if isinstance(schema, bool):
            if schema:
                return []
            raise refuse("O313", "an `allOf` with a branch `false` admits no value", at.pointer)
        if at.pointer in seen:
            chain = " → ".join(f"#{p}" for p in (*seen[seen.index(at.pointer) :], at.pointer))
            raise refuse(
                "O312",
                f"the schema is made of itself: {chain}",
                at.pointer,
                "An `allOf` must end somewhere.",
            )
        found: list[Located] = []
        inner = (*seen, at.pointer)
        if isinstance(reference := schema.get("$ref"), str):
            found += self.parts_of(self.at(reference[1:]), inner)
        for branch in at.branches("allOf"):
            found += self.parts_of(branch, inner)
        own = {k: v for k, v in schema.items() if k not in ("$ref", "allOf")}
        if own:
            found.append(Located(own, at.pointer))
        return found

    def _only_reference(self, at: Located) -> str | None:
        """The target of an `allOf` of a single `$ref`: it is that `$ref`."""
        branches = at.branches("allOf")
        if len(branches) != 1 or not isinstance(at.schema, dict):
            return None
        rest = Located(
            {k: v for k, v in at.schema.items() if k not in ("allOf", "type")}, at.pointer
        )
        inner = branches[0].schema
        if validating(rest) or not isinstance(inner, dict) or validating(branches[0]):
            return None
        reference = inner.get("$ref")
        if not isinstance(reference, str) or self._inherits(at.pointer, reference[1:]):
            return None
        return reference[1:]

    def _inherits(self, pointer: str, base: str) -> bool:
        """Whether a component is a variant of a discriminated base, though it adds nothing."""
        stated = self.at(base).get("discriminator")
        return isinstance(stated, dict) and pointer in self.children.get(base, ())

    # Reading.

    def _read(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        nullable = (
            bool(parts)
            and all(self.nullable(part) or not _says(part) for part in parts)
            and any(_says(p) for p in parts)
        )
        made = self._read_value(parts, pointer, origin)
        if isinstance(made, NullableType):
            return made if nullable else made.of
        return (
            NullableType(of=made)
            if nullable and not isinstance(made, (AnyType, NullType))
            else made
        )

    def _read_value(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        values = enum_values(parts)
        if values is not None:
            return self._enum(parts, values, pointer, origin)
        base = [
            p
            for p in parts
            if isinstance(p.schema, dict)
            and "discriminator" in p.schema
            and not p.branches("oneOf")
            and not p.branches("anyOf")
        ]
        if (
            base
            and pointer.startswith(_SCHEMAS)
            and base[-1].pointer == pointer
            and self.children.get(pointer)
        ):
            return self._inheritance(parts, base[-1], pointer, origin)
        if group := next(
            ((part, key) for part in parts for key in _SHARING if self._alternatives(part, key)),
            None,
        ):
            return self._union(parts, *group, pointer, origin)
        kinds = admitted_kinds(parts)
        if kinds is None:
            return self._extensible(parts, pointer, origin) or AnyType()
        kinds = kinds - {"null"}
        if len(kinds) > 1:
            return self._kinds_union(parts, kinds, pointer, origin)
        if not kinds:
            return NullType()
        return self._of_kind(next(iter(kinds)), parts, pointer, origin)

    def _alternatives(self, part: Located, key: str) -> bool:
        """Whether a union keyword offers alternatives, rather than only naming required fields."""
        branches = part.branches(key)
        if not branches:
            return False
        return not all(_only_requires(branch) for branch in branches)

    def _of_kind(
        self, kind: str, parts: list[Located], pointer: str, origin: SchemaOrigin
    ) -> SchemaType:
        match kind:
            case "object":
                return self._object(parts, pointer, origin)
            case "array":
                return self._array(parts, pointer, origin)
            case "string" | "integer" | "number" | "boolean":
                if extensible := self._extensible(parts, pointer, origin):
                    return extensible
                names = [f for p in parts if (f := text_of(p.get("format")))]
                encodings = [p.get("contentEncoding") for p in parts if p.get("contentEncoding")]
                return scalar_type(
                    kind,
                    names[-1] if names else None,
                    merged_constraints(parts),
                    encodings[-1] if encodings else None,
                )
            case "file":
                return StringType(format=StringFormat.BINARY)
            case _:
                raise refuse(
                    "O314",
                    f"{kind} is no type of JSON Schema",
                    pointer,
                    "The types are string, number, integer, boolean, object, array and null.",
                )

    # Enums.

    def _enum(
        self, parts: list[Located], values: list[JsonValue], pointer: str, origin: SchemaOrigin
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
            return self._of_kind(named, bare, pointer, origin) if named else AnyType()
        if set(map(type, scalars)) == {bool} and len(scalars) == 2:
            return scalar_type("boolean", None, merged_constraints([]))
        if len(scalars) == 1:
            return LiteralType(value=scalars[0])
        if all(isinstance(v, float) for v in scalars):
            return scalar_type("number", None, merged_constraints([]))
        return self._define_enum(
            parts,
            scalars,
            pointer,
            origin,
            extensible=any("x-extensible-enum" in object_of_schema(p) for p in parts),
        )

    def _extensible(
        self, parts: list[Located], pointer: str, origin: SchemaOrigin
    ) -> SchemaType | None:
        """`x-enum` and `x-extensible-enum`: known values of a type that admits others."""
        for part in parts:
            for key in ("x-enum", "x-extensible-enum"):
                listed = part.get(key)
                values = [
                    v
                    for v in list_of(listed)
                    if isinstance(v, (str, int)) and not isinstance(v, bool)
                ]
                if len(values) > 1 and len(values) == len(list_of(listed)):
                    return self._define_enum(
                        parts, list(dict.fromkeys(values)), pointer, origin, extensible=True
                    )
        return None

    def _define_enum(
        self,
        parts: list[Located],
        values: list[bool | int | float | str],
        pointer: str,
        origin: SchemaOrigin,
        *,
        extensible: bool,
    ) -> SchemaType:
        schema_id = SchemaId(pointer)
        descriptions = _member_descriptions(parts, values)
        self.definitions[schema_id] = EnumSchema(
            **_common(schema_id, origin, parts),
            members=tuple(
                EnumMember(value=v, description=d)
                for v, d in zip(values, descriptions, strict=True)
            ),
            extensible=extensible,
        )
        return NamedType(id=schema_id)

    # Unions.

    def _union(
        self, parts: list[Located], part: Located, key: str, pointer: str, origin: SchemaOrigin
    ) -> SchemaType:
        schema_id = SchemaId(pointer)
        rest = [p for p in parts if p is not part]
        own = Located(
            {k: v for k, v in object_of_schema(part).items() if k not in (key, "discriminator")},
            part.pointer,
        )
        base = [p for p in [*rest, own] if validating(p) and not _only_kind(p)]
        narrowing = [p for p in [*rest, own] if _only_kind(p)]
        branches = part.branches(key)
        alone = [b for b in branches if not _is_null(b)]
        variants: list[SchemaType] = []
        for number, branch in enumerate(alone):
            detail = text_of(branch.get("title")) or _tag_of(branch) or str(number + 1)
            inner = MemberOrigin(parent=schema_id, part="variant", detail=detail)
            # A union that is shared by reference has other variants in each place that adds to it.
            place = branch.pointer if part.pointer == pointer or not base else f"{pointer}~{number}"
            if len(alone) == 1 and not isinstance(origin, ComponentOrigin):
                variants.append(self._variant(branch, base, narrowing, pointer, origin))
            else:
                variants.append(self._variant(branch, base, narrowing, place, inner))
        null = any(isinstance(v, NullableType) for v in variants)
        pending = PendingUnion(
            **_common(schema_id, origin, parts),
            variants=tuple(v.of if isinstance(v, NullableType) else v for v in variants),
            exclusive=key == "oneOf",
            discriminator=self._discriminator(part, alone),
        )
        made = self._settle(pending)
        return (
            NullableType(of=made)
            if null and not isinstance(made, (AnyType, NullableType))
            else made
        )

    def _variant(
        self,
        branch: Located,
        base: list[Located],
        narrowing: list[Located],
        pointer: str,
        origin: SchemaOrigin,
    ) -> SchemaType:
        if not base:
            if narrowing and kinds_conflict(branch, narrowing):
                return NeverType()
            if pointer != branch.pointer:
                return (
                    self._read(self.parts_of(branch), pointer, origin)
                    if not _bare_reference(branch)
                    else self.type_of(branch, origin)
                )
            return self.type_of(branch, origin)
        # The shared part is distributed over the variants: each is whole in itself.
        return self._read(
            [*base, *narrowing, *self.parts_of(branch)],
            pointer + "~whole" if pointer == branch.pointer else pointer,
            origin,
        )

    def _discriminator(
        self, part: Located, branches: list[Located]
    ) -> tuple[str, dict[str, str]] | None:
        """The tag's property, and tag value → pointer of its variant, the implicit ones spelt out."""
        stated = part.get("discriminator")
        name = stated.get("propertyName") if isinstance(stated, dict) else None
        if not isinstance(stated, dict) or not isinstance(name, str):
            return None
        mapping: dict[str, str] = {}
        for value, target in object_of(stated.get("mapping")).items():
            if isinstance(target, str):
                mapping[value] = target[1:] if target.startswith("#/") else f"{_SCHEMAS}{target}"
        mapped = set(mapping.values())
        for branch in branches:
            reference = branch.get("$ref")
            if isinstance(reference, str) and reference[1:] not in mapped:
                mapping[unescape(reference.rpartition("/")[2])] = reference[1:]
        return name, mapping

    def _inheritance(
        self, parts: list[Located], base: Located, pointer: str, origin: SchemaOrigin
    ) -> SchemaType:
        """A discriminated base: its uses are the union of all that inherits from it, and of the base
        as it stands where the mapping names it."""
        schema_id = SchemaId(pointer)
        children = self._descendants(pointer)
        found = self._discriminator(
            base, [Located({"$ref": f"#{child}"}, base.pointer) for child in children]
        )
        variants = [self._not_null(self.reference(child)) for child in children]
        if found and pointer in found[1].values():
            itself = self._object(
                parts, f"{pointer}~base", MemberOrigin(parent=schema_id, part="base")
            )
            variants.append(itself)
            name, mapping = found
            found = name, {
                value: f"{pointer}~base" if target == pointer else target
                for value, target in mapping.items()
            }
        pending = PendingUnion(
            **_common(schema_id, origin, parts),
            variants=tuple(variants),
            exclusive=True,
            discriminator=found,
        )
        self.definitions[schema_id] = pending
        return NamedType(id=schema_id)

    def _descendants(self, pointer: str) -> list[str]:
        """What inherits from a component, its children's children too."""
        found: dict[str, None] = {}
        pending = [pointer]
        while pending:
            for child in self.children.get(pending.pop(0), ()):
                if child not in found and child != pointer:
                    found[child] = None
                    pending.append(child)
        return list(found)

    def _not_null(self, made: SchemaType) -> SchemaType:
        return made.of if isinstance(made, NullableType) else made

    def _kinds_union(
        self, parts: list[Located], kinds: frozenset[str], pointer: str, origin: SchemaOrigin
    ) -> SchemaType:
        """`type: [a, b]`: a variant for each kind, in the order that the schema gives them."""
        declared = next((k for p in parts if isinstance(k := p.get("type"), list)), _NONE)
        ordered = [str(k) for k in declared if k in kinds] or sorted(kinds)
        schema_id = SchemaId(pointer)
        variants = tuple(
            self._of_kind(
                kind,
                [
                    Located(
                        {
                            **{k: v for k, v in object_of_schema(p).items() if _belongs(k, kind)},
                            "type": kind,
                        },
                        p.pointer,
                    )
                    for p in parts
                ],
                f"{pointer}~{kind}",
                MemberOrigin(parent=schema_id, part="variant", detail=kind),
            )
            for kind in ordered
        )
        return self._settle(
            PendingUnion(
                **_common(schema_id, origin, parts),
                variants=variants,
                exclusive=False,
                discriminator=None,
            )
        )

    def _settle(self, pending: PendingUnion) -> SchemaType:
        made = normalized_union(pending)
        if isinstance(made, (PendingUnion, EnumSchema)):
            self.definitions[made.id] = made
            return NamedType(id=made.id)
        return made

    # Arrays and objects.

    def _array(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        constraints = merged_constraints(parts)
        item = _below(origin, pointer, "item")
        prefix = next(
            (
                p.branches("prefixItems") or p.branches("items")
                for p in parts
                if p.branches("prefixItems") or p.branches("items")
            ),
            list[Located](),
        )
        holders = [p.step("items") for p in parts if isinstance(p.get("items"), (dict, bool))]
        rest = self._together(holders, f"{pointer}/items", item) if holders else AnyType()
        if prefix:
            items = tuple(
                self.type_of(at, _below(origin, pointer, "item", str(number + 1)))
                for number, at in enumerate(prefix)
            )
            return TupleType(
                items=items,
                rest=None if isinstance(rest, NeverType) else rest,
                constraints=constraints,
            )
        return ArrayType(items=rest, constraints=constraints)

    def _object(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
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
            else _below(origin, pointer, "value")
        )
        if not whole:
            if not holders and patterns:
                holders = [at for _, at in patterns]
                values = (
                    self._together(holders, holders[0].pointer, value_origin)
                    if len(holders) == 1
                    else AnyType()
                )
            else:
                values = (
                    self._together(holders, f"{pointer}/additionalProperties", value_origin)
                    if holders
                    else AnyType()
                )
            return MapType(values=values, constraints=constraints)
        if schema_id not in self.definitions:
            self.definitions[schema_id] = _placeholder(schema_id, origin)
        extra: SchemaType | None = None if closed else AnyType()
        if holders and not closed:
            extra = self._together(holders, f"{pointer}/additionalProperties", value_origin)
        fields: list[Field] = []
        for name, sites in declared.items():
            with self.collector.part():
                fields.append(self._field(name, sites, name in required, schema_id))
        self.definitions[schema_id] = ObjectSchema(
            **_common(schema_id, origin, parts),
            fields=tuple(fields),
            extra=extra,
            extra_declared=any(
                part.get("additionalProperties") not in (None, False) for part in parts
            ),
            patterns=tuple(
                PatternFields(
                    pattern=pattern,
                    type=self.type_of(at, MemberOrigin(parent=schema_id, part="value")),
                )
                for pattern, at in patterns
            ),
            required_undeclared=tuple(name for name in required if name not in declared),
            constraints=constraints,
        )
        return NamedType(id=schema_id)

    def _field(self, name: str, at: list[Located], required: bool, parent: SchemaId) -> Field:
        made = self._together(at, at[-1].pointer, MemberOrigin(parent=parent, part=name))
        sites = [site for site in reversed(at) if isinstance(site.schema, dict)]
        stated = next(
            (
                site.schema["default"]
                for site in sites
                if isinstance(site.schema, dict) and "default" in site.schema
            ),
            _NOTHING,
        )
        return Field(
            wire_name=name,
            type=made,
            required=required,
            default=coerced_default(stated, made) if not isinstance(stated, _Nothing) else None,
            description=next(
                (d for site in sites if (d := text_of(site.get("description")))), None
            ),
            deprecated=any(site.get("deprecated") is True for site in sites),
            read_only=any(self._flagged(site, "readOnly") for site in sites),
            write_only=any(self._flagged(site, "writeOnly") for site in sites),
            pointer=at[-1].pointer,
        )

    def _flagged(self, at: Located, flag: str) -> bool:
        if at.get(flag) is not None:
            return at.get(flag) is True
        reference = at.get("$ref")
        return isinstance(reference, str) and self.at(reference[1:]).get(flag) is True

    def _together(self, at: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        """The type of what several schemas say of one value."""
        distinct = [
            one
            for number, one in enumerate(at)
            if not any(one.schema == other.schema for other in at[:number])
        ]
        bare = [
            one
            for one in distinct
            if one.schema is not True
            and (validating(one) or "$ref" in object_of_schema(one) or one.schema is False)
        ]
        if len(bare) == 1:
            return self.type_of(bare[0], origin)
        if not bare:
            return self.type_of(distinct[0], origin) if len(distinct) == 1 else AnyType()
        parts = [part for one in bare for part in self.parts_of(one)]
        return self._read(parts, pointer + "~whole", origin)


@dataclass(frozen=True)
class _Nothing:
    """No `default` at all, which is not `default: null`."""


_NOTHING = _Nothing()


def object_of_schema(at: Located) -> JsonObject:
    """The schema's keywords; none where it is a boolean."""
    return at.schema if isinstance(at.schema, dict) else {}


def kinds_conflict(branch: Located, narrowing: list[Located]) -> bool:
    """Whether a `type` beside a union rules a variant of it out."""
    own = branch.get("type")
    for part in narrowing:
        kind = part.get("type")
        if (
            isinstance(own, str)
            and isinstance(kind, str)
            and own != kind
            and {own, kind} != {"number", "integer"}
        ):
            return True
    return False


def _common(schema_id: SchemaId, origin: SchemaOrigin, parts: list[Located]) -> "_Common":
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


class _Common(TypedDict):
    id: SchemaId
    origin: SchemaOrigin
    places: tuple[str, ...]
    directions: Directions
    title: str | None
    description: str | None
    deprecated: bool
    examples: tuple[JsonValue, ...]


def _examples(at: Located) -> list[JsonValue]:
    found = list(list_of(at.get("examples")))
    if isinstance(at.schema, dict) and "example" in at.schema:
        found.append(at.schema["example"])
    return found


def _placeholder(schema_id: SchemaId, origin: SchemaOrigin) -> AliasSchema:
    """Holds a definition's place in the order while it is being read."""
    return AliasSchema(id=schema_id, origin=origin, places=(schema_id,), type=AnyType())


def _below(origin: SchemaOrigin, pointer: str, step: str, detail: str = "") -> SchemaOrigin:
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


def _origin_of(pointer: str) -> SchemaOrigin:
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


def _says(part: Located) -> bool:
    """Whether a part has an opinion on null."""
    schema = object_of_schema(part)
    return any(key in schema for key in ("type", "enum", "const", "anyOf", "oneOf")) or bool(
        schema.keys() & {"properties", "items"}
    )


def _is_null(branch: Located) -> bool:
    schema = object_of_schema(branch)
    return (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )


def _only_requires(branch: Located) -> bool:
    schema = object_of_schema(branch)
    return (
        bool(schema)
        and schema.keys() <= {"required", "type", "title", "description", "not"}
        and ("required" in schema or "not" in schema)
    )


def _only_kind(part: Located) -> bool:
    """Whether a part beside a union says no more than `type`."""
    keys = {k for k in object_of_schema(part) if not k.startswith("x-")}
    return "type" in keys and not any(validating(Located({k: 0}, "")) for k in keys - {"type"})


def _bare_reference(branch: Located) -> bool:
    return "$ref" in object_of_schema(branch) and not validating(branch)


def _tag_of(branch: Located) -> str | None:
    """The single value of a property that tells an inline variant apart, for its name."""
    for _, at in branch.entries("properties"):
        value = at.get("const")
        enum = list_of(at.get("enum"))
        if isinstance(value, str):
            return value
        if len(enum) == 1 and isinstance(enum[0], str):
            return enum[0]
    return None


def _belongs(keyword: str, kind: str) -> bool:
    """Whether a keyword has a meaning for values of a kind."""
    wanted = KINDS.get(keyword)
    return wanted is None or wanted == kind or (wanted == "number" and kind == "integer")


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
