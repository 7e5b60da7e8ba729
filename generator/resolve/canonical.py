"""The walk that makes the canonical document: shapes checked, `$ref`s local, 3.0 spelt as 3.1.

Goes through a document once, by `grammar`. A node that needs no change is kept as it is, so that
the result shares most of its memory with the source.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import assert_never

from generator.diagnostics import Collector, SpecError
from generator.ir.document import Document, JsonObject, JsonValue, Position, SourceLoss
from generator.resolve.grammar import (
    CHILDREN,
    METHODS,
    NUMBERS,
    REFERABLE,
    SECTION_OF,
    Kind,
    Shape,
)
from generator.resolve.schema_dialect import upgrade_schema
from generator.resolve.sources import Sources, escape, look_up, problem, unquoted


@dataclass(frozen=True, slots=True)
class Where:
    """A node's place: in its source, and in the canonical document."""

    document: Document
    pointer: str
    canonical: str

    def step(self, *keys: str) -> "Where":
        tail = "".join(f"/{escape(key)}" for key in keys)
        return Where(self.document, self.pointer + tail, self.canonical + tail)


@dataclass(slots=True)
class OriginMap:
    """A `SourceMap` of the canonical document: prefixes that came from elsewhere, and the root."""

    root: Document
    prefixes: dict[str, tuple[Document, str]] = field(
        default_factory=dict[str, tuple[Document, str]]
    )

    def locate(self, pointer: str) -> Position:
        prefix = pointer
        while prefix:
            if found := self.prefixes.get(prefix):
                document, source = found
                return document.source_map.locate(source + pointer[len(prefix) :])
            prefix = prefix.rpartition("/")[0]
        return self.root.source_map.locate(pointer)


@dataclass(slots=True)
class Canonicalizer:
    """Rewrites the root document and bundles what it refers to.

    Attributes:
        modern: Whether keywords beside `$ref` have a meaning (3.1).
    """

    sources: Sources
    modern: bool
    collector: Collector
    origins: OriginMap
    losses: list[SourceLoss] = field(default_factory=list[SourceLoss])
    bundled: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    pending: deque[tuple[Kind, str, str, Document, str]] = field(
        default_factory=deque[tuple[Kind, str, str, Document, str]]
    )
    taken: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    anchors: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    done: dict[tuple[int, Kind], JsonValue] = field(
        default_factory=dict[tuple[int, Kind], JsonValue]
    )

    def document(self, tree: JsonObject) -> JsonObject:
        """The canonical document of the root's tree."""
        root = self.sources.root
        components = tree.get("components")
        for section, entries in components.items() if isinstance(components, dict) else ():
            self.taken[section] = set(entries) if isinstance(entries, dict) else set()
        made = self.walk(tree, Kind.DOCUMENT, Where(root, "", ""))
        assert isinstance(made, dict)
        if not self.pending:
            return made
        made = dict(made)
        found = made.get("components")
        sections: JsonObject = dict(found) if isinstance(found, dict) else {}
        made["components"] = sections
        while self.pending:
            kind, section, name, document, pointer = self.pending.popleft()
            _, target = look_up(document.tree, pointer)
            canonical = f"/components/{section}/{escape(name)}"
            self.origins.prefixes[canonical] = (document, pointer)
            entries = sections.get(section)
            sections[section] = {
                **(entries if isinstance(entries, dict) else {}),
                name: self.walk(target, kind, Where(document, pointer, canonical)),
            }
        return made

    def walk(self, node: JsonValue, kind: Kind, where: Where) -> JsonValue:
        """A node in its canonical form."""
        if kind is Kind.SCHEMA and isinstance(node, bool):
            return node
        if not isinstance(node, dict):
            self._wrong(where, f"a {kind} is an object, not {_kind_of(node)}")
            return {}
        memo = (id(node), kind)
        if memo in self.done:
            return self.done[memo]
        made = self._rewritten(node, kind, where)
        self.done[memo] = made
        return made

    def _rewritten(self, node: JsonObject, kind: Kind, where: Where) -> JsonValue:
        made = node
        if kind is Kind.SCHEMA:
            made = upgrade_schema(node, strip_siblings=not self.modern)
            if "$dynamicRef" in made:
                made = self._dynamic(made, where)
            self._check_keywords(made, where)
        elif kind is Kind.OPERATION:
            self._check_tags(node, where)
        if kind in REFERABLE and isinstance(made.get("$ref"), str):
            with self.collector.part():
                made = self._reference(made, kind, where)
        changed = dict(made) if made is not node else None
        for key, value in made.items():
            child = self._child(kind, key)
            if child is None:
                continue
            new = self._children(value, *child, where.step(key))
            if new is not value:
                changed = dict(made) if changed is None else changed
                changed[key] = new
        return made if changed is None else changed

    def _check_keywords(self, schema: JsonObject, where: Where) -> None:
        """Keywords of a schema whose values are no child objects."""
        kind = schema.get("type")
        if kind is not None and not isinstance(kind, str) and not _are_strings(kind):
            self._wrong(
                where.step("type"), f"`type` is a name or a list of names, not {_kind_of(kind)}"
            )
        for key in NUMBERS:
            value = schema.get(key)
            if value is not None and (
                isinstance(value, bool) or not isinstance(value, (int, float))
            ):
                self._wrong(where.step(key), f"`{key}` is a number, not {_kind_of(value)}")
        stated = schema.get("discriminator")
        mapping = stated.get("mapping") if isinstance(stated, dict) else None
        for tag, target in mapping.items() if isinstance(mapping, dict) else ():
            self._check_mapping(target, where.step("discriminator", "mapping", tag))

    def _check_mapping(self, target: JsonValue, where: Where) -> None:
        """A discriminator's target is a component, by name or by a reference within the document.

        One that is not there does no harm: the values that it stands for have inline variants.
        """
        text = target if isinstance(target, str) else "/"
        if not text.startswith("#") and any(c in text for c in ":/\\"):
            self.collector.add(
                problem(
                    where.document,
                    where.pointer,
                    "R210",
                    f"the mapping {target} leads out of the document",
                    "Name a component, or refer to it with `#/components/schemas/…`.",
                )
            )

    def _check_tags(self, operation: JsonObject, where: Where) -> None:
        tags = operation.get("tags")
        if tags is not None and not _are_strings(tags):
            self._wrong(where.step("tags"), f"`tags` is a list of names, not {_kind_of(tags)}")

    def _child(self, kind: Kind, key: str) -> tuple[Shape, Kind] | None:
        if kind is Kind.CALLBACK and not key.startswith("x-"):
            return Shape.ONE, Kind.PATH_ITEM
        return CHILDREN[kind].get(key)

    def _children(self, value: JsonValue, shape: Shape, kind: Kind, where: Where) -> JsonValue:
        match shape:
            case Shape.ONE:
                return (
                    value
                    if kind is Kind.DATA and isinstance(value, dict)
                    else self.walk(value, kind, where)
                )
            case Shape.ONE_OR_BOOLEAN:
                if isinstance(value, list) and kind is Kind.SCHEMA:
                    # Draft 4's `items: [...]` is 2020-12's `prefixItems`, which `lower` reads.
                    return self._list(value, kind, where)
                return self.walk(value, kind, where)
            case Shape.LIST:
                return self._list(value, kind, where)
            case Shape.MAP:
                return self._map(value, kind, where)
            case _:
                assert_never(shape)

    def _list(self, value: JsonValue, kind: Kind, where: Where) -> JsonValue:
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong(where, f"a list is needed here, not {_kind_of(value)}")
            return []
        if kind is Kind.DATA:
            for number, entry in enumerate(value):
                if not isinstance(entry, dict):
                    self._wrong(
                        where.step(str(number)), f"an object is needed here, not {_kind_of(entry)}"
                    )
            return value
        made = [self.walk(v, kind, where.step(str(n))) for n, v in enumerate(value)]
        return value if all(a is b for a, b in zip(made, value, strict=True)) else made

    def _map(self, value: JsonValue, kind: Kind, where: Where) -> JsonValue:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong(where, f"an object is needed here, not {_kind_of(value)}")
            return {}
        made = {
            key: (
                entry
                if key.startswith("x-") and kind is not Kind.SCHEMA and kind is not Kind.HEADER
                else self.walk(entry, kind, where.step(key))
            )
            for key, entry in value.items()
            if entry is not None or kind is not Kind.PATH_ITEM
        }
        same = len(made) == len(value) and all(made[key] is value[key] for key in value)
        return value if same else made

    def _wrong(self, where: Where, message: str) -> None:
        self.collector.add(problem(where.document, where.pointer, "R220", message))

    # References.

    def _reference(self, node: JsonObject, kind: Kind, where: Where) -> JsonObject:
        reference = str(node["$ref"])
        file, _, fragment = reference.partition("#")
        document = where.document
        if file:
            document = self.sources.open(file, where.document, where.pointer + "/$ref")
        pointer = self._pointer(fragment, document, where)
        if pointer is None:
            return self._dangling(node, reference, where)
        found, target = look_up(document.tree, pointer)
        if not found:
            return self._dangling(node, reference, where)
        if document is self.sources.root and kind is not Kind.PATH_ITEM:
            self._refuse_loop(document, pointer, reference, where)
            local = "#" + pointer
            return node if reference == local else {**node, "$ref": local}
        self._refuse_loop(document, pointer, reference, where)
        if kind is Kind.PATH_ITEM:
            return self._inlined(node, document, pointer, target, where)
        return {**node, "$ref": self._bundle(kind, document, pointer)}

    def _pointer(self, fragment: str, document: Document, where: Where) -> str | None:
        if fragment in ("", "/"):
            return ""
        if fragment.startswith("/"):
            exact, _ = look_up(document.tree, fragment)
            return fragment if exact else unquoted(fragment)
        return self._anchors(document).get(fragment)

    def _anchors(self, document: Document) -> dict[str, str]:
        if document.path not in self.anchors:
            found: dict[str, str] = {}
            stack: list[tuple[str, JsonValue]] = [("", document.tree)]
            while stack:
                pointer, node = stack.pop()
                if isinstance(node, dict):
                    for key in ("$anchor", "$dynamicAnchor"):
                        if isinstance(name := node.get(key), str):
                            found.setdefault(name, pointer)
                    stack.extend((f"{pointer}/{escape(k)}", v) for k, v in node.items())
                elif isinstance(node, list):
                    stack.extend((f"{pointer}/{n}", v) for n, v in enumerate(node))
            self.anchors[document.path] = found
        return self.anchors[document.path]

    def _refuse_loop(self, document: Document, pointer: str, reference: str, where: Where) -> None:
        """Refuse a chain of references that never reaches anything."""
        chain = [reference]
        seen = {(document.path, pointer)}
        while True:
            _, target = look_up(document.tree, pointer)
            following = (
                target.get("$ref") if isinstance(target, dict) and len(target) == 1 else None
            )
            if not isinstance(following, str):
                return
            chain.append(following)
            file, _, fragment = following.partition("#")
            if file:
                document = self.sources.open(file, document, pointer)
            next_pointer = self._pointer(fragment, document, where)
            if next_pointer is None:
                return
            pointer = next_pointer
            if (document.path, pointer) in seen:
                raise SpecError(
                    problem(
                        where.document,
                        where.pointer,
                        "R213",
                        f"the reference never ends: {' → '.join(chain)}",
                    )
                )
            seen.add((document.path, pointer))

    def _dangling(self, node: JsonObject, reference: str, where: Where) -> JsonObject:
        if where.document.pages:
            self.losses.append(
                SourceLoss(what="dangling $ref", pointer=where.canonical, detail=reference)
            )
            return {k: v for k, v in node.items() if k != "$ref"}
        raise SpecError(
            problem(
                where.document,
                where.pointer + "/$ref",
                "R212",
                f"{reference} refers to nothing",
                "Check the spelling, or add what it names.",
            )
        )

    def _inlined(
        self, node: JsonObject, document: Document, pointer: str, target: JsonValue, where: Where
    ) -> JsonObject:
        self.origins.prefixes.setdefault(where.canonical, (document, pointer))
        made = self.walk(target, Kind.PATH_ITEM, Where(document, pointer, where.canonical))
        siblings = {k: v for k, v in node.items() if k != "$ref"}
        return {**made, **siblings} if isinstance(made, dict) else siblings

    def _bundle(self, kind: Kind, document: Document, pointer: str) -> str:
        """The local reference to a target of another file, which becomes a component."""
        identity = (document.path, pointer)
        section = SECTION_OF.get(kind, "schemas")
        if identity not in self.bundled:
            stem = document.file.rpartition("/")[2].partition(".")[0]
            wanted = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~") or stem
            wanted = "".join(c if c.isalnum() or c in "._-" else "_" for c in wanted)
            taken = self.taken.setdefault(section, set())
            name = wanted
            number = 2
            while name in taken:
                name, number = (
                    f"{stem}_{wanted}" if number == 2 else f"{wanted}_{number}"
                ), number + 1
            taken.add(name)
            self.bundled[identity] = f"#/components/{section}/{escape(name)}"
            self.pending.append((kind, section, name, document, pointer))
        return self.bundled[identity]

    def _dynamic(self, schema: JsonObject, where: Where) -> JsonObject:
        """A `$dynamicRef` whose anchor stands once is a plain reference."""
        name = str(schema["$dynamicRef"]).removeprefix("#")
        pointer = self._anchors(where.document).get(name)
        if pointer is None:
            self.collector.add(
                problem(
                    where.document,
                    where.pointer,
                    "R214",
                    f"$dynamicRef {name} can't be followed",
                    "Refer to a component with `$ref`.",
                )
            )
            return {}
        return {**{k: v for k, v in schema.items() if k != "$dynamicRef"}, "$ref": f"#{pointer}"}


def _are_strings(value: JsonValue) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def methods_of(item: JsonObject) -> list[str]:
    """The methods that a path item has, in its order."""
    return [key for key in item if key in METHODS]


def _kind_of(value: JsonValue) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"
