"""Compares the media types of a body or a response: which there are, and what each holds."""

from collections.abc import Iterator

from msgspec import Struct

from generator.diff.changes import Node
from generator.diff.finding import Direction, Verdict
from generator.diff.json_tree import Tree
from generator.diff.rules import Scope, Slot
from generator.diff.shapes import Use
from generator.diff.walk import Walk
from generator.diff.words import quoted
from generator.ir.api import Content, PartEncoding, RequestBody


class ContentComparison(Struct, frozen=True, kw_only=True):
    """Attributes:
    label: Of the slot: `request body`, `200 response`.
    direction: Which way the values travel, webhooks flipped.
    is_request: Whether the slot is a request body, whichever way it travels.
    """

    walk: Walk
    node: Node
    direction: Direction
    label: str
    is_request: bool

    def run(
        self, base: tuple[Content, ...], revision: tuple[Content, ...], *, owner: tuple[str, str]
    ) -> None:
        pairs, removed, added = _pair(base, revision)
        for before, after in pairs:
            self._contents(before, after)
        for gone in removed:
            self._note(
                "removed",
                gone.media_type,
                Verdict.BREAKING,
                f"no longer comes as {quoted(gone.media_type)}",
                gone.pointer,
                owner[1],
            )
        for new in added:
            self._note(
                "added",
                new.media_type,
                Verdict.COMPATIBLE,
                f"may be {quoted(new.media_type)}",
                owner[0],
                new.pointer,
            )

    def _contents(self, before: Content, after: Content) -> None:
        if _normal(before.media_type) != _normal(after.media_type):
            self._renamed(before, after)
        scope = Scope(direction=self.direction, slot=Slot.BODY)
        self.walk.compare(
            self.node,
            Use(type=before.type, pointer=f"{before.pointer}/schema", label=self.label),
            Use(type=after.type, pointer=f"{after.pointer}/schema", label=self.label),
            scope,
        )
        for name in _changed_parts(before.parts, after.parts):
            self.node.plain(
                "request-body-encoding-changed",
                "type",
                Verdict.BREAKING,
                f"{quoted(f'{self.label}.{name}')} is encoded in another way",
                base=before.pointer,
                revision=after.pointer,
                identity=f"{self.label}.{name}",
                direction=self.direction,
            )

    def _renamed(self, before: Content, after: Content) -> None:
        was, now = before.media_type, after.media_type
        wider = _covers(now, was)
        verb = "generalized" if wider else "specialized" if _covers(was, now) else "changed"
        same_kind = before.encoding is after.encoding and not _is_range(was) and not _is_range(now)
        narrower = verb == ("generalized" if self.is_request else "specialized")
        harmless = narrower or (verb == "changed" and same_kind)
        verdict = Verdict.COMPATIBLE if harmless else Verdict.BREAKING
        self._note(
            f"name-{verb}",
            was,
            verdict,
            f"comes as {quoted(now)}, no longer as {quoted(was)}",
            before.pointer,
            after.pointer,
            kind="type",
        )

    def _note(
        self,
        verb: str,
        media_type: str,
        wire: Verdict,
        words: str,
        base: str,
        revision: str,
        *,
        kind: str = "existence",
    ) -> None:
        scope = "request-body" if self.is_request else "response"
        self.node.plain(
            f"{scope}-media-type-{verb}",
            kind,
            wire,
            f"the {self.label} {words}",
            base=base,
            revision=revision,
            identity=f"{self.label} {media_type}",
            direction=self.direction,
        )


def note_body(
    walk: Walk,
    node: Node,
    base: RequestBody | None,
    revision: RequestBody | None,
    *,
    direction: Direction,
    owner: tuple[str, str],
) -> None:
    """Note what became of a request's body."""

    base = base or _stated(walk.base.tree, owner[0])
    revision = revision or _stated(walk.revision.tree, owner[1])

    def note(verb: str, kind: str, wire: Verdict, words: str) -> None:
        node.plain(
            f"request-body-{verb}",
            kind,
            wire,
            f"the request body {words}",
            base=base.pointer if base else owner[0],
            revision=revision.pointer if revision else owner[1],
            identity="request body",
            direction=direction,
        )

    if base is None and revision is not None:
        need = "required" if revision.required else "optional"
        wire = Verdict.BREAKING if revision.required else Verdict.COMPATIBLE
        note(f"added-{need}", "existence", wire, f"was added, and is {need}")
    elif base is not None and revision is None:
        note("removed", "existence", Verdict.BREAKING, "was removed")
    elif base is not None and revision is not None:
        if base.required != revision.required:
            need = "required" if revision.required else "optional"
            wire = Verdict.BREAKING if revision.required else Verdict.COMPATIBLE
            note(f"became-{need}", "requiredness", wire, f"became {need}")
        ContentComparison(
            walk=walk, node=node, direction=direction, label="request body", is_request=True
        ).run(base.contents, revision.contents, owner=(base.pointer, revision.pointer))


def _stated(tree: Tree, operation: str) -> RequestBody | None:
    """A body that the document states where none may be sent: of a GET."""
    stated = tree.mapping(f"{operation}/requestBody")
    if not stated:
        return None
    required = stated.get("required") is True
    return RequestBody(required=required, contents=(), pointer=f"{operation}/requestBody")


def _pair(
    base: tuple[Content, ...], revision: tuple[Content, ...]
) -> tuple[list[tuple[Content, Content]], list[Content], list[Content]]:
    left, right = list(base), list(revision)
    pairs: list[tuple[Content, Content]] = []
    for same in (_same_name, _same_essence, _same_encoding):
        for one in list(left):
            if other := next((c for c in right if same(one, c)), None):
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)
    return pairs, left, right


def _same_name(one: Content, other: Content) -> bool:
    return _normal(one.media_type) == _normal(other.media_type)


def _same_essence(one: Content, other: Content) -> bool:
    return _essence(one.media_type) == _essence(other.media_type)


def _same_encoding(one: Content, other: Content) -> bool:
    """`application/json` and `application/vnd.x+json`; a range and what it covers."""
    was, now = one.media_type, other.media_type
    return (_suffix(was) == _suffix(now) != "") or _covers(was, now) or _covers(now, was)


def _normal(media_type: str) -> tuple[str, ...]:
    essence, *parameters = [part.strip().lower() for part in media_type.split(";")]
    return essence, *sorted(p for p in parameters if p not in ("charset=utf-8", 'charset="utf-8"'))


def _essence(media_type: str) -> str:
    return _normal(media_type)[0]


def _suffix(media_type: str) -> str:
    subtype = _essence(media_type).partition("/")[2]
    return subtype.rpartition("+")[2] if "+" in subtype else ""


def _is_range(media_type: str) -> bool:
    return _essence(media_type).endswith("*")


def _covers(wide: str, narrow: str) -> bool:
    """Whether everything of the second media type is of the first."""
    one, other = _essence(wide), _essence(narrow)
    if one == "*/*" or (one.endswith("/*") and other.startswith(one[:-1])):
        return True
    if one == other:
        return set(_normal(wide)) < set(_normal(narrow))
    kind, _, subtype = one.partition("/")
    return other.startswith(f"{kind}/") and _suffix(narrow) == subtype


def _changed_parts(
    base: tuple[PartEncoding, ...], revision: tuple[PartEncoding, ...]
) -> Iterator[str]:
    old, new = {p.wire_name: p for p in base}, {p.wire_name: p for p in revision}
    for name in old.keys() & new.keys():
        if old[name] != new[name]:
            yield name
