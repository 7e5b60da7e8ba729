"""What a user may choose, per API: the ten keys of a table of `oasmith.toml`.

A new key needs an ADR. None is needed to generate from one specification on the command line.
"""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeGuard

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.versions import version_key

Formatter: TypeAlias = Literal["black", "ruff"]


class Select(Struct, frozen=True, kw_only=True):
    """Which operations to generate: those that match any of these (all, where all are empty).

    Attributes:
        operations: `operationId`s or `METHOD /path` keys.
        tags: Tag names.
        paths: Path templates; a `*` at the end matches any rest.
        specs: Names of specifications in the pages' info strings, where a folder holds several.
        definitions: Ids of definitions to keep beside what the operations use. No key: `vendor`
            fills it with the classes that a consumer's code names.
    """

    operations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    specs: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()


class NamesConfig(Struct, frozen=True, kw_only=True):
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


class PaginationRule(Struct, frozen=True, kw_only=True):
    """Attributes:
    operations: `operationId`s or keys it holds for; empty: all that fit.
    parameter: Wire name of the parameter that moves on, or of the body's field.
    next: Dotted path of the next cursor in the response (`pagination.next`).
    items: Dotted path of the items (`data`).
    """

    kind: Literal["cursor", "offset", "page", "link"] = "cursor"
    operations: tuple[str, ...] = ()
    parameter: str = ""
    next: str = ""
    items: str = ""


class ClientConfig(Struct, frozen=True, kw_only=True):
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


class VendorTarget(Struct, frozen=True, kw_only=True):
    """Attributes:
    destination: Folder of the other repository that its imports begin from, relative to the
        config.
    package: Dotted name of the package there (`--as`); the package's own where empty.
    only: Operations to keep.
    only_used_by: Code whose calls say which operations to keep, relative to the config.
    licence: Text of a licence header for each file.
    """

    destination: str
    package: str = ""
    only: tuple[str, ...] = ()
    only_used_by: str = ""
    licence: str = ""


class ApiConfig(Struct, frozen=True, kw_only=True):
    """Attributes:
    name: The table's name.
    sources: Files or folders of pages, relative to the config file.
    package: Name of the generated package; derived from the API's title where empty.
    output: Folder that the package is written into.
    accept: Names of fidelity rules whose approximation is accepted → the reason.
    base: Folder of the config file, for finding the sources; no part of any output.
    earlier: The version of the same API that precedes it in the configuration; no key, but seen
        from the names (ADR 14).
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
    earlier: "ApiConfig | None" = None


_KEYS = (
    "sources",
    "package",
    "output",
    "overlays",
    "select",
    "names",
    "accept",
    "formatter",
    "client",
    "vendor",
)


def load_config(path: Path) -> tuple[ApiConfig, ...]:
    """The APIs of a configuration file.

    Raises:
        SpecError: `C101` it can't be read; `C102` a key is unknown or a value of the wrong kind.
    """
    try:
        text = path.read_text("utf-8-sig")  # some editors begin a file with a mark
        tree = tomllib.loads(text)
    except OSError as error:
        raise _refused(
            "C101",
            str(path),
            1,
            f"can't be read: {error.strerror}",
            "`oasmith init SPEC` writes one.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise _refused(
            "C101", str(path), int(found[1]) if found else 1, f"not TOML: {error}"
        ) from None
    made: list[ApiConfig] = []
    for name, table in tree.items():
        line = next(
            (n for n, t in enumerate(text.splitlines(), 1) if t.strip().startswith(f"[{name}")), 1
        )
        if not _is_table(table):
            raise _refused("C102", str(path), line, f"{name} is no table: each table is an API")
        try:
            made.append(replace(api_config(name, table), base=str(path.parent)))
        except (TypeError, ValueError) as error:
            raise _refused(
                "C102",
                str(path),
                line,
                f"{name}: {error}",
                "The keys are explained in docs/config.md.",
            ) from None
    _refuse_same_places(made, path)
    return tuple(replace(one, earlier=_earlier(one, made)) for one in made)


def _refuse_same_places(configs: Sequence[ApiConfig], path: Path) -> None:
    """Refuse two packages that would be written over each other."""
    taken: dict[tuple[str, str], str] = {}
    for config in configs:
        package = config.package or config.name
        targets = [(t.destination, t.package or package) for t in config.vendor]
        for folder, name in [(config.output, package), *targets]:
            place = (os.path.normpath(folder), name)
            if place in taken:
                said = f"{config.name}: {name} in {place[0]} is {taken[place]}'s already"
                raise _refused(
                    "C102", str(path), 1, said, "Give one a `package`, or another folder."
                )
            taken[place] = config.name


_VERSIONED = re.compile(r"(.+?)_v?(\d+(?:_\d+)*(?:_?(?:alpha|beta|rc|preview)\d*)?)")


def _earlier(config: ApiConfig, others: Sequence[ApiConfig]) -> ApiConfig | None:
    """The version before it: the packages are called alike but for a version at the end."""
    found = _VERSIONED.fullmatch(config.package)
    if found is None:
        return None
    before = [
        (version_key(match[2]), one)
        for one in others
        if (match := _VERSIONED.fullmatch(one.package)) and match[1] == found[1]
    ]
    older = [(key, one) for key, one in before if key < version_key(found[2])]
    return max(older, key=lambda pair: pair[0])[1] if older else None


def api_config(name: str, table: Mapping[str, Any]) -> ApiConfig:
    """One API's table.

    Raises:
        ValueError, TypeError: A key is unknown, or a value of the wrong kind.
    """
    _known(table, _KEYS)
    select = _table(table, "select")
    names = _table(table, "names")
    client = _table(table, "client")
    _known(select, ("operations", "tags", "paths", "specs"))
    _known(names, ("classes", "methods", "fields", "tags", "aliases"))
    _known(
        client,
        (
            "headers",
            "constructor_headers",
            "credentials",
            "pagination",
            "idempotency",
            "retries",
            "error_message",
        ),
    )
    formatter = table.get("formatter", "black")
    if formatter not in ("black", "ruff"):
        raise ValueError(f"formatter {formatter!r} is neither black nor ruff")
    rules: Any = client.get("pagination")
    if rules is not None and not (_is_list(rules) and all(map(_is_table, rules))):
        raise TypeError("client.pagination must be a list of tables")
    for header, value in _pairs(client, "headers").items():
        if not _TOKEN.fullmatch(header) or not value.isprintable():
            raise ValueError(f"client.headers: {header!r} is no header, or has a value of none")
    for argument, variable in _pairs(client, "credentials").items():
        if not variable.isidentifier():
            raise ValueError(f"client.credentials: {argument} = {variable!r} is no variable")
    return ApiConfig(
        name=name,
        sources=_strings(table, "sources"),
        package=_string(table, "package", name),
        output=_string(table, "output", "generated"),
        overlays=_strings(table, "overlays"),
        select=Select(
            **{key: _strings(select, key) for key in ("operations", "tags", "paths", "specs")}
        ),
        names=NamesConfig(
            classes=_pairs(names, "classes"),
            methods=_pairs(names, "methods"),
            fields=_pairs(names, "fields"),
            tags=_pairs(names, "tags"),
            aliases=names.get("aliases", False) is True,
        ),
        accept=_pairs(table, "accept"),
        formatter="ruff" if formatter == "ruff" else "black",
        client=ClientConfig(
            headers=_pairs(client, "headers"),
            constructor_headers=_strings(client, "constructor_headers"),
            credentials=_pairs(client, "credentials"),
            pagination=None if rules is None else tuple(_rule(rule) for rule in rules),
            idempotency=_pairs(client, "idempotency"),
            retries={key: _count(key, value) for key, value in _table(client, "retries").items()},
            error_message=_string(client, "error_message", "") or None,
        ),
        vendor=tuple(_target(target) for target in table.get("vendor", ())),
    )


_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110 §5.6.2


def _count(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"retries: {key} must be a whole number, not {value!r}")
    return value


def _rule(table: Mapping[str, Any]) -> PaginationRule:
    _known(table, ("kind", "operations", "parameter", "next", "items"))
    kinds: dict[str, Literal["cursor", "offset", "page", "link"]] = {
        "cursor": "cursor",
        "offset": "offset",
        "page": "page",
        "link": "link",
    }
    kind = _string(table, "kind", "cursor")
    if kind not in kinds:
        raise ValueError(f"pagination of kind {kind!r} is not known")
    return PaginationRule(
        kind=kinds[kind],
        operations=_strings(table, "operations"),
        parameter=_string(table, "parameter", ""),
        next=_string(table, "next", ""),
        items=_string(table, "items", ""),
    )


def _target(table: Mapping[str, Any]) -> VendorTarget:
    if not _is_table(table):
        raise TypeError("vendor must be a list of tables")
    _known(table, ("destination", "package", "only", "only_used_by", "licence"))
    if not table.get("destination"):
        raise ValueError("vendor: a target needs its `destination`")
    return VendorTarget(
        destination=_string(table, "destination", ""),
        package=_string(table, "package", ""),
        only=_strings(table, "only"),
        only_used_by=_string(table, "only_used_by", ""),
        licence=_string(table, "licence", ""),
    )


def _known(table: Mapping[str, Any], keys: Sequence[str]) -> None:
    unknown = [key for key in table if key not in keys]
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; there are {', '.join(keys)}")


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value: Any = table.get(key, {})
    if not _is_table(value):
        raise TypeError(f"{key} must be a table")
    return value


def _is_table(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _strings(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value: Any = table.get(key, [])
    if not _is_list(value) or not all(isinstance(entry, str) for entry in value):
        raise TypeError(f"{key} must be a list of strings")
    return tuple(value)


def _string(table: Mapping[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key} must be a string")
    return value


def _pairs(table: Mapping[str, Any], key: str) -> dict[str, str]:
    value = _table(table, key)
    if not all(isinstance(v, str) for v in value.values()):
        raise TypeError(f"{key} must be a table of strings")
    return dict(value)


def _refused(code: str, file: str, line: int, message: str, hint: str | None = None) -> SpecError:
    return SpecError(
        Diagnostic(
            code=code, message=message, place=Place(file=file, line=line, column=1), hint=hint
        )
    )
