"""Compares the constructors of two clients, and the exceptions that their calls raise."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.diff.collect import SymbolChange
from generator.diff.finding import Verdict
from generator.diff.servers import address
from generator.diff.surface import Package
from generator.diff.words import quoted
from generator.ir.api import ParameterLocation

_BREAKS, _MAY, _OK = Verdict.BREAKING, Verdict.POTENTIALLY_BREAKING, Verdict.COMPATIBLE


def constructor_changes(old: Package, new: Package) -> Iterator[SymbolChange]:
    """What `Client(…)` takes, where it calls, what it raises."""
    yield from _credentials(old, new)
    yield from _arguments(
        _header_arguments(old), _header_arguments(new), _header_places(old), _header_places(new)
    )
    yield from _arguments(
        dict(old.names.server_variables), dict(new.names.server_variables), {}, {}
    )
    yield from _base_url(old, new)
    yield from _errors(old, new)


def _credentials(old: Package, new: Package) -> Iterator[SymbolChange]:
    mine = {(s, c.part): c for s, found in old.names.credentials.items() for c in found}
    yours = {(s, c.part): c for s, found in new.names.credentials.items() for c in found}
    pointers = {s.name: s.pointer for s in old.side.api.security_schemes}
    offered = {c.argument for c in yours.values()}
    for (scheme, part), before in mine.items():
        after = yours.get((scheme, part))
        now = after.argument if after else before.argument if before.argument in offered else None
        if now == before.argument:
            continue
        yield _argument(
            before.argument, now, pointers.get(scheme), pointers.get(scheme) if after else None
        )
    known = {c.argument for c in mine.values()}
    added = {s.name: s.pointer for s in new.side.api.security_schemes}
    for (scheme, _), after in yours.items():
        if after.argument not in known:
            needed = _always_needed(new) and not _always_needed(old)
            found = _added(after.argument, added.get(scheme))
            yield replace(found, client=_BREAKS) if needed else found


def _always_needed(package: Package) -> bool:
    """Whether no call gets by without credentials, so that the constructor asks for them."""
    operations = package.side.api.operations
    return bool(operations) and all(
        o.security and all(a.uses for a in o.security) for o in operations
    )


def _header_places(package: Package) -> dict[str, str]:
    """Header parameter → where it is first declared."""
    found: dict[str, str] = {}
    for operation in package.side.api.operations:
        for parameter in operation.parameters:
            if parameter.location is ParameterLocation.HEADER:
                found.setdefault(parameter.wire_name.lower(), parameter.pointer)
    return found


def _header_arguments(package: Package) -> dict[str, str]:
    return {h.wire_name.lower(): h.argument for h in package.names.constructor_headers}


def _arguments(
    before: Mapping[str, str],
    after: Mapping[str, str],
    old_places: Mapping[str, str],
    new_places: Mapping[str, str],
) -> Iterator[SymbolChange]:
    for wire_name, argument in before.items():
        if after.get(wire_name) != argument:
            now = after.get(wire_name)
            yield _argument(
                argument,
                now,
                old_places.get(wire_name, "/servers"),
                new_places.get(wire_name, "/servers") if now else None,
            )
    for wire_name, argument in after.items():
        if wire_name not in before:
            yield _added(argument, new_places.get(wire_name, "/servers"))


def _argument(
    before: str, after: str | None, base: str | None, revision: str | None
) -> SymbolChange:
    symbol = f"Client({before}=)"
    verb, words = (
        ("removed", "was removed") if after is None else ("renamed", f"is called {quoted(after)}")
    )
    return SymbolChange(
        id=f"client-constructor-argument-{verb}",
        client=_BREAKS,
        types=_BREAKS,
        symbol=symbol,
        before=before,
        after=after,
        message=f"{quoted(symbol)} {words}",
        base=base,
        revision=revision,
    )


def _added(argument: str, revision: str | None) -> SymbolChange:
    symbol = f"Client({argument}=)"
    return SymbolChange(
        id="client-constructor-argument-added",
        client=_OK,
        types=_OK,
        symbol=symbol,
        before=None,
        after=argument,
        message=f"{quoted(symbol)} was added",
        base=None,
        revision=revision,
    )


def _base_url(old: Package, new: Package) -> Iterator[SymbolChange]:
    before, after = _default_url(old), _default_url(new)
    if before != after:
        verdict = _MAY if before is not None else _OK
        yield SymbolChange(
            id="client-base-url-changed",
            client=verdict,
            types=_OK if after else verdict,
            symbol="Client(base_url=)",
            before=before,
            after=after,
            message=f"the client calls {quoted(after)}, no longer {quoted(before)}",
            base="/servers",
            revision="/servers",
        )


def _default_url(package: Package) -> str | None:
    servers = package.side.api.servers
    return address(servers[0]) if servers else None


def _errors(old: Package, new: Package) -> Iterator[SymbolChange]:
    left = set(new.names.errors.values())
    for status, name in sorted(old.names.errors.items()):
        if name not in left:
            now = new.names.errors.get(status)
            yield SymbolChange(
                id="client-exception-removed" if now is None else "client-exception-renamed",
                client=_BREAKS,
                types=_BREAKS,
                symbol=name,
                before=name,
                after=now,
                message=f"the exception {quoted(name)} "
                f"{f'is called {quoted(now)}' if now else 'was removed'}",
                base="/paths",
                revision=None if now is None else "/paths",
            )
