"""Pairs the alternatives of two unions: by reference, by tag, by likeness; never by position."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from generator.diff.json_tree import Tree
from generator.diff.keywords import meaning
from generator.diff.shapes import Arm
from generator.diff.side import Indexed
from generator.diff.words import component_name
from generator.ir.document import JsonScalar
from generator.ir.schema import (
    AliasSchema,
    EnumSchema,
    JsonKind,
    LiteralType,
    NamedType,
    ObjectSchema,
    SchemaId,
    SchemaType,
)

Tags: TypeAlias = tuple[tuple[str, JsonScalar], ...]
"""Wire name and value of each property that has one value alone."""


class Pairing(Struct, frozen=True, kw_only=True):
    pairs: tuple[tuple[Arm, Arm], ...]
    removed: tuple[Arm, ...]
    added: tuple[Arm, ...]


def pair_arms(
    base: list[Arm], revision: list[Arm], base_side: Indexed, revision_side: Indexed
) -> Pairing:
    """Pair what is the same alternative, most certain first."""
    left, right = list(base), list(revision)
    pairs: list[tuple[Arm, Arm]] = []

    def take(same: Callable[[Arm, Arm], bool]) -> None:
        for one in list(left):
            if other := next((arm for arm in right if same(one, arm)), None):
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)

    take(lambda a, b: a.id is not None and a.id == b.id and _is_component(a.id))
    take(lambda a, b: a.kind is b.kind and a.id is None and b.id is None and a.head == b.head)
    if len(left) > 1 or len(right) > 1:
        said = {id(arm): _said(arm, base_side.tree) for arm in left}
        says = {id(arm): _said(arm, revision_side.tree) for arm in right}
        take(lambda a, b: said[id(a)] is not None and said[id(a)] == says[id(b)])
    old = {id(arm): _tags(arm, base_side) for arm in left}
    new = {id(arm): _tags(arm, revision_side) for arm in right}
    take(lambda a, b: old[id(a)] is not None and old[id(a)] == new[id(b)])
    take(
        lambda a, b: _name(a.id, base_side) is not None
        and _name(a.id, base_side) == _name(b.id, revision_side)
    )
    take(lambda a, b: a.kind is b.kind and a.kind is not JsonKind.OBJECT)
    pairs.extend(_most_alike(left, right, old | new))
    if len(left) == len(right) == 1 and left[0].kind is right[0].kind:
        pairs.append((left.pop(), right.pop()))
    return Pairing(pairs=tuple(pairs), removed=tuple(left), added=tuple(right))


def is_spelt_as(several: list[Arm], one: list[Arm], tree: Tree, other: Tree) -> bool:
    """Whether one alternative is in its document what several are in theirs."""
    if len(several) < 2 or len(one) != 1:
        return False
    pointer = one[0].pointer
    keyword = "oneOf" if "oneOf" in other.mapping(pointer) else "anyOf"
    branches = other.mapping(pointer).get(keyword)
    count = len(branches) if isinstance(branches, list) else 0
    theirs = {meaning(other.whole(f"{pointer}/{keyword}/{number}")) for number in range(count)}
    return theirs == {meaning(tree.whole(arm.pointer)) for arm in several}


def has_twin(arm: Arm, others: list[Arm]) -> bool:
    """Whether another object has the same properties."""
    return any(
        isinstance(arm.head, ObjectSchema)
        and isinstance(other.head, ObjectSchema)
        and _properties(arm.head) == _properties(other.head)
        for other in others
    )


def _properties(of: ObjectSchema) -> set[tuple[str, SchemaType, bool]]:
    return {(field.wire_name, field.type, field.required) for field in of.fields}


def _is_component(id: SchemaId) -> bool:
    """Whether an id is a name; another one is a place, and its number says nothing."""
    return id.startswith("/components/schemas/") and id.count("/") == 3


def _said(arm: Arm, tree: Tree) -> str | None:
    """What the document says of an object that has no name."""
    if arm.id is None or _is_component(arm.id) or not isinstance(arm.head, ObjectSchema):
        return None
    return meaning(tree.whole(arm.pointer))


def _most_alike(
    left: list[Arm], right: list[Arm], tags: Mapping[int, Tags | None]
) -> Iterator[tuple[Arm, Arm]]:
    """Objects that share at least half of their properties, the most alike first."""
    ranked = sorted(
        (
            (0.0 if tags[id(a)] and tags[id(b)] else likeness(a, b), a.id != b.id, i, j)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
        ),
        key=lambda entry: (-entry[0], *entry[1:]),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    found: list[tuple[Arm, Arm]] = []
    for score, _, i, j in ranked:
        if score >= 0.5 and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            found.append((left[i], right[j]))
    left[:] = [arm for i, arm in enumerate(left) if i not in used_left]
    right[:] = [arm for j, arm in enumerate(right) if j not in used_right]
    yield from found


def likeness(a: Arm, b: Arm) -> float:
    """The share of properties that two objects have in common."""
    if not isinstance(a.head, ObjectSchema) or not isinstance(b.head, ObjectSchema):
        return 0.0
    ours = {field.wire_name for field in a.head.fields}
    theirs = {field.wire_name for field in b.head.fields}
    if not ours | theirs:
        return 1.0 if a.head.extra == b.head.extra else 0.0
    return len(ours & theirs) / len(ours | theirs)


def _tags(arm: Arm, side: Indexed) -> Tags | None:
    """The properties of an object that have one value alone."""
    if not isinstance(arm.head, ObjectSchema):
        return None
    fields = sorted(arm.head.fields, key=lambda field: field.wire_name)
    values = ((field.wire_name, _only_value(field.type, side)) for field in fields)
    return tuple((name, value) for name, value in values if value is not None) or None


def _only_value(of: SchemaType, side: Indexed) -> JsonScalar:
    match of:
        case LiteralType():
            return of.value
        case NamedType():
            match side.definitions[of.id]:
                case EnumSchema(members=(member,), extensible=False):
                    return member.value
                case AliasSchema(type=LiteralType() as literal):
                    return literal.value
                case _:
                    return None
        case _:
            return None


def _name(id: SchemaId | None, side: Indexed) -> str | None:
    return (component_name(side.definitions[id]) or None) if id is not None else None
