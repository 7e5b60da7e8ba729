"""What is word for word the same in both documents: not worth a look, where all that it refers to is
the same as well; else worth one at what it refers to.

Looked at by whole components and whole path items: a part of a changed one counts as changed, which
costs a comparison and no truth. Without the documents nothing is known to be the same.
"""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct, field

from generator.diff.side import Indexed
from generator.ir.api import Operation
from generator.ir.document import JsonValue
from generator.ir.schema import AnyType, ObjectSchema, SchemaId


class Sameness(Struct, frozen=True, kw_only=True):
    """Attributes:
    roots: Pointers of the components and path items that are the same to the last reference.
    own: Of those that are the same by themselves, whatever they refer to.
    """

    base: Indexed
    revision: Indexed
    roots: frozenset[str] = field(default_factory=frozenset[str])
    own: frozenset[str] = field(default_factory=frozenset[str])
    _leading: dict[SchemaId, ObjectSchema | None] = field(
        default_factory=dict[SchemaId, "ObjectSchema | None"]
    )

    @classmethod
    def of(cls, base: Indexed, revision: Indexed) -> "Sameness":
        if base.tree.root is None or revision.tree.root is None:
            return cls(base=base, revision=revision)
        roots, own = _same_roots(base, revision)
        return cls(base=base, revision=revision, roots=roots, own=own)

    def schema(self, base: SchemaId, revision: SchemaId) -> bool:
        """Whether two definitions are the same."""
        if base != revision or _root(base) not in self.roots:
            return False
        return self.base.definitions[base] == self.revision.definitions[revision]

    def leading(self, base: SchemaId, revision: SchemaId) -> ObjectSchema | None:
        """A definition that is the same by itself and an object with nothing but properties: two
        of it differ where its properties lead, and nowhere else."""
        if base != revision:
            return None
        if base not in self._leading:
            self._leading[base] = self._leads(base)
        return self._leading[base]

    def _leads(self, schema_id: SchemaId) -> ObjectSchema | None:
        if _root(schema_id) not in self.own:
            return None
        definition = self.base.definitions[schema_id]
        if (
            not isinstance(definition, ObjectSchema)
            or definition.patterns
            or len(definition.places) > 1
            or not isinstance(definition.extra, AnyType | None)
        ):
            return None
        schema = self.base.tree.mapping(schema_id)
        plain = "properties" in schema and "allOf" not in schema and "$ref" not in schema
        return definition if plain and definition == self.revision.definitions[schema_id] else None

    def operation(self, base: Operation, revision: Operation) -> bool:
        """Whether two operations are the same."""
        return _root(base.pointer) in self.roots and base == revision


def _same_roots(base: Indexed, revision: Indexed) -> tuple[frozenset[str], frozenset[str]]:
    """The roots that are the same with all that they refer to, and those that are by themselves."""
    roots = list(_roots(base.tree.root))
    users: dict[str, set[str]] = {}
    changed: list[str] = []
    for root in roots:
        node = base.tree.at(root)
        if node != revision.tree.at(root):
            changed.append(root)
        for target in _references(node):
            users.setdefault(target, set()).add(root)
    own = frozenset(roots).difference(changed)
    touched = set(changed)
    while changed:
        for user in users.get(changed.pop(), ()):
            if user not in touched:
                touched.add(user)
                changed.append(user)
    return frozenset(roots) - touched, own


def _roots(tree: JsonValue) -> Iterator[str]:
    """Pointers of all components and path items."""
    document = tree if isinstance(tree, dict) else {}
    components = document.get("components")
    for section, entries in (components if isinstance(components, dict) else {}).items():
        for key in entries if isinstance(entries, dict) else ():
            yield f"/components/{_step(section)}/{_step(key)}"
    for section in ("paths", "webhooks"):
        entries = document.get(section)
        for key in entries if isinstance(entries, dict) else ():
            yield f"/{section}/{_step(key)}"


def _references(node: JsonValue) -> Iterator[str]:
    """The roots that a node refers to."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, dict):
            reference = current.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/"):
                yield _root(reference[1:])
            pending.extend(current.values())
        elif isinstance(current, list):
            pending.extend(current)


@lru_cache(maxsize=1 << 16)
def _root(pointer: str) -> str:
    """The component or path item that a pointer stands in."""
    steps = pointer.split("/")
    length = 4 if steps[1:2] == ["components"] else 3
    return "/".join(steps[:length]).replace("~input", "")


def _step(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
