"""Every keyword of OpenAPI 3.1 and 3.2, by the object it belongs to: what stands below it, and
how truly a client honours it.

`OBJECTS` says for each object and keyword what the keyword holds: `""` a value, `"x"` an object `x`,
`"[x]"` a list of them, `"{x}"` a map from names to them. A keyword is honoured exactly unless
`LOOSE` or `IGNORED` say otherwise; one that no table has is none of OpenAPI's.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from generator.ir.document import METHODS

Reasons: TypeAlias = Mapping[str, tuple[str, str]]
"""Keyword → the rule's name, and why."""

_DOCS: Final = {"externalDocs": "external docs"}
_PROSE: Final = {"summary": "", "description": ""}


def _values(*keywords: str) -> dict[str, str]:
    return dict.fromkeys(keywords, "")


def _of(holds: str, *keywords: str) -> dict[str, str]:
    return dict.fromkeys(keywords, holds)


_HEADER: Final = {
    **_values("$ref", "description", "required", "deprecated", "style", "explode", "example"),
    "schema": "schema",
    "content": "{media type}",
    "examples": "{example}",
}

OBJECTS: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {
        **_values("openapi", "jsonSchemaDialect", "$self"),
        **_DOCS,
        "info": "info",
        "servers": "[server]",
        "paths": "{path item}",
        "webhooks": "{path item}",
        "components": "components",
        "security": "[security requirement]",
        "tags": "[tag]",
    },
    "info": {
        **_PROSE,
        **_values("title", "version", "termsOfService"),
        **_of("contact", "contact"),
        **_of("license", "license"),
    },
    "contact": _values("name", "url", "email"),
    "license": _values("name", "identifier", "url"),
    "server": {**_values("url", "description", "name"), "variables": "{server variable}"},
    "server variable": _values("enum", "default", "description"),
    "components": {
        "schemas": "{schema}",
        "responses": "{response}",
        "parameters": "{parameter}",
        "examples": "{example}",
        "requestBodies": "{request body}",
        "headers": "{header}",
        "securitySchemes": "{security scheme}",
        "links": "{link}",
        "callbacks": "{callback}",
        "pathItems": "{path item}",
        "mediaTypes": "{media type}",
    },
    "path item": {
        **_PROSE,
        **_values("$ref"),
        **_of("operation", *METHODS),
        "additionalOperations": "{operation}",
        "servers": "[server]",
        "parameters": "[parameter]",
    },
    "operation": {
        **_PROSE,
        **_DOCS,
        **_values("tags", "operationId", "deprecated"),
        "parameters": "[parameter]",
        "requestBody": "request body",
        "responses": "{response}",
        "callbacks": "{callback}",
        "security": "[security requirement]",
        "servers": "[server]",
    },
    "external docs": _values("description", "url"),
    "parameter": {**_HEADER, **_values("name", "in", "allowEmptyValue", "allowReserved")},
    "request body": {**_values("$ref", "description", "required"), "content": "{media type}"},
    "media type": {
        **_values("$ref", "example"),
        **_of("schema", "schema", "itemSchema"),
        "examples": "{example}",
        "encoding": "{encoding}",
    },
    "encoding": {
        **_values("contentType", "style", "explode", "allowReserved"),
        "headers": "{header}",
    },
    "response": {
        **_values("$ref", "summary", "description"),
        "headers": "{header}",
        "content": "{media type}",
        "links": "{link}",
    },
    "callback": {},
    "example": {
        **_values("$ref", "summary", "description", "value", "dataValue"),
        **_values("serializedValue", "externalValue"),
    },
    "link": _values("$ref"),
    "header": _HEADER,
    "tag": {**_values("name", "summary", "description", "parent", "kind"), **_DOCS},
    "security scheme": {
        **_values("$ref", "type", "description", "name", "in", "scheme", "bearerFormat"),
        **_values("openIdConnectUrl", "oauth2MetadataUrl", "deprecated"),
        "flows": "flows",
    },
    "flows": _of(
        "flow",
        "implicit",
        "password",
        "clientCredentials",
        "authorizationCode",
        "deviceAuthorization",
    ),
    "flow": {
        **_values("authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"),
        **_values("scopes"),
    },
    "security requirement": {},
    "discriminator": _values("propertyName", "mapping", "defaultMapping"),
    "xml": _values("name", "namespace", "prefix", "attribute", "wrapped", "nodeType"),
    "schema": {
        **_values("$ref", "$id", "$schema", "$comment", "$anchor", "$vocabulary"),
        **_values("type", "enum", "const", "title", "description", "default", "deprecated"),
        **_values("readOnly", "writeOnly", "example", "examples", "format", "required"),
        **_values("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
        **_values("maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems"),
        **_values("maxContains", "minContains", "maxProperties", "minProperties"),
        **_values("dependentRequired", "contentEncoding", "contentMediaType", "summary"),
        **_of("{schema}", "$defs", "definitions", "properties", "patternProperties"),
        **_of("{schema}", "dependentSchemas"),
        **_of("[schema]", "allOf", "anyOf", "oneOf", "prefixItems"),
        **_of("schema", "items", "additionalProperties", "not", "if", "then", "else", "contains"),
        **_of("schema", "propertyNames", "unevaluatedItems", "unevaluatedProperties"),
        **_of("schema", "contentSchema"),
        **_DOCS,
        "discriminator": "discriminator",
        "xml": "xml",
    },
}

_SERVER_CHECKS: Final = "a client sends it as it is given; the server checks it"
_NO_TYPE: Final = "what it excludes has no Python type"

LOOSE: Final[Mapping[str, Reasons]] = {
    "schema": {
        **dict.fromkeys(
            ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            ("bounds", _SERVER_CHECKS),
        ),
        **dict.fromkeys(
            ("minLength", "maxLength", "pattern"), ("text-constraints", _SERVER_CHECKS)
        ),
        **dict.fromkeys(
            ("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
            ("sizes", _SERVER_CHECKS),
        ),
        **dict.fromkeys(
            ("not", "if", "then", "else", "dependentSchemas", "dependentRequired"),
            ("conditions", _NO_TYPE),
        ),
        **dict.fromkeys(
            ("propertyNames", "contains", "minContains", "maxContains"),
            ("member-constraints", _NO_TYPE),
        ),
        **dict.fromkeys(
            ("unevaluatedProperties", "unevaluatedItems"),
            ("unevaluated", "members that the schema does not know are kept"),
        ),
        **dict.fromkeys(
            ("contentMediaType", "contentSchema"),
            ("content-of-text", "a text that holds another document stays a text"),
        ),
    },
    "server variable": {"enum": ("server-variables", "any value is taken")},
    "discriminator": {
        "defaultMapping": ("default-variants", "what has another tag stays as it came")
    },
}

_FOR_PEOPLE: Final = "for people who read the description, not for a client"
_NOT_DISCOVERED: Final = "a client is given its token, or asks the tokenUrl for one"

IGNORED: Final[Mapping[str, Reasons]] = {
    **{
        name: {"externalDocs": ("external-docs", _FOR_PEOPLE)}
        for name in ("document", "operation", "tag")
    },
    "info": dict.fromkeys(("termsOfService", "contact", "license"), ("publisher", _FOR_PEOPLE)),
    "schema": {
        "externalDocs": ("external-docs", _FOR_PEOPLE),
        "xml": ("xml", "XML goes through as the text that it is"),
        "title": ("titles", "a title is no name: two schemas may have the same"),
        "$comment": ("comments", "for those who maintain the description"),
        "$schema": ("dialect", "every schema is read as JSON Schema 2020-12"),
        "$vocabulary": ("dialect", "every schema is read as JSON Schema 2020-12"),
    },
    "document": {
        "externalDocs": ("external-docs", _FOR_PEOPLE),
        "jsonSchemaDialect": ("dialect", "every schema is read as JSON Schema 2020-12"),
    },
    "response": {"links": ("links", "hints for a next call, which the caller makes")},
    "example": {
        "externalValue": ("external-examples", "nothing is fetched"),
        "serializedValue": ("serialized-examples", "the value beside it says the same"),
    },
    "security scheme": {"oauth2MetadataUrl": ("authorization", _NOT_DISCOVERED)},
    "flow": {"deviceAuthorizationUrl": ("authorization", _NOT_DISCOVERED)},
    "components": {"links": ("links", "hints for a next call, which the caller makes")},
}

HONOURED_EXTENSIONS: Final = frozenset(
    {
        "x-enum",
        "x-extensible-enum",
        "x-enum-descriptions",
        "x-enumDescriptions",
        "x-enum-description",
        "x-nullable",
        "x-default",
    }
)
"""Those that change the client; `x-enum-varnames` names nothing, as enums are literals."""
