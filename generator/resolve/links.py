"""What becomes of a `$ref`: a local one, its target in its place, or nothing."""

import re
from functools import cached_property
from typing import Final, TypeAlias

from msgspec import Struct, field

from generator.diagnostics import SpecError
from generator.ir.document import JsonObject, SourceLoss
from generator.resolve.bundle import Bundle, reference_to
from generator.resolve.grammar import Grammar, Kind
from generator.resolve.places import Where
from generator.resolve.pointers import Pointers, standing_at
from generator.resolve.references import References, Target
from generator.resolve.sources import Sources, escape, look_up, problem

_PATHS: Final = re.compile(r"/(paths|webhooks)/[^/]*")
_CHECK: Final = "Check the spelling, or add what it names."
_MAY_BE_LOST: Final = frozenset(
    {Kind.SCHEMA, Kind.RESPONSE, Kind.HEADER, Kind.EXAMPLE, Kind.LINK, Kind.CALLBACK}
)
"""What a documentation page may leave out of reach: an empty one takes its place."""


class Local(Struct, frozen=True):
    """A `$ref` within the canonical document."""

    reference: str


class Here(Struct, frozen=True):
    """The target stands in the reference's place."""

    target: Target


class Lost(Struct, frozen=True):
    """Nothing: the source had lost it, or it has been reported already."""


Link: TypeAlias = Local | Here | Lost


class Linker(Struct, dict=True):
    """Decides on the references of all documents of a specification.

    Attributes:
        losses: The dangling ones of documentation pages.
    """

    sources: Sources
    grammar: Grammar
    losses: list[SourceLoss] = field(default_factory=list[SourceLoss])
    _local: dict[tuple[str, Kind], Local] = field(default_factory=dict[tuple[str, Kind], Local])

    @cached_property
    def references(self) -> References:
        return References(self.sources)

    @cached_property
    def pointers(self) -> Pointers:
        return Pointers(self.grammar, self.sources.root)

    @cached_property
    def bundle(self) -> Bundle:
        return Bundle(self.grammar)

    def link(self, reference: str, kind: Kind, where: Where) -> Link:
        """Decide on one.

        Args:
            where: The object that holds it.

        Raises:
            SpecError: `R210`–`R213`, `R215`, `R216`.
        """
        at_root = where.document is self.sources.root and not where.resource
        if at_root and (known := self._local.get((reference, kind))):
            return known
        target = self.references.find(reference, where)
        if target is None:
            return self._dangling(reference, kind, where)
        if not self.references.settle(target, reference, where):
            return Lost()
        self._refuse_other_kind(reference, kind, target, where)
        if kind is Kind.MEDIA_TYPE or _is_path(kind, where):
            return Here(target)
        if target.document is self.sources.root:
            fits = self.pointers.standing(target.pointer).kind is kind
            local = self.pointers.canonical(kind, target.pointer) if fits else None
            if local is not None:
                made = Local(f"#{local}")
                if at_root:
                    self._local[reference, kind] = made
                return made
        name = self.bundle.name(kind, target)
        if where.canonical == f"{self.grammar.sections[kind]}/{escape(name)}":
            return Here(target)
        return Local(reference_to(self.grammar, kind, name))

    def variant(self, value: str, where: Where) -> str | None:
        """What a discriminator's mapping maps to, as a name or a local reference.

        Returns:
            `None` where there is no such schema, which real documents have and validators allow.

        Raises:
            SpecError: As for a `$ref`.
        """
        section = self.grammar.sections[Kind.SCHEMA]
        pointer = f"{section}/{escape(value)}"
        own, _ = look_up(where.document.tree, pointer)
        shared, _ = look_up(self.sources.root.tree, pointer)
        if own and where.document is not self.sources.root:
            value = f"#{pointer}"
        elif own or shared:
            return value
        if not _is_reference(value) or self.references.find(value, where) is None:
            # Its variant isn't there: the tag is as unknown as any other.
            loss = SourceLoss(what="dangling mapping", pointer=where.canonical, detail=value)
            self.losses.append(loss)
            return None
        match self.link(value, Kind.SCHEMA, where):
            case Local(reference):
                return reference
            case _:
                return None

    def opened(self, reference: str, where: Where) -> tuple[Target, JsonObject]:
        """The object whose entries a section of the document borrows.

        Raises:
            SpecError: As for any `$ref`; `R215` it is no object.
        """
        target = self.references.find(reference, where)
        if target is None:
            raise self._problem(where, "R212", f"{reference} refers to nothing", _CHECK)
        if not isinstance(target.node, dict):
            raise self._problem(where, "R215", f"{reference} refers to no object", _CHECK)
        return target, target.node

    def _refuse_other_kind(self, reference: str, kind: Kind, target: Target, where: Where) -> None:
        document = target.document
        tree = document.tree if isinstance(document.tree, dict) else {}
        root = self.sources.root.tree
        if kind is not Kind.SCHEMA and isinstance(root, dict):
            for version, other in (("swagger", "openapi"), ("openapi", "swagger")):
                if version in root and other in tree and version not in tree:
                    raise self._problem(
                        where,
                        "R216",
                        f"{reference} stands in a document of another version",
                        "Swagger 2.0 and OpenAPI 3 share schemas, and nothing else.",
                    )
        if document is self.sources.root:
            found = self.pointers.standing(target.pointer).kind
        elif "openapi" in tree or "swagger" in tree:
            found = standing_at(self.grammar, tree, target.pointer).kind
        else:
            return
        if found is not None and found is not kind:
            raise self._problem(
                where,
                "R215",
                f"{reference} refers to a {found} where a {kind} is needed",
                "A reference stands for an object of the same kind.",
            )

    def _dangling(self, reference: str, kind: Kind, where: Where) -> Link:
        if where.document.pages and kind in _MAY_BE_LOST:
            self.losses.append(
                SourceLoss(what="dangling $ref", pointer=where.canonical, detail=reference)
            )
            return Lost()
        raise self._problem(where, "R212", f"{reference} refers to nothing", _CHECK)

    def _problem(self, where: Where, code: str, message: str, hint: str) -> SpecError:
        return SpecError(problem(where.document, where.pointer + "/$ref", code, message, hint))


def implicit_name(reference: str) -> str:
    """The tag value that a `$ref` to a variant stands for where no mapping says otherwise."""
    return reference.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def _is_path(kind: Kind, where: Where) -> bool:
    """Whether a path item is an entry of `paths`: there it stands itself, however it is written."""
    return kind is Kind.PATH_ITEM and _PATHS.fullmatch(where.canonical) is not None


def _is_reference(value: str) -> bool:
    return any(mark in value for mark in "/#:\\") or value.endswith((".json", ".yaml", ".yml"))
