"""`errors.py`, `__init__.py`, `py.typed` and the package's README."""

import http
import re
from typing import Final, assert_never

from generator.config import ApiConfig
from generator.ir.api import Operation
from generator.ir.document import JsonValue
from generator.ir.files import FileRole, GeneratedFile
from generator.ir.names import CredentialNames
from generator.ir.schema import (
    AliasSchema,
    EnumSchema,
    MapSchema,
    ObjectSchema,
    SchemaType,
    UnionSchema,
)
from generator.python.arguments import (
    ArgumentKind,
    CallArgument,
    call_arguments,
    request_content,
    spread_body,
)
from generator.python.code import (
    Code,
    Import,
    docstring,
    ident,
    literal,
    markdown,
    markdown_code,
    name_list,
)
from generator.python.imports import import_block
from generator.python.results import success_shape
from generator.python.titles import api_name
from generator.python.types import Scope, annotation
from generator.render.constructor import base_url_of
from generator.render.environment import rendered
from generator.render.prose import one_line
from generator.render.renamed import renamed_files
from generator.render.results import error_union
from generator.render.views import (
    ErrorClassView,
    ErrorsView,
    ModuleView,
    PackageView,
    ReadmeView,
    RowView,
)

LARGE = 250
_CALL = 84
_ARGUMENTS = 60
_BYTES: Final = re.compile(r"\bbytes\b")
OLDEST_HTTPX2 = "2.0"
"""The behaviour tests run on it (`make oldest`), and on the newest."""
_ERRORS = (
    *("ApiError", "ArgumentError", "ClosedError", "ConnectionFailedError", "CredentialsError"),
    *("DeadlineError", "DecodeError", "ResponseTooLargeError", "TimedOutError"),
)


def package_files(
    scope: Scope,
    config: ApiConfig,
    sources: tuple[str, ...],
    clients: tuple[GeneratedFile, ...],
    imported_as: str,
) -> tuple[GeneratedFile, ...]:
    """What stands around the client and the models.

    Args:
        sources: Names of the specification's files, for `__init__`'s docstring.
        clients: The modules with operations, whose imports say which helpers are public.
        imported_as: Dotted name of the package, for the README.
    """
    return (
        _errors(scope),
        *renamed_files(scope),
        _init(scope, sources, clients),
        GeneratedFile(path="py.typed", text="", role=FileRole.MARKER),
        _readme(scope, imported_as),
    )


def _errors(scope: Scope) -> GeneratedFile:
    body = error_union(scope.api, scope)
    imports = {
        Import("typing", "Final"),
        Import("typing", "TypeAlias"),
        Import("._runtime.errors", "BaseStatusError"),
        *body.imports,
    }
    view = ErrorsView(
        imports=import_block(imports, "errors"),
        body=body.code,
        classes=tuple(
            ErrorClassView(
                name=ident(name),
                docstring=docstring(f"{status} {_phrase(status)}.", indent=4),
                status=Code(str(status)),
            )
            for status, name in sorted(scope.names.errors.items())
        ),
    )
    return GeneratedFile(
        path="errors.py", text=rendered("errors.py.jinja", view), role=FileRole.CLIENT
    )


def _phrase(status: int) -> str:
    try:
        return {422: "Unprocessable Entity"}.get(status) or http.HTTPStatus(status).phrase
    except ValueError:
        return "Status"


def _init(
    scope: Scope, sources: tuple[str, ...], clients: tuple[GeneratedFile, ...]
) -> GeneratedFile:
    names = scope.names
    exports = {
        Import(".client", "Client"),
        Import(".client", "AsyncClient"),
        Import(".errors", "StatusError"),
    }
    exports |= {Import(".errors", name) for name in names.errors.values()}
    exports |= {Import("._runtime.errors", name) for name in _ERRORS}
    exports |= {
        Import("._runtime.options", "RawResponse"),
        Import("._runtime.options", "RequestOptions"),
    }
    text = "".join(f.text for f in clients)
    for module, helpers in _HELPERS.items():
        exports |= {
            Import(module, helper)
            for helper in helpers
            if f"_runtime.{module.rpartition('.')[2]} import" in text and helper in text
        }
    if _has_base64(scope):
        exports.add(Import("._runtime.encoded", "DataUrl"))
    if "_runtime.pagination import" in text:
        exports.add(Import("._runtime.errors", "PageError"))
    models = {Import(scope.module(d.id), names.classes[d.id]) for d in scope.api.definitions}
    if any("UNSET" in f.text for f in clients):
        exports |= {Import("._runtime.unset", "UNSET"), Import("._runtime.unset", "Unset")}
    exports |= {
        Import(".response_headers", found.class_name) for found in names.response_headers.values()
    }
    taken = {e.name for e in exports}
    had = [old for found in names.former_classes.values() for old in found]
    models |= {Import(".renamed", old) for old in had}
    models = {m for m in models if m.name not in taken}
    lazy = len(models) > LARGE or bool(names.modules)
    everything = exports | models
    block = import_block(everything, "__init__", exported=lazy)
    view = PackageView(
        docstring=_package_docstring(scope, sources),
        lazy=lazy,
        imports=(
            Code("\n".join(f"    {line}" if line else line for line in block.split("\n")))
            if lazy
            else block
        ),
        modules=tuple(
            ModuleView(
                name=literal(module),
                names=name_list(sorted(i.name for i in everything if i.module == module), indent=8),
            )
            for module in sorted({i.module for i in everything})
        ),
        names=tuple(literal(n) for n in sorted({i.name for i in everything}, key=_export_key)),
    )
    return GeneratedFile(
        path="__init__.py", text=rendered("init.py.jinja", view), role=FileRole.CLIENT
    )


def _export_key(name: str) -> tuple[int, str]:
    """ruff's order of `__all__` (RUF022): constants, classes, the rest."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name)


_BASE64 = 'Where a model holds bytes, JSON holds base64; `DataUrl(data, "image/png")` is sent as a `data:` URL.'
_HELPERS = {
    "._runtime.multipart": ("File", "FileContent"),
    "._runtime.pagination": ("Pages", "AsyncPages"),
    "._runtime.streams": ("Stream", "AsyncStream"),
    "._runtime.downloads": ("Download", "AsyncDownload"),
}


def _package_docstring(scope: Scope, sources: tuple[str, ...]) -> Code:
    listed = ", ".join(f"`{s.rsplit('/', 1)[-1]}`" for s in sources[:3]) + (
        " and others" if len(sources) > 3 else ""
    )
    return docstring(
        f"A client of the {api_name(scope.api.title)}, version {one_line(scope.api.version)}.\n\n"
        f"Generated by oasmith from {listed}: edit the specification, not this package.",
        indent=0,
    )


def _has_base64(scope: Scope) -> bool:
    """Whether a model has bytes in it, which may be given as a `data:` URL."""
    for definition in scope.api.definitions:
        types: list[SchemaType]
        match definition:
            case ObjectSchema():
                types = [f.type for f in definition.fields]
            case UnionSchema():
                types = list(definition.variants)
            case MapSchema():
                types = [definition.values]
            case AliasSchema():
                types = [definition.type]
            case EnumSchema():
                types = []
            case _:
                assert_never(definition)
        if any(_BYTES.search(annotation(kind, scope).code) for kind in types):
            return True
    return False


# README.


def _readme(scope: Scope, package: str) -> GeneratedFile:
    api = scope.api
    needed = [f'{c.argument}="..."' for c in _first_credentials(scope)]
    if base_url_of(api) is None:
        needed.append('base_url="https://api.example.com"')
    credentials = ", ".join(needed)
    errors = "`StatusError` or one of its subclasses in `errors.py`, each with `.status`, `.body` and `.request_id`."
    example, used = _example(scope)
    view = ReadmeView(
        package=Code(package),
        summary=Code(
            f"Client of the {markdown(api_name(api.title))}, version {markdown(api.version)}, generated by oasmith. It needs Python 3.11 and `httpx2` {OLDEST_HTTPX2} or newer."
        ),
        import_line=Code(f"from {package} import {', '.join(sorted({'Client', *used}))}"),
        constructor=Code(f"Client({credentials})"),
        example=example,
        errors=Code(errors),
        notes=(Code(_BASE64),) if _has_base64(scope) else (),
        rows=tuple(
            RowView(
                method=markdown_code(signature),
                operation=markdown_code(f"{operation.method} {operation.path}"),
            )
            for operation in api.operations
            for signature in _signatures(operation, scope)
        ),
    )
    return GeneratedFile(
        path="README.md", text=rendered("readme.md.jinja", view), role=FileRole.DOCUMENTATION
    )


def _first_credentials(scope: Scope) -> tuple[CredentialNames, ...]:
    """What the first scheme needs: a user name with its password, one token of several ways."""
    found = next(iter(scope.names.credentials.values()), ())
    return found if len(found) == 2 else found[:1]


def _signatures(operation: Operation, scope: Scope) -> list[str]:
    """An operation's methods: its own, and those beside it; of many arguments those that a call
    needs."""
    found = scope.names.operations[operation.key]
    prefix = f"{scope.names.groups[found.group].attribute}." if found.group is not None else ""
    path = [n for k, n in found.arguments.items() if k.startswith("path:")]
    rest = [n for k, n in found.arguments.items() if not k.startswith("path:")]
    if sum(map(len, rest)) > _ARGUMENTS:
        needed = {
            a.key
            for a in call_arguments(scope.api, operation, scope.definitions)
            if a.required and a.default is None
        }
        kept = [n for k, n in found.arguments.items() if n in rest and k in needed]
        rest = [*kept, *(["…"] if len(kept) < len(rest) else [])]
    listed = [*path, *(["*", *rest] if rest else [])]
    beside = [m for m in (found.iterator, found.stream) if m]
    return [f"{prefix}{method}({', '.join(listed)})" for method in (found.method, *beside)]


def _example(scope: Scope) -> tuple[tuple[Code, ...], set[str]]:
    """A call of the first operation that has an authored example, or of the first."""
    if not scope.api.operations:
        return (Code("..."),), set()
    ranked = sorted(scope.api.operations, key=lambda o: (o.deprecated, not _authored(o)))
    operation = ranked[0]
    found = scope.names.operations[operation.key]
    arguments = call_arguments(scope.api, operation, scope.definitions)
    best = next(iter(_authored(operation)), None)
    spread = spread_body(operation, scope.definitions) is not None
    given: list[str] = []
    for argument in arguments:
        if argument.key not in found.arguments:
            continue
        name = found.arguments[argument.key]
        value = _example_value(argument, best, spread=spread)
        if value is None:
            continue
        given.append(str(value) if argument.kind is ArgumentKind.PATH else f"{name}={value}")
    prefix = f"{scope.names.groups[found.group].attribute}." if found.group is not None else ""
    call = f"client.{prefix}{found.method}({', '.join(given)})"
    if len(call) > _CALL and given:
        listed = "".join(f"\n        {one}," for one in given)
        call = f"client.{prefix}{found.method}({listed}\n    )"
    gives = bool(success_shape(operation).answers and success_shape(operation).answers[0][1])
    if success_shape(operation).only_events:
        return (
            Code(f"with {call} as events:"),
            Code("    for event in events:"),
            Code("        print(event)"),
        ), set()
    return ((Code(f"result = {call}"), Code("print(result)")) if gives else (Code(call),)), set()


def _authored(operation: Operation) -> list[JsonValue]:
    content = request_content(operation)
    return [e.value for e in content.examples if not e.generated] if content else []


def _example_value(argument: CallArgument, body: JsonValue, *, spread: bool) -> Code | None:
    if argument.kind is ArgumentKind.FIELD:
        if isinstance(body, dict) and argument.wire_name in body:
            return literal(body[argument.wire_name])
        return Code("...") if argument.required else None
    if argument.kind is ArgumentKind.BODY:
        return literal(body) if body is not None else Code("...")
    if not argument.required or argument.default is not None:
        return None
    examples = argument.parameter.examples if argument.parameter else ()
    if examples:
        return literal(examples[0].value)
    words = argument.wire_name.replace("_", "-").lower()
    return (
        literal(f"my-{words.removesuffix('-name').removesuffix('-id')}")
        if spread or argument.kind is ArgumentKind.PATH
        else Code("...")
    )
