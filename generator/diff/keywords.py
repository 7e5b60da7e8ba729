"""Compares the keywords that `Api` does not carry, in the canonical documents themselves.

They bind values in ways no client models (`contains`, `if`, `dependentRequired`, …). A keyword that
is added narrows; whether one schema under it contains another is not decided.
"""

import json
from collections.abc import Iterator
from typing import Final

from generator.diff.changes import Seen, seen
from generator.diff.json_tree import Tree
from generator.diff.objects import default_changes
from generator.diff.rules import Slot
from generator.diff.scalars import bound
from generator.diff.steps import Below, Noted
from generator.diff.subschemas import Leaf, idle_bounds, idle_properties, leaves, own_leaves
from generator.ir.document import JsonObject, JsonValue
from generator.ir.schema import Default, NamedType

_RESTRICTIONS: Final = (
    ("contains", "contains"),
    ("if", "if"),
    ("then", "then"),
    ("else", "else"),
    ("not", "not"),
    ("propertyNames", "property-names"),
    ("unevaluatedProperties", "unevaluated-properties"),
    ("unevaluatedItems", "unevaluated-items"),
    ("contentSchema", "content-schema"),
)
_BOUNDS: Final = (("minContains", "min-contains"), ("maxContains", "max-contains"))
_MAPPINGS: Final = (
    ("dependentSchemas", "dependent-schema"),
    ("dependentRequired", "dependent-required"),
)
_LABELS: Final = (
    ("contentEncoding", "content-encoding-changed"),
    ("contentMediaType", "content-media-type-changed"),
)
_NOTHING: Final[tuple[JsonValue, ...]] = (None, True, {})
_PROSE: Final = frozenset(
    {"title", "description", "example", "examples", "externalDocs", "deprecated", "$comment", "xml"}
)
_RELEVANT: Final = frozenset(
    [name for name, _ in (*_RESTRICTIONS, *_BOUNDS, *_MAPPINGS, *_LABELS)]
) | {"allOf", "default", "patternProperties"}


def keyword_steps(pair: Below, base: Tree, revision: Tree) -> Iterator[Noted]:
    """The rules that hold for the keywords of two schemas."""
    if base.root is None or revision.root is None:
        return
    before, after = base.unwrapped(pair.base.pointer), revision.unwrapped(pair.revision.pointer)
    if before is after or before == after:
        return
    if base.stands_elsewhere(pair.base.pointer) or revision.stands_elsewhere(pair.revision.pointer):
        return
    is_body = pair.scope.slot is Slot.BODY and not pair.scope.nested
    if _RELEVANT & (before.keys() | after.keys()):
        for path, found in _seen(before, after, is_body=is_body):
            yield _noted(pair, path, found, idle=False)
    if pair.base.type == pair.revision.type and not isinstance(pair.base.type, NamedType):
        # Media types whose values are mere text or bytes to a client keep their schema's bounds.
        for path, found in own_leaves(before, after):
            yield _noted(pair, path, found, idle=False)
    for found in idle_bounds(before, after):
        yield _noted(pair, "", found, idle=True)
    for path, found in idle_properties(before, after):
        yield _noted(pair, path, found, idle=True)


def _noted(pair: Below, path: str, seen: Seen, *, idle: bool) -> Noted:
    return Noted(
        seen=seen,
        scope=pair.scope.below if path else pair.scope,
        label=f"{pair.base.label}{path}",
        base=pair.base.pointer,
        revision=pair.revision.pointer,
        idle=idle,
    )


def _seen(before: JsonObject, after: JsonObject, *, is_body: bool) -> Iterator[Leaf]:
    for keyword, name in _RESTRICTIONS:
        yield from _restriction(keyword, name, before.get(keyword), after.get(keyword))
    for found in _patterns(before, after):
        yield Leaf("", found)
    for keyword, name in _BOUNDS:
        for found in bound(name, _number(before.get(keyword)), _number(after.get(keyword))):
            yield Leaf("", found)
    for keyword, name in _MAPPINGS:
        for found in _mapping(name, before.get(keyword), after.get(keyword)):
            yield Leaf("", found)
    for keyword, rule in _LABELS:
        if before.get(keyword) != after.get(keyword) and _same_type(before, after):
            yield Leaf("", seen(rule, before.get(keyword), after.get(keyword)))
    for found in _branches(before, after):
        yield Leaf("", found)
    if is_body:
        for found in default_changes(_default(before), _default(after)):
            yield Leaf("", found)


def _restriction(keyword: str, name: str, before: JsonValue, after: JsonValue) -> Iterator[Leaf]:
    none_before, none_after = before in _NOTHING, after in _NOTHING
    if none_before and none_after:
        return
    if none_before:
        yield Leaf("", Seen(f"{name}-added"))
    elif none_after:
        yield Leaf("", Seen(f"{name}-removed"))
    elif meaning(before) != meaning(after):
        below = list(leaves(before, after, f".{keyword}"))
        yield from below or [Leaf("", Seen(f"{name}-changed"))]


def _patterns(before: JsonObject, after: JsonObject) -> Iterator[Seen]:
    old, new = before.get("patternProperties") or {}, after.get("patternProperties") or {}
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    for pattern in old.keys() - new.keys():
        yield seen("pattern-property-removed", pattern)
    for pattern in new.keys() - old.keys():
        yield seen("pattern-property-added", None, pattern)


def _mapping(name: str, before: JsonValue, after: JsonValue) -> Iterator[Seen]:
    old = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    if new.keys() - old.keys():
        yield Seen(f"{name}-added")
    if old.keys() - new.keys():
        yield Seen(f"{name}-removed")
    if any(meaning(old[key]) != meaning(new[key]) for key in old.keys() & new.keys()):
        yield Seen(f"{name}-changed")


def _branches(before: JsonObject, after: JsonObject) -> Iterator[Seen]:
    """`allOf` is merged before anything is compared; a branch more is worth a word, no more."""
    old, new = before.get("allOf") or [], after.get("allOf") or []
    if not isinstance(old, list) or not isinstance(new, list) or len(old) == len(new):
        return
    verb, more = ("added", new) if len(new) > len(old) else ("removed", old)
    fewer = {meaning(branch) for branch in (old if more is new else new)}
    extra = [branch for branch in more if meaning(branch) not in fewer]
    notes = all(isinstance(b, dict) and b.keys() <= _PROSE for b in extra)
    if not (old and new) and not notes:
        # A schema that was split into branches, or put together again: compared as one.
        return
    yield Seen(f"all-of-{verb}" + ("-annotation-only" if extra and notes else ""))


def _same_type(before: JsonObject, after: JsonObject) -> bool:
    """Whether both sides are about a string; where one is not, its change of type says it all."""
    return before.get("type") == after.get("type")


def _default(schema: JsonObject) -> Default | None:
    return Default(value=schema["default"]) if "default" in schema else None


def _number(value: JsonValue) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def meaning(schema: JsonValue) -> str:
    """What a schema says without its prose, to compare by."""
    return json.dumps(_without_prose(schema), sort_keys=True)


def is_unsaid(schema: JsonObject) -> bool:
    """Whether a schema says nothing but prose."""
    return schema.keys() <= _PROSE


def _without_prose(node: JsonValue) -> JsonValue:
    if isinstance(node, dict):
        return {k: _without_prose(v) for k, v in node.items() if k not in _PROSE}
    if isinstance(node, list):
        return [_without_prose(item) for item in node]
    return node
