"""What a package offers: annotations as source text, and the names of its classes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.diff.annotations import Aliases
from generator.diff.side import Indexed
from generator.ir.api import Operation
from generator.ir.names import Names, OperationNames
from generator.ir.schema import (
    AliasSchema,
    EnumSchema,
    MapSchema,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    UnionSchema,
)
from generator.python.types import Scope, annotation, argument_annotation


@dataclass(frozen=True, kw_only=True)
class Package:
    """A side with the Python that it becomes."""

    side: Indexed
    names: Names
    scope: Scope

    @classmethod
    def of(cls, side: Indexed) -> "Package":
        names = side.side.names
        assert names is not None
        return cls(side=side, names=names, scope=Scope.of(side.api, names))

    def read(self, type: SchemaType) -> str:
        """The annotation of a value that comes out of the package."""
        return str(annotation(type, self.scope).code)

    def written(self, type: SchemaType) -> str:
        """The annotation of a value that a caller gives."""
        return str(argument_annotation(type, self.scope).code)

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

    def object_of(self, type: SchemaType) -> SchemaDefinition | None:
        """The definition that a type names, through null and plain aliases."""
        while True:
            match type:
                case NullableType():
                    type = type.of
                case NamedType():
                    definition = self.side.definitions[type.id]
                    if not isinstance(definition, AliasSchema):
                        return definition
                    type = definition.type
                case _:
                    return None

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
                values = ", ".join(repr(member.value) for member in definition.members)
                opened = definition.extensible or definition.directions.response
                kinds = sorted({type(m.value).__name__ for m in definition.members})
                if not values:
                    return "Any"
                return f"Literal[{values}]" + (f" | {' | '.join(kinds)}" if opened else "")
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
    return {
        before: sorted(after)[0] for before, after in sorted(found.items()) if before not in after
    }


def aliases(old: Package, new: Package, renamed: Mapping[str, str]) -> Aliases:
    return Aliases(base=old.aliases, revision=new.aliases, renamed=renamed)
