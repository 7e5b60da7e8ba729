"""What the expressions of a consumer's code may be, as far as the base package's types say."""

from typing import TypeAlias

from msgspec import Struct, field

from generator.diff.responses import is_success
from generator.diff.side import Indexed
from generator.ir.api import Operation
from generator.ir.names import Names
from generator.ir.schema import (
    AliasSchema,
    ArrayType,
    EnumSchema,
    MapSchema,
    MapType,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    UnionSchema,
    UnionType,
)


class Unknown(Struct, frozen=True):
    """Anything: what is read from it may be ours."""


class Foreign(Struct, frozen=True):
    """Something that is certainly none of the package's."""


class Module(Struct, frozen=True):
    """The package, or a module of it."""


class ClientClass(Struct, frozen=True):
    pass


class ClientValue(Struct, frozen=True):
    pass


class Group(Struct, frozen=True):
    """`client.indexes`."""

    attribute: str


class Method(Struct, frozen=True):
    """Attributes:
    symbol: `Client.indexes.create`.
    key: The operation's.
    """

    symbol: str
    key: str
    iterates: bool = False


class ModelClass(Struct, frozen=True):
    """A class of the package, or an exception of it."""

    name: str


class Model(Struct, frozen=True):
    """A value of one of these classes."""

    ids: tuple[SchemaId, ...]


class Many(Struct, frozen=True):
    """A list, a mapping or an iterator of something."""

    of: "Known"


class Function(Struct, frozen=True):
    """Something of the consumer's own that returns this when called."""

    of: "Known"


Known: TypeAlias = (
    Unknown
    | Foreign
    | Module
    | ClientClass
    | ClientValue
    | Group
    | Method
    | ModelClass
    | Model
    | Many
    | Function
)


class Offer(Struct, frozen=True, kw_only=True):
    """What the base package offers, by name.

    Attributes:
        methods: `create` or `indexes.create` → method.
        attributes: Definition → attribute → wire name.
    """

    side: Indexed
    names: Names
    methods: dict[str, Method] = field(default_factory=dict[str, Method])
    operations: dict[str, Operation] = field(default_factory=dict[str, Operation])
    classes: dict[str, SchemaId] = field(default_factory=dict[str, SchemaId])

    def attribute(self, id: SchemaId, attribute: str) -> SchemaType | None:
        """The type of a class's attribute, if it has that attribute."""
        definition = self.side.definitions[id]
        if not isinstance(definition, ObjectSchema):
            return None
        names = self.names.fields.get(id, {})
        for one in definition.fields:
            if names.get(one.wire_name) == attribute:
                return one.type
        return None

    def known(self, type: SchemaType | None) -> Known:
        """What a value of an API's type is to Python."""
        match type:
            case None:
                return Foreign()
            case NamedType():
                return self._named(self.side.definitions[type.id])
            case NullableType():
                return self.known(type.of)
            case ArrayType():
                return Many(self.known(type.items))
            case MapType():
                return Many(self.known(type.values))
            case UnionType():
                return Foreign()
            case _:
                return Foreign()

    def _named(self, definition: SchemaDefinition) -> Known:
        match definition:
            case ObjectSchema():
                return Model((definition.id,))
            case MapSchema():
                return Many(self.known(definition.values))
            case EnumSchema():
                return Foreign()
            case AliasSchema():
                return self.known(definition.type)
            case UnionSchema():
                variants = [self.known(variant) for variant in definition.variants]
                ids = tuple(id for v in variants if isinstance(v, Model) for id in v.ids)
                return Model(ids) if ids else Foreign()

    def result(self, method: Method) -> Known:
        """What a call of a method gives."""
        for response in self.operations[method.key].responses:
            if is_success(response.status) and response.contents:
                # An iterator gives the items of a page, which paging rules name; see `used_by`.
                return Unknown() if method.iterates else self.known(response.contents[0].type)
        return Foreign()


def offer_of(side: Indexed) -> Offer:
    """Index what a package offers."""
    names = side.side.names
    assert names is not None
    offer = Offer(side=side, names=names)
    offer.classes.update({name: id for id, name in names.classes.items()})
    for operation in side.api.operations:
        mine = names.operations[operation.key]
        offer.operations[operation.key] = operation
        prefix = f"{names.groups[mine.group].attribute}." if mine.group is not None else ""
        for name in (mine.method, mine.iterator, mine.stream):
            if name is not None:
                offer.methods[prefix + name] = Method(
                    f"Client.{prefix}{name}", operation.key, name == mine.iterator
                )
    return offer
