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
from generator.ir.document import JsonObject, JsonValue
from generator.ir.schema import Default

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
) | {"allOf", "default", "x-sunset"}


def keyword_steps(pair: Below, base: Tree, revision: Tree) -> Iterator[Noted]:
    """The rules that hold for the keywords of two schemas."""
    if base.root is None or revision.root is None:
        return
    before, after = base.mapping(pair.base.pointer), revision.mapping(pair.revision.pointer)
    if before is after or not (_RELEVANT & (before.keys() | after.keys())):
        return
    for found in _seen(
        before, after, is_body=pair.scope.slot is Slot.BODY and not pair.scope.nested
    ):
        yield Noted(
            seen=found,
            scope=pair.scope,
            label=pair.base.label,
            base=pair.base.pointer,
            revision=pair.revision.pointer,
        )


def _seen(before: JsonObject, after: JsonObject, *, is_body: bool) -> Iterator[Seen]:
    for keyword, name in _RESTRICTIONS:
        yield from _restriction(name, before.get(keyword), after.get(keyword))
    for keyword, name in _BOUNDS:
        yield from bound(name, _number(before.get(keyword)), _number(after.get(keyword)))
    for keyword, name in _MAPPINGS:
        yield from _mapping(name, before.get(keyword), after.get(keyword))
    for keyword, rule in _LABELS:
        if before.get(keyword) != after.get(keyword) and _any_type_of(before, after):
            yield seen(rule, before.get(keyword), after.get(keyword))
    yield from _branches(before, after)
    if is_body:
        yield from default_changes(_default(before), _default(after))


def _restriction(name: str, before: JsonValue, after: JsonValue) -> Iterator[Seen]:
    none_before, none_after = before in _NOTHING, after in _NOTHING
    if none_before and none_after:
        return
    if none_before:
        yield Seen(f"{name}-added")
    elif none_after:
        yield Seen(f"{name}-removed")
    elif _meaning(before) != _meaning(after):
        yield Seen(f"{name}-changed")


def _mapping(name: str, before: JsonValue, after: JsonValue) -> Iterator[Seen]:
    old = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    if new.keys() - old.keys():
        yield Seen(f"{name}-added")
    if old.keys() - new.keys():
        yield Seen(f"{name}-removed")
    if any(_meaning(old[key]) != _meaning(new[key]) for key in old.keys() & new.keys()):
        yield Seen(f"{name}-changed")


def _branches(before: JsonObject, after: JsonObject) -> Iterator[Seen]:
    """`allOf` is merged before anything is compared; a branch more is worth a word, no more."""
    old, new = before.get("allOf"), after.get("allOf")
    if not isinstance(old, list) or not isinstance(new, list) or len(old) == len(new):
        return
    verb, more = ("added", new) if len(new) > len(old) else ("removed", old)
    fewer = {_meaning(branch) for branch in (old if more is new else new)}
    extra = [branch for branch in more if _meaning(branch) not in fewer]
    notes = all(isinstance(b, dict) and b.keys() <= _PROSE for b in extra)
    yield Seen(f"all-of-{verb}" + ("-annotation-only" if extra and notes else ""))


def _any_type_of(before: JsonObject, after: JsonObject) -> bool:
    """Whether both sides are about a string; where one is not, its change of type says it all."""
    return before.get("type") == after.get("type")


def _default(schema: JsonObject) -> Default | None:
    return Default(value=schema["default"]) if "default" in schema else None


def _number(value: JsonValue) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _meaning(schema: JsonValue) -> str:
    return json.dumps(_without_prose(schema), sort_keys=True)


def _without_prose(node: JsonValue) -> JsonValue:
    if isinstance(node, dict):
        return {k: _without_prose(v) for k, v in node.items() if k not in _PROSE}
    if isinstance(node, list):
        return [_without_prose(item) for item in node]
    return node
