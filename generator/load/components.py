"""Components of a set of pages: shared where pages agree, told apart where they don't, recovered
where they were inlined.

A page holds the components that its operation refers to, as the specification had them when the page
was made. The same name means the same thing on two pages if everything that it reaches does. A
component that an operation uses at a root is inlined there, with a hint (`refIdentifier`) that also
names the *base* of a derived schema: it is believed where nothing contradicts it.
"""

from collections import Counter

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue
from generator.load.expanded_security import same_scheme
from generator.load.json_values import is_object, list_of, object_of, objects
from generator.load.page_operation import Claim, PageOperation
from generator.load.places import Places, escape
from generator.load.renaming import renamed, targets_of
from generator.load.structure import alternatives, fingerprint, references

_SCHEMES = "securitySchemes"


class Components(Struct):
    """The components of all pages together.

    Attributes:
        sections: Section → name → component.
        twins: Section and name of a component that pages disagree about → what it is on others.
    """

    sections: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])
    twins: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])


def gather(operations: list[PageOperation], places: Places) -> Components:
    """Make the components of an API, and make its operations refer to them.

    The operations are changed: they belong to the caller alone.
    """
    made = Components()
    names = _names(operations)
    for operation, renames in zip(operations, names, strict=True):
        targets = targets_of(renames)
        for section, entries in operation.components.items():
            into = made.sections.setdefault(section, {})
            for name, component in entries.items():
                new = renames.get((section, name), name)
                if new not in into:
                    into[new] = renamed(component, targets, places)
                    places.move(into, new, entries, name)
                if new != name:
                    made.twins[section, new] = name
    _recover(operations, names, made.sections.setdefault("schemas", {}), places)
    for operation, renames in zip(operations, names, strict=True):
        operation.operation = object_of(renamed(operation.operation, targets_of(renames), places))
        _rename_schemes(operation.operation, renames)
    made.sections = {name: entries for name, entries in made.sections.items() if entries}
    return made


# Components that pages disagree about.

Renames = dict[tuple[str, str], str]


def _names(operations: list[PageOperation]) -> list[Renames]:
    """For each page the names that its components have in the whole API, where they differ.

    What most pages mean keeps the name.
    """
    meanings = _meanings(operations)
    counted: dict[tuple[str, str], Counter[str]] = {}
    for page in meanings:
        for key, meaning in page.items():
            counted.setdefault(key, Counter())[meaning] += 1
    taken = set(counted)
    final: dict[tuple[str, str], dict[str, str]] = {}
    for key, counter in counted.items():
        section, name = key
        final[key] = {}
        for meaning, _ in counter.most_common():
            number, free = 1, name
            while final[key] and ((section, free) in taken):
                number += 1
                free = f"{name}{number}"
            taken.add((section, free))
            final[key][meaning] = free
    return [
        {key: final[key][meaning] for key, meaning in page.items() if final[key][meaning] != key[1]}
        for page in meanings
    ]


def _meanings(operations: list[PageOperation]) -> list[dict[tuple[str, str], str]]:
    """For each page and each of its components what tells it from others of its name.

    That is what the component says itself, and what all those that it reaches say that any two
    pages disagree about.
    """
    prints = [
        {
            f"{section}/{escape(name)}": fingerprint(component)
            for section, entries in operation.components.items()
            for name, component in entries.items()
        }
        for operation in operations
    ]
    seen: dict[str, str] = {}
    disputed = {
        key for page in prints for key, text in page.items() if seen.setdefault(key, text) != text
    }
    found: list[dict[tuple[str, str], str]] = []
    for operation, page in zip(operations, prints, strict=True):
        edges = _edges(operation) if disputed & page.keys() else {}
        found.append(
            {
                (section, name): "\n".join(
                    f"{one} {page.get(one, '')}"
                    for one in sorted(_reached(f"{section}/{escape(name)}", edges))
                    if one in disputed
                )
                for section, entries in operation.components.items()
                for name in entries
            }
        )
    return found


def _edges(operation: PageOperation) -> dict[str, list[str]]:
    return {
        f"{section}/{escape(name)}": references(component)
        for section, entries in operation.components.items()
        for name, component in entries.items()
    }


def _reached(start: str, edges: dict[str, list[str]]) -> set[str]:
    seen = {start}
    work = [start]
    while work:
        for target in edges.get(work.pop(), ()):
            if target not in seen:
                seen.add(target)
                work.append(target)
    return seen


def _rename_schemes(operation: JsonObject, renames: Renames) -> None:
    """Requirements name their schemes by key, not by reference."""
    if any(section == _SCHEMES for section, _ in renames) and "security" in operation:
        operation["security"] = [
            {renames.get((_SCHEMES, name), name): scopes for name, scopes in option.items()}
            for option in list_of(operation["security"])
            if is_object(option)
        ]


def unite_schemes(operations: list[PageOperation]) -> None:
    """Give one name to a scheme that expanded pages title differently: all they know is its title."""
    known: dict[str, JsonObject] = {}
    for operation in operations:
        if not operation.expanded:
            continue
        renames: Renames = {}
        schemes: JsonObject = {}
        for name, scheme in objects(operation.components.get(_SCHEMES)):
            same = next((old for old, one in known.items() if same_scheme(one, scheme)), name)
            known.setdefault(same, scheme)
            schemes[same] = scheme
            renames[_SCHEMES, name] = same
        if any(name != new for (_, name), new in renames.items()):
            operation.components[_SCHEMES] = schemes
            _rename_schemes(operation.operation, renames)


# Components that were inlined.


def _recover(
    operations: list[PageOperation], names: list[Renames], schemas: JsonObject, places: Places
) -> None:
    """Put `$ref`s in the place of believed claims."""
    orphans: dict[str, list[tuple[Claim, dict[str, str]]]] = {}
    for operation, renames in zip(operations, names, strict=True):
        own = operation.components.get("schemas", {})
        for claim in operation.claims:
            # A claim is put under the page's own name: the operation is renamed as a whole later.
            known = own.get(claim.name, schemas.get(claim.name))
            if is_object(known):
                if agrees(claim, known):
                    _refer(claim, claim.name)
            elif claim.name not in schemas and not claim.merged:
                orphans.setdefault(claim.name, []).append((claim, targets_of(renames)))
    for name, claims in orphans.items():
        group = _largest(claims)
        first, targets = group[0]
        schemas[name] = renamed(first.schema, targets, places)
        places.move(schemas, name, first.holder, str(first.key))
        for claim, _ in group:
            _refer(claim, name)


def _refer(claim: Claim, name: str) -> None:
    claim.put({"$ref": f"#/components/schemas/{escape(name)}"})


def _largest(claims: list[tuple[Claim, dict[str, str]]]) -> list[tuple[Claim, dict[str, str]]]:
    """Of claims to one name the most that agree, the fullest first: the others are something else.

    Requests have lost their `readOnly` properties and responses their `writeOnly` ones, so the
    fuller one of two that differ in nothing else is the component.
    """
    groups: list[list[tuple[Claim, dict[str, str]]]] = []
    for claim in sorted(claims, key=lambda one: -len(object_of(one[0].schema.get("properties")))):
        fitting = next((g for g in groups if agrees(claim[0], g[0][0].schema)), None)
        if fitting is None:
            groups.append([claim])
        else:
            fitting.append(claim)
    return max(groups, key=len)


def agrees(claim: Claim, known: JsonObject) -> bool:
    """Whether a claim is the known component, less what its direction and the dialect have lost."""
    gone = "readOnly" if claim.request else "writeOnly"
    one, null = alternatives(claim.schema)
    other, other_null = alternatives(known)
    if null != other_null or len(one) != len(other):
        return False
    return all(
        _root(a, gone) == _root(b, gone)
        for a, b in zip(map(object_of, one), map(object_of, other), strict=True)
    )


def _root(schema: JsonObject, gone: str) -> JsonObject:
    """What an alternative's root can be compared by."""
    kept: JsonObject = {
        key: value
        for key, value in schema.items()
        if key not in ("readOnly", "writeOnly", "discriminator", "not", "propertyNames")
    }
    if kept.get("type") in ("integer", "number"):
        kept.pop("format", None)
    if kept.get("additionalProperties") is True:
        del kept["additionalProperties"]
    if "properties" in kept or kept.get("type") == "object":
        kept["type"] = "object"
        properties = {
            name: one
            for name, one in object_of(kept.get("properties")).items()
            if object_of(one).get(gone) is not True
        }
        kept["properties"] = properties
        required = {str(name) for name in list_of(kept.pop("required", None))} & properties.keys()
        kept["required"] = list[JsonValue](sorted(required))
    return kept
