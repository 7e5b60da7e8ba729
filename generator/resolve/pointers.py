"""Which object stands at a pointer, by the grammar; and where the canonical document has it."""

from msgspec import Struct, field

from generator.ir.document import Document, JsonValue
from generator.resolve.grammar import Child, Grammar, Kind, Rule, Shape
from generator.resolve.schema_dialect import upgrade_schema
from generator.resolve.sources import step_into, steps_of


class Standing(Struct, frozen=True):
    """Attributes:
    kind: `None` where the grammar knows of no object: data, or a file that is only a part.
    moved: Whether the canonical form has the node at another pointer.
    """

    kind: Kind | None
    moved: bool = False


class Pointers(Struct):
    """Reads pointers of the root document."""

    grammar: Grammar
    root: Document
    _known: dict[str, Standing] = field(default_factory=dict[str, Standing])

    def standing(self, pointer: str) -> Standing:
        """What stands at a pointer of the root."""
        if pointer not in self._known:
            self._known[pointer] = standing_at(self.grammar, self.root.tree, pointer)
        return self._known[pointer]

    def canonical(self, kind: Kind, pointer: str) -> str | None:
        """The pointer in the canonical document; `None` where it has no such node."""
        if self.standing(pointer).moved:
            return None
        if self.grammar.sections == self.grammar.homes:
            return pointer
        section = self.grammar.sections.get(kind, "")
        if not section or not pointer.startswith(section + "/"):
            return None
        return self.grammar.homes[kind] + pointer[len(section) :]


def standing_at(grammar: Grammar, tree: JsonValue, pointer: str) -> Standing:
    """What stands at a pointer of a whole document."""
    kind: Kind | None = Kind.DOCUMENT
    within: Child | None = None
    node, moved = tree, False
    for step in steps_of(pointer):
        if within is not None:
            kind, within = within.kind, None
        elif kind is None:
            return Standing(None)
        else:
            if kind is Kind.SCHEMA and isinstance(node, dict):
                moved = moved or step not in upgrade_schema(node, strip_siblings=False)
            rule = _rule(grammar, kind, step)
            kind = rule.kind if rule and rule.shape is Shape.ONE else None
            within = rule if rule and rule.shape is not Shape.ONE else None
        _, node = step_into(node, step)
    return Standing(kind if within is None else None, moved)


def _rule(grammar: Grammar, kind: Kind, step: str) -> Child | None:
    if kind is Kind.CALLBACK and not step.startswith("x-"):
        return Child(Shape.ONE, Kind.PATH_ITEM)
    rule: Rule | None = grammar.table[kind].get(step)
    return rule if isinstance(rule, Child) else None
