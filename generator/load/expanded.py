"""One operation in the docs sites' expanded dialect → the same in OpenAPI 3.1.

Undone here: groups of parameters by location, `schemaArray`, placeholders for "no content", and the
description that every media type repeats. What the dialect has lost is not guessed: it is listed.
"""

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue, Position
from generator.load.expanded_schemas import products_of, write_schema
from generator.load.expanded_security import security_of
from generator.load.expanded_shape import refuse_other_shapes
from generator.load.json_values import list_of, object_of, objects, text_of
from generator.load.made_up import is_made_up
from generator.load.page import Fence
from generator.load.page_operation import Claim, Lost, PageOperation
from generator.load.places import Places

PLACEHOLDER = "_mintlify/placeholder"
"""Stands for "no content" where a body or a response has a description."""
_OF_PARAMETER = frozenset(("description", "deprecated"))


def is_expanded(tree: JsonObject) -> bool:
    """Whether a fence's document is in the expanded dialect."""
    paths = object_of(tree.get("paths"))
    return isinstance(paths.get("path"), str) and isinstance(paths.get("method"), str)


def read_expanded(tree: JsonObject, fence: Fence, at: Position, places: Places) -> PageOperation:
    """Undo the packaging of the operation that a fence holds.

    Raises:
        SpecError: `L134` it is not whole.
    """
    refuse_other_shapes(tree, at, places, closed=fence.closed)
    endpoint = object_of(tree.get("paths"))
    schemas = object_of(object_of(tree.get("components")).get("schemas"))
    reader = _Reader(places, schemas)
    operation = reader.operation(endpoint, fence)
    components = {"schemas": dict(schemas)} if schemas else {}
    places.copied(components.get("schemas", {}), schemas)
    if reader.schemes:
        components["securitySchemes"] = reader.schemes
    return PageOperation(
        file=at.file,
        at=at,
        origin=(tree, "paths"),
        fence=fence,
        path=text_of(endpoint.get("path")),
        method=text_of(endpoint.get("method")).lower(),
        webhook=endpoint.get("type") == "webhook",
        operation=operation,
        servers=_servers(endpoint.get("servers")),
        components=components,
        expanded=True,
        claims=tuple(reader.claims),
        losses=reader.losses,
    )


class _Reader(Struct):
    """Collects what an operation claims, requires and has lost while it is read."""

    places: Places
    components: JsonObject
    claims: list[Claim] = field(default_factory=list[Claim])
    schemes: JsonObject = field(default_factory=dict[str, JsonValue])
    losses: list[Lost] = field(default_factory=list[Lost])

    def operation(self, endpoint: JsonObject, fence: Fence) -> JsonObject:
        request = object_of(endpoint.get("request"))
        made: JsonObject = {}
        if fence.title:
            made["summary"] = fence.title
        if fence.description:
            made["description"] = fence.description
        if endpoint.get("deprecated") is True:
            made["deprecated"] = True
        made["security"], self.schemes, lost = security_of(request.get("security"), self.places)
        self.losses += lost
        if parameters := self._parameters(request, text_of(endpoint.get("path"))):
            made["parameters"] = parameters
        if body := self._body(object_of(request.get("body"))):
            made["requestBody"] = body
        made["responses"] = self._responses(object_of(endpoint.get("response")))
        if samples := request.get("codeSamples"):
            made["x-codeSamples"] = samples
        for key, old in (("security", "security"), ("requestBody", "body"), ("parameters",) * 2):
            self.places.move(made, key, request, old)
        self.places.move(made, "responses", endpoint, "response")
        return made

    # Parameters.

    def _parameters(self, request: JsonObject, path: str) -> list[JsonValue]:
        made: list[JsonValue] = []
        groups = object_of(request.get("parameters"))
        for location, group in objects(groups):
            for name, parameter in objects(group):
                self.places.move(made, len(made), group, name)
                made.append(self._parameter(name, location, parameter))
        for name in _undeclared(path, object_of(groups.get("path"))):
            detail = f"{{{name}}} of the path is not declared: read as a string"
            self.losses.append(Lost(what="path parameter", detail=detail))
            schema: JsonObject = {"type": "string"}
            made.append({"name": name, "in": "path", "required": True, "schema": schema})
        return made

    def _parameter(self, name: str, location: str, parameter: JsonObject) -> JsonObject:
        products = products_of(parameter.get("schema"))
        first = next(iter(products), object_of(None))
        made: JsonObject = {"name": name, "in": location}
        made["required"] = location == "path" or first.get("required") is True
        made.update({key: parameter[key] for key in ("style", "explode") if key in parameter})
        made.update({key: first[key] for key in ("description", "deprecated") if key in first})
        self.places.copied(made, parameter)
        self.claims += write_schema(
            products, made, self.places, request=True, without=_OF_PARAMETER
        )
        return made

    # Bodies and responses.

    def _body(self, body: JsonObject) -> JsonObject:
        if not body:
            return {}
        first = next((content for _, content in objects(body)), object_of(None))
        products = products_of(first.get("schemaArray"))
        made: JsonObject = {}
        if described := text_of(first.get("description")):
            made["description"] = described
        made["content"] = self._contents(body, request=True)
        self.places.move(made, "content", body, next(iter(body)))
        made["required"] = bool(products) and products[0].get("required") is True
        return made

    def _responses(self, response: JsonObject) -> JsonObject:
        made: JsonObject = {}
        for status, contents in objects(response):
            first = next((content for _, content in objects(contents)), object_of(None))
            one: JsonObject = {"description": text_of(first.get("description"))}
            if content := self._contents(contents, request=False):
                one["content"] = content
                self.places.move(one, "content", response, status)
            made[status] = one
        self.places.copied(made, response)
        return made

    def _contents(self, contents: JsonObject, *, request: bool) -> JsonObject:
        made: JsonObject = {}
        for media_type, content in objects(contents):
            if media_type == PLACEHOLDER:
                continue
            one: JsonObject = {}
            products = products_of(content.get("schemaArray"))
            self.places.move(one, "schema", content, "schemaArray")
            self.claims += write_schema(products, one, self.places, request=request)
            if examples := self._examples(content, one["schema"]):
                one["examples"] = examples
                self.places.copied(one, content)
            made[media_type] = one
        self.places.copied(made, contents)
        return made

    def _examples(self, content: JsonObject, schema: JsonValue) -> JsonObject:
        """The authored examples: one alone under the key `example` may be the site's invention."""
        examples = object_of(content.get("examples"))
        kept: JsonObject = {name: one for name, one in objects(examples) if "value" in one}
        if list(examples) == ["example"]:
            only = object_of(examples["example"])
            if "value" not in only or is_made_up(only["value"], schema, self.components):
                return {}
        return kept


def _undeclared(path: str, declared: JsonObject) -> list[str]:
    """Names in braces of a path template that no parameter declares."""
    found = [part.partition("}")[0] for part in path.split("{")[1:] if "}" in part]
    return [name for name in dict.fromkeys(found) if name and name not in declared]


def _servers(value: JsonValue | None) -> list[JsonValue]:
    made: list[JsonValue] = []
    for server in list_of(value):
        one = dict(object_of(server))
        if "variables" in one:
            one["variables"] = {
                name: {key: entry for key, entry in variable.items() if key != "type"}
                for name, variable in objects(one["variables"])
            }
        made.append(one)
    return made
