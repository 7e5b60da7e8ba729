"""What a `$ref` names: its file, its fragment, its target; chains of references that never end.

Fragments are JSON pointers (with `~1`, `~0` and percent escapes), anchors, or nothing; the part before
`#` is the `$id` of a schema or a relative file. A pointer that leads through another reference is
followed through it: authors write it, and it can mean only one thing.
"""

from msgspec import Struct, field

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonValue
from generator.resolve.identifiers import Identifiers, identifiers_of
from generator.resolve.places import Where
from generator.resolve.sources import (
    Sources,
    escape,
    look_up,
    problem,
    step_into,
    steps_of,
    unquoted,
)


class Target(Struct, frozen=True):
    """The node that a reference names."""

    document: Document
    pointer: str
    node: JsonValue

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.document.path, self.pointer

    def where(self, canonical: str) -> Where:
        """Its place, once it is to stand at a place of the canonical document."""
        return Where(self.document, self.pointer, canonical, self._resource())

    def _resource(self) -> str:
        """The nearest schema with an `$id` above it."""
        node, at, resource = self.document.tree, "", ""
        for step in steps_of(self.pointer):
            _, node = step_into(node, step)
            at += "/" + escape(step)
            if isinstance(node, dict) and isinstance(node.get("$id"), str) and at != self.pointer:
                resource = at
        return resource


class References(Struct):
    """Follows the references of all documents of a specification."""

    sources: Sources
    _identifiers: dict[str, Identifiers] = field(default_factory=dict[str, Identifiers])
    _ending: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _following: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _reported: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def find(self, reference: str, where: Where) -> Target | None:
        """The target; `None` where there is no such node.

        Args:
            where: The object that holds the `$ref`.

        Raises:
            SpecError: `R210`, `R211`, or what is wrong with the file.
        """
        file, _, fragment = reference.partition("#")
        document, resource = where.document, where.resource
        if file:
            known = self.identifiers(document).resource(file, resource)
            if known is None:
                document = self.sources.open(file, document, where.pointer + "/$ref")
            resource = known or ""
        return self._at(document, resource, fragment)

    def identifiers(self, document: Document) -> Identifiers:
        """The names that schemas of a document give themselves."""
        if document.path not in self._identifiers:
            self._identifiers[document.path] = identifiers_of(document.tree)
        return self._identifiers[document.path]

    def settle(self, target: Target, reference: str, where: Where) -> bool:
        """Whether the chain of references that begins with this one ends somewhere.

        Raises:
            SpecError: `R213` it does not, which is said once for each circle.
        """
        chain, seen = [reference], [target.key]
        following: Target | None = target
        while following is not None and following.key not in self._ending:
            node = following.node
            onward = node.get("$ref") if isinstance(node, dict) else None
            if not isinstance(onward, str):
                break
            chain.append(onward)
            following = self.find(onward, following.where(""))
            if following is not None and following.key in seen:
                return self._endless(chain, seen, where)
            seen += [following.key] if following is not None else []
        self._ending.update(seen)
        return True

    def _endless(self, chain: list[str], seen: list[tuple[str, str]], where: Where) -> bool:
        known = not self._reported.isdisjoint(seen)
        self._reported.update(seen)
        if known:
            return False
        raise SpecError(
            problem(
                where.document,
                where.pointer + "/$ref",
                "R213",
                f"the reference never ends: {' → '.join(chain)}",
                "One of them must be the thing itself.",
            )
        )

    def _at(self, document: Document, resource: str, fragment: str) -> Target | None:
        if not fragment:
            _, node = look_up(document.tree, resource)
            return Target(document, resource, node)
        if not fragment.startswith("/"):
            pointer = self.identifiers(document).anchor(unquoted(fragment), resource)
            return None if pointer is None else self._at(document, pointer, "")
        for pointer in _spellings(resource, fragment):
            found, node = look_up(document.tree, pointer)
            if found:
                return Target(document, pointer, node)
        return self._through(document, unquoted(fragment))

    def _through(self, document: Document, pointer: str) -> Target | None:
        """The node at a pointer that leads through references."""
        if (document.path, pointer) in self._following:
            return None
        self._following.add((document.path, pointer))
        try:
            here: Target | None = Target(document, "", document.tree)
            for step in steps_of(pointer):
                here = self._below(here, step) if here else None
            return here
        finally:
            self._following.discard((document.path, pointer))

    def _below(self, here: Target, step: str) -> Target | None:
        seen: set[tuple[str, str]] = set()
        while here.key not in seen:
            seen.add(here.key)
            found, node = step_into(here.node, step)
            if found:
                return Target(here.document, f"{here.pointer}/{escape(step)}", node)
            onward = here.node.get("$ref") if isinstance(here.node, dict) else None
            following = self.find(onward, here.where("")) if isinstance(onward, str) else None
            if following is None:
                return None
            here = following
        return None


def _spellings(resource: str, fragment: str) -> list[str]:
    """The pointers that a fragment may mean, the likeliest first."""
    plain = unquoted(fragment)
    found = [resource + fragment, resource + plain, fragment, plain]
    return list(dict.fromkeys(found))
