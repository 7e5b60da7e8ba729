"""Names of a package: its folder, its credentials, its exceptions, its constructor's arguments."""

import http
import re
import sys
from collections.abc import Mapping

from generator.config import ApiConfig
from generator.ir.api import (
    Api,
    ApiKeyAuth,
    BasicAuth,
    ExactStatus,
    HttpAuth,
    MutualTlsAuth,
    OAuth2Auth,
    ParameterLocation,
    SecurityScheme,
)
from generator.ir.names import ConstructorHeader, CredentialNames, NameLock
from generator.name.collisions import assign
from generator.name.members import attribute_candidates
from generator.name.reserved import CREDENTIALS, KEYWORDS
from generator.name.words import pascal, snake

ALWAYS = (400, 401, 403, 404, 409, 422, 429, 500, 503)


def package_name(api: Api, config: ApiConfig) -> str:
    """The config's, or the table's, or the API's title in snake case."""
    name = config.package or snake(config.name) or _from_title(api.title)
    name = snake(name) if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else name
    name = f"api_{name}" if not name or name[0].isdigit() else name
    return f"{name}_" if name in KEYWORDS else name[:80]


def _from_title(title: str) -> str:
    """The title in snake case; a package of that name must not hide a module that it needs."""
    name = snake(title) or "api"
    taken = name in sys.stdlib_module_names or name in ("httpx", "httpx2", "orjson")
    return f"{name}_api" if taken else name


def error_names(api: Api) -> dict[int, str]:
    """Status → exception class: the documented ones, and those that always have one."""
    documented = {
        r.status.code
        for o in api.operations
        for r in o.responses
        if isinstance(r.status, ExactStatus)
    }
    statuses = sorted({s for s in documented if not 200 <= s < 300} | set(ALWAYS))
    made = assign([(str(s), (_error(s), f"Status{s}Error")) for s in statuses])
    return {int(s): name for s, name in made.items()}


def _error(status: int) -> str:
    try:
        phrase = http.HTTPStatus(status).phrase
    except ValueError:
        return f"Status{status}Error"
    name = {422: "UnprocessableEntity", 413: "ContentTooLarge"}.get(status) or pascal(phrase)
    return name if name.endswith("Error") else f"{name}Error"


def credential_names(
    api: Api, config: ApiConfig, package: str, lock: NameLock | None
) -> dict[str, tuple[CredentialNames, ...]]:
    """Security scheme → arguments of the constructor, for the schemes that operations use."""
    used = {use.scheme for o in api.operations for option in o.security for use in option.uses}
    schemes = [s for s in api.security_schemes if s.name in used]
    keys = [s for s in schemes if isinstance(s.auth, ApiKeyAuth)]
    wanted: list[tuple[str, tuple[str, ...]]] = []
    parts: dict[str, list[str]] = {}
    for scheme in schemes:
        for part, name in _parts(scheme, alone=len(keys) == 1):
            parts.setdefault(scheme.name, []).append(part)
            wanted.append((f"{scheme.name}\n{part}", (name, f"{_stem(scheme.name)}_{part}")))
    locked: dict[str, str] = {}
    earlier: Mapping[str, tuple[str, ...]] = lock.credentials if lock else {}
    for scheme_name, arguments in earlier.items():
        for part, argument in zip(parts.get(scheme_name, ()), arguments, strict=False):
            locked[f"{scheme_name}\n{part}"] = argument
    names = assign(wanted, locked=locked, reserved=CREDENTIALS)
    prefix = package.upper()
    return {
        scheme: tuple(
            CredentialNames(
                argument=(argument := names[f"{scheme}\n{part}"]),
                variable=config.client.credentials.get(argument) or f"{prefix}_{argument.upper()}",
                part=part,
            )
            for part in found
        )
        for scheme, found in parts.items()
    }


def _stem(scheme: str) -> str:
    """What an argument can begin with, of a scheme's name."""
    name = snake(scheme)
    return f"scheme_{name}".rstrip("_") if not name or name[0].isdigit() else name


def _parts(scheme: SecurityScheme, *, alone: bool) -> list[tuple[str, str]]:
    match scheme.auth:
        case ApiKeyAuth(wire_name=wire_name):
            return [("key", "api_key" if alone else attribute_candidates(wire_name)[0])]
        case BasicAuth():
            return [("username", "username"), ("password", "password")]
        case OAuth2Auth(flows=flows) if any(
            f.kind == "clientCredentials" and f.token_url for f in flows
        ):
            return [
                ("token", "token"),
                ("client_id", "client_id"),
                ("client_secret", "client_secret"),
            ]
        case HttpAuth():
            return [("token", "authorization")]
        case MutualTlsAuth():
            return []
        case _:
            return [("token", "token")]


def constructor_headers(
    api: Api, config: ApiConfig, lock: NameLock | None
) -> tuple[ConstructorHeader, ...]:
    """Required headers with a default that every operation has, when first generated; or as
    configured."""
    found: dict[str, str] = {}
    for operation in api.operations:
        for p in operation.parameters:
            if p.location is ParameterLocation.HEADER and p.default is not None:
                found.setdefault(p.wire_name.lower(), p.wire_name)
    wanted = {name.lower() for name in config.client.constructor_headers}
    if lock is not None and lock.constructor_headers is not None:
        wanted |= {name.lower() for name in lock.constructor_headers}
    elif len(api.operations) > 1:
        wanted |= {folded for folded in found if _everywhere(api, folded)}
    lifted = [name for folded, name in found.items() if folded in wanted]
    names = assign(
        [(name, _header_argument(name)) for name in lifted],
        locked={
            n: a
            for n, a in ((lock.constructor_headers if lock else None) or {}).items()
            if n in lifted
        },
        reserved=CREDENTIALS,
    )
    return tuple(
        ConstructorHeader(wire_name=name, argument=names[name], default=_default(api, name))
        for name in sorted(lifted)
    )


def _everywhere(api: Api, folded: str) -> bool:
    return all(
        any(
            p.location is ParameterLocation.HEADER
            and p.wire_name.lower() == folded
            and p.required
            and p.default is not None
            for p in o.parameters
        )
        for o in api.operations
    )


def _header_argument(name: str) -> tuple[str, ...]:
    plain = attribute_candidates(name)[0]
    return (plain.removeprefix("x_"), plain)


def _default(api: Api, name: str) -> str:
    for operation in api.operations:
        for p in operation.parameters:
            if (
                p.location is ParameterLocation.HEADER
                and p.wire_name == name
                and p.default is not None
            ):
                return str(p.default.value)
    return ""


def server_variables(api: Api, taken: Mapping[str, tuple[CredentialNames, ...]]) -> dict[str, str]:
    """Server variable → argument of the constructor, for the first server."""
    variables = api.servers[0].variables if api.servers else ()
    used = [c.argument for found in taken.values() for c in found]
    return assign(
        [(v.name, attribute_candidates(v.name)) for v in variables],
        taken=used,
        reserved=CREDENTIALS,
    )
