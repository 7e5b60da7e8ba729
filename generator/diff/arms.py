"""Pairs the alternatives of two unions: by reference, by tag, by likeness; never by position."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.diff.shapes import Arm
from generator.diff.side import Indexed
from generator.diff.words import component_name
from generator.ir.schema import JsonKind, LiteralType, ObjectSchema, SchemaId


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
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

    take(lambda a, b: a.id is not None and a.id == b.id)
    take(lambda a, b: a.kind is b.kind and a.id is None and b.id is None and a.head == b.head)
    take(lambda a, b: _tags(a) is not None and _tags(a) == _tags(b))
    take(
        lambda a, b: _name(a.id, base_side) is not None
        and _name(a.id, base_side) == _name(b.id, revision_side)
    )
    take(lambda a, b: a.kind is b.kind and a.kind is not JsonKind.OBJECT)
    pairs.extend(_most_alike(left, right))
    if len(left) == len(right) == 1 and left[0].kind is right[0].kind:
        pairs.append((left.pop(), right.pop()))
    return Pairing(pairs=tuple(pairs), removed=tuple(left), added=tuple(right))


def _most_alike(left: list[Arm], right: list[Arm]) -> Iterator[tuple[Arm, Arm]]:
    """Objects that share at least half of their properties, the most alike first."""
    ranked = sorted(
        ((likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    found: list[tuple[Arm, Arm]] = []
    for score, i, j in ranked:
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
    tags_differ = _tags(a) is not None and _tags(b) is not None
    return 0.0 if tags_differ else len(ours & theirs) / len(ours | theirs)


def _tags(arm: Arm) -> tuple[tuple[str, object], ...] | None:
    """The properties of an object that have one value alone."""
    if not isinstance(arm.head, ObjectSchema):
        return None
    tags = tuple(
        (field.wire_name, field.type.value)
        for field in sorted(arm.head.fields, key=lambda field: field.wire_name)
        if isinstance(field.type, LiteralType)
    )
    return tags or None


def _name(id: SchemaId | None, side: Indexed) -> str | None:
    return (component_name(side.definitions[id]) or None) if id is not None else None
