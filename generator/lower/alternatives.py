"""`oneOf`, `anyOf` and `type: [a, b]`: the variants of a union."""

from generator.ir.document import JsonScalar, JsonValue
from generator.ir.schema import (
    AnyType,
    ComponentOrigin,
    EnumSchema,
    MemberOrigin,
    NamedType,
    NeverType,
    NullableType,
    SchemaId,
    SchemaOrigin,
    SchemaType,
)
from generator.lower.all_of import KINDS, validating
from generator.lower.definitions import common
from generator.lower.located import (
    Located,
    is_null,
    list_of,
    object_of,
    object_of_schema,
    only_text,
    text_of,
    unescape,
)
from generator.lower.reader import Reader
from generator.lower.unions import PendingUnion, normalized_union

SCHEMAS = "/components/schemas/"
SHARING = ("oneOf", "anyOf")
_NONE: list[JsonValue] = []


def offers_alternatives(part: Located, key: str) -> bool:
    """Whether a union keyword offers alternatives, rather than only naming required fields."""
    branches = part.branches(key)
    if not branches:
        return False
    return not all(_only_requires(branch) for branch in branches)


def read_union(
    reader: Reader,
    parts: list[Located],
    part: Located,
    key: str,
    pointer: str,
    origin: SchemaOrigin,
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
    alone = [b for b in branches if not is_null(b) and not _names_null(reader, b)]
    named_null = any(not is_null(b) for b in branches if b not in alone)
    if len(alone) == 1 and isinstance(origin, ComponentOrigin):
        inline = len(branches) == 1 and _is_object(alone[0])
        if inline or any(p.get("type") == "object" for p in base):
            # A component of one alternative is that alternative, under its own name.
            return reader.read([*rest, own, *reader.parts_of(alone[0])], pointer, origin)
    variants: list[SchemaType] = []
    for number, branch in enumerate(alone):
        detail = _told_by(branch, alone, merged=bool(base)) or str(number + 1)
        inner = MemberOrigin(parent=schema_id, part="variant", detail=detail)
        # A union that is shared by reference has other variants in each place that adds to it.
        place = (
            branch.pointer if part.pointer == pointer or not base else f"{pointer}~branch{number}"
        )
        if len(alone) == 1 and not isinstance(origin, ComponentOrigin):
            variants.append(_variant(reader, branch, base, narrowing, pointer, origin))
        else:
            variants.append(_variant(reader, branch, base, narrowing, place, inner))
    null = named_null or any(isinstance(v, NullableType) for v in variants)
    pending = PendingUnion(
        **common(schema_id, origin, parts),
        variants=tuple(v.of if isinstance(v, NullableType) else v for v in variants),
        exclusive=key == "oneOf",
        discriminator=discriminator_of(reader, part, alone),
        said=tuple(_said(branch) for branch in alone if "const" in object_of_schema(branch)),
    )
    made = settle(reader, pending)
    return NullableType(of=made) if null and not isinstance(made, (AnyType, NullableType)) else made


def _names_null(reader: Reader, branch: Located) -> bool:
    """Whether a branch refers to a component that admits null alone (Django writes them)."""
    return _bare_reference(branch) and any(map(is_null, reader.parts_of(branch)))


def _variant(
    reader: Reader,
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
            refers = _bare_reference(branch) or reader.only_reference(branch)
            return (
                reader.type_of(branch, origin)
                if refers
                else reader.read(reader.parts_of(branch), pointer, origin)
            )
        return reader.type_of(branch, origin)
    # The shared part is distributed over the variants: each is whole in itreader.
    return reader.read(
        [*base, *narrowing, *reader.parts_of(branch)],
        pointer + "~whole" if pointer == branch.pointer else pointer,
        origin,
    )


def discriminator_of(
    reader: Reader, part: Located, branches: list[Located]
) -> tuple[str, dict[str, str]] | None:
    """The tag's property, and tag value → pointer of its variant, the implicit ones spelt out: the
    component's name (OpenAPI 3.1 §4.8.25), or the one value that the variant itself admits."""
    stated = part.get("discriminator")
    name = stated.get("propertyName") if isinstance(stated, dict) else None
    if not isinstance(stated, dict) or not isinstance(name, str):
        return None
    mapping: dict[str, str] = {}
    for value, target in object_of(stated.get("mapping")).items():
        if isinstance(target, str):
            mapping[value] = target[1:] if target.startswith("#/") else f"{SCHEMAS}{target}"
    mapped = set(mapping.values())
    for branch in branches:
        reference = branch.get("$ref")
        if isinstance(reference, str) and reference[1:] not in mapped:
            key = unescape(reference.rpartition("/")[2])
            own = _admitted(reader, reference[1:], name)
            mapping[own if own is not None and own not in mapping else key] = reference[1:]
    return name, mapping


def _admitted(reader: Reader, pointer: str, name: str) -> str | None:
    """The one text that a component admits as a property."""
    for part in reversed(reader.parts_of(reader.at(pointer))):
        for key, at in part.entries("properties"):
            for said in reader.parts_of(at) if key == name else ():
                if only := only_text(object_of_schema(said)):
                    return only
    return None


def read_kinds(
    reader: Reader, parts: list[Located], kinds: frozenset[str], pointer: str, origin: SchemaOrigin
) -> SchemaType:
    """`type: [a, b]`: a variant for each kind, in the order that the schema gives them."""
    declared = next((k for p in parts if isinstance(k := p.get("type"), list)), _NONE)
    ordered = [str(k) for k in declared if k in kinds] or sorted(kinds)
    schema_id = SchemaId(pointer)
    variants = tuple(
        reader.of_kind(
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
    return settle(
        reader,
        PendingUnion(
            **common(schema_id, origin, parts),
            variants=variants,
            exclusive=False,
            discriminator=None,
        ),
    )


def settle(reader: Reader, pending: PendingUnion) -> SchemaType:
    made = normalized_union(pending)
    if isinstance(made, (PendingUnion, EnumSchema)):
        reader.definitions[made.id] = made
        return NamedType(id=made.id)
    return made


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


def _said(branch: Located) -> tuple[JsonScalar, str]:
    """A constant, and its title and description."""
    value = branch.get("const")
    texts = [t.strip() for k in ("title", "description") if (t := text_of(branch.get(k)))]
    return (
        value if isinstance(value, (bool, int, float, str)) else None,
        ". ".join(t.rstrip(".") for t in texts),
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


def _is_object(branch: Located) -> bool:
    """Whether an inline schema is an object, and nothing else beside."""
    kind = branch.get("type")
    named = any(key in object_of_schema(branch) for key in ("$ref", *SHARING, "allOf"))
    return not named and (
        kind == "object" or (kind is None and "properties" in object_of_schema(branch))
    )


def _told_by(branch: Located, alone: list[Located], *, merged: bool) -> str | None:
    """What an inline variant is named for: its title, its tag, the component that it refers to, or
    the first property that it alone requires."""
    if found := text_of(branch.get("title")) or _tag_of(branch):
        return found
    reference = branch.get("$ref")
    if merged and isinstance(reference, str):
        return unescape(reference.rpartition("/")[2])
    others = {n for other in alone if other is not branch for n in _required(other)}
    return next((f"with {name}" for name in _required(branch) if name not in others), None)


def _required(branch: Located) -> list[str]:
    return [n for n in list_of(branch.get("required")) if isinstance(n, str)]


def _tag_of(branch: Located) -> str | None:
    """The single value of a property that tells an inline variant apart, for its name."""
    for _, at in branch.entries("properties"):
        if only := only_text(object_of_schema(at)):
            return only
    return None


def _belongs(keyword: str, kind: str) -> bool:
    """Whether a keyword has a meaning for values of a kind."""
    wanted = KINDS.get(keyword)
    return wanted is None or wanted == kind or (wanted == "number" and kind == "integer")
