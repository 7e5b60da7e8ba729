"""`lower` → everyone: operations and what belongs to them, free of OpenAPI's packaging.

No Python text and no Python names: `diff` and a second target language could use it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from generator.ir.document import JsonValue
from generator.ir.schema import Default, SchemaDefinition, SchemaId, SchemaType
from generator.ir.value import Value


class ParameterLocation(StrEnum):
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class ParameterStyle(StrEnum):
    """OpenAPI 3.1 §4.8.12.3."""

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    TAB_DELIMITED = "tabDelimited"
    """Swagger 2.0 `tsv`."""
    DEEP_OBJECT = "deepObject"


class Example(Value, frozen=True, kw_only=True):
    """An authored example of a body, a response or a parameter.

    Attributes:
        generated: Made up by the docs site, no evidence for anything.
    """

    name: str
    value: JsonValue
    summary: str | None = None
    pointer: str
    generated: bool = False


class Parameter(Value, frozen=True, kw_only=True):
    """A parameter, path-level ones merged in, style and explode at their effective values.

    Attributes:
        media_type: Of a parameter described by `content`: its value is one serialized document
            (`application/json`), and `style` has no meaning.
        pointer: Of the parameter object in the canonical document.
    """

    wire_name: str
    location: ParameterLocation
    type: SchemaType
    required: bool
    style: ParameterStyle
    explode: bool
    allow_reserved: bool = False
    allow_empty_value: bool = False
    media_type: str | None = None
    default: Default | None = None
    description: str | None = None
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
    pointer: str


class BodyEncoding(StrEnum):
    """How a media type is written and read."""

    JSON = "json"
    FORM = "form"
    """`application/x-www-form-urlencoded`."""
    MULTIPART = "multipart"
    TEXT = "text"
    """`text/*`, XML passed through raw: a string."""
    BYTES = "bytes"
    NDJSON = "ndjson"
    """JSON values, one a line (`application/x-ndjson`, `application/jsonl`, …)."""
    EVENT_STREAM = "event stream"
    """`text/event-stream`."""


class PartEncoding(Value, frozen=True, kw_only=True):
    """How one property of a form or multipart body is written (§4.8.15, Encoding Object).

    Attributes:
        content_type: Of the part, where stated; several are comma-separated.
        headers: Declared headers of the part: wire name → constant value, where a schema fixes
            one.
    """

    wire_name: str
    content_type: str | None = None
    style: ParameterStyle | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[tuple[str, str | None], ...] = ()


class Content(Value, frozen=True, kw_only=True):
    """One media type of a body or a response.

    Attributes:
        media_type: As stated, parameters included.
        type: Of the whole value. For `NDJSON` and `EVENT_STREAM` of one item: what stands on a
            line, or in an event's data.
    """

    media_type: str
    encoding: BodyEncoding
    type: SchemaType
    parts: tuple[PartEncoding, ...] = ()
    examples: tuple[Example, ...] = ()
    pointer: str


class RequestBody(Value, frozen=True, kw_only=True):
    """Media types are alternatives, in the specification's order."""

    required: bool
    contents: tuple[Content, ...]
    description: str | None = None
    pointer: str


class ExactStatus(Value, frozen=True, kw_only=True):
    code: int


class StatusRange(Value, frozen=True, kw_only=True):
    """`4XX`: `hundreds` is 4."""

    hundreds: int


class DefaultStatus(Value, frozen=True, kw_only=True):
    pass


Status: TypeAlias = ExactStatus | StatusRange | DefaultStatus


class ResponseHeader(Value, frozen=True, kw_only=True):
    """A header of a response.

    Attributes:
        media_type: Of a header described by `content`: its value is one serialized document.
    """

    wire_name: str
    type: SchemaType
    required: bool
    description: str | None = None
    deprecated: bool = False
    style_explode: bool = False
    media_type: str | None = None
    pointer: str


class Response(Value, frozen=True, kw_only=True):
    """No `contents`: no body is documented."""

    status: Status
    contents: tuple[Content, ...]
    headers: tuple[ResponseHeader, ...] = ()
    description: str | None = None
    pointer: str


class ServerVariable(Value, frozen=True, kw_only=True):
    name: str
    default: str
    enum: tuple[str, ...] = ()
    description: str | None = None


class Server(Value, frozen=True, kw_only=True):
    """`url` may hold `{variables}` and may be relative."""

    url: str
    description: str | None = None
    variables: tuple[ServerVariable, ...] = ()


class ApiKeyAuth(Value, frozen=True, kw_only=True):
    location: ParameterLocation
    wire_name: str


class BasicAuth(Value, frozen=True, kw_only=True):
    pass


class BearerAuth(Value, frozen=True, kw_only=True):
    format: str | None = None


class OAuthFlow(Value, frozen=True, kw_only=True):
    """`kind` is `clientCredentials`, `authorizationCode`, `implicit` or `password`."""

    kind: str
    token_url: str | None
    scopes: tuple[str, ...]


class OAuth2Auth(Value, frozen=True, kw_only=True):
    flows: tuple[OAuthFlow, ...]


class OpenIdConnectAuth(Value, frozen=True, kw_only=True):
    url: str


class MutualTlsAuth(Value, frozen=True, kw_only=True):
    """The client's certificate."""


class HttpAuth(Value, frozen=True, kw_only=True):
    """Any other `http` scheme of the IANA registry (`digest`, …): its `Authorization` value is
    the caller's."""

    scheme: str


AuthKind: TypeAlias = (
    ApiKeyAuth | BasicAuth | BearerAuth | OAuth2Auth | OpenIdConnectAuth | MutualTlsAuth | HttpAuth
)


class SecurityScheme(Value, frozen=True, kw_only=True):
    name: str
    auth: AuthKind
    description: str | None = None
    default: str | None = None
    pointer: str


class SchemeUse(Value, frozen=True, kw_only=True):
    scheme: str
    scopes: tuple[str, ...] = ()


class SecurityRequirement(Value, frozen=True, kw_only=True):
    """All of `uses` together (AND). Empty: the anonymous alternative (`{}`)."""

    uses: tuple[SchemeUse, ...]


class PaginationKind(StrEnum):
    CURSOR = "cursor"
    """The response names the value of a query (or body) parameter for the next page."""
    OFFSET = "offset"
    PAGE = "page"
    LINK = "link"
    """`Link: <…>; rel="next"` (RFC 8288)."""


class Pagination(Value, frozen=True, kw_only=True):
    """How an operation is paged.

    Attributes:
        parameter: Wire name and location of the parameter that moves on; `None` for `LINK`.
        field: Wire name of the field of the request's body that moves on, where it is no parameter.
        next: Path of wire names to the next cursor in the response body; empty for the others.
        items: Path of wire names to the array of items; empty where the body is the array.
        start: The first page's offset or number.
    """

    kind: PaginationKind
    parameter: tuple[ParameterLocation, str] | None
    field: str | None = None
    next: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    start: int = 0


class Operation(Value, frozen=True, kw_only=True):
    """One operation.

    Attributes:
        key: `METHOD /path`, upper-case method: its identity in the lock, in `diff`, in names.
        operation_id: The specification's, or what `load` derived for a page.
        path: The template: `{name}` for each path parameter, one leading slash.
        fixed_query: What a path key holds behind `?` (`beta=true`), name and value.
        servers: Those of the operation or its path; empty where the API's hold.
        security: Alternatives (OR), the API's filled in where the operation is silent. Empty:
            none.
        idempotency_header: A header by which a repeated call is recognised, where the
            specification or the config declares one.
        beside: The key of the operation that this is another way to call: with files, in another
            media type than the operation sends. On the wire they are one.
        pointer: Of the operation object in the canonical document.
    """

    key: str
    operation_id: str | None
    method: str
    path: str
    fixed_query: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    summary: str | None = None
    description: str | None = None
    deprecated: bool = False
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: tuple[Response, ...]
    security: tuple[SecurityRequirement, ...] = ()
    servers: tuple[Server, ...] = ()
    pagination: Pagination | None = None
    idempotency_header: str | None = None
    beside: str | None = None
    pointer: str


class Webhook(Value, frozen=True, kw_only=True):
    """A request that the *server* sends: a webhook, or a callback of an operation. Only its
    models are generated; `diff` flips its directions.

    Attributes:
        callback_of: The key of the operation whose callback it is.
    """

    name: str
    operation: Operation
    callback_of: str | None = None


class Tag(Value, frozen=True, kw_only=True):
    name: str
    description: str | None = None


class Api(Value, frozen=True, kw_only=True):
    """A whole API.

    Attributes:
        operations: In the specification's order.
        definitions: In the specification's order of first places.
        tags: Declared ones first, then those that only operations name, in order.
    """

    title: str
    version: str
    description: str | None = None
    servers: tuple[Server, ...]
    security_schemes: tuple[SecurityScheme, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Webhook, ...] = ()
    definitions: tuple[SchemaDefinition, ...]
    tags: tuple[Tag, ...] = ()


def definitions_by_id(api: Api) -> Mapping[SchemaId, SchemaDefinition]:
    """The definitions under their ids, in their order."""
    return {definition.id: definition for definition in api.definitions}
