"""What stands in the documents but travels in one direction only, or nowhere: read-only properties
of a request, write-only ones of a response, path parameters that no path names.

`Api` leaves them out where they can't be; a toggled flag moves them in or out all the same.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from generator.diff.changes import Seen
from generator.diff.json_tree import Tree
from generator.diff.objects import ObjectPair, Properties, same_json
from generator.diff.shapes import is_leaf
from generator.diff.steps import Noted, Step
from generator.diff.subschemas import leaves
from generator.ir.api import Operation, ParameterLocation
from generator.ir.document import JsonObject, JsonValue

_DEEPEST = 20


def object_steps(pair: ObjectPair, base: Tree, revision: Tree) -> Iterator[Step]:
    """All that holds for two objects, what a direction hides included."""
    if _is_untouched(pair, base, revision):
        yield from replace(pair, hidden=_without_links(pair, base)).steps()
        return
    flag, words = (
        ("readOnly", "read-only") if pair.scope.is_request else ("writeOnly", "write-only")
    )
    old, new = _declared(base, pair.base), _declared(revision, pair.revision)
    found: dict[str, tuple[bool, bool]] = {}
    for name in old | new:
        was = name in old and name not in pair.base.fields and _has(base, old[name], flag)
        now = name in new and name not in pair.revision.fields and _has(revision, new[name], flag)
        if was or now:
            found[name] = (was, now)
    for step in replace(pair, hidden=frozenset(found)).steps():
        if not (isinstance(step, Noted) and _is_same_default(step, base, revision)):
            yield step
    required = _required(base, pair.base.pointer) | _required(revision, pair.revision.pointer)
    for name, hidden in found.items():
        need = "required" if name in required else "optional"
        yield from _moved(
            pair, name, old.get(name), new.get(name), hidden, (need, words), (base, revision)
        )


def _is_untouched(pair: ObjectPair, base: Tree, revision: Tree) -> bool:
    """Whether both documents spell an object alike, by itself: only what it refers to may differ."""
    if pair.base.fields != pair.revision.fields or len(pair.base.places) > 1:
        return False
    schema = base.mapping(pair.base.pointer)
    return (
        "properties" in schema
        and "allOf" not in schema
        and pair.base.places == pair.revision.places
        and schema == revision.mapping(pair.revision.pointer)
    )


def _without_links(pair: ObjectPair, base: Tree) -> frozenset[str]:
    """The properties of such an object that lead nowhere else."""
    declared = base.mapping(f"{pair.base.pointer}/properties")
    return frozenset(
        name
        for name, field in pair.base.fields.items()
        if is_leaf(field.type) and name in declared and is_flat(declared[name])
    )


def is_flat(schema: JsonValue) -> bool:
    """Whether a schema consists of scalars: no reference, nothing below."""
    return isinstance(schema, dict) and not any(
        key == "$ref" or isinstance(value, (dict, list)) for key, value in schema.items()
    )


def _is_same_default(step: Noted, base: Tree, revision: Tree) -> bool:
    """Whether a default only moved, between a property and what it refers to."""
    if step.seen.rule not in ("default-value-added", "default-value-removed"):
        return False
    was, now = base.mapping(step.base or ""), revision.mapping(step.revision or "")
    return "default" in was and "default" in now and same_json(was["default"], now["default"])


def _required(tree: Tree, pointer: str) -> set[str]:
    names = tree.mapping(pointer).get("required")
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _moved(
    pair: ObjectPair,
    name: str,
    before: str | None,
    after: str | None,
    hidden: tuple[bool, bool],
    words: tuple[str, str],
    trees: tuple[Tree, Tree],
) -> Iterator[Noted]:
    need, flag = words
    scope = pair.scope.mute(flag)
    if before is None or after is None:
        verb = "added" if before is None else "removed"
        prefix = "" if flag == "read-only" else f"{need if verb == 'removed' else 'optional'}-"
        yield pair.noted(Seen(f"{prefix}{flag}-property-{verb}"), name, before, after, scope)
        return
    if hidden != (True, True):
        verb = "became" if hidden[1] else "became-not"
        yield pair.noted(
            Seen(f"{need}-property-{verb}-{flag}"), name, before, after, pair.scope.below
        )
    for path, found in leaves(trees[0].whole(before), trees[1].whole(after)):
        yield pair.noted(found, f"{name}{path}", before, after, scope)


def _declared(tree: Tree, properties: Properties) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in (*reversed(properties.places), properties.pointer):
        found |= declared(tree, place)
    return found


def declared(tree: Tree, pointer: str, depth: int = 0) -> dict[str, str]:
    """The properties that a schema declares, `allOf` followed: wire name → pointer."""
    schema = tree.mapping(pointer)
    found: dict[str, str] = {}
    branches = schema.get("allOf")
    if isinstance(branches, list) and depth < _DEEPEST:
        for number in range(len(branches)):
            found |= declared(tree, f"{pointer}/allOf/{number}", depth + 1)
    properties = schema.get("properties")
    if isinstance(properties, dict):
        for name in properties:
            step = name.replace("~", "~0").replace("/", "~1")
            found[name] = f"{pointer}/properties/{step}"
    return found


def _has(tree: Tree, pointer: str, flag: str) -> bool:
    return tree.mapping(pointer).get(flag) is True


def hidden_parameters(tree: Tree, operation: Operation) -> dict[str, JsonObject]:
    """Declared path parameters that the operation's path does not name: name → schema."""
    known = {p.wire_name for p in operation.parameters if p.location is ParameterLocation.PATH}
    found: dict[str, JsonObject] = {}
    path_item = operation.pointer.rpartition("/")[0].removesuffix("/additionalOperations")
    for holder in (path_item, operation.pointer):
        listed = tree.mapping(holder).get("parameters")
        for number in range(len(listed) if isinstance(listed, list) else 0):
            parameter = tree.mapping(f"{holder}/parameters/{number}")
            name = parameter.get("name")
            if parameter.get("in") == "path" and isinstance(name, str) and name not in known:
                found[name] = tree.mapping(f"{holder}/parameters/{number}/schema")
    return found
