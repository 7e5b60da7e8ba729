"""Swagger 2.0 → the same in OpenAPI 3.1's words, with a map from new pointers to the source's.

Takes a tree, gives a tree; nothing is checked here but what the translation needs. `canonical` does
the rest, so nothing below a schema is touched but its references.
"""

from dataclasses import dataclass, field

from generator.ir.document import JsonObject, JsonValue
from generator.resolve.grammar import METHODS
from generator.resolve.sources import escape

_STYLES: dict[str, tuple[str, bool]] = {
    "csv": ("form", False),
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}
_PARAMETER_KEYS = (
    "name",
    "in",
    "description",
    "required",
    "allowEmptyValue",
    "deprecated",
    "collectionFormat",
)
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_REFS = (
    ("#/definitions/", "#/components/schemas/"),
    ("#/parameters/", "#/components/parameters/"),
    ("#/responses/", "#/components/responses/"),
)


@dataclass(slots=True)
class Upgraded:
    """The new tree, and new pointer prefixes → the source's."""

    tree: JsonObject
    prefixes: dict[str, str] = field(default_factory=dict[str, str])


def upgrade_swagger(source: JsonObject) -> Upgraded:
    """Translate a whole document."""
    return _Upgrade(source).document()


class _Upgrade:
    def __init__(self, source: JsonObject) -> None:
        self.source = _moved(source)
        self.prefixes = {
            "/components/schemas": "/definitions",
            "/components/responses": "/responses",
            "/components/parameters": "/parameters",
            "/components/securitySchemes": "/securityDefinitions",
            "/servers": "/host",
        }
        self.consumes = _strings(source.get("consumes")) or ["application/json"]
        self.produces = _strings(source.get("produces")) or ["application/json"]

    def document(self) -> Upgraded:
        source = self.source
        made: JsonObject = {"openapi": "3.1.0", "info": source.get("info", {})}
        made["servers"] = self._servers()
        made.update({k: source[k] for k in ("tags", "security", "externalDocs") if k in source})
        made.update({k: v for k, v in source.items() if k.startswith("x-")})
        paths = source.get("paths")
        made["paths"] = (
            {path: self._item(item, f"/paths/{escape(path)}") for path, item in paths.items()}
            if isinstance(paths, dict)
            else paths
        )
        components: JsonObject = {}
        if isinstance(definitions := source.get("definitions"), dict):
            components["schemas"] = definitions
        if isinstance(responses := source.get("responses"), dict):
            components["responses"] = {
                n: self._response(r, self.produces) for n, r in responses.items()
            }
        parameters = source.get("parameters")
        shared = parameters.items() if isinstance(parameters, dict) else ()
        components["parameters"] = {
            name: self._parameter(p)
            for name, p in shared
            if isinstance(p, dict) and p.get("in") not in ("body", "formData")
        }
        schemes = source.get("securityDefinitions")
        components["securitySchemes"] = (
            {n: _scheme(s) for n, s in schemes.items()} if isinstance(schemes, dict) else {}
        )
        made["components"] = {k: v for k, v in components.items() if v}
        return Upgraded(made, self.prefixes)

    def _servers(self) -> list[JsonValue]:
        host = self.source.get("host")
        base = self.source.get("basePath")
        path = base if isinstance(base, str) and base != "/" else ""
        if not isinstance(host, str):
            return [{"url": path or "/"}]
        schemes = _strings(self.source.get("schemes")) or ["https"]
        return [
            {"url": f"{scheme}://{host}{path}"}
            for scheme in sorted(schemes, key=lambda s: s != "https")
        ]

    def _item(self, item: JsonValue, pointer: str) -> JsonValue:
        if not isinstance(item, dict):
            return item
        made: JsonObject = {}
        listed = item.get("parameters")
        shared = [self._followed(p) for p in listed] if isinstance(listed, list) else []
        plain: list[JsonValue] = [
            self._parameter(p)
            for p in shared
            if isinstance(p, dict) and p.get("in") not in ("body", "formData")
        ]
        bodies: list[JsonValue] = [
            p for p in shared if isinstance(p, dict) and p.get("in") in ("body", "formData")
        ]
        for key, value in item.items():
            if key in METHODS and isinstance(value, dict):
                made[key] = self._operation(value, bodies, f"{pointer}/{key}")
            elif key == "parameters":
                made[key] = plain
            else:
                made[key] = value
        return made

    def _operation(
        self, operation: JsonObject, shared: list[JsonValue], pointer: str
    ) -> JsonObject:
        made = {
            k: v
            for k, v in operation.items()
            if k not in ("parameters", "consumes", "produces", "responses", "schemes")
        }
        consumes = _strings(operation.get("consumes")) or self.consumes
        produces = _strings(operation.get("produces")) or self.produces
        listed = operation.get("parameters")
        given = [self._followed(p) for p in listed] if isinstance(listed, list) else []
        parameters: list[JsonValue] = []
        fields: list[JsonObject] = []
        body: JsonObject | None = None
        for number, parameter in enumerate([*shared, *given]):
            match parameter.get("in") if isinstance(parameter, dict) else None:
                case "body" if isinstance(parameter, dict):
                    body = parameter
                    self.prefixes[f"{pointer}/requestBody"] = (
                        f"{pointer}/parameters/{number - len(shared)}"
                    )
                case "formData" if isinstance(parameter, dict):
                    fields.append(parameter)
                case _:
                    self.prefixes[f"{pointer}/parameters/{len(parameters)}"] = (
                        f"{pointer}/parameters/{number - len(shared)}"
                    )
                    parameters.append(self._parameter(parameter))
        if parameters:
            made["parameters"] = parameters
        if body is not None:
            made["requestBody"] = self._body(body, consumes)
        elif fields:
            made["requestBody"] = _form(fields, consumes)
        responses = operation.get("responses")
        if isinstance(responses, dict):
            made["responses"] = {
                s: self._response(r, produces) if not str(s).startswith("x-") else r
                for s, r in responses.items()
            }
        return made

    def _followed(self, parameter: JsonValue) -> JsonValue:
        """A referenced body or form parameter in place of its reference: it has no home in 3.x."""
        if not isinstance(parameter, dict):
            return parameter
        name = str(parameter.get("$ref", ""))
        if not name.startswith("#/components/parameters/"):
            return parameter
        shared = self.source.get("parameters")
        target = shared.get(name.rpartition("/")[2]) if isinstance(shared, dict) else None
        if isinstance(target, dict) and target.get("in") in ("body", "formData"):
            return target
        return parameter

    def _parameter(self, parameter: JsonValue) -> JsonValue:
        if not isinstance(parameter, dict) or "$ref" in parameter:
            return parameter
        made: JsonObject = {
            k: parameter[k]
            for k in ("name", "in", "description", "required", "allowEmptyValue", "deprecated")
            if k in parameter
        }
        schema = {k: v for k, v in parameter.items() if k not in _PARAMETER_KEYS}
        if schema.get("type") == "array":
            location = parameter.get("in")
            style, explode = _STYLES.get(
                str(parameter.get("collectionFormat", "csv")), ("form", False)
            )
            if location in ("path", "header"):
                style, explode = "simple", False
            made.update({"style": style, "explode": explode})
        made["schema"] = _items(schema)
        return made

    def _body(self, body: JsonObject, consumes: list[str]) -> JsonObject:
        made: JsonObject = {k: body[k] for k in ("description", "required") if k in body}
        media: JsonObject = {"schema": body.get("schema", {})}
        made["content"] = dict.fromkeys(consumes, media)
        return made

    def _response(self, response: JsonValue, produces: list[str]) -> JsonValue:
        if not isinstance(response, dict) or "$ref" in response:
            return response
        made = {k: v for k, v in response.items() if k not in ("schema", "examples", "headers")}
        made.setdefault("description", "")
        if isinstance(headers := response.get("headers"), dict):
            made["headers"] = {
                name: {
                    "schema": _items(
                        {
                            k: v
                            for k, v in header.items()
                            if k not in ("description", "collectionFormat")
                        }
                    ),
                    **({"description": header["description"]} if "description" in header else {}),
                }
                for name, header in headers.items()
                if isinstance(header, dict)
            }
        if "schema" in response:
            schema = response["schema"]
            if isinstance(schema, dict) and schema.get("type") == "file":
                binary: JsonObject = {"type": "string", "format": "binary"}
                kinds = [t for t in produces if "json" not in t] or ["application/octet-stream"]
                made["content"] = {kind: {"schema": binary} for kind in kinds}
            else:
                examples = response.get("examples")
                given = examples if isinstance(examples, dict) else {}
                made["content"] = {
                    kind: {"schema": schema, **({"example": given[kind]} if kind in given else {})}
                    for kind in produces
                }
        return made


def _form(fields: list[JsonObject], consumes: list[str]) -> JsonObject:
    properties: JsonObject = {}
    encoding: JsonObject = {}
    required: list[JsonValue] = []
    for parameter in fields:
        name = str(parameter.get("name", ""))
        schema = {
            k: v for k, v in parameter.items() if k not in _PARAMETER_KEYS or k == "description"
        }
        if schema.get("type") == "file":
            schema.update({"type": "string", "format": "binary"})
        if schema.get("type") == "array":
            style, explode = _STYLES.get(
                str(parameter.get("collectionFormat", "csv")), ("form", False)
            )
            encoding[name] = {"style": style, "explode": explode}
        properties[name] = _items(schema)
        if parameter.get("required") is True:
            required.append(name)
    form: JsonObject = {"type": "object", "properties": properties}
    if required:
        form["required"] = required
    media: JsonObject = {"schema": form, **({"encoding": encoding} if encoding else {})}
    kinds = [kind for kind in consumes if "form" in kind]
    if not kinds:
        files = any(parameter.get("type") == "file" for parameter in fields)
        kinds = ["multipart/form-data" if files else "application/x-www-form-urlencoded"]
    return {"required": bool(required), "content": dict.fromkeys(kinds, media)}


def _items(schema: JsonObject) -> JsonObject:
    """A parameter's schema without Swagger's own keywords, at any depth of `items`."""
    made = {k: v for k, v in schema.items() if k != "collectionFormat"}
    if isinstance(items := made.get("items"), dict):
        made["items"] = _items(items)
    return made


def _scheme(scheme: JsonValue) -> JsonValue:
    if not isinstance(scheme, dict):
        return scheme
    made: JsonObject = {"description": scheme["description"]} if "description" in scheme else {}
    if scheme.get("type") == "basic":
        return {**made, "type": "http", "scheme": "basic"}
    if scheme.get("type") != "oauth2":
        return scheme
    urls: JsonObject = {k: scheme[k] for k in ("authorizationUrl", "tokenUrl") if k in scheme}
    flow: JsonObject = {**urls, "scopes": scheme.get("scopes", {})}
    return {
        **made,
        "type": "oauth2",
        "flows": {_FLOWS.get(str(scheme.get("flow")), "implicit"): flow},
    }


def _moved(tree: JsonObject) -> JsonObject:
    """The document with local references to the homes of 3.x."""

    def visit(node: JsonValue) -> JsonValue:
        if isinstance(node, dict):
            made = {key: visit(value) for key, value in node.items()}
            reference = made.get("$ref")
            if isinstance(reference, str):
                for old, new in _REFS:
                    if reference.startswith(old):
                        made["$ref"] = new + reference[len(old) :]
            return made
        return [visit(value) for value in node] if isinstance(node, list) else node

    made = visit(tree)
    assert isinstance(made, dict)
    return made


def _strings(value: JsonValue) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
