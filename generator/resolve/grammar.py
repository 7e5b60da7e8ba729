"""OpenAPI 3.1 §4.8 as a table: which object stands under which key.

`resolve` walks a document by it, so that `$ref` counts only where OpenAPI gives it meaning, and a
wrong shape is found at its place. A key that the table does not name is data: examples, extensions,
defaults.
"""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The objects of OpenAPI that the walk knows apart."""

    DOCUMENT = "document"
    COMPONENTS = "components"
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
    SECURITY_SCHEME = "security scheme"
    DATA = "data"


class Shape(StrEnum):
    """How the objects stand: alone, in a list, or under names."""

    ONE = "one"
    LIST = "list"
    MAP = "map"
    ONE_OR_BOOLEAN = "one or boolean"


METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

SECTIONS: Final = {
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
}
SECTION_OF: Final = {kind: section for section, kind in SECTIONS.items()}

_SCHEMAS = (Shape.MAP, Kind.SCHEMA)
_LIST = (Shape.LIST, Kind.SCHEMA)
_ONE = (Shape.ONE_OR_BOOLEAN, Kind.SCHEMA)
_CONTENT = (Shape.MAP, Kind.MEDIA_TYPE)
_EXAMPLES = (Shape.MAP, Kind.EXAMPLE)

CHILDREN: Final[dict[Kind, dict[str, tuple[Shape, Kind]]]] = {
    Kind.DOCUMENT: {
        "paths": (Shape.MAP, Kind.PATH_ITEM),
        "webhooks": (Shape.MAP, Kind.PATH_ITEM),
        "components": (Shape.ONE, Kind.COMPONENTS),
        "info": (Shape.ONE, Kind.DATA),
        "servers": (Shape.LIST, Kind.DATA),
        "tags": (Shape.LIST, Kind.DATA),
        "security": (Shape.LIST, Kind.DATA),
    },
    Kind.COMPONENTS: {section: (Shape.MAP, kind) for section, kind in SECTIONS.items()},
    Kind.PATH_ITEM: {
        **dict.fromkeys(METHODS, (Shape.ONE, Kind.OPERATION)),
        "parameters": (Shape.LIST, Kind.PARAMETER),
        "servers": (Shape.LIST, Kind.DATA),
    },
    Kind.OPERATION: {
        "parameters": (Shape.LIST, Kind.PARAMETER),
        "requestBody": (Shape.ONE, Kind.REQUEST_BODY),
        "responses": (Shape.MAP, Kind.RESPONSE),
        "callbacks": (Shape.MAP, Kind.CALLBACK),
        "security": (Shape.LIST, Kind.DATA),
        "servers": (Shape.LIST, Kind.DATA),
    },
    Kind.PARAMETER: {"schema": _ONE, "content": _CONTENT, "examples": _EXAMPLES},
    Kind.HEADER: {"schema": _ONE, "content": _CONTENT, "examples": _EXAMPLES},
    Kind.REQUEST_BODY: {"content": _CONTENT},
    Kind.MEDIA_TYPE: {
        "schema": _ONE,
        "itemSchema": _ONE,
        "examples": _EXAMPLES,
        "encoding": (Shape.MAP, Kind.ENCODING),
    },
    Kind.ENCODING: {"headers": (Shape.MAP, Kind.HEADER)},
    Kind.RESPONSE: {
        "headers": (Shape.MAP, Kind.HEADER),
        "content": _CONTENT,
        "links": (Shape.MAP, Kind.LINK),
    },
    Kind.EXAMPLE: {},
    Kind.LINK: {},
    Kind.CALLBACK: {},  # every key that is no extension is a path item
    Kind.SECURITY_SCHEME: {},
    Kind.SCHEMA: {
        **dict.fromkeys(("properties", "patternProperties", "$defs", "definitions"), _SCHEMAS),
        "dependentSchemas": _SCHEMAS,
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _LIST),
        **dict.fromkeys(("items", "additionalProperties", "not", "if", "then", "else"), _ONE),
        **dict.fromkeys(("propertyNames", "contains", "contentSchema"), _ONE),
        **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties"), _ONE),
    },
    Kind.DATA: {},
}

NUMBERS: Final = (
    *(
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
    ),
    *("minItems", "maxItems", "minProperties", "maxProperties"),
)
"""Keywords of a schema whose values are numbers."""

REFERABLE: Final = frozenset(SECTION_OF) | {Kind.MEDIA_TYPE}
"""The objects in whose place a Reference Object may stand."""
