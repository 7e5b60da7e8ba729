"""What stands around the client and the models: `errors.py`, `__init__.py`, `py.typed`, the README."""

from generator.ir.files import FileRole, GeneratedFile
from generator.ir.references import types_of
from generator.ir.schema import (
    ArrayType,
    MapType,
    NullableType,
    SchemaType,
    StringFormat,
    StringType,
    TupleType,
)
from generator.python.code import (
    Code,
    Expression,
    Import,
    docstring,
    ident,
    literal,
    name_list,
)
from generator.python.imports import import_block
from generator.python.titles import api_name
from generator.python.types import Scope
from generator.render.environment import rendered
from generator.render.prose import one_line, phrase
from generator.render.readme import readme_file
from generator.render.renamed import renamed_files
from generator.render.views import (
    ErrorClassView,
    ErrorsView,
    ModuleView,
    PackageView,
)

LARGE = 250
_ERRORS = (
    *("ApiError", "ArgumentError", "ClosedError", "ConnectionFailedError", "CredentialsError"),
    *("DeadlineError", "DecodeError", "ResponseTooLargeError", "TimedOutError"),
)


def package_files(
    scope: Scope,
    sources: tuple[str, ...],
    clients: tuple[GeneratedFile, ...],
    imported_as: str,
    error_body: Expression,
) -> tuple[GeneratedFile, ...]:
    """What stands around the client and the models.

    Args:
        sources: Names of the specification's files, for `__init__`'s docstring.
        clients: The modules with operations, whose imports say which helpers are public.
        imported_as: Dotted name of the package, for the README.
        error_body: The union of all documented error bodies.
    """
    base64 = _has_base64(scope)
    return (
        _errors(scope, error_body),
        *renamed_files(scope),
        _init(scope, sources, clients, base64=base64),
        GeneratedFile(path="py.typed", text="", role=FileRole.MARKER),
        readme_file(scope, imported_as, base64=base64),
    )


def _errors(scope: Scope, body: Expression) -> GeneratedFile:
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
                docstring=docstring(f"{status} {phrase(status)}.", indent=4),
                status=Code(str(status)),
            )
            for status, name in sorted(scope.names.errors.items())
        ),
    )
    return GeneratedFile(
        path="errors.py", text=rendered("errors.py.jinja", view), role=FileRole.CLIENT
    )


def _init(
    scope: Scope, sources: tuple[str, ...], clients: tuple[GeneratedFile, ...], *, base64: bool
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
    if base64:
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
    by_module: dict[str, list[str]] = {}
    for one in sorted(everything):
        by_module.setdefault(one.module, []).append(one.name)
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
            ModuleView(name=literal(module), names=name_list(found, indent=8))
            for module, found in by_module.items()
        ),
        names=tuple(literal(n) for n in sorted({i.name for i in everything}, key=_export_key)),
    )
    return GeneratedFile(
        path="__init__.py", text=rendered("init.py.jinja", view), role=FileRole.CLIENT
    )


def _has_base64(scope: Scope) -> bool:
    """Whether a model has bytes in it, which may be given as a `data:` URL."""
    return any(_holds_bytes(kind) for d in scope.api.definitions for kind in types_of(d))


def _holds_bytes(kind: SchemaType) -> bool:
    match kind:
        case StringType(format=StringFormat.BYTE):
            return True
        case ArrayType(items=inner) | MapType(values=inner) | NullableType(of=inner):
            return _holds_bytes(inner)
        case TupleType(items=items, rest=rest):
            return any(_holds_bytes(one) for one in (*items, *(() if rest is None else (rest,))))
        case _:
            return False


def _export_key(name: str) -> tuple[int, str]:
    """ruff's order of `__all__` (RUF022): constants, classes, the rest."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name)


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
