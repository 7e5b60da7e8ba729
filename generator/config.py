"""What a user may choose, per API: the ten keys of a table of `oasmith.toml`.

A new key needs an ADR. None is needed to generate from one specification on the command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Formatter: TypeAlias = Literal["black", "ruff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Which operations to generate: those that match any of these (all, where all are empty).

    Attributes:
        operations: `operationId`s or `METHOD /path` keys.
        tags: Tag names.
        paths: Path templates; a `*` at the end matches any rest.
        specs: Names of specifications in the pages' info strings, where a folder holds several.
    """

    operations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    specs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesConfig:
    """Pins: what a person decided to call things.

    Attributes:
        classes: Pointer (`/components/schemas/X`) or current symbol → class name.
        methods: `operationId` or `METHOD /path` → method name.
        fields: `Class.wireName` → attribute.
        tags: `operationId` or `METHOD /path` → tag, where the specification has none.
        aliases: Whether a rename leaves a deprecated alias of the old name.
    """

    classes: Mapping[str, str] = field(default_factory=dict[str, str])
    methods: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    aliases: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaginationRule:
    """Attributes:
    operations: `operationId`s or keys it holds for; empty: all that fit.
    parameter: Wire name of the query parameter that moves on.
    next: Dotted path of the next cursor in the response (`pagination.next`).
    items: Dotted path of the items (`data`).
    """

    kind: Literal["cursor", "offset", "page", "link"] = "cursor"
    operations: tuple[str, ...] = ()
    parameter: str = ""
    next: str = ""
    items: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientConfig:
    """The `client` table.

    Attributes:
        headers: Constant headers that the specification lacks.
        constructor_headers: Wire names of header parameters to lift into the constructor.
        credentials: Constructor argument → environment variable.
        pagination: Rules, the first that fits holding; `None`: recognise the common shapes.
        idempotency: `operationId` or key → idempotency header; `*` → for all POST and PATCH.
        retries: `operationId` or key → how often a call may be repeated.
        error_message: JSON pointer of the message in an error's body.
    """

    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    constructor_headers: tuple[str, ...] = ()
    credentials: Mapping[str, str] = field(default_factory=dict[str, str])
    pagination: tuple[PaginationRule, ...] | None = None
    idempotency: Mapping[str, str] = field(default_factory=dict[str, str])
    retries: Mapping[str, int] = field(default_factory=dict[str, int])
    error_message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorTarget:
    """Attributes:
    destination: Folder of the other repository, relative to the config.
    package: Dotted package within it (`--as`).
    only: Operations to keep.
    licence: Text of a licence header for each file.
    """

    destination: str
    package: str = ""
    only: tuple[str, ...] = ()
    only_used_by: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiConfig:
    """Attributes:
    name: The table's name.
    sources: Files or folders of pages, relative to the config file.
    package: Name of the generated package; derived from the API's title where empty.
    output: Folder that the package is written into.
    accept: Names of fidelity rules whose approximation is accepted → the reason.
    base: Folder of the config file, for finding the sources; no part of any output.
    """

    name: str
    sources: tuple[str, ...]
    package: str = ""
    output: str = "generated"
    overlays: tuple[str, ...] = ()
    select: Select = Select()
    names: NamesConfig = NamesConfig()
    accept: Mapping[str, str] = field(default_factory=dict[str, str])
    formatter: Formatter = "black"
    client: ClientConfig = ClientConfig()
    vendor: tuple[VendorTarget, ...] = ()
    base: str = "."
