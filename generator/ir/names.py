"""`name` → `model`, `render`, `diff`: every Python identifier of a package, decided once.

Frozen maps from what is named to its name. A missing key is a bug (`InternalError`), never a
reason to make a name up.
"""

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import field

from generator.ir.schema import SchemaId
from generator.ir.value import Value

ArgumentKey: TypeAlias = str
"""`path:index_name`, `query:limit`, `header:X-Version`, `cookie:session`; `body:name` for a field
of a spread object body, `body` for any other body, `body:*` for the undeclared fields of a spread
body that declares `additionalProperties`."""


class OperationNames(Value, frozen=True, kw_only=True):
    """Attributes:
    method: `create_backup`.
    constant: `CREATE_BACKUP`.
    arguments: In the order of the signature, path parameters first. New ones of a later
        specification come last within their kind, so that positional callers are safe.
    iterator: `iter_backups` beside a paged operation.
    stream: The method that gives the events, where the same status answers in JSON too.
    group: The tag whose attribute of the client holds it; `None`: a method of the client.
    """

    method: str
    constant: str
    arguments: Mapping[ArgumentKey, str]
    iterator: str | None = None
    stream: str | None = None
    group: str | None = None
    former: tuple[str, ...] = ()
    """Names that the method had, kept as deprecated ones."""


class HeadersNames(Value, frozen=True, kw_only=True):
    """The class of the headers that an operation's responses document; operations that document
    the same share one.

    Attributes:
        attributes: Wire name → attribute.
    """

    class_name: str
    attributes: Mapping[str, str]


class GroupNames(Value, frozen=True, kw_only=True):
    """A tag: `client.indexes` is an `Indexes` (`AsyncIndexes`) of module `indexes`."""

    attribute: str
    module: str
    class_name: str
    async_class_name: str


class SectionNames(Value, frozen=True, kw_only=True):
    """A module that holds some of a large flat client's methods, and its two classes."""

    module: str
    class_name: str
    async_class_name: str


class CredentialNames(Value, frozen=True, kw_only=True):
    """One argument of the constructor that carries a secret.

    Attributes:
        argument: `api_key`, `token`, `username`, `password`, `client_id`, `client_secret`, …
        variable: The environment variable read where the argument is not given.
        part: What of its scheme it is: `key`, `token`, `username`, `password`, `client_id`,
            `client_secret`.
    """

    argument: str
    variable: str
    part: str


class ConstructorHeader(Value, frozen=True, kw_only=True):
    """A header parameter that is an argument of the constructor, not of each method."""

    wire_name: str
    argument: str
    default: str


class Names(Value, frozen=True, kw_only=True):
    """Attributes:
    package: The package's folder name.
    classes: A definition's class or alias.
    fields: Definition → wire name → attribute.
    enum_members: Not used for `Literal` aliases; kept empty.
    modules: Definition → module of the `models` package (`issues`, `shared`); empty where all
        models stand in `models.py`.
    operations: By `Operation.key`.
    groups: By tag; empty where the client is flat.
    credentials: By security scheme name.
    errors: HTTP status → exception class of `errors.py`.
    server_variables: Server variable → argument of the constructor.
    response_headers: By `Operation.key`, for operations that document any.
    sections: By `Operation.key`; empty where the client's own methods stand in `client.py`.
    """

    package: str
    classes: Mapping[SchemaId, str]
    fields: Mapping[SchemaId, Mapping[str, str]]
    modules: Mapping[SchemaId, str]
    operations: Mapping[str, OperationNames]
    groups: Mapping[str, GroupNames]
    credentials: Mapping[str, tuple[CredentialNames, ...]]
    errors: Mapping[int, str]
    constructor_headers: tuple[ConstructorHeader, ...] = ()
    server_variables: Mapping[str, str]
    response_headers: Mapping[str, HeadersNames] = field(default_factory=dict[str, HeadersNames])
    sections: Mapping[str, SectionNames] = field(default_factory=dict[str, SectionNames])
    former_classes: Mapping[SchemaId, tuple[str, ...]] = field(
        default_factory=dict[SchemaId, tuple[str, ...]]
    )
    """Names that a definition's class had, kept as deprecated ones."""
    former_fields: Mapping[SchemaId, Mapping[str, str]] = field(
        default_factory=dict[SchemaId, Mapping[str, str]]
    )
    """Definition → attribute that it had → what it is now."""


class NameLock(Value, frozen=True, kw_only=True):
    """Names that an earlier run gave away and no later one takes back.

    Attributes:
        classes: Symbol → pointer of the definition's first place (its owner).
        fields: Pointer of the definition → wire name → attribute.
        operations: `Operation.key` → method.
        arguments: `Operation.key` → (argument key, name) in signature order.
        iterators, streams: `Operation.key` → method.
        groups: Tag → attribute.
        credentials: Scheme name → arguments.
        constructor_headers: Wire name → argument. `None`: the package was never generated, so
            headers may still be lifted.
        modules: Symbol → module of the `models` package.
        split: Whether models are a package of modules (`True`) or one file; never changes by
            itself.
    """

    classes: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]
    operations: Mapping[str, str]
    arguments: Mapping[str, tuple[tuple[ArgumentKey, str], ...]]
    iterators: Mapping[str, str]
    streams: Mapping[str, str]
    groups: Mapping[str, str]
    credentials: Mapping[str, tuple[str, ...]]
    constructor_headers: Mapping[str, str] | None
    modules: Mapping[str, str]
    split: bool
    tagged: bool
    former_methods: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]]
    )
    """`Operation.key` → names that a person has changed since."""
    former_fields: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )
    """Pointer of the definition → attribute that was changed → wire name."""
