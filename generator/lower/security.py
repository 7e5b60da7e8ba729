"""Security schemes and requirements (OpenAPI 3.1 §4.8.27–30), and servers (§4.8.5)."""

from generator.diagnostics import Collector
from generator.ir.api import (
    ApiKeyAuth,
    AuthKind,
    BasicAuth,
    BearerAuth,
    HttpAuth,
    MutualTlsAuth,
    OAuth2Auth,
    OAuthFlow,
    OpenIdConnectAuth,
    ParameterLocation,
    SchemeUse,
    SecurityRequirement,
    SecurityScheme,
    Server,
    ServerVariable,
)
from generator.ir.document import JsonObject, JsonValue
from generator.lower.headers import refuse_header
from generator.lower.located import escape, list_of, object_of, refuse, text_of


def security_schemes(tree: JsonObject, collector: Collector) -> tuple[SecurityScheme, ...]:
    """The schemes of the document, in its order."""
    made: list[SecurityScheme] = []
    schemes = object_of(object_of(tree.get("components")).get("securitySchemes"))
    for name, value in schemes.items():
        pointer = f"/components/securitySchemes/{escape(name)}"
        with collector.part():
            scheme = _followed(object_of(value), tree)
            made.append(
                SecurityScheme(
                    name=name,
                    auth=_auth(scheme, pointer),
                    description=text_of(scheme.get("description")),
                    default=text_of(scheme.get("x-default")),
                    pointer=pointer,
                )
            )
    return tuple(made)


def _followed(scheme: JsonObject, tree: JsonObject) -> JsonObject:
    reference = scheme.get("$ref")
    if isinstance(reference, str):
        return object_of(
            object_of(object_of(tree.get("components")).get("securitySchemes")).get(
                reference.rpartition("/")[2]
            )
        )
    return scheme


def _auth(scheme: JsonObject, pointer: str) -> AuthKind:
    match scheme.get("type"):
        case "apiKey":
            location = str(scheme.get("in", "header"))
            name = scheme.get("name")
            if (
                location not in ("header", "query", "cookie")
                or not isinstance(name, str)
                or not name
            ):
                raise refuse(
                    "O340",
                    "an `apiKey` scheme needs `name`, and `in` of header, query or cookie",
                    pointer,
                )
            if location == "header":
                refuse_header(name, pointer)
            return ApiKeyAuth(location=ParameterLocation(location), wire_name=name)
        case "http":
            kind = str(scheme.get("scheme", "")).lower()
            if kind == "basic":
                return BasicAuth()
            if kind == "bearer":
                return BearerAuth(format=text_of(scheme.get("bearerFormat")))
            return HttpAuth(scheme=kind)
        case "oauth2":
            flows = object_of(scheme.get("flows"))
            return OAuth2Auth(
                flows=tuple(
                    OAuthFlow(
                        kind=kind,
                        token_url=text_of(object_of(flow).get("tokenUrl")),
                        scopes=tuple(object_of(object_of(flow).get("scopes"))),
                    )
                    for kind, flow in flows.items()
                    if not kind.startswith("x-")
                )
            )
        case "openIdConnect":
            return OpenIdConnectAuth(url=str(scheme.get("openIdConnectUrl", "")))
        case "mutualTLS":
            return MutualTlsAuth()
        case other:
            raise refuse(
                "O340",
                f"{other} is no type of security scheme",
                pointer,
                "The types are apiKey, http, mutualTLS, oauth2 and openIdConnect.",
            )


def requirements(
    value: JsonValue, known: frozenset[str], pointer: str
) -> tuple[SecurityRequirement, ...]:
    """Alternatives of schemes that hold together.

    Raises:
        SpecError: `O341` a scheme is not declared.
    """
    made: list[SecurityRequirement] = []
    for number, option in enumerate(list_of(value)):
        uses: list[SchemeUse] = []
        for name, scopes in object_of(option).items():
            if name not in known:
                raise refuse(
                    "O341",
                    f"the security scheme {name} is not declared",
                    f"{pointer}/{number}/{escape(name)}",
                    "Declare it under components.securitySchemes.",
                )
            uses.append(
                SchemeUse(
                    scheme=name, scopes=tuple(s for s in list_of(scopes) if isinstance(s, str))
                )
            )
        made.append(SecurityRequirement(uses=tuple(uses)))
    return tuple(dict.fromkeys(made))


def servers(value: JsonValue, pointer: str) -> tuple[Server, ...]:
    """The servers of a document, a path or an operation."""
    made: list[Server] = []
    for number, entry in enumerate(list_of(value)):
        server = object_of(entry)
        url = server.get("url")
        if not isinstance(url, str):
            raise refuse("O342", "a server needs a `url`", f"{pointer}/{number}")
        if (
            any(ord(c) <= 32 or ord(c) == 127 for c in url.strip())
            or "@" in url.partition("://")[2].partition("/")[0]
            or "\\" in url
        ):
            raise refuse(
                "O342",
                f"{url} is no server's URL",
                f"{pointer}/{number}/url",
                "A URL without spaces, control characters and user names.",
            )
        if "://" in url and not url.startswith(("http://", "https://", "{")):
            raise refuse("O342", f"{url} is not http or https", f"{pointer}/{number}/url")
        made.append(
            Server(
                # A host without a scheme (RFC 3986 §4.2) has that of the document, which is https.
                url=f"https:{url.strip()}" if url.strip().startswith("//") else url.strip(),
                description=text_of(server.get("description")),
                variables=tuple(
                    ServerVariable(
                        name=name,
                        default=str(object_of(variable).get("default", "")),
                        enum=tuple(
                            v
                            for v in list_of(object_of(variable).get("enum"))
                            if isinstance(v, str)
                        ),
                        description=text_of(object_of(variable).get("description")),
                    )
                    for name, variable in object_of(server.get("variables")).items()
                ),
            )
        )
    return tuple(made)
