"""OpenAPI 3.1 §4.8 and Swagger 2.0 as tables: which object stands under which key.

`resolve` walks a document by them, so that `$ref` counts only where OpenAPI gives it meaning, and a
wrong shape is found at its place. A key that a table does not name is data: examples, extensions,
defaults. OpenAPI 3.2's additions that a client can honour stand in the same table.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeAlias

from msgspec import Struct

from generator.ir.document import METHODS


class Kind(StrEnum):
    """The objects of OpenAPI that the walk knows apart."""

    DOCUMENT = "document"
    INFO = "info object"
    TAG = "tag"
    EXTERNAL_DOCS = "external documentation object"
    SERVER = "server"
    SERVER_VARIABLE = "server variable"
    SECURITY_REQUIREMENT = "security requirement"
    COMPONENTS = "components object"
    PATH_ITEM = "path item"
    OPERATION = "operation"
    PARAMETER = "parameter"
    REQUEST_BODY = "request body"
    MEDIA_TYPE = "media type"
    ENCODING = "encoding"
    RESPONSE = "response"
    HEADER = "header"
    EXAMPLE = "example"
    LINK = "link"
    CALLBACK = "callback"
    SCHEMA = "schema"
    DISCRIMINATOR = "discriminator"
    SECURITY_SCHEME = "security scheme"
    OAUTH_FLOWS = "set of OAuth flows"
    OAUTH_FLOW = "OAuth flow"


class Shape(StrEnum):
    """How objects stand: alone, in a list, under names, or under names among which `x-…` is none."""

    ONE = "one"
    LIST = "list"
    MAP = "map"
    EXTENSIBLE_MAP = "extensible map"


class Value(StrEnum):
    """What a value that holds no object must be; the text completes "… must be"."""

    TEXT = "text"
    TEXT_OR_NUMBER = "text or a number"
    FLAG = "true or false"
    NUMBER = "a number"
    BOUND = "a number, or true or false"
    COUNT = "a whole number"
    TEXTS = "a list of texts"
    LIST = "a list"
    TYPE = "a type's name or a list of them"
    NAMES_TO_TEXT = "an object of texts"


class Child(Struct, frozen=True):
    """The objects under a key."""

    shape: Shape
    kind: Kind


Rule: TypeAlias = Child | Value
Table: TypeAlias = Mapping[Kind, Mapping[str, Rule]]


class Grammar(Struct, frozen=True, kw_only=True):
    """A version's tables.

    Attributes:
        sections: Where the document keeps what is referred to: kind → pointer of the section.
        homes: The same in the canonical document.
    """

    table: Table
    sections: Mapping[Kind, str]
    homes: Mapping[Kind, str]


_COMPONENTS: Final = {
    "schemas": Kind.SCHEMA,
    "responses": Kind.RESPONSE,
    "parameters": Kind.PARAMETER,
    "examples": Kind.EXAMPLE,
    "requestBodies": Kind.REQUEST_BODY,
    "headers": Kind.HEADER,
    "securitySchemes": Kind.SECURITY_SCHEME,
    "links": Kind.LINK,
    "callbacks": Kind.CALLBACK,
    "pathItems": Kind.PATH_ITEM,
    "mediaTypes": Kind.MEDIA_TYPE,
}

REFERABLE: Final = frozenset(_COMPONENTS.values())
"""The objects in whose place a Reference Object may stand."""


def _one(kind: Kind) -> Child:
    return Child(Shape.ONE, kind)


def _list(kind: Kind) -> Child:
    return Child(Shape.LIST, kind)


def _map(kind: Kind) -> Child:
    return Child(Shape.MAP, kind)


_PROSE: Final[dict[str, Rule]] = {"summary": Value.TEXT, "description": Value.TEXT}

_SCHEMA: Final[dict[str, Rule]] = {
    **dict.fromkeys(("properties", "patternProperties", "$defs"), _map(Kind.SCHEMA)),
    **dict.fromkeys(("definitions", "dependentSchemas"), _map(Kind.SCHEMA)),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _list(Kind.SCHEMA)),
    **dict.fromkeys(("items", "additionalProperties", "not"), _one(Kind.SCHEMA)),
    **dict.fromkeys(("if", "then", "else", "propertyNames"), _one(Kind.SCHEMA)),
    **dict.fromkeys(("contains", "contentSchema"), _one(Kind.SCHEMA)),
    **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties"), _one(Kind.SCHEMA)),
    "discriminator": _one(Kind.DISCRIMINATOR),
    "externalDocs": _one(Kind.EXTERNAL_DOCS),
    **dict.fromkeys(("title", "description", "format", "pattern"), Value.TEXT),
    **dict.fromkeys(("contentEncoding", "contentMediaType"), Value.TEXT),
    **dict.fromkeys(("$ref", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef"), Value.TEXT),
    **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "uniqueItems"), Value.FLAG),
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), Value.NUMBER),
    **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), Value.NUMBER),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), Value.COUNT),
    **dict.fromkeys(("minProperties", "maxProperties"), Value.COUNT),
    **dict.fromkeys(("minContains", "maxContains"), Value.COUNT),
    "required": Value.TEXTS,
    "enum": Value.LIST,
    "examples": Value.LIST,
    "type": Value.TYPE,
}
_HEADER: Final[dict[str, Rule]] = {
    "description": Value.TEXT,
    **dict.fromkeys(("required", "deprecated", "explode"), Value.FLAG),
    "style": Value.TEXT,
    "schema": _one(Kind.SCHEMA),
    "content": _map(Kind.MEDIA_TYPE),
    "examples": _map(Kind.EXAMPLE),
}
_SCHEME: Final[dict[str, Rule]] = {
    **dict.fromkeys(("type", "description", "name", "in", "scheme"), Value.TEXT),
    **dict.fromkeys(("bearerFormat", "openIdConnectUrl"), Value.TEXT),
    "flows": _one(Kind.OAUTH_FLOWS),
}
_SHARED: Final[dict[Kind, dict[str, Rule]]] = {
    Kind.INFO: {**_PROSE, "title": Value.TEXT, "version": Value.TEXT_OR_NUMBER},
    Kind.TAG: {**_PROSE, "name": Value.TEXT, "externalDocs": _one(Kind.EXTERNAL_DOCS)},
    Kind.EXTERNAL_DOCS: {"description": Value.TEXT, "url": Value.TEXT},
    Kind.SECURITY_REQUIREMENT: {},
    Kind.SCHEMA: _SCHEMA,
    Kind.DISCRIMINATOR: {"propertyName": Value.TEXT, "mapping": Value.NAMES_TO_TEXT},
    Kind.SECURITY_SCHEME: _SCHEME,
    Kind.OAUTH_FLOWS: {
        **dict.fromkeys(("implicit", "password", "clientCredentials"), _one(Kind.OAUTH_FLOW)),
        **dict.fromkeys(("authorizationCode", "deviceAuthorization"), _one(Kind.OAUTH_FLOW)),
    },
    Kind.OAUTH_FLOW: {
        **dict.fromkeys(("authorizationUrl", "tokenUrl", "refreshUrl"), Value.TEXT),
        "scopes": Value.NAMES_TO_TEXT,
    },
}
_OPERATION: Final[dict[str, Rule]] = {
    **_PROSE,
    "operationId": Value.TEXT,
    "externalDocs": _one(Kind.EXTERNAL_DOCS),
    "deprecated": Value.FLAG,
    "tags": Value.TEXTS,
    "parameters": _list(Kind.PARAMETER),
    "responses": Child(Shape.EXTENSIBLE_MAP, Kind.RESPONSE),
    "security": _list(Kind.SECURITY_REQUIREMENT),
}
_DOCUMENT: Final[dict[str, Rule]] = {
    "info": _one(Kind.INFO),
    "externalDocs": _one(Kind.EXTERNAL_DOCS),
    "tags": _list(Kind.TAG),
    "security": _list(Kind.SECURITY_REQUIREMENT),
    "paths": Child(Shape.EXTENSIBLE_MAP, Kind.PATH_ITEM),
}

OPENAPI: Final = Grammar(
    table={
        **_SHARED,
        Kind.DOCUMENT: {
            **_DOCUMENT,
            "servers": _list(Kind.SERVER),
            "webhooks": _map(Kind.PATH_ITEM),
            "components": _one(Kind.COMPONENTS),
        },
        Kind.SERVER: {
            "url": Value.TEXT,
            "description": Value.TEXT,
            "variables": _map(Kind.SERVER_VARIABLE),
        },
        Kind.SERVER_VARIABLE: {
            "default": Value.TEXT_OR_NUMBER,
            "enum": Value.LIST,
            "description": Value.TEXT,
        },
        Kind.COMPONENTS: {section: _map(kind) for section, kind in _COMPONENTS.items()},
        Kind.PATH_ITEM: {
            **_PROSE,
            **dict.fromkeys(METHODS, _one(Kind.OPERATION)),
            "additionalOperations": _map(Kind.OPERATION),
            "parameters": _list(Kind.PARAMETER),
            "servers": _list(Kind.SERVER),
        },
        Kind.OPERATION: {
            **_OPERATION,
            "requestBody": _one(Kind.REQUEST_BODY),
            "callbacks": _map(Kind.CALLBACK),
            "servers": _list(Kind.SERVER),
        },
        Kind.PARAMETER: {
            **_HEADER,
            **dict.fromkeys(("name", "in"), Value.TEXT),
            **dict.fromkeys(("allowEmptyValue", "allowReserved"), Value.FLAG),
        },
        Kind.HEADER: _HEADER,
        Kind.REQUEST_BODY: {
            "description": Value.TEXT,
            "required": Value.FLAG,
            "content": _map(Kind.MEDIA_TYPE),
        },
        Kind.MEDIA_TYPE: {
            **dict.fromkeys(("schema", "itemSchema"), _one(Kind.SCHEMA)),
            "examples": _map(Kind.EXAMPLE),
            "encoding": _map(Kind.ENCODING),
        },
        Kind.ENCODING: {
            **dict.fromkeys(("contentType", "style"), Value.TEXT),
            **dict.fromkeys(("explode", "allowReserved"), Value.FLAG),
            "headers": _map(Kind.HEADER),
        },
        Kind.RESPONSE: {
            **_PROSE,
            "headers": _map(Kind.HEADER),
            "content": _map(Kind.MEDIA_TYPE),
            "links": _map(Kind.LINK),
        },
        Kind.EXAMPLE: _PROSE,
        Kind.LINK: {"description": Value.TEXT},
        Kind.CALLBACK: {},  # every key that is no extension is a path item
    },
    sections={kind: f"/components/{section}" for section, kind in _COMPONENTS.items()},
    homes={kind: f"/components/{section}" for section, kind in _COMPONENTS.items()},
)

SWAGGER: Final = Grammar(
    table={
        **_SHARED,
        Kind.DOCUMENT: {
            **_DOCUMENT,
            **dict.fromkeys(("host", "basePath"), Value.TEXT),
            **dict.fromkeys(("schemes", "consumes", "produces"), Value.TEXTS),
            "definitions": _map(Kind.SCHEMA),
            "parameters": _map(Kind.PARAMETER),
            "responses": _map(Kind.RESPONSE),
            "securityDefinitions": _map(Kind.SECURITY_SCHEME),
        },
        Kind.PATH_ITEM: {
            **dict.fromkeys(METHODS, _one(Kind.OPERATION)),
            "parameters": _list(Kind.PARAMETER),
        },
        Kind.OPERATION: {
            **_OPERATION,
            **dict.fromkeys(("schemes", "consumes", "produces"), Value.TEXTS),
        },
        Kind.PARAMETER: {
            # The schema of a parameter that is no body stands in the parameter itself.
            **{k: v for k, v in _SCHEMA.items() if k not in ("required", "examples", "items")},
            **dict.fromkeys(("name", "in", "collectionFormat"), Value.TEXT),
            **dict.fromkeys(("required", "allowEmptyValue"), Value.FLAG),
            **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), Value.BOUND),
            **dict.fromkeys(("schema", "items"), _one(Kind.SCHEMA)),
        },
        Kind.RESPONSE: {
            "description": Value.TEXT,
            "schema": _one(Kind.SCHEMA),
            "headers": _map(Kind.HEADER),
        },
        Kind.HEADER: {
            **{k: v for k, v in _SCHEMA.items() if k != "items"},
            **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), Value.BOUND),
            "collectionFormat": Value.TEXT,
            "items": _one(Kind.SCHEMA),
        },
        Kind.SECURITY_SCHEME: {
            **_SCHEME,
            **dict.fromkeys(("flow", "authorizationUrl", "tokenUrl"), Value.TEXT),
            "scopes": Value.NAMES_TO_TEXT,
        },
    },
    sections={
        Kind.SCHEMA: "/definitions",
        Kind.PARAMETER: "/parameters",
        Kind.RESPONSE: "/responses",
        Kind.SECURITY_SCHEME: "/securityDefinitions",
    },
    homes={
        Kind.SCHEMA: "/components/schemas",
        Kind.PARAMETER: "/components/parameters",
        Kind.RESPONSE: "/components/responses",
        Kind.SECURITY_SCHEME: "/components/securitySchemes",
    },
)
