"""The walk that makes the canonical document: shapes checked, `$ref`s local, 3.0 spelt as 3.1.

Goes through a document once, by `grammar`. A node that needs no change is kept as it is, so that the
result shares most of its memory with the source, and a node that stands at several places (YAML's
aliases) is made once.
"""

import re
from functools import cached_property
from typing import Final, assert_never

from msgspec import Struct, field

from generator.diagnostics import Collector, SpecError
from generator.ir.document import METHODS, Document, JsonObject, JsonValue
from generator.ir.spec import UnreadKeyword
from generator.resolve.discriminators import with_mapping
from generator.resolve.dynamic import with_plain_reference
from generator.resolve.grammar import (
    REFERABLE,
    Child,
    Grammar,
    Kind,
    Rule,
    Shape,
    Value,
)
from generator.resolve.links import Here, Link, Linker, Local, Lost
from generator.resolve.places import OriginMap, Where
from generator.resolve.references import Target
from generator.resolve.schema_dialect import upgrade_schema
from generator.resolve.shapes import Misfit, fitted, is_text, kind_of
from generator.resolve.sources import escape, look_up, problem, steps_of
from generator.resolve.versions import version_of

_OWN_NAMES: Final = frozenset({"$id", "$anchor", "$dynamicAnchor"})
"""What a schema calls itself: nothing refers to it by that any more."""
_RESPELT: Final = frozenset({"nullable", "x-nullable", "example"})
"""Keywords of 3.0 that have another name in the canonical document."""
_TEXTS_ALONE: Final = frozenset({"type", "format", "title", "description"})
"""Keywords whose texts are the same in all versions: of a schema that is made up of them nothing is
to be done."""
_BESIDE_REF: Final = ("summary", "description")
_MAY_BE_NULL: Final = frozenset(
    {Kind.SCHEMA, Kind.RESPONSE, Kind.MEDIA_TYPE, Kind.HEADER, Kind.EXAMPLE, Kind.LINK}
)
"""Where YAML's empty value means the object without anything."""
_MAY_BE_LEFT_OUT: Final = frozenset({Kind.COMPONENTS, Kind.INFO, Kind.EXTERNAL_DOCS})
_PATHS: Final = ("/paths", "/webhooks")
_OTHER_METHODS: Final = frozenset({*METHODS, "connect", "additionaloperations"})
_METHOD: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""RFC 9110 §9.1: a token."""
_OBJECTS: Final = "In YAML an object is lines of `key: value`, indented alike."
_LISTS: Final = "In YAML a list is lines that begin with `- `, indented alike."
_SPELT_OUT: Final = "Write it out here."
_TEXTS: Final = "In YAML quotes make a text of anything."


class Canonicalizer(Struct, dict=True):
    """Rewrites the root document and bundles what it refers to."""

    linker: Linker
    grammar: Grammar
    collector: Collector
    origins: OriginMap
    unread: list[UnreadKeyword] = field(default_factory=list[UnreadKeyword])
    _done: dict[tuple[int, Kind], tuple[JsonValue, JsonValue]] = field(
        default_factory=dict[tuple[int, Kind], tuple[JsonValue, JsonValue]]
    )
    _inlining: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _modern: dict[str, bool] = field(default_factory=dict[str, bool])

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset((*_PATHS, *self.grammar.sections.values()))

    def document(self, root: Document) -> JsonObject:
        """The canonical document of the root's tree."""
        for kind, section in self.grammar.sections.items():
            self._note_entries(kind, Where(root, section, section))
        made = self._walk(root.tree, Kind.DOCUMENT, Where(root, "", ""))
        return self._with_moves(made if isinstance(made, dict) else {})

    def _note_entries(self, kind: Kind, where: Where) -> None:
        """Keep the names of a section's entries, and make homes of those that only refer."""
        found, entries = look_up(where.document.tree, where.pointer)
        if not found or not isinstance(entries, dict):
            return
        for name, entry, at in self._entries(entries, where):
            self.linker.bundle.take(kind, name)
            own = Target(at.document, at.pointer, entry)
            target = own if at.document is not where.document else self._only_target(own)
            while target and self.linker.bundle.settle(kind, name, target):
                target = self._only_target(target)

    def _only_target(self, entry: Target) -> Target | None:
        """What an entry refers to that is nothing but a reference to another file.

        What is wrong with it is said when the walk comes by.
        """
        node = entry.node
        reference = node.get("$ref") if isinstance(node, dict) and len(node) == 1 else None
        if not isinstance(reference, str):
            return None
        try:
            target = self.linker.references.find(reference, entry.where(""))
        except SpecError:
            return None
        at_home = (self.linker.sources.root, entry.document)
        return target if target and target.document not in at_home else None

    def _with_moves(self, made: JsonObject) -> JsonObject:
        """The document with the targets of other files in their homes."""
        moved: dict[str, JsonObject] = {}
        pending = self.linker.bundle.pending
        while pending:
            move = pending.popleft()
            section = self.grammar.sections[move.kind]
            canonical = f"{section}/{escape(move.name)}"
            self.origins.prefixes[canonical] = (move.target.document, move.target.pointer)
            node = self._walk(move.target.node, move.kind, move.target.where(canonical))
            moved.setdefault(section, {})[move.name] = node
        for section, entries in moved.items():
            made = _with_section(made, steps_of(section), entries)
        return made

    def _walk(self, node: JsonValue, kind: Kind, where: Where) -> JsonValue:
        """A node in its canonical form."""
        if not isinstance(node, dict):
            return self._no_object(node, kind, where)
        if kind is Kind.SCHEMA and _is_plain(node):
            return node
        if "$ref" in node:
            # What becomes of a reference depends on where it stands.
            return self._object(node, kind, where)
        memo = (id(node), kind)
        known = self._done.get(memo)
        if known is None:
            # The source node is kept beside the result, so that its identity stays its own.
            known = self._done[memo] = (node, self._object(node, kind, where))
        return known[1]

    def _no_object(self, node: JsonValue, kind: Kind, where: Where) -> JsonValue:
        if kind is Kind.SCHEMA and isinstance(node, bool):
            return node
        if node is None and kind in _MAY_BE_NULL:
            return {}
        self._wrong(where, f"{_a(kind)} must be an object, not {kind_of(node)}")
        return {}

    def _object(self, node: JsonObject, kind: Kind, where: Where) -> JsonValue:
        made = node
        if kind is Kind.SCHEMA:
            refers = "$ref" in node
            made = upgrade_schema(
                node, strip_siblings=refers and not self._is_modern(where.document)
            )
            if refers and made is not node:
                self._note_unread(node, made, where)
            if "$id" in made:
                where = Where(where.document, where.pointer, where.canonical, where.pointer)
            if "$dynamicRef" in made or "$recursiveRef" in made:
                with self.collector.part():
                    made = with_plain_reference(made, where, self.linker.references)
        reference = made.get("$ref")
        if isinstance(reference, str) and kind in REFERABLE:
            if kind in self.grammar.sections or kind is Kind.PATH_ITEM:
                return self._referring(made, reference, kind, where)
            self._wrong(where, f"Swagger 2.0 has no references to {kind}s", _SPELT_OUT)
        return self._keys(made, kind, where)

    def _note_unread(self, node: JsonObject, made: JsonObject, where: Where) -> None:
        """Keep the names of the keywords that stood beside a `$ref` without a meaning."""
        self.unread += [
            UnreadKeyword(keyword=key, pointer=where.canonical)
            for key in node
            if key not in made and key not in _RESPELT
        ]

    def _referring(self, node: JsonObject, reference: str, kind: Kind, where: Where) -> JsonValue:
        link: Link = Lost()
        with self.collector.part():
            link = self.linker.link(reference, kind, where)
        match link:
            case Local(local) if kind is Kind.SCHEMA:
                made = node if local == reference else {**node, "$ref": local}
                return self._keys(made, kind, where)
            case Local(local):
                if local == reference and len(node) == 1:
                    return node
                beside = {k: node[k] for k in _BESIDE_REF if isinstance(node.get(k), str)}
                return {"$ref": local, **beside}
            case Lost():
                return self._keys({k: v for k, v in node.items() if k != "$ref"}, kind, where)
            case Here(target):
                return self._in_place(node, target, kind, where)
            case _:
                assert_never(link)

    def _in_place(self, node: JsonObject, target: Target, kind: Kind, where: Where) -> JsonValue:
        """The target in a reference's place, with what stands beside the reference."""
        if target.key in self._inlining:
            self._wrong(where, f"this {kind} contains itself")
            return {}
        self.origins.prefixes[where.canonical] = (target.document, target.pointer)
        self._inlining.add(target.key)
        made = self._walk(target.node, kind, target.where(where.canonical))
        self._inlining.discard(target.key)
        siblings = {k: v for k, v in node.items() if k != "$ref"}
        if not siblings or not isinstance(made, dict):
            return made
        for key in siblings:
            at = where.step(key)
            self.origins.prefixes[at.canonical] = (at.document, at.pointer)
        return {**made, **self._keys(siblings, kind, where)}

    def _keys(self, node: JsonObject, kind: Kind, where: Where) -> JsonObject:
        """An object with what its keys hold in canonical form."""
        table = self.grammar.table[kind]
        changed: JsonObject | None = None
        for key, value in node.items():
            rule = table.get(key)
            if rule is Value.TEXT and isinstance(value, str):
                continue  # half of all keys
            if rule is None:
                if kind is not Kind.CALLBACK or key.startswith("x-"):
                    continue
                rule = Child(Shape.ONE, Kind.PATH_ITEM)
            new = self._value(value, rule, key, where)
            if new is value and new is not None:
                continue
            changed = dict(node) if changed is None else changed
            if new is None:
                del changed[key]
            else:
                changed[key] = new
        return self._finished(node if changed is None else changed, node, kind, where)

    def _finished(
        self, made: JsonObject, source: JsonObject, kind: Kind, where: Where
    ) -> JsonObject:
        """What a rule for one key can't say."""
        if kind is Kind.SCHEMA:
            if not _OWN_NAMES.isdisjoint(made):
                made = {k: v for k, v in made.items() if k not in _OWN_NAMES}
            if "discriminator" in made:
                made = with_mapping(made, source, where, self.linker, self.collector)
        elif kind is Kind.SECURITY_REQUIREMENT:
            made = self._requirement(made, where)
        elif kind is Kind.OPERATION and made.get("responses") == {}:
            # 3.0 wants the key; 3.1 wants it left out where there is nothing to say.
            made = {k: v for k, v in made.items() if k != "responses"}
        elif kind is Kind.PATH_ITEM:
            self._refuse_other_methods(made, where)
        return made

    def _requirement(self, made: JsonObject, where: Where) -> JsonObject:
        """A scheme without scopes has the empty list, which some leave out."""
        if all(isinstance(scopes, list) for scopes in made.values()):
            return made
        for name, scopes in made.items():
            if scopes is not None and not isinstance(scopes, list):
                self._wrong(
                    where.step(name), f"scopes must be a list, not {kind_of(scopes)}", _LISTS
                )
        return {name: [] if scopes is None else scopes for name, scopes in made.items()}

    def _refuse_other_methods(self, item: JsonObject, where: Where) -> None:
        """Refuse what would be an operation under another key: it must not vanish."""
        for key, value in item.items():
            if key in METHODS or key.startswith("x-") or not isinstance(value, dict):
                continue
            if key == "additionalOperations":
                self._refuse_wrong_methods(value, where.step(key))
            elif key.lower() in _OTHER_METHODS or "responses" in value:
                message = f"{key} is no method that a client can call"
                hint = f"The methods are {', '.join(METHODS)}, in small letters."
                self._wrong(where.step(key), message, hint, code="R218")

    def _refuse_wrong_methods(self, operations: JsonObject, where: Where) -> None:
        """Refuse `additionalOperations` (OpenAPI 3.2 §4.9.1) that are no methods, or have a key of
        their own."""
        for method in operations:
            if method.lower() in METHODS:
                message, hint = f"{method} has a key of its own", f"Call it {method.lower()}."
            elif not _METHOD.fullmatch(method):
                message, hint = f"{method} is no method", "A method is a token (RFC 9110 §9.1)."
            else:
                continue
            self._wrong(where.step(method), message, hint, code="R218")

    def _value(self, value: JsonValue, rule: Rule, key: str, where: Where) -> JsonValue:
        """What a key holds in canonical form; `None` where the key is to go."""
        if isinstance(rule, Value):
            fit = None if value is None else fitted(value, rule)
            if isinstance(fit, Misfit):
                message = f"`{key}` must be {rule}, not {kind_of(value, besides=rule)}"
                self._wrong(where.step(key), message, _TEXTS if rule is Value.TEXT else None)
                return None
            return fit
        if rule.shape is Shape.ONE:
            if value is None and rule.kind in _MAY_BE_LEFT_OUT:
                return None
            return self._walk(value, rule.kind, where.step(key))
        if rule.shape is Shape.LIST:
            return self._list(value, rule.kind, where.step(key))
        return self._map(value, rule, where.step(key))

    def _list(self, value: JsonValue, kind: Kind, where: Where) -> JsonValue:
        if value is None:
            return None
        if not isinstance(value, list):
            self._wrong(where, f"a list of {kind}s is needed here, not {kind_of(value)}", _LISTS)
            return None
        made = [self._walk(v, kind, where.step(str(n))) for n, v in enumerate(value)]
        return value if all(a is b for a, b in zip(made, value, strict=True)) else made

    def _map(self, value: JsonValue, rule: Child, where: Where) -> JsonValue:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong(where, f"{rule.kind}s under names are needed here, not {kind_of(value)}")
            return None
        made: JsonObject = {}
        same = not (self._is_section(where) and isinstance(value.get("$ref"), str))
        for key, entry, at in self._entries(value, where):
            if rule.shape is Shape.EXTENSIBLE_MAP and key.startswith("x-"):
                made[key] = entry
            elif entry is not None or rule.kind is not Kind.PATH_ITEM:
                made[key] = self._walk(entry, rule.kind, at)
            same = same and key in made and made[key] is entry
        return value if same and len(made) == len(value) else made

    def _entries(self, value: JsonObject, where: Where) -> list[tuple[str, JsonValue, Where]]:
        """A map's entries, those of the file included that a section names by a `$ref` of its own.

        OpenAPI has no such reference, but `schemas: {$ref: ./schemas/index.yaml}` is how many
        bundlers' users lay out their files, and it can mean only one thing.
        """
        reference = value.get("$ref") if self._is_section(where) else None
        if not isinstance(reference, str):
            return [(key, entry, where.step(key)) for key, entry in value.items()]
        entries = [(k, v, where.step(k)) for k, v in value.items() if k != "$ref"]
        with self.collector.part():
            target, opened = self.linker.opened(reference, where)
            there = target.where(where.canonical)
            for key, entry in opened.items():
                at = there.step(key)
                if key not in value:
                    self.origins.prefixes[at.canonical] = (at.document, at.pointer)
                    entries.append((key, entry, at))
        return entries

    def _is_section(self, where: Where) -> bool:
        return where.canonical in self._sections

    def _is_modern(self, document: Document) -> bool:
        """Whether keywords beside `$ref` have a meaning (3.1); a part of a document has the root's."""
        path = document.path
        if path not in self._modern:
            version = version_of(document.tree) or version_of(self.origins.root.tree)
            self._modern[path] = not version.startswith(("2.", "3.0"))
        return self._modern[path]

    def _wrong(
        self, where: Where, message: str, hint: str | None = None, *, code: str = "R220"
    ) -> None:
        hint = hint or _OBJECTS
        self.collector.add(problem(where.document, where.pointer, code, message, hint))


def _is_plain(schema: JsonObject) -> bool:
    """Whether a schema is a few texts, as most of a document's are."""
    return schema.keys() <= _TEXTS_ALONE and all(map(is_text, schema.values()))


def _with_section(tree: JsonObject, steps: list[str], entries: JsonObject) -> JsonObject:
    """The tree with more entries in a section, which may be new."""
    if not steps:
        return {**tree, **entries}
    below = tree.get(steps[0])
    inner = below if isinstance(below, dict) else {}
    return {**tree, steps[0]: _with_section(inner, steps[1:], entries)}


def _a(kind: Kind) -> str:
    return f"an {kind}" if kind[0] in "aeioO" else f"a {kind}"
