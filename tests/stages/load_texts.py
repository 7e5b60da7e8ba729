"""What the tests of `load` share: trees of texts, the diagnostics of bad ones, and pages."""

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, SpecError
from generator.ir.document import Document, JsonObject, JsonValue
from generator.load import load_text


def document_of(text: str | bytes, name: str = "x.yaml") -> Document:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return load_text(data, shown=name, path=Path(name))


def tree_of(text: str | bytes, name: str = "x.yaml") -> JsonValue:
    return document_of(text, name).tree


def refusals_of(text: str | bytes, name: str = "x.yaml") -> tuple[Diagnostic, ...]:
    with pytest.raises(SpecError) as caught:
        document_of(text, name)
    return caught.value.diagnostics


def refusal_of(text: str | bytes, name: str = "x.yaml") -> str:
    """The only diagnostic, as `line:column: code message`."""
    (found,) = refusals_of(text, name)
    assert found.place.file == name
    return f"{found.place.line}:{found.place.column}: {found.code} {found.message}"


def at(tree: JsonValue, *steps: str | int) -> JsonValue:
    """What stands at a path of a tree."""
    for step in steps:
        if isinstance(step, int):
            assert isinstance(tree, list)
            tree = tree[step]
        else:
            assert isinstance(tree, dict), f"{step}: not in {tree!r}"
            tree = tree[step]
    return tree


def operation_of(tree: JsonValue, path: str, method: str) -> JsonObject:
    found = at(tree, "paths", path, method)
    assert isinstance(found, dict)
    return found


def expanded(
    method: str = "get",
    path: str = "/things",
    *,
    spec: str = "shop_v2.json ",
    title: str = "List things",
    quote: str = "Lists them.",
    request: str = "",
    response: str = "",
    schemas: str = "{}",
    kind: str = "path",
) -> str:
    """A page of the expanded dialect. `request`, `response` and `schemas` are YAML in flow style."""
    request = request or (
        "{security: [], parameters: {path: {}, query: {}, header: {}, cookie: {}}, body: {}}"
    )
    verb = "webhook" if kind == "webhook" else method
    return f"""# {title}

> {quote}

## OpenAPI

````yaml {spec}{verb} {path}
paths:
  path: {path}
  method: {method}
  servers:
    - url: https://api.example.com
  request: {request}
  response: {response or "{'204': {}}"}
  deprecated: false
  type: {kind}
components:
  schemas: {schemas}

````
"""


def answering(products: str, examples: str = "{}") -> str:
    """A `response` with one JSON body of these alternatives."""
    body = f"{{schemaArray: {products}, examples: {examples}, description: Fine}}"
    return f"{{'200': {{application/json: {body}}}}}"


def sending(products: str, media_type: str = "application/json") -> str:
    """A `request` with one body of these alternatives."""
    groups = "parameters: {path: {}, query: {}, header: {}, cookie: {}}"
    content = f"{{schemaArray: {products}, examples: {{}}, description: The thing}}"
    return f"{{security: [], {groups}, body: {{{media_type}: {content}}}}}"


def standard(
    method: str = "get",
    path: str = "/things",
    *,
    spec: str = "shop.json ",
    operation: str = "{responses: {'204': {description: Done}}}",
    rest: str = "",
) -> str:
    """A page of the standard dialect."""
    return f"""> ## Documentation Index
> Fetch the complete documentation index at: https://docs.example.com/llms.txt
> Use this file to discover all available pages before exploring further.

# A page

> What it does.

## OpenAPI

````yaml {spec}{method} {path}
openapi: 3.0.3
info: {{title: Shop, version: '7'}}
servers: []
security: []
paths:
  {path}:
    {method}: {operation}
{rest}
````
"""
