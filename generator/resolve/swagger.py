"""Swagger 2.0 → OpenAPI 3.1: objects put where 3.x has them, with a map back to where they stood.

Takes the tree that `canonical` has walked by Swagger's grammar: of one file, of the right shape, its
schemas those of 3.1 and its references already to their new homes. So nothing is checked here, and
nothing below a schema is touched.
"""

from typing import Final

from msgspec import Struct, field

from generator.ir.document import METHODS, JsonObject, JsonValue
from generator.resolve.sources import escape
from generator.resolve.swagger_parameters import (
    body_of,
    form_of,
    header_of,
    is_of_body,
    parameter_of,
)

_FLOWS: Final = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_SHARED_PARAMETERS: Final = "#/components/parameters/"
_OTHERWISE_READ: Final = frozenset({"parameters", "consumes", "produces", "responses", "schemes"})


class Upgraded(Struct, frozen=True):
    """Attributes:
    tree: OpenAPI 3.1.
    prefixes: New pointer → where the same stands in the Swagger document.
    """

    tree: JsonObject
    prefixes: dict[str, str]


def upgrade_swagger(source: JsonObject) -> Upgraded:
    """Translate a whole document."""
    upgrade = _Upgrade(source)
    return Upgraded(upgrade.document(), upgrade.prefixes)


class _Upgrade(Struct):
    source: JsonObject
    prefixes: dict[str, str] = field(
        default_factory=lambda: {
            "/components/schemas": "/definitions",
            "/components/responses": "/responses",
            "/components/parameters": "/parameters",
            "/components/securitySchemes": "/securityDefinitions",
            "/servers": "/host",
        }
    )

    def document(self) -> JsonObject:
        source = self.source
        made: JsonObject = {"openapi": "3.1.0", "info": source.get("info", {})}
        servers = self._servers(_texts(source, "schemes"))
        made["servers"] = servers or [{"url": self._base_path() or "/"}]
        kept = ("tags", "security", "externalDocs")
        made.update({k: v for k, v in source.items() if k in kept or k.startswith("x-")})
        paths = _object(source, "paths")
        made["paths"] = {
            path: self._item(item, f"/paths/{escape(path)}") if isinstance(item, dict) else item
            for path, item in paths.items()
        }
        if components := self._components():
            made["components"] = components
        return made

    def _components(self) -> JsonObject:
        source = self.source
        produces = _texts(source, "produces")
        sections: dict[str, JsonObject] = {
            "schemas": _object(source, "definitions"),
            "responses": {
                name: self._response(response, produces, f"/components/responses/{escape(name)}")
                for name, response in _object(source, "responses").items()
            },
            "parameters": {
                name: parameter_of(parameter)
                for name, parameter in _object(source, "parameters").items()
                if isinstance(parameter, dict) and not is_of_body(self._target(parameter))
            },
            "securitySchemes": {
                name: _scheme(scheme)
                for name, scheme in _object(source, "securityDefinitions").items()
                if isinstance(scheme, dict)
            },
        }
        return {section: entries for section, entries in sections.items() if entries}

    def _base_path(self) -> str:
        given = self.source.get("basePath")
        return given.rstrip("/") if isinstance(given, str) else ""

    def _servers(self, schemes: list[str]) -> list[JsonValue]:
        """The servers of the host, that of https before others; none where there is no host."""
        host = self.source.get("host")
        if not isinstance(host, str):
            return []
        ordered = sorted(schemes or ["https"], key=lambda scheme: scheme != "https")
        called = [s for s in ordered if s in ("https", "http")] or ordered
        return [{"url": f"{scheme}://{host}{self._base_path()}"} for scheme in called]

    def _item(self, item: JsonObject, pointer: str) -> JsonObject:
        made: JsonObject = {}
        shared = self._followed(item)
        bodies = [(p, f"{pointer}/parameters/{n}") for n, p in shared if is_of_body(p)]
        for key, value in item.items():
            if key in METHODS and isinstance(value, dict):
                made[key] = self._operation(value, bodies, f"{pointer}/{key}")
            elif key != "parameters":
                made[key] = value
        if plain := self._plain(shared, pointer):
            made["parameters"] = plain
        return made

    def _operation(
        self, operation: JsonObject, shared: list[tuple[JsonObject, str]], pointer: str
    ) -> JsonObject:
        made = {k: v for k, v in operation.items() if k not in _OTHERWISE_READ}
        given = self._followed(operation)
        if plain := self._plain(given, pointer):
            made["parameters"] = plain
        own = [(p, f"{pointer}/parameters/{n}") for n, p in given if is_of_body(p)]
        if own or shared:
            made["requestBody"] = self._body([*shared, *own], operation, pointer)
        if responses := _object(operation, "responses"):
            produces = self._media_types(operation, "produces")
            made["responses"] = {
                status: (
                    response
                    if status.startswith("x-")
                    else self._response(response, produces, f"{pointer}/responses/{escape(status)}")
                )
                for status, response in responses.items()
            }
        schemes = _texts(operation, "schemes")
        if schemes and set(schemes) != set(_texts(self.source, "schemes") or ["https"]):
            self.prefixes[f"{pointer}/servers"] = f"{pointer}/schemes"
            if servers := self._servers(schemes):
                made["servers"] = servers
        return made

    def _body(
        self, given: list[tuple[JsonObject, str]], operation: JsonObject, pointer: str
    ) -> JsonObject:
        consumes = self._media_types(operation, "consumes")
        whole = [(parameter, at) for parameter, at in given if parameter.get("in") == "body"]
        if not whole:
            self.prefixes[f"{pointer}/requestBody"] = given[0][1]
            return form_of([parameter for parameter, _ in given], consumes)
        parameter, at = whole[-1]
        self.prefixes[f"{pointer}/requestBody"] = at
        made = body_of(parameter, consumes)
        for kind in _object(made, "content"):
            media = f"{pointer}/requestBody/content/{escape(kind)}"
            self.prefixes[f"{media}/schema"] = f"{at}/schema"
        return made

    def _response(self, response: JsonValue, produces: list[str], pointer: str) -> JsonValue:
        if not isinstance(response, dict) or "$ref" in response:
            return response
        made = {k: v for k, v in response.items() if k not in ("schema", "examples", "headers")}
        made.setdefault("description", "")
        if headers := _object(response, "headers"):
            made["headers"] = {
                name: header_of(header) if isinstance(header, dict) else header
                for name, header in headers.items()
            }
        if "schema" not in response:
            return made
        schema = response["schema"]
        examples = _object(response, "examples")
        content: JsonObject = {}
        for kind in _kinds_of(schema, produces or ["application/json"]):
            media: JsonObject = {"schema": _readable(schema)}
            if kind in examples:
                media["example"] = examples[kind]
            content[kind] = media
            at = f"{pointer}/content/{escape(kind)}"
            back = pointer.replace("/components/responses", "/responses", 1)
            self.prefixes[f"{at}/schema"] = f"{back}/schema"
            self.prefixes[f"{at}/example"] = f"{back}/examples/{escape(kind)}"
        made["content"] = content
        return made

    def _media_types(self, operation: JsonObject, key: str) -> list[str]:
        """An operation's own media types, which override the document's."""
        return _texts(operation if key in operation else self.source, key)

    def _plain(self, given: list[tuple[int, JsonObject]], pointer: str) -> list[JsonValue]:
        """The parameters that stay parameters."""
        made: list[JsonValue] = []
        for number, parameter in given:
            if not is_of_body(parameter):
                self.prefixes[f"{pointer}/parameters/{len(made)}"] = (
                    f"{pointer}/parameters/{number}"
                )
                made.append(parameter_of(parameter))
        return made

    def _followed(self, holder: JsonObject) -> list[tuple[int, JsonObject]]:
        """The parameters, those of a body in place of their references: 3.x has no home for them."""
        listed = holder.get("parameters")
        made: list[tuple[int, JsonObject]] = []
        for number, parameter in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(parameter, dict):
                target = self._target(parameter)
                made.append((number, target if is_of_body(target) else parameter))
        return made

    def _target(self, parameter: JsonObject) -> JsonObject:
        """What a chain of references ends at; a chain without an end has been refused before."""
        shared = _object(self.source, "parameters")
        while isinstance(reference := parameter.get("$ref"), str):
            name = reference.removeprefix(_SHARED_PARAMETERS)
            found = shared.get(name.replace("~1", "/").replace("~0", "~"))
            if not isinstance(found, dict) or found is parameter:
                break
            parameter = found
        return parameter


def _kinds_of(schema: JsonValue, produces: list[str]) -> list[str]:
    """The media types of a response; a file is no JSON, whatever the document says globally."""
    if not _is_file(schema):
        return produces
    return [k for k in produces if "json" not in k] or ["application/octet-stream"]


def _readable(schema: JsonValue) -> JsonValue:
    return {"type": "string", "format": "binary"} if _is_file(schema) else schema


def _is_file(schema: JsonValue) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "file"


def _scheme(scheme: JsonObject) -> JsonObject:
    if scheme.get("type") == "basic":
        return {**scheme, "type": "http", "scheme": "basic"}
    if scheme.get("type") != "oauth2" or "flow" not in scheme:
        return scheme
    flow_keys = ("flow", "authorizationUrl", "tokenUrl", "scopes")
    made = {k: v for k, v in scheme.items() if k not in flow_keys}
    flow: JsonObject = {k: scheme[k] for k in flow_keys[1:3] if k in scheme}
    flow["scopes"] = scheme.get("scopes", {})
    name = str(scheme["flow"])
    return {**made, "flows": {_FLOWS.get(name, name): flow}}


def _object(holder: JsonObject, key: str) -> JsonObject:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _texts(holder: JsonObject, key: str) -> list[str]:
    value = holder.get(key)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
