"""What templates see: frozen values of `Code` and `bool`, nothing to compute."""

from dataclasses import dataclass

from generator.python.code import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    constant: Code
    annotation: Code
    id: Code
    method: Code
    path: Code
    result: Code
    error_body: Code
    settings: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    start: Code
    name: Code
    parameters: tuple[Code, ...]
    result: Code
    docstring: Code
    statements: tuple[Code, ...]


NOTHING = Code("")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerClassView:
    """A name that a class had."""

    name: Code
    now: Code
    docstring: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RenamedView:
    docstring: Code
    imports: Code
    aliases: tuple[FormerClassView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    class_name: Code
    docstring: Code
    methods: tuple[MethodView, ...]
    parameters: tuple[Code, ...] = ()
    groups: "tuple[GroupLinkView, ...]" = ()
    bases: Code = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLinkView:
    attribute: Code
    module: Code
    class_name: Code
    docstring: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    docstring: Code
    imports: Code
    operations: tuple[OperationView, ...]
    sync: ClassView
    asynchronous: ClassView


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    docstring: Code
    imports: Code
    checked_imports: Code
    operations: tuple[OperationView, ...]
    settings: tuple[Code, ...]
    sync: ClassView
    asynchronous: ClassView


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorClassView:
    name: Code
    docstring: Code
    status: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorsView:
    imports: Code
    body: Code
    classes: tuple[ErrorClassView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderView:
    name: Code
    annotation: Code
    value: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersClassView:
    name: Code
    docstring: Code
    fields: tuple[HeaderView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersView:
    imports: Code
    classes: tuple[HeadersClassView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    name: Code
    names: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    docstring: Code
    lazy: bool
    imports: Code
    modules: tuple[ModuleView, ...]
    names: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    method: Code
    operation: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmeView:
    package: Code
    summary: Code
    import_line: Code
    constructor: Code
    example: tuple[Code, ...]
    errors: Code
    notes: tuple[Code, ...]
    rows: tuple[RowView, ...]
