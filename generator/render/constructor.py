"""The constructor of a client: credentials, servers, and what every client can be told."""

from collections import Counter

from msgspec import Struct

from generator.config import ApiConfig
from generator.ir.api import (
    Api,
    ApiKeyAuth,
    AuthKind,
    BasicAuth,
    HttpAuth,
    OAuth2Auth,
    OAuthFlow,
    ParameterLocation,
)
from generator.python.code import Code, Import, ident, literal, tuple_of, words
from generator.python.prose import sentence
from generator.python.types import Scope
from generator.render.methods import own_server, security_tuples
from generator.render.prose import assembled, entries, flowing, followed, one_line

_CREDENTIALS = "._runtime.credentials"
_LIMITS = ("timeout", "deadline", "retries", "max_response_bytes")


class ConstructorText(Struct, frozen=True):
    """Signatures, the settings that both clients are given, and the documentation."""

    sync: tuple[Code, ...]
    asynchronous: tuple[Code, ...]
    settings: tuple[Code, ...]
    docstring: Code
    imports: frozenset[Import]


def shared_security(api: Api) -> tuple[tuple[str, ...], ...]:
    """The alternatives that most operations have: the client's own."""
    found = Counter(
        tuple(tuple(u.scheme for u in option.uses) for option in o.security) for o in api.operations
    )
    return max(found, key=lambda s: (found[s], len(s))) if found else ()


def base_url_of(api: Api) -> str | None:
    """The server that a client calls where it is not told another; `None` where there is none that
    a client outside of it could call."""
    url = api.servers[0].url if api.servers else ""
    return url.rstrip("/") if "://" in url else None


def server_path(api: Api) -> str:
    """Where the API is on a server that the specification does not name; empty: at its root."""
    url = api.servers[0].url.rstrip("/") if api.servers else ""
    return url if url.startswith("/") and "{" not in url else ""


def constructor_text(scope: Scope, config: ApiConfig) -> ConstructorText:
    """The constructor of both clients."""
    return _Constructor(scope, config).text()


class _Constructor:
    def __init__(self, scope: Scope, config: ApiConfig) -> None:
        self.scope = scope
        self.config = config
        self.api = scope.api
        self.imports: set[Import] = {
            Import("collections.abc", "Mapping"),
            Import("collections.abc", "Callable"),
            Import("types", "TracebackType"),
            Import("typing", "Self"),
            Import("httpx2", ""),
            Import("._runtime.settings", "settings"),
            Import("._runtime.settings", "changed"),
            Import("._runtime.settings", "MAX_RESPONSE_BYTES"),
            Import("._runtime.transport", "Transport"),
            Import("._runtime.transport", "AsyncTransport"),
            Import("._runtime.unset", "UNSET"),
            Import("._runtime.unset", "Unset"),
            Import("._runtime.options", "RawResponse"),
        }
        self.security = shared_security(self.api)

    def text(self) -> ConstructorText:
        settings = [
            *self._base_url_settings(),
            Code("headers=headers"),
            Code(f"user_agent={literal(self._user_agent())}"),
        ]
        if constants := self._constants():
            settings.append(constants)
        settings += [Code(f"{name}={name}") for name in _LIMITS]
        if self.scope.names.credentials:
            settings.append(Code(f"credentials={{{', '.join(self._credentials())}}}"))
            settings.append(Code(f"security={security_tuples(self.security)}"))
            if self._always():
                settings.append(Code("always=True"))
        settings += [
            Code("on_request=on_request"),
            Code("on_response=on_response"),
            Code('logger=__name__.rpartition(".")[0]'),
        ]
        return ConstructorText(
            sync=self._parameters("Secret", "httpx2.BaseTransport"),
            asynchronous=self._parameters("AsyncSecret", "httpx2.AsyncBaseTransport"),
            settings=tuple(settings),
            docstring=self._docstring(),
            imports=frozenset(self.imports),
        )

    def _user_agent(self) -> str:
        version = (
            "".join(
                c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in self.api.version
            )
            or "0"
        )
        return f"{self.scope.names.package}/{version} oasmith"

    def _always(self) -> bool:
        """Whether a client without credentials could make no call at all."""
        return (
            bool(self.api.operations)
            and all(
                o.security and all(option.uses for option in o.security)
                for o in self.api.operations
            )
            and all(
                tuple(tuple(u.scheme for u in option.uses) for option in o.security)
                == self.security
                for o in self.api.operations
            )
        )

    # Credentials.

    def _credentials(self) -> list[str]:
        self.imports |= {
            Import(_CREDENTIALS, n)
            for n in ("Credential", "Secret", "AsyncSecret", "from_environment")
        }
        made: list[str] = []
        auths = {s.name: s.auth for s in self.api.security_schemes}
        for scheme, names in self.scope.names.credentials.items():
            if not names:
                continue
            auth = auths[scheme]
            secrets = [
                f"from_environment({ident(n.argument)}, {literal(n.variable)})" for n in names
            ]
            if isinstance(auth, OAuth2Auth) and len(names) == 3:
                flow = next(f for f in auth.flows if f.kind == "clientCredentials" and f.token_url)
                self.imports.add(Import("._runtime.oauth2", "token_or_client"))
                secrets = [
                    f"token_or_client({', '.join(secrets)}, token_url={literal(flow.token_url or '')}, scopes={words(' '.join(self._scopes(scheme, flow)))})"
                ]
                names = names[:1]
            place, wire = _place(auth)
            argument = literal(" and ".join(n.argument for n in names))
            variable = literal(" and ".join(n.variable for n in names))
            made.append(
                f"{literal(scheme)}: Credential({literal(place)}, {literal(wire)}, {tuple_of(secrets)}, {argument}, {variable})"
            )
        return made

    # Servers.

    def _base_url(self) -> str | None:
        return base_url_of(self.api)

    def _base_url_settings(self) -> list[Code]:
        url = self._base_url()
        if url is None:
            return [Code("base_url=base_url")]
        text = literal(url)
        for variable, argument in self.scope.names.server_variables.items():
            text = Code(f"{text}.replace({literal('{' + variable + '}')}, {ident(argument)})")
        varies = "{" in url
        made = [Code(f"base_url=base_url or {text}" if varies else "base_url=base_url")]
        if self._has_other_servers():
            given = "base_url is not None" if varies else f"base_url != {text}"
            made.append(Code(f"everywhere={given}"))
        return made

    def _has_other_servers(self) -> bool:
        return any(own_server(o, self.api) for o in self.api.operations)

    def _constants(self) -> Code:
        pairs = [f"{literal(n)}: {literal(v)}" for n, v in self.config.client.headers.items()]
        pairs += [
            f"{literal(h.wire_name)}: {ident(h.argument)}"
            for h in self.scope.names.constructor_headers
        ]
        return Code(f"constants={{{', '.join(pairs)}}}") if pairs else Code("")

    # Signature.

    def _parameters(self, secret: str, transport: str) -> tuple[Code, ...]:
        made: list[Code] = []
        for names in self.scope.names.credentials.values():
            made += [Code(f"{ident(n.argument)}: {secret} | None = None") for n in names]
        made += [
            Code(f"{ident(h.argument)}: str = {literal(h.default)}")
            for h in self.scope.names.constructor_headers
        ]
        variables = {v.name: v for server in self.api.servers[:1] for v in server.variables}
        made += [
            Code(f"{ident(a)}: str = {literal(variables[v].default)}")
            for v, a in self.scope.names.server_variables.items()
        ]
        url = self._base_url()
        if url is None:
            made.append(Code("base_url: str"))
        elif "{" in url:
            made.append(Code("base_url: str | None = None"))
        else:
            made.append(Code(f"base_url: str = {literal(url)}"))
        made += [
            Code("timeout: float | None = 60.0"),
            Code("deadline: float | None = None"),
            Code("retries: int = 2"),
            Code("max_response_bytes: int = MAX_RESPONSE_BYTES"),
            Code("headers: Mapping[str, str] | None = None"),
            Code("on_request: Callable[[httpx2.Request], None] | None = None"),
            Code("on_response: Callable[[RawResponse], None] | None = None"),
            Code(f"transport: {transport} | None = None"),
        ]
        return tuple(made)

    def _scopes(self, scheme: str, flow: OAuthFlow) -> tuple[str, ...]:
        """What a token is asked for: the scopes that operations need, in the flow's order; all of
        the flow where no operation names one."""
        wanted = {
            scope
            for operation in self.api.operations
            for option in operation.security
            for use in option.uses
            if use.scheme == scheme
            for scope in use.scopes
        }
        return tuple(s for s in flow.scopes if s in wanted) or flow.scopes

    def _docstring(self) -> Code:
        described = {s.name: s.description for s in self.api.security_schemes}
        args: list[tuple[str, str]] = []
        for scheme, names in self.scope.names.credentials.items():
            for n in names:
                said = sentence(flowing(described.get(scheme) or ""))
                read = f"Read from the environment variable `{n.variable}` where it is not given."
                args.append((n.argument, followed(said, read)))
        for h in self.scope.names.constructor_headers:
            args.append((h.argument, f"The header `{h.wire_name}` of every request."))
        variables = {v.name: v for server in self.api.servers[:1] for v in server.variables}
        for v, a in self.scope.names.server_variables.items():
            args.append(
                (
                    a,
                    sentence(
                        one_line(variables[v].description or f"Part of the server's URL: {v}")
                    ),
                )
            )
        server = self.api.servers[0] if self.api.servers else None
        where = (
            f" Default: {sentence(one_line(server.description))}"
            if server and server.description and self._base_url() is not None
            else ""
        )
        others = (
            "; one that is given also serves the operations that have another by default"
            if self._has_other_servers() and self._base_url() is not None
            else ""
        )
        args += [
            ("base_url", f"The server to call{others}{self._server_path()}.{where}"),
            ("timeout", "Seconds of silence after which an attempt fails; `None` waits for ever."),
            ("deadline", "Seconds for a whole call, its repetitions included."),
            ("retries", "How often a call that is safe to repeat is repeated."),
            (
                "max_response_bytes",
                "The largest answer, decompressed, that is read into memory; streams have no bound.",
            ),
            ("headers", "Sent with every request."),
            ("on_request", "Called with each request before it is sent."),
            ("on_response", "Called with each response before it is decoded."),
            (
                "transport",
                "Carries the requests: `httpx2.HTTPTransport` with a proxy, HTTP/2 or limits, or a test's double.",
            ),
        ]
        wrong = "`base_url` is no URL of a server."
        if self._always():
            wrong = f"There are no credentials, or {wrong}"
        raises = [("ValueError", wrong)]
        return assembled(
            "The API's operations as methods. Close it, or use it in a `with` statement.",
            [entries("Args", args, 96), entries("Raises", raises, 96)],
            indent=4,
        )

    def _server_path(self) -> str:
        """Where the specification has the API on a server that it does not name."""
        path = server_path(self.api) if self._base_url() is None else ""
        return f", with its path, `{one_line(path)}`" if path else ""


def _place(auth: AuthKind) -> tuple[str, str]:
    match auth:
        case ApiKeyAuth(location=location, wire_name=name):
            places = {
                ParameterLocation.HEADER: "header",
                ParameterLocation.QUERY: "query",
                ParameterLocation.COOKIE: "cookie",
            }
            return places[location], name
        case BasicAuth():
            return "basic", ""
        case HttpAuth():
            return "authorization", ""
        case _:
            return "bearer", ""
