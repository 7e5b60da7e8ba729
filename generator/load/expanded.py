"""One operation in the docs sites' expanded dialect → the same in OpenAPI 3.1.

Undone here: `schemaArray`, `allOf` wrappers, `requiredProperties`, the three meanings of
`required`, placeholders for "no content", and inlined components, which `refIdentifier` hints at.
What the
dialect has lost is not guessed: it is listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from generator.ir.document import JsonObject, JsonValue

PLACEHOLDER = "_mintlify/placeholder"
_REF = "#/components/schemas/"
_COPIED = (
    *(
        "title",
        "description",
        "readOnly",
        "writeOnly",
        "deprecated",
        "examples",
        "default",
        "example",
    ),
    *("format", "pattern", "maxLength", "minLength", "const", "multipleOf", "maximum", "minimum"),
    *("exclusiveMaximum", "exclusiveMinimum", "maxItems", "minItems", "uniqueItems"),
    *("maxProperties", "minProperties", "contentMediaType"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An inlined schema that says which component it was.

    Attributes:
        name: The component's, as `refIdentifier` has it: a hint, not an identity.
        schema: What it is, in OpenAPI's terms.
        holder, key: Where it stands, so that a `$ref` can take its place.
        request: Whether it stands in a request, where `readOnly` properties are gone.
    """

    name: str
    schema: JsonObject
    holder: JsonObject | list[JsonValue]
    key: str | int
    request: bool

    def put(self, value: JsonValue) -> None:
        """Put a value where the claim stands."""
        if isinstance(self.holder, dict):
            self.holder[str(self.key)] = value
        else:
            self.holder[int(self.key)] = value


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """An operation, its security schemes, and what it claims of components.

    `places` maps pointers within the operation to those of the fence's YAML.
    """

    path: str
    method: str
    webhook: bool
    operation: JsonObject
    servers: list[JsonValue]
    schemes: dict[str, JsonObject]
    components: JsonObject
    claims: tuple[Claim, ...]
    places: dict[str, str] = field(default_factory=dict[str, str])


def is_object(value: JsonValue | None) -> TypeGuard[JsonObject]:
    return isinstance(value, dict)


def objects(value: JsonValue | None) -> Iterator[tuple[str, JsonObject]]:
    """The entries of an object that are objects themselves."""
    if is_object(value):
        for key, entry in value.items():
            if is_object(entry):
                yield key, entry


def convert(
    endpoint: JsonObject, components: JsonObject, *, title: str, description: str
) -> Converted:
    """Undo the packaging of one operation.

    Args:
        endpoint: What stands under `paths` in the fence.
        components: What stands under `components.schemas`: plain OpenAPI, taken as it is.
    """
    converter = _Converter()
    operation = converter.operation(endpoint, title, description)
    return Converted(
        path=str(endpoint.get("path", "")),
        method=str(endpoint.get("method", "")).lower(),
        webhook=endpoint.get("type") == "webhook",
        operation=operation,
        servers=_servers(endpoint.get("servers")),
        schemes=converter.schemes,
        components=components,
        claims=tuple(converter.claims),
        places=converter.places,
    )


class _Converter:
    """Collects what an operation claims, requires and holds while it is converted."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.schemes: dict[str, JsonObject] = {}
        self.places: dict[str, str] = {}

    def operation(self, endpoint: JsonObject, title: str, description: str) -> JsonObject:
        made: JsonObject = {}
        if title:
            made["summary"] = title
        if description:
            made["description"] = description
        request = _object(endpoint.get("request"))
        if endpoint.get("deprecated") is True:
            made["deprecated"] = True
        made["security"] = self._security(request.get("security"))
        if parameters := self._parameters(request.get("parameters")):
            made["parameters"] = parameters
        if body := self._body(_object(request.get("body"))):
            made["requestBody"] = body
        made["responses"] = self._responses(_object(endpoint.get("response")))
        return made

    # Security.

    def _security(self, options: JsonValue) -> list[JsonValue]:
        made: list[JsonValue] = []
        for option in options if isinstance(options, list) else []:
            title = str(_object(option).get("title", ""))
            found = [
                (location, wire_name, parameter)
                for location, group in objects(_object(option).get("parameters"))
                for wire_name, parameter in objects(group)
            ]
            if not found and title:
                # A scheme that the dialect does not spell out (OpenID Connect, mutual TLS).
                continue
            parts = [part.strip() for part in title.split(" & ")]
            fitting = len(parts) == len(found) and all(parts)
            names: JsonObject = {}
            for number, (location, wire_name, parameter) in enumerate(found):
                name = _scheme_name(parts[number] if fitting else wire_name)
                names[self._scheme(name, location, wire_name, parameter)] = []
            made.append(names)
        return made

    def _scheme(self, name: str, location: str, wire_name: str, parameter: JsonObject) -> str:
        match parameter.get("type"):
            case "http":
                scheme: JsonObject = {"type": "http", "scheme": parameter.get("scheme", "bearer")}
            case "oauth2":
                scheme = {"type": "http", "scheme": "bearer"}
            case _:
                scheme = {"type": "apiKey", "in": location, "name": wire_name}
        if isinstance(described := parameter.get("description"), str):
            scheme["description"] = described
        taken = self.schemes.get(name)
        while taken is not None and {**taken, "description": 0} != {**scheme, "description": 0}:
            name += "2"
            taken = self.schemes.get(name)
        self.schemes[name] = scheme
        return name

    # Parameters.

    def _parameters(self, groups: JsonValue) -> list[JsonValue]:
        made: list[JsonValue] = []
        for location, group in objects(groups):
            for name, parameter in objects(group):
                pointer = f"/parameters/{len(made)}"
                self.places[pointer] = f"/request/parameters/{location}/{escape(name)}"
                made.append(self._parameter(name, location, parameter))
        return made

    def _parameter(self, name: str, location: str, parameter: JsonObject) -> JsonObject:
        products = _products(parameter.get("schema"))
        first = products[0] if products else {}
        made: JsonObject = {"name": name, "in": location}
        made["required"] = location == "path" or first.get("required") is True
        for key in ("style", "explode"):
            if key in parameter:
                made[key] = parameter[key]
        for key in ("description", "deprecated"):
            if key in first:
                made[key] = first[key]
        bare = [
            {k: v for k, v in p.items() if k not in ("description", "deprecated")} for p in products
        ]
        made["schema"] = self._schema(bare, made, "schema", request=True)
        return made

    # Bodies and responses.

    def _body(self, body: JsonObject) -> JsonObject | None:
        if not body:
            return None
        contents = dict(objects(body))
        first = next(iter(contents.values()), JsonObject())
        products = _products(first.get("schemaArray"))
        made: JsonObject = {}
        if isinstance(first.get("description"), str) and first["description"]:
            made["description"] = first["description"]
        made["content"] = self._contents(contents, "/requestBody", "/request/body", request=True)
        made["required"] = bool(products) and products[0].get("required") is True
        return made if made["content"] else None

    def _responses(self, response: JsonObject) -> JsonObject:
        made: JsonObject = {}
        for status, content in objects(response):
            contents = dict(objects(content))
            descriptions = [str(c.get("description") or "") for c in contents.values()]
            one: JsonObject = {"description": descriptions[0] if descriptions else ""}
            self.places[f"/responses/{escape(status)}"] = f"/response/{escape(status)}"
            here, there = f"/responses/{escape(status)}", f"/response/{escape(status)}"
            if media := self._contents(contents, here, there, request=False):
                one["content"] = media
            made[status] = one
        return made

    def _contents(
        self, contents: dict[str, JsonObject], here: str, there: str, *, request: bool
    ) -> JsonObject:
        made: JsonObject = {}
        for media_type, content in contents.items():
            if media_type == PLACEHOLDER:
                continue
            one: JsonObject = {}
            one["schema"] = self._schema(
                _products(content.get("schemaArray")), one, "schema", request=request
            )
            if examples := _examples(content.get("examples")):
                one["examples"] = examples
            self.places[f"{here}/content/{escape(media_type)}"] = f"{there}/{escape(media_type)}"
            made[media_type] = one
        return made

    # Schemas.

    def _schema(
        self, products: list[JsonObject], holder: JsonObject, key: str, *, request: bool
    ) -> JsonObject:
        """One schema of the alternatives that its root was multiplied out into."""
        full = [product for product in products if product.get("type") != "null"]
        nullable = len(full) < len(products)
        names = {str(product.get("refIdentifier", "")) for product in products}
        if len(full) == 1 and not nullable:
            schema = _one(full[0])
            self._claim(full[0], schema, holder, key, request)
            return schema
        if not full:
            return {"type": "null"} if products else {}
        shared = names == {str(full[0].get("refIdentifier", ""))} and "" not in names
        branches: list[JsonValue] = []
        made: JsonObject = {"anyOf": branches}
        for number, product in enumerate(full):
            schema = _one(product)
            branches.append(schema)
            if not shared:
                self._claim(product, schema, branches, number, request)
        if nullable:
            branches.append({"type": "null"})
        if shared:
            self._claim(full[0], made, holder, key, request)
        return made

    def _claim(
        self,
        product: JsonObject,
        schema: JsonObject,
        holder: JsonObject | list[JsonValue],
        key: str | int,
        request: bool,
    ) -> None:
        identifier = product.get("refIdentifier")
        if isinstance(identifier, str) and identifier.startswith(_REF):
            name = identifier.removeprefix(_REF).replace("~1", "/").replace("~0", "~")
            self.claims.append(
                Claim(name=name, schema=schema, holder=holder, key=key, request=request)
            )


def _one(product: JsonObject) -> JsonObject:
    """One alternative in JSON Schema's terms."""
    kind = str(product.get("type", "any"))
    made: JsonObject = {}
    if kind.startswith("enum<"):
        made["type"] = kind[5:-1]
        made["enum"] = product.get("enum", [])
    elif kind == "file":
        made["type"] = "string"
        if product.get("contentEncoding") == "base64":
            made["contentEncoding"] = "base64"
        else:
            made["format"] = "binary"
    elif kind != "any":
        made["type"] = kind
    made.update({key: product[key] for key in _COPIED if key in product})
    for bound, exclusive in (("maximum", "exclusiveMaximum"), ("minimum", "exclusiveMinimum")):
        if made.get(exclusive) is True and bound in made:
            made[exclusive] = made.pop(bound)
        elif isinstance(made.get(exclusive), bool):
            del made[exclusive]
    if kind == "object":
        properties: JsonObject = {
            name: _unwrap(wrapper) for name, wrapper in objects(product.get("properties"))
        }
        made["properties"] = properties
        required = product.get("requiredProperties")
        if isinstance(required, list):
            there: list[JsonValue] = [name for name in required if name in properties]
            made.update({"required": there} if there else {})
        if "additionalProperties" in product:
            extra = product["additionalProperties"]
            made["additionalProperties"] = _unwrap(extra) if is_object(extra) else extra
    if kind == "array":
        made["items"] = _unwrap(product.get("items"))
    return made


def _unwrap(wrapper: JsonValue) -> JsonValue:
    """`{allOf: [raw]}` is packaging; more than one element is a real intersection."""
    if not is_object(wrapper):
        return {}
    parts = wrapper.get("allOf")
    if isinstance(parts, list) and len(wrapper) == 1:
        return parts[0] if len(parts) == 1 else wrapper
    return wrapper


def _products(value: JsonValue) -> list[JsonObject]:
    return [entry for entry in value if is_object(entry)] if isinstance(value, list) else []


def _object(value: JsonValue) -> JsonObject:
    return value if is_object(value) else {}


def _examples(value: JsonValue) -> JsonObject:
    """The authored examples: one alone under the key `example` is the site's own invention."""
    examples = dict(objects(value))
    if list(examples) == ["example"] and "summary" not in examples["example"]:
        return {}
    return {name: example for name, example in examples.items() if "value" in example}


def _servers(value: JsonValue) -> list[JsonValue]:
    made: list[JsonValue] = []
    for server in value if isinstance(value, list) else []:
        one = dict(_object(server))
        if "variables" in one:
            one["variables"] = {
                name: {k: v for k, v in variable.items() if k != "type"}
                for name, variable in objects(one["variables"])
            }
        made.append(one)
    return made


def _scheme_name(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in text)


def escape(step: str) -> str:
    """A step of an RFC 6901 pointer."""
    return step.replace("~", "~0").replace("/", "~1")
