"""What templates see: frozen values of `Code` and `bool`, nothing to compute."""

from msgspec import Struct

from generator.python.code import Code


class OperationView(Struct, frozen=True, kw_only=True):
    constant: Code
    annotation: Code
    id: Code
    method: Code
    path: Code
    result: Code
    error_body: Code
    settings: tuple[Code, ...]


class MethodView(Struct, frozen=True, kw_only=True):
    start: Code
    name: Code
    parameters: tuple[Code, ...]
    result: Code
    docstring: Code
    statements: tuple[Code, ...]


NOTHING = Code("")


class FormerClassView(Struct, frozen=True, kw_only=True):
    """A name that a class had."""

    name: Code
    now: Code
    docstring: Code


class RenamedView(Struct, frozen=True, kw_only=True):
    docstring: Code
    imports: Code
    aliases: tuple[FormerClassView, ...]


class ClassView(Struct, frozen=True, kw_only=True):
    class_name: Code
    docstring: Code
    methods: tuple[MethodView, ...]
    parameters: tuple[Code, ...] = ()
    groups: "tuple[GroupLinkView, ...]" = ()
    bases: Code = NOTHING


class GroupLinkView(Struct, frozen=True, kw_only=True):
    attribute: Code
    module: Code
    class_name: Code
    docstring: Code


class GroupView(Struct, frozen=True, kw_only=True):
    docstring: Code
    imports: Code
    operations: tuple[OperationView, ...]
    sync: ClassView
    asynchronous: ClassView


class ClientView(Struct, frozen=True, kw_only=True):
    docstring: Code
    imports: Code
    checked_imports: Code
    operations: tuple[OperationView, ...]
    settings: tuple[Code, ...]
    sync: ClassView
    asynchronous: ClassView


class ErrorClassView(Struct, frozen=True, kw_only=True):
    name: Code
    docstring: Code
    status: Code


class ErrorsView(Struct, frozen=True, kw_only=True):
    imports: Code
    body: Code
    classes: tuple[ErrorClassView, ...]


class HeaderView(Struct, frozen=True, kw_only=True):
    name: Code
    annotation: Code
    value: Code


class HeadersClassView(Struct, frozen=True, kw_only=True):
    name: Code
    docstring: Code
    fields: tuple[HeaderView, ...]


class HeadersView(Struct, frozen=True, kw_only=True):
    imports: Code
    classes: tuple[HeadersClassView, ...]


class ModuleView(Struct, frozen=True, kw_only=True):
    name: Code
    names: Code


class PackageView(Struct, frozen=True, kw_only=True):
    docstring: Code
    lazy: bool
    imports: Code
    modules: tuple[ModuleView, ...]
    names: tuple[Code, ...]


class RowView(Struct, frozen=True, kw_only=True):
    method: Code
    operation: Code


class ReadmeView(Struct, frozen=True, kw_only=True):
    package: Code
    summary: Code
    import_line: Code
    constructor: Code
    example: tuple[Code, ...]
    errors: Code
    notes: tuple[Code, ...]
    rows: tuple[RowView, ...]
