"""The wire axis of two APIs: every change, with the operations that it reaches."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from generator.diff.bodies import note_body
from generator.diff.changes import Change, Node, NodeKey, Places
from generator.diff.finding import Direction, Verdict
from generator.diff.lifecycle import note_operation, sunset_passed
from generator.diff.operations import OperationPairs, blank, is_moved, pair_operations
from generator.diff.parameters import ParameterComparison
from generator.diff.responses import ResponseComparison
from generator.diff.sameness import Sameness
from generator.diff.security import SecurityComparison
from generator.diff.servers import note_servers
from generator.diff.side import Indexed
from generator.diff.walk import Walk
from generator.diff.words import component_name, listed, operation_name, quoted
from generator.ir.api import Operation
from generator.ir.schema import ComponentOrigin


class WireComparison(Struct, frozen=True, kw_only=True):
    """Attributes:
    walk: With the graph, and the definitions that were found to correspond.
    """

    walk: Walk
    operations: OperationPairs
    today: date | None

    def changes(self) -> Iterator[tuple[Change, frozenset[str]]]:
        """Compare, and give what was found."""
        for before, after in self.operations.pairs:
            self._operation(before, after)
        for gone in self.operations.removed:
            self._removed(gone)
        for new in self.operations.added:
            self._node("operation", new.key, new.key).plain(
                "endpoint-added",
                "existence",
                Verdict.COMPATIBLE,
                f"the operation {operation_name(new.key)} was added",
                base=None,
                revision=new.pointer,
                identity="operation",
            )
        self._webhooks()
        self._api()
        self.walk.graph.run()
        self._components()
        yield from self.walk.graph.reached()

    def _node(self, what: str, name: str, *operations: str) -> Node:
        key: NodeKey = (what, name)
        node = self.walk.graph.nodes[key] = Node(operations=frozenset(operations))
        return node

    def _operation(self, before: Operation, after: Operation) -> None:
        if self.walk.same.operation(before, after):
            return
        node = self._node("operation", before.key, before.key)
        place: Places = {"base": before.pointer, "revision": after.pointer, "identity": "operation"}
        if is_moved(before, after):
            node.plain(
                "api-removed-without-deprecation",
                "existence",
                Verdict.BREAKING,
                f"the operation {operation_name(before.key)} moved to {operation_name(after.key)}",
                **place,
            )
        if before.operation_id != after.operation_id:
            verb = "added" if before.operation_id is None else "removed"
            node.plain(
                f"api-operation-id-{verb}",
                "existence",
                Verdict.COMPATIBLE,
                f"the operationId changed from {quoted(before.operation_id)} "
                f"to {quoted(after.operation_id)}",
                **place,
            )
        for verb, tags in (
            ("removed", _without(before.tags, after.tags)),
            ("added", _without(after.tags, before.tags)),
        ):
            if tags:
                node.plain(
                    f"api-tag-{verb}",
                    "existence",
                    Verdict.COMPATIBLE,
                    f"the tag {listed(map(quoted, tags))} was {verb}",
                    **place,
                )
        note_operation(self.walk, node, before, after)
        SecurityComparison(base=self.walk.base, revision=self.walk.revision).operation(
            node, before, after
        )
        if before.servers or after.servers:
            base = before.servers or self.walk.base.api.servers
            revision = after.servers or self.walk.revision.api.servers
            note_servers(
                node, base, revision, places=(before.pointer, after.pointer), owner="the operation"
            )
        self._exchange(node, before, after, sent=Direction.REQUEST, received=Direction.RESPONSE)

    def _exchange(
        self,
        node: Node,
        before: Operation,
        after: Operation,
        *,
        sent: Direction,
        received: Direction,
    ) -> None:
        owner = (before.pointer, after.pointer)
        ParameterComparison(walk=self.walk, node=node, direction=sent).run(before, after)
        note_body(self.walk, node, before.body, after.body, direction=sent, owner=owner)
        ResponseComparison(walk=self.walk, node=node, direction=received).run(before, after)

    def _removed(self, gone: Operation) -> None:
        passed = sunset_passed(self.walk.base.tree, gone.pointer, self.today)
        wire = Verdict.COMPATIBLE if gone.deprecated and passed else Verdict.BREAKING
        path_left = any(
            blank(o.path) == blank(gone.path) for o in self.walk.revision.api.operations
        )
        subject = "api" if path_left else "api-path"
        dated = "x-sunset" in self.walk.base.tree.mapping(gone.pointer)
        how = "without-deprecation"
        if gone.deprecated:
            how = "with-deprecation" if passed or not dated else "before-sunset"
        name = f"{subject}-removed-{how}"
        self._node("operation", gone.key, gone.key).plain(
            name,
            "existence",
            wire,
            f"the operation {operation_name(gone.key)} was removed",
            base=gone.pointer,
            revision=None,
            identity="operation",
        )

    def _webhooks(self) -> None:
        """What the server sends is a request to those who wrote the old receiver: flipped."""
        old = {
            _webhook(w.callback_of, w.name, w.operation.method): w
            for w in self.walk.base.api.webhooks
        }
        new = {
            _webhook(w.callback_of, w.name, w.operation.method): w
            for w in self.walk.revision.api.webhooks
        }
        for name in old | new:
            before, after = old.get(name), new.get(name)
            hook = before or after or old[name]
            shown = hook.callback_of or f"{hook.operation.method} webhook:{hook.name}"
            node = self._node("webhook", name, shown)
            if before and after:
                self._exchange(
                    node,
                    before.operation,
                    after.operation,
                    sent=Direction.RESPONSE,
                    received=Direction.REQUEST,
                )
            elif before:
                node.plain(
                    "webhook-removed",
                    "existence",
                    Verdict.BREAKING,
                    f"the webhook {quoted(before.name)} was removed",
                    base=before.operation.pointer,
                    revision=None,
                    identity=f"webhook {name}",
                )
            elif after:
                node.plain(
                    "webhook-added",
                    "existence",
                    Verdict.COMPATIBLE,
                    f"the webhook {quoted(after.name)} was added",
                    base=None,
                    revision=after.operation.pointer,
                    identity=f"webhook {name}",
                )

    def _api(self) -> None:
        root = self._node("api", "")
        base, revision = self.walk.base, self.walk.revision
        SecurityComparison(base=base, revision=revision).schemes(root)
        note_servers(
            root,
            base.api.servers,
            revision.api.servers,
            places=("/servers", "/servers"),
            owner="the API",
        )

    def _components(self) -> None:
        """Components are on no wire, but a reader of the change wants to know what went."""
        root = self.walk.graph.nodes[("api", "")]
        kept = self.walk.met
        names = {
            d.origin.key
            for d in self.walk.revision.api.definitions
            if isinstance(d.origin, ComponentOrigin)
        }
        for definition in self.walk.base.api.definitions:
            origin = definition.origin
            if (
                isinstance(origin, ComponentOrigin)
                and origin.key not in names
                and definition.id not in kept
            ):
                root.plain(
                    "api-schema-removed",
                    "existence",
                    Verdict.COMPATIBLE,
                    f"the schema {quoted(component_name(definition))} was removed",
                    base=definition.id,
                    revision=None,
                    identity=definition.id,
                )


def wire_comparison(base: Indexed, revision: Indexed, today: date | None) -> WireComparison:
    return WireComparison(
        walk=Walk(base=base, revision=revision, same=Sameness.of(base, revision)),
        operations=pair_operations(base.api, revision.api),
        today=today,
    )


def _webhook(callback_of: str | None, name: str, method: str) -> str:
    return f"{callback_of or ''} {name} {method}"


def _without(tags: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    return [tag for tag in tags if tag not in others]
