"""What a package offers: annotations as source text, and the names of its classes."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from generator.diff.annotations import Aliases
from generator.diff.side import Indexed
from generator.ir.api import Operation
from generator.ir.names import Names, OperationNames
from generator.ir.schema import (
    AliasSchema,
    EnumSchema,
    MapSchema,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    UnionSchema,
)
from generator.python.arguments import CallArgument, call_arguments
from generator.python.types import Scope, annotation, argument_annotation, is_open, literal_type


class Package(Struct, frozen=True, kw_only=True, dict=True):
    """A side with the Python that it becomes."""

    side: Indexed
    names: Names
    scope: Scope
    texts: dict[tuple[SchemaType, bool], str] = field(
        default_factory=dict[tuple[SchemaType, bool], str]
    )
    """Annotations that were asked for: most stand at many places."""

    @classmethod
    def of(cls, side: Indexed) -> "Package":
        names = side.side.names
        assert names is not None
        return cls(side=side, names=names, scope=Scope.of(side.api, names))

    def read(self, type: SchemaType) -> str:
        """The annotation of a value that comes out of the package."""
        if (text := self.texts.get((type, False))) is None:
            text = self.texts[type, False] = str(annotation(type, self.scope).code)
        return text

    def written(self, type: SchemaType) -> str:
        """The annotation of a value that a caller gives."""
        if (text := self.texts.get((type, True))) is None:
            text = self.texts[type, True] = str(argument_annotation(type, self.scope).code)
        return text

    def arguments(self, operation: Operation) -> tuple[CallArgument, ...]:
        """What a call takes."""
        return call_arguments(self.side.api, operation, self.side.definitions)

    def method(self, operation: Operation) -> OperationNames:
        return self.names.operations[operation.key]

    def qualified(self, operation: Operation) -> str:
        """`Client.indexes.create`."""
        names = self.method(operation)
        return self.member(names, names.method)

    def member(self, names: OperationNames, name: str) -> str:
        if names.group is None:
            return f"Client.{name}"
        return f"Client.{self.names.groups[names.group].attribute}.{name}"

    def is_tag(self, id: SchemaId, wire_name: str) -> bool:
        """Whether a property tells a class apart from the other variants of a union."""
        return (id, wire_name) in self._tags

    @cached_property
    def _tags(self) -> frozenset[tuple[SchemaId, str]]:
        found: set[tuple[SchemaId, str]] = set()
        for union in self.side.api.definitions:
            if isinstance(union, UnionSchema):
                tag = union.discriminator.wire_name if union.discriminator else union.dispatch.tag
                for variant in union.variants:
                    target = self.scope.target(variant)
                    if tag is not None and target is not None:
                        found.add((target.id, tag))
        return frozenset(found)

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Alias → what it stands for."""
        found: dict[str, str] = {}
        for definition in self.side.api.definitions:
            if definition.id in self.names.classes and (text := self._alias(definition)):
                found[self.names.classes[definition.id]] = text
        return found

    def _alias(self, definition: SchemaDefinition) -> str | None:
        match definition:
            case EnumSchema():
                values = tuple(member.value for member in definition.members)
                kinds = sorted({type(value).__name__ for value in values})
                opened = " | ".join(["", *kinds]) if is_open(definition) else ""
                return f"{literal_type(values).code}{opened}" if values else "Any"
            case UnionSchema():
                return (
                    " | ".join(self.read(variant) for variant in definition.variants)
                    + " | dict[str, Any]"
                )
            case AliasSchema():
                return self.read(definition.type)
            case ObjectSchema() | MapSchema():
                return None


def renamed_classes(
    old: Package, new: Package, pairs: tuple[tuple[SchemaId, SchemaId], ...]
) -> Mapping[str, str]:
    """Class of the base → its name in the revision, where that differs.

    A class that stands at several places keeps its name if it keeps it anywhere.
    """
    found: dict[str, set[str]] = {}
    for base, revision in pairs:
        before, after = old.names.classes.get(base), new.names.classes.get(revision)
        if before and after:
            found.setdefault(before, set()).add(after)
    return {before: min(after) for before, after in sorted(found.items()) if before not in after}


def aliases(old: Package, new: Package, renamed: Mapping[str, str]) -> Aliases:
    return Aliases(base=old.aliases, revision=new.aliases, renamed=renamed)
