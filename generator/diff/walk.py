"""Drives the comparison over the graph: each pair of shared schemas once per direction."""

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diff.changes import Graph, Node, NodeKey, Replaced
from generator.diff.hidden import is_flat
from generator.diff.keywords import keyword_steps
from generator.diff.objects import scope_of_field
from generator.diff.rules import Scope
from generator.diff.sameness import Sameness
from generator.diff.shapes import Use, is_leaf
from generator.diff.side import Indexed
from generator.diff.steps import Below, Noted, Step
from generator.diff.unions import TypePair
from generator.diff.words import component_name
from generator.ir.schema import ComponentOrigin, NamedType, ObjectSchema, SchemaId


class Walk(Struct, kw_only=True):
    """Attributes:
    matched: Pairs of definitions that stand at the same place, for the names' comparison.
    met: Definitions of the base that were compared with anything at all.
    """

    base: Indexed
    revision: Indexed
    same: Sameness
    graph: Graph = field(default_factory=Graph)
    matched: dict[tuple[SchemaId, SchemaId], None] = field(
        default_factory=dict[tuple[SchemaId, SchemaId], None]
    )

    met: set[SchemaId] = field(default_factory=set[SchemaId])

    def compare(self, node: Node, base: Use, revision: Use, scope: Scope) -> None:
        """Compare two schemas, as part of a node or, where both are shared, as one of their own."""
        pending = [Below(base=base, revision=revision, scope=scope)]
        while pending:
            pair = pending.pop()
            before, after = pair.base.type, pair.revision.type
            if isinstance(before, NamedType):
                self.met.add(before.id)
            if isinstance(before, NamedType) and isinstance(after, NamedType):
                self._shared(node, pair, before.id, after.id)
            else:
                pending.extend(reversed(self._inline(node, pair)))

    def _shared(self, node: Node, pair: Below, base: SchemaId, revision: SchemaId) -> None:
        if self.same.schema(base, revision):
            return
        leading = self.same.leading(base, revision)
        # Where an object that is the same by itself stands is of no account to what it leads to.
        scope = pair.scope if leading is None else pair.scope.below
        key: NodeKey = ("schema", base, revision, scope)
        node.children[key] = None
        if key in self.graph.nodes:
            return
        pair = replace(pair, scope=scope)
        child = self.graph.nodes[key] = Node(replaced=self._replaced(node, pair, base, revision))
        if child.replaced is None:
            self.matched[(base, revision)] = None
        if leading is None:
            self.graph.pending.append(lambda: self._open(child, pair, base, revision))
        else:
            self.graph.pending.append(lambda: self._follow(child, pair, leading))

    def _replaced(
        self, node: Node, pair: Below, base: SchemaId, revision: SchemaId
    ) -> Replaced | None:
        """Another component in the place of one that lives on; or an inline part of that."""
        was = self.base.definitions[base].origin
        now = self.revision.definitions[revision].origin
        if not isinstance(was, ComponentOrigin) or not isinstance(now, ComponentOrigin):
            return node.replaced if base != revision else None
        if was.key == now.key or base not in self.revision.definitions:
            return None
        return Replaced(
            base=pair.base.pointer,
            revision=pair.revision.pointer,
            label=pair.base.label,
            was=was.key,
            now=now.key,
            scope=pair.scope,
        )

    def _open(self, node: Node, pair: Below, base: SchemaId, revision: SchemaId) -> None:
        label = component_name(self.revision.definitions[revision]) or pair.base.label
        before = Use(type=pair.base.type, pointer=base, label=label)
        after = Use(type=pair.revision.type, pointer=revision, label=label)
        for below in self._inline(node, Below(base=before, revision=after, scope=pair.scope)):
            self.compare(node, below.base, below.revision, below.scope)

    def _follow(self, node: Node, pair: Below, definition: ObjectSchema) -> None:
        """Compare what the properties of an object lead to that is the same by itself."""
        label = component_name(definition) or pair.base.label
        properties = self.base.tree.mapping(f"{definition.id}/properties")
        for one in definition.fields:
            if is_leaf(one.type) and is_flat(properties.get(one.wire_name)):
                continue
            use = Use(type=one.type, pointer=one.pointer, label=f"{label}.{one.wire_name}")
            self.compare(node, use, use, scope_of_field(pair.scope, one))

    def _inline(self, node: Node, pair: Below) -> list[Below]:
        """Note what differs at this place; give what is to be compared below it."""
        below: list[Below] = []
        types = TypePair(
            base=pair.base,
            revision=pair.revision,
            scope=pair.scope,
            base_side=self.base,
            revision_side=self.revision,
        )
        same = pair.base.type == pair.revision.type and is_leaf(pair.base.type)
        found: list[Step] = [] if same else list(types.steps())
        found.extend(keyword_steps(pair, self.base.tree, self.revision.tree))
        for step in found:
            match step:
                case Noted():
                    node.note(
                        step.seen,
                        step.scope,
                        label=step.label,
                        base=step.base,
                        revision=step.revision,
                        idle=step.idle,
                    )
                case Below():
                    below.append(step)
        return below
