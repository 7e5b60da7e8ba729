"""Compares two types in canonical form: kinds, fixed values, null, alternatives."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.diff.arms import has_twin, is_spelt_as, pair_arms
from generator.diff.changes import Seen
from generator.diff.discriminators import discriminator_changes
from generator.diff.hidden import object_steps
from generator.diff.json_tree import Tree
from generator.diff.keywords import is_unsaid
from generator.diff.objects import ObjectPair, Properties, merged_by_key, properties_of
from generator.diff.rules import Scope, Slot
from generator.diff.scalars import bounds, constraints_of, formats
from generator.diff.shapes import (
    SCALARS,
    Arm,
    Shape,
    Use,
    Value,
    absorbed,
    allows,
    arm_for,
    beyond_arms,
    disjoint,
    free_arms,
    is_empty,
    is_part,
    shape_of,
)
from generator.diff.side import Indexed
from generator.diff.steps import Below, Noted, Step
from generator.diff.words import listed, quoted, type_name
from generator.ir.document import JsonObject, JsonValue
from generator.ir.schema import (
    AnyType,
    ArrayType,
    IntegerType,
    JsonKind,
    MapSchema,
    MapType,
    NamedType,
    NeverType,
    ObjectSchema,
    SchemaType,
    StringType,
    TupleType,
)

_MOST = 6


class TypePair(Struct, frozen=True, kw_only=True):
    """Two types at the same place."""

    base: Use
    revision: Use
    scope: Scope
    base_side: Indexed
    revision_side: Indexed

    def steps(self) -> Iterator[Step]:
        before, after = shape_of(self.base, self.base_side), shape_of(
            self.revision, self.revision_side
        )
        if before.anything or after.anything:
            yield from self._anything(before, after)
            return
        if before.null != after.null and (is_empty(before) or is_empty(after)):
            yield self._here(self._types("type-changed", before, after))
            return
        steps = [*self._values(before, after), *self._arms(before, after)]
        if before.null != after.null and not any(self._says_all(step) for step in steps):
            yield self._here(Seen("became-nullable" if after.null else "became-not-nullable"))
        yield from steps

    def _anything(self, before: Shape, after: Shape) -> Iterator[Step]:
        if before.anything and after.anything:
            return
        if not self.scope.nested and self.scope.slot == "body" and self._is_unsaid(after):
            verb = "removed" if after.anything else "added"
            yield self._here(self._types(f"media-type-schema-{verb}", before, after))
        else:
            verb = "generalized" if after.anything else "specialized"
            yield self._here(self._types(f"type-{verb}", before, after))

    def _is_unsaid(self, after: Shape) -> bool:
        """Whether the body that takes anything has no schema."""
        tree = self.revision_side.tree if after.anything else self.base_side.tree
        use = self.revision if after.anything else self.base
        return is_unsaid(tree.mapping(use.pointer))

    def _says_all(self, step: Step) -> bool:
        """Whether both types are named whole, the null that came or went included."""
        return (
            isinstance(step, Noted)
            and step.seen.rule == "type-changed"
            and any(words.endswith(" or null") for words in (step.seen.before, step.seen.after))
        )

    # Fixed values.

    def _values(self, before: Shape, after: Shape) -> Iterator[Step]:
        old, new = beyond_arms(before), beyond_arms(after)
        gone = [value for value in old if value not in new and not allows(after, value)]
        come = [value for value in new if value not in old and not allows(before, value)]
        come = [value for value in come if value[1] not in _stated(before, self.base_side.tree)]
        gone = [value for value in gone if value[1] not in _stated(after, self.revision_side.tree)]
        freed = [value for value in old if allows(after, value)]
        bound = [value for value in new if allows(before, value)]
        if before.single and after.single and gone and come:
            yield self._here(Seen("const-changed", _said(gone), _said(come)))
            return
        open_enum = "" if after.closed else "x-extensible-"
        if gone and (new or (after.null and not after.arms)):
            yield self._here(Seen(f"{open_enum}enum-value-removed", _said(gone), _said(come)))
        if come and (old or not before.arms):
            yield self._here(Seen(f"{open_enum}enum-value-added", _said(gone), _said(come)))
        if freed and len(freed) == len(old) and not arm_for(before, freed[0]):
            yield self._here(self._freed(before, freed))
        if bound and len(bound) == len(new) and not arm_for(after, bound[0]):
            yield self._here(Seen(_bound(after), "", _said(bound)))
        if old and new and before.closed != after.closed:
            yield self._here(Seen("enum-closed" if after.closed else "enum-opened"))

    def _freed(self, before: Shape, values: list[Value]) -> Seen:
        """Fixed values that became free; where a discriminator fixed the one of several, it is the
        several that went."""
        stated = self.base_side.tree.mapping(self.base.pointer).get("enum")
        opened = self.revision_side.tree.mapping(self.revision.pointer)
        if "x-enum" in opened or "x-extensible-enum" in opened:
            # An open enum of one value is a plain type to all but the reader of the document.
            return Seen("enum-opened")
        if before.single and isinstance(stated, list) and len(stated) > 1:
            return Seen("became-not-enum", listed(map(quoted, stated)))
        return Seen(_freed(before), _said(values))

    # Alternatives that are no fixed values.

    def _arms(self, before: Shape, after: Shape) -> Iterator[Step]:
        left, right = self._told_apart(free_arms(before, after), free_arms(after, before))
        if len(left) == len(right) == 1 and not _both_unions(before, after):
            yield from self._single(left[0], right[0], before, after)
            return
        if (
            (left or before.values)
            and (right or after.values)
            and disjoint(left, right, before, after)
        ):
            yield self._here(self._types("type-changed", before, after))
            return
        if merged := self._keyed(left, right):
            yield from merged
            return
        for wide, narrow, verb in ((left, right, "specialized"), (right, left, "generalized")):
            if len(wide) == 1 < len(narrow) and all(is_part(arm, wide[0]) for arm in narrow):
                yield self._here(self._types(f"type-{verb}", before, after))
                return
        paired = pair_arms(left, right, self.base_side, self.revision_side)
        for one, other in paired.pairs:
            yield from self._pair(one, other, inside=len(left) > 1 or len(right) > 1)
        kept = [one for one, _ in paired.pairs], [other for _, other in paired.pairs]
        more = _spelt(before, self.base_side.tree) - _spelt(after, self.revision_side.tree)
        removed = [arm for arm in paired.removed if not absorbed(arm, right)]
        added = [arm for arm in paired.added if not absorbed(arm, left)]
        # Alternatives that are alike share a class where they have no names.
        if more <= 0:
            removed = [arm for arm in removed if not has_twin(arm, kept[0])]
        if more >= 0:
            added = [arm for arm in added if not has_twin(arm, kept[1])]
        yield from self._gone_and_come(before, after, removed, added, wrapped=bool(paired.pairs))
        ids = dict(_ids(paired.pairs))
        yield from map(self._here, discriminator_changes(before, after, ids))

    def _told_apart(self, left: list[Arm], right: list[Arm]) -> tuple[list[Arm], list[Arm]]:
        """The alternatives without strings, or numbers, that only one of the documents' spellings
        tells apart: a client has one type for such alternatives where they have no names."""
        for kind in SCALARS:
            ours, theirs = ([a for a in arms if a.kind is kind] for arms in (left, right))
            if len(ours) != len(theirs) and (
                is_spelt_as(ours, theirs, self.base_side.tree, self.revision_side.tree)
                or is_spelt_as(theirs, ours, self.revision_side.tree, self.base_side.tree)
            ):
                left = [arm for arm in left if arm.kind is not kind]
                right = [arm for arm in right if arm.kind is not kind]
        return left, right

    def _keyed(self, left: list[Arm], right: list[Arm]) -> list[Step]:
        """An object on one side, on the other its properties as alternatives: compared as
        objects."""
        before: Properties | None
        after: Properties | None
        old = [properties_of(arm) for arm in left if isinstance(arm.head, ObjectSchema)]
        new = [properties_of(arm) for arm in right if isinstance(arm.head, ObjectSchema)]
        if len(old) == len(left) == 1 and len(new) == len(right):
            before, after, rule = old[0], merged_by_key(new), "became-exclusive"
        elif len(new) == len(right) == 1 and len(old) == len(left):
            before, after, rule = merged_by_key(old), new[0], "became-combinable"
        else:
            return []
        common = before.fields.keys() & after.fields.keys() if before and after else set[str]()
        if before is None or after is None or not common:
            return []
        pair = ObjectPair(base=before, revision=after, scope=self.scope, label=self.base.label)
        one = self.base_side.tree if rule == "became-exclusive" else self.revision_side.tree
        pointer = before.pointer if rule == "became-exclusive" else after.pointer
        news = len(common) > 1 and not _takes_one(one.mapping(pointer))
        return [*([self._here(Seen(rule))] if news else []), *pair.steps()]

    def _gone_and_come(
        self, before: Shape, after: Shape, removed: list[Arm], added: list[Arm], *, wrapped: bool
    ) -> Iterator[Step]:
        if not removed and not added:
            return
        gone = listed(_arm_name(arm, self.base_side) for arm in removed)
        come = listed(_arm_name(arm, self.revision_side) for arm in added)
        if (
            not before.union
            and after.union
            and added
            and wrapped
            and not removed
            and not self.scope.nested
            and not all(arm.kind in SCALARS for arm in added)
        ):
            yield self._here(Seen("wrapped-in-one-of", gone, come))
            return
        union = after.union or before.union
        if union is None or all(arm.kind in SCALARS for arm in (*removed, *added)):
            removal, addition = "list-of-types-narrowed", "list-of-types-widened"
        else:
            name = "one-of" if union.exclusive else "any-of"
            removal, addition = f"{name}-removed", f"{name}-added"
        if removed:
            yield self._here(Seen(removal, gone, come))
        if added:
            yield self._here(Seen(addition, gone, come))

    def _single(self, one: Arm, other: Arm, before: Shape, after: Shape) -> Iterator[Step]:
        if one.kind is other.kind:
            yield from self._pair(one, other, inside=False)
        elif self._is_text and _as_text(one, other):
            yield from self._text(one, other, before, after)
        elif one.kind is JsonKind.INTEGER and other.kind is JsonKind.NUMBER:
            yield self._here(self._types("type-generalized", before, after))
        elif one.kind is JsonKind.NUMBER and other.kind is JsonKind.INTEGER:
            yield self._here(self._types("type-specialized", before, after))
        else:
            yield self._here(self._types("type-changed", before, after))

    @property
    def _is_text(self) -> bool:
        """Whether values are written as text: in a parameter or a header, at the root."""
        return self.scope.slot is not Slot.BODY and not self.scope.nested

    def _text(self, one: Arm, other: Arm, before: Shape, after: Shape) -> Iterator[Step]:
        """A text that became another: one value is a list of one, and any scalar a string."""
        yield self._here(self._types(f"type-{_as_text(one, other)}", before, after))
        first, second = _one_of(one), _one_of(other)
        if first.kind is second.kind:
            for found in bounds(
                constraints_of(first.head), constraints_of(second.head), first.kind
            ):
                yield self._there(found, one.pointer, other.pointer)

    def _pair(self, one: Arm, other: Arm, *, inside: bool) -> Iterator[Step]:
        scope, label = self.scope, self.base.label
        base_pointer, revision_pointer = one.pointer, other.pointer
        if one.kind is not other.kind:
            wider = other.kind is JsonKind.NUMBER
            words = type_name(_type(one)), type_name(_type(other))
            yield self._here(Seen("type-generalized" if wider else "type-specialized", *words))
            return
        match one.head, other.head:
            case (ObjectSchema() | MapSchema() | MapType()), (
                ObjectSchema() | MapSchema() | MapType()
            ):
                if (
                    one.id is not None
                    and other.id is not None
                    and (inside or self._is_use(one, other))
                ):
                    yield Below(
                        base=Use(type=NamedType(id=one.id), pointer=one.id, label=label),
                        revision=Use(type=NamedType(id=other.id), pointer=other.id, label=label),
                        scope=scope,
                    )
                else:
                    pair = ObjectPair(
                        base=properties_of(one),
                        revision=properties_of(other),
                        scope=scope,
                        label=label,
                    )
                    yield from object_steps(pair, self.base_side.tree, self.revision_side.tree)
                return
            case (ArrayType() | TupleType()), (ArrayType() | TupleType()):
                yield from self._arrays(one, other)
            case _:
                for found in formats(_type(one), _type(other)):
                    yield self._there(found, base_pointer, revision_pointer)
        for found in bounds(constraints_of(one.head), constraints_of(other.head), one.kind):
            yield self._there(found, base_pointer, revision_pointer)

    def _is_use(self, one: Arm, other: Arm) -> bool:
        """Whether this is not yet the node of the two objects themselves."""
        return (
            self.base.type != NamedType(id=one.id) or self.revision.type != NamedType(id=other.id)
            if one.id and other.id
            else False
        )

    def _arrays(self, one: Arm, other: Arm) -> Iterator[Step]:
        old, old_rest = _items(one.head)
        new, new_rest = _items(other.head)
        label = f"{self.base.label}[]"
        for index, (before, after) in enumerate(zip(old, new, strict=False)):
            yield self._below(
                before, after, one, other, f"prefixItems/{index}", f"{self.base.label}[{index}]"
            )
        if len(old) > len(new):
            yield self._there(
                Seen("prefix-items-removed", listed(type_name(t) for t in old[len(new) :])),
                one.pointer,
                other.pointer,
            )
        elif len(new) > len(old):
            yield self._there(
                Seen("prefix-items-added", "", listed(type_name(t) for t in new[len(old) :])),
                one.pointer,
                other.pointer,
            )
        yield self._below(old_rest, new_rest, one, other, "items", label)

    def _below(
        self, before: SchemaType, after: SchemaType, one: Arm, other: Arm, step: str, label: str
    ) -> Below:
        return Below(
            base=Use(type=before, pointer=f"{one.pointer}/{step}", label=label),
            revision=Use(type=after, pointer=f"{other.pointer}/{step}", label=label),
            scope=self.scope.below,
        )

    def _types(self, rule: str, before: Shape, after: Shape) -> Seen:
        return Seen(
            rule, _shape_name(before, self.base_side), _shape_name(after, self.revision_side)
        )

    def _here(self, seen: Seen) -> Noted:
        return self._there(seen, self.base.pointer, self.revision.pointer)

    def _there(self, seen: Seen, base: str, revision: str) -> Noted:
        return Noted(
            seen=seen, scope=self.scope, label=self.base.label, base=base, revision=revision
        )


def _takes_one(schema: JsonObject) -> bool:
    """Whether an object has exactly one of its properties already, as `oneOf: [required: [a], …]`
    has it."""
    branches = schema.get("oneOf")
    return isinstance(branches, list) and all(
        isinstance(branch, dict)
        and branch.keys() <= {"required", "title", "description"}
        and isinstance(needed := branch.get("required"), list)
        and len(needed) == 1
        for branch in branches
    )


def _freed(before: Shape) -> str:
    """What fixed values that became free were."""
    if not before.closed:
        return "x-extensible-enum-removed"
    return "const-removed" if before.single else "became-not-enum"


def _bound(after: Shape) -> str:
    """What free values that became fixed are; an open enum restricts nothing."""
    if not after.closed:
        return "x-extensible-enum-added"
    return "const-added" if after.single else "became-enum"


def _items(head: object) -> tuple[tuple[SchemaType, ...], SchemaType]:
    match head:
        case ArrayType():
            return (), head.items
        case TupleType():
            return head.items, head.rest if head.rest is not None else NeverType()
        case _:
            return (), AnyType()


def _type(arm: Arm) -> SchemaType:
    if isinstance(arm.head, ObjectSchema | MapSchema):
        return NamedType(id=arm.head.id)
    return arm.head


def _one_of(arm: Arm) -> Arm:
    """An item of an array, where that is a string or a number; the alternative itself otherwise."""
    if isinstance(arm.head, ArrayType):
        match arm.head.items:
            case StringType() as item:
                return replace(arm, head=item, kind=JsonKind.STRING)
            case IntegerType() as item:
                return replace(arm, head=item, kind=JsonKind.INTEGER)
            case _:
                return arm
    return arm


def _as_text(one: Arm, other: Arm) -> str:
    """`generalized` or `specialized`, where every text of one is a text of the other."""
    if isinstance(one.head, ArrayType) != isinstance(other.head, ArrayType):
        array, scalar = (one, other) if isinstance(one.head, ArrayType) else (other, one)
        if _one_of(array).kind is scalar.kind:
            return "generalized" if array is other else "specialized"
        return ""
    for wide, narrow, verb in ((other, one, "generalized"), (one, other, "specialized")):
        free = isinstance(wide.head, StringType) and wide.head == StringType()
        if free and narrow.kind in SCALARS:
            return verb
    return ""


def _stated(shape: Shape, tree: Tree) -> list[JsonValue]:
    """The values in the document, where a discriminator elsewhere has chosen one of them."""
    enum = tree.mapping(shape.pointer).get("enum") if shape.single else None
    return enum if isinstance(enum, list) else []


def _spelt(shape: Shape, tree: Tree) -> int:
    """How many alternatives the document has."""
    schema = tree.mapping(shape.union.id if shape.union else shape.pointer)
    branches = schema.get("oneOf", schema.get("anyOf"))
    return len(branches) if isinstance(branches, list) else 0


def _both_unions(before: Shape, after: Shape) -> bool:
    return before.discriminator is not None and after.discriminator is not None


def _ids(pairs: tuple[tuple[Arm, Arm], ...]) -> Iterator[tuple[str, str]]:
    for one, other in pairs:
        if one.id is not None and other.id is not None:
            yield one.id, other.id


def _said(values: list[Value]) -> str:
    return listed(quoted(value) for _, value in values)


def _arm_name(arm: Arm, side: Indexed) -> str:
    name = type_name(_type(arm), side.definitions[arm.id] if arm.id is not None else None)
    if name == "object" and isinstance(arm.head, ObjectSchema):
        needed = [quoted(field.wire_name) for field in arm.head.fields if field.required]
        return f"object with {needed[0]}" if needed else name
    return name


def _shape_name(shape: Shape, side: Indexed) -> str:
    if shape.anything:
        return "any value"
    words = [_arm_name(arm, side) for arm in shape.arms]
    if shape.values:
        words.append("enum" if len(shape.values) > 1 else _said(list(shape.values)))
    if shape.null:
        words.append("null")
    if len(words) > _MOST:
        words = [*words[:_MOST], f"{len(words) - _MOST} other types"]
    return " or ".join(words) or "no value"
