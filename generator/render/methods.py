"""Methods: signature, documentation, statements; sync and async from the same plan."""

from msgspec import Struct, field
from msgspec.structs import replace

from generator.ir.api import (
    Api,
    BodyEncoding,
    Operation,
    Pagination,
    PaginationKind,
    ParameterLocation,
)
from generator.ir.names import OperationNames
from generator.ir.schema import (
    AnyType,
    ArrayType,
    NullableType,
    ObjectSchema,
    SchemaType,
)
from generator.python.arguments import (
    ArgumentKind,
    CallArgument,
    call_arguments,
    moving_key,
    request_content,
)
from generator.python.code import (
    Code,
    Expression,
    Import,
    docstring,
    ident,
    literal,
    tuple_of,
)
from generator.python.codecs import decoder
from generator.python.defaults import default_literal
from generator.python.results import success_shape
from generator.python.types import Scope, annotation, argument_annotation, union
from generator.render.bodies import body_text, is_file
from generator.render.method_docstring import method_docstring
from generator.render.parameters import parameter_entry
from generator.render.prose import (
    assembled,
)
from generator.render.results import error_text, error_types, result_text
from generator.render.views import MethodView, OperationView

_UNSET = Import("._runtime.unset", "UNSET")


def own_server(operation: Operation, api: Api) -> str | None:
    """The URL, or the path, of an operation's server where it is not the API's; its variables are
    as they are by default."""
    own = operation.servers[0] if operation.servers else None
    if own is None or own.url in [server.url for server in api.servers[:1]]:
        return None
    url = own.url
    for variable in own.variables:
        url = url.replace(f"{{{variable.name}}}", variable.default)
    return url.rstrip("/") or "/"


class MethodsText(Struct):
    """What an operation brings to its module: a constant, methods for both clients, imports."""

    operation: OperationView
    sync: list[MethodView] = field(default_factory=list[MethodView])
    asynchronous: list[MethodView] = field(default_factory=list[MethodView])
    imports: set[Import] = field(default_factory=set[Import])


def methods_text(operation: Operation, scope: Scope, context: "OperationContext") -> MethodsText:
    """Everything of one operation."""
    return _Methods(operation, scope, context).text()


class OperationContext(Struct, frozen=True):
    """What operations share.

    Attributes:
        security: The client's own alternatives, as the constants write them.
        error_body: The union of all documented error bodies, `ErrorBody`.
    """

    security: tuple[tuple[str, ...], ...]
    retries: dict[str, int]
    message: tuple[str, ...]
    error_body: str


class _Methods:
    def __init__(self, operation: Operation, scope: Scope, context: OperationContext) -> None:
        self.operation = operation
        self.scope = scope
        self.context = context
        self.names: OperationNames = scope.names.operations[operation.key]
        self.shape = success_shape(operation)
        self.imports: set[Import] = {
            Import("._runtime.operation", "Operation"),
            Import("._runtime.options", "RequestOptions"),
            Import("typing", "Final"),
            Import(".errors", "status_error"),
        }
        wanted = call_arguments(scope.api, operation, scope.definitions)
        by_key = {a.key: a for a in wanted}
        self.arguments = tuple(by_key[key] for key in self.names.arguments if key in by_key)

    def text(self) -> MethodsText:
        result = result_text(self.operation, self.scope)
        made = MethodsText(operation=self._constant())
        body = body_text(self.operation, self.names, self.arguments, self.scope)
        self.imports |= body.imports
        if self.shape.only_events:
            self._add(
                made,
                self.names.method,
                *self._stream_result(),
                body.statements,
                self._stream(body.argument),
                awaited=False,
            )
        else:
            self.imports |= result.annotation.imports
            call = self._call(body.argument, self.names.constant)
            self._add(
                made,
                self.names.method,
                result.annotation.code,
                result.annotation.code,
                body.statements,
                (call, call),
                awaited=True,
            )
            if self.shape.sibling and self.names.stream:
                if self.shape.streamed is not None:
                    self._add(
                        made,
                        self.names.stream,
                        *self._stream_result(),
                        body.statements,
                        self._stream(body.argument),
                        awaited=False,
                    )
                else:
                    self._add_download(made, body.statements, body.argument)
        if self.operation.pagination and self.names.iterator and not self.shape.only_events:
            self._add_iterator(made, self.operation.pagination, result.annotation)
        made.imports = self.imports
        return made

    # The constant.

    def _constant(self) -> OperationView:
        operation = self.operation
        result = result_text(operation, self.scope)
        error_body = error_text(operation, self.scope)
        self.imports |= result.reader.imports | error_body.imports
        settings: list[Code] = []
        accept = "text/event-stream" if self.shape.only_events else result.accept
        if accept:
            settings.append(Code(f"accept={literal(accept)}"))
        security = tuple(tuple(u.scheme for u in option.uses) for option in operation.security)
        if security != self.context.security:
            settings.append(Code(f"security={security_tuples(security)}"))
        if own := own_server(operation, self.scope.api):
            settings.append(Code(f"base_url={literal(own)}"))
        named = (operation.key, operation.beside or "", operation.operation_id or "")
        retries = next((found for n in named if (found := self.context.retries.get(n))), None)
        if retries is not None:
            settings.append(Code(f"retries={retries}"))
        if operation.idempotency_header:
            settings.append(Code(f"idempotency_header={literal(operation.idempotency_header)}"))
        if self.context.message:
            settings.append(Code(f"message={tuple_of(map(literal, self.context.message))}"))
        return OperationView(
            constant=ident(self.names.constant),
            annotation=self._annotation(result.annotation),
            id=literal(operation.operation_id or operation.key),
            method=literal(operation.method),
            path=literal(operation.path),
            result=result.reader.code,
            error_body=error_body.code,
            settings=tuple(settings),
        )

    def _annotation(self, result: Expression) -> Code:
        """Spelt out where several readers meet in one constant; else inference says it."""
        errors = error_types(self.operation, self.scope)
        single = len(errors) == 1 and errors[0].code == self.context.error_body
        if single and len(self.shape.answers) <= 1:
            return Code("Final")
        self.imports |= {Import(".errors", "ErrorBody"), *result.imports}
        return Code(f"Final[Operation[{result.code}, ErrorBody]]")

    # Calls.

    def _call(self, body: Code, constant: str, *, accept: str | None = None) -> Code:
        """The arguments of a call through the transport."""
        places: dict[ParameterLocation, list[Code]] = {}
        if self.operation.fixed_query:
            places[ParameterLocation.QUERY] = [
                Code(f"{literal(n)}: {literal(v)}") for n, v in self.operation.fixed_query
            ]
        if accept:
            places[ParameterLocation.HEADER] = [Code(f'"Accept": {literal(accept)}')]
        for argument in self.arguments:
            if argument.parameter is None:
                continue
            value = ident(self.names.arguments[argument.key])
            entry = parameter_entry(argument.parameter, value, self.scope)
            self.imports |= entry.imports
            places.setdefault(argument.parameter.location, []).append(entry.code)
        parts = [ident(constant)]
        for location, keyword in (
            (ParameterLocation.PATH, "path"),
            (ParameterLocation.QUERY, "query"),
            (ParameterLocation.HEADER, "headers"),
            (ParameterLocation.COOKIE, "cookies"),
        ):
            if location in places:
                parts.append(Code(f"{keyword}={{{', '.join(places[location])}}}"))
        if body:
            parts.append(body)
        parts.append(Code("options=options"))
        return Code(", ".join(parts))

    def _add(
        self,
        made: MethodsText,
        name: str,
        result: Code,
        async_result: Code,
        statements: tuple[Code, ...],
        calls: tuple[Code, Code],
        *,
        awaited: bool,
    ) -> None:
        warning = self._warning(name)
        docs = method_docstring(self.operation, self.arguments, self.scope)
        if awaited:
            sync_end = Code(f"return self._transport.call({calls[0]})")
            async_end = Code(f"return await self._transport.call({calls[1]})")
        else:
            sync_end, async_end = Code(f"return {calls[0]}"), Code(f"return {calls[1]}")
        parameters = self._parameters()
        made.sync.append(
            MethodView(
                start=Code("def"),
                name=ident(name),
                parameters=parameters,
                result=result,
                docstring=docs,
                statements=(*warning, *statements, sync_end),
            )
        )
        made.asynchronous.append(
            MethodView(
                start=Code("async def" if awaited else "def"),
                name=ident(name),
                parameters=parameters,
                result=async_result,
                docstring=docs,
                statements=(*warning, *statements, async_end),
            )
        )
        if name == self.names.method:
            for old in self.names.former:
                self._add_former(made, old)

    def _add_former(self, made: MethodsText, old: str) -> None:
        """The method, under a name that it had."""
        self.imports.add(Import("warnings", ""))
        said = literal(f"{old} is {self.names.method} now")
        warning = Code(f"warnings.warn({said}, DeprecationWarning, stacklevel=2)")
        docs = docstring(f"Deprecated: it is `{self.names.method}` now.", indent=8)
        for views in (made.sync, made.asynchronous):
            method = next(view for view in views if view.name == self.names.method)
            statements = (warning, *method.statements)
            views.append(replace(method, name=ident(old), docstring=docs, statements=statements))

    def _warning(self, name: str) -> tuple[Code, ...]:
        if not self.operation.deprecated:
            return ()
        self.imports.add(Import("warnings", ""))
        return (
            Code(
                f'warnings.warn({literal(f"{name} is deprecated")}, DeprecationWarning, stacklevel=2)'
            ),
        )

    def _stream_result(self) -> tuple[Code, Code]:
        assert self.shape.streamed is not None
        item = annotation(self.shape.streamed.type, self.scope)
        self.imports |= item.imports | {
            Import("._runtime.streams", "Stream"),
            Import("._runtime.streams", "AsyncStream"),
        }
        return Code(f"Stream[{item.code}]"), Code(f"AsyncStream[{item.code}]")

    def _stream(self, body: Code) -> tuple[Code, Code]:
        assert self.shape.streamed is not None
        decode = decoder(self.shape.streamed.type, self.scope)
        self.imports |= decode.imports
        events = self.shape.events is not None
        accept = "text/event-stream" if events and not self.shape.only_events else None
        call = self._call(body, self.names.constant, accept=accept)
        made = [
            Code(f"{kind}(self._transport.stream({call}), {decode.code}, events={events})")
            for kind in ("Stream", "AsyncStream")
        ]
        return made[0], made[1]

    def _add_download(self, made: MethodsText, statements: tuple[Code, ...], body: Code) -> None:
        self.imports |= {
            Import("._runtime.downloads", "Download"),
            Import("._runtime.downloads", "AsyncDownload"),
        }
        assert self.names.stream is not None
        call = self._call(body, self.names.constant)
        self._add(
            made,
            self.names.stream,
            Code("Download"),
            Code("AsyncDownload"),
            statements,
            (
                Code(f"Download(self._transport.stream({call}))"),
                Code(f"AsyncDownload(self._transport.stream({call}))"),
            ),
            awaited=False,
        )

    # Pagination.

    def _add_iterator(self, made: MethodsText, pagination: Pagination, page: Expression) -> None:
        assert self.names.iterator is not None
        item, items = self._items(pagination)
        cursor_key = moving_key(pagination)
        cursor, steps, kind = self._steps(pagination, cursor_key)
        self.imports |= page.imports | item.imports
        self.imports |= {
            Import("._runtime.pagination", name) for name in ("Pages", "AsyncPages", kind)
        }
        given: list[str] = []
        for argument in self.arguments:
            name = ident(self.names.arguments[argument.key])
            if argument.key == cursor_key:
                absent = pagination.kind is PaginationKind.CURSOR and self._takes_unset(argument)
                value = f"UNSET if {cursor} is None else {cursor}" if absent else cursor
                given.append(f"{name}={value}")
            else:
                given.append(str(name) if argument.kind is ArgumentKind.PATH else f"{name}={name}")
        given.append("options=options" if cursor_key else f"options={cursor}.options")
        call = f"self.{ident(self.names.method)}({', '.join(given)})"
        arguments = f"lambda {cursor}: {call}, lambda page: {items}, {steps}"
        route = f"`{self.operation.method} {self.operation.path}`".replace("\\", "")
        moving = self.names.arguments.get(cursor_key)
        but = f" but `{moving}`" if moving else ""
        lead = f"All items of `{self.names.method}`, page by page; its arguments{but}, its errors."
        docs = assembled(lead, [[route]], indent=8)
        for target, kind in ((made.sync, "Pages"), (made.asynchronous, "AsyncPages")):
            target.append(
                MethodView(
                    start=Code("def"),
                    name=ident(self.names.iterator),
                    parameters=self._parameters(skip=cursor_key),
                    result=Code(f"{kind}[{page.code}, {item.code}]"),
                    docstring=docs,
                    statements=(
                        *self._warning(self.names.iterator),
                        Code(f"return {kind}({arguments})"),
                    ),
                )
            )

    def _takes_unset(self, argument: CallArgument) -> bool:
        """Whether leaving an argument out is not the same as `None`."""
        return (
            argument.kind is ArgumentKind.FIELD
            and isinstance(argument.type, NullableType)
            and not argument.required
        )

    def _steps(self, pagination: Pagination, cursor_key: str) -> tuple[str, str, str]:
        """What a cursor is called, how it moves on, and the class that says so.

        It has the name of the argument whose place it takes, so that it hides no other.
        """
        cursor = ident(self.names.arguments.get(cursor_key, "link"))
        match pagination.kind:
            case PaginationKind.CURSOR:
                following = self._attribute_path(pagination.next)
                return cursor, f"ByCursor(lambda page: {following})", "ByCursor"
            case PaginationKind.OFFSET:
                start = pagination.start or ""
                return cursor, f"ByOffset({start})", "ByOffset"
            case PaginationKind.PAGE:
                start = "" if pagination.start == 1 else pagination.start
                return cursor, f"ByNumber({start})", "ByNumber"
            case PaginationKind.LINK:
                taken = "link" in self.names.arguments.values()
                return "next_link" if taken else "link", "ByLink(options)", "ByLink"

    def _items(self, pagination: Pagination) -> tuple[Expression, Code]:
        """The items' type, and the expression for them in a page."""
        kind = self._type_at(pagination.items)
        resolved = self.scope.unaliased(kind)
        if isinstance(resolved, NullableType):
            resolved = self.scope.unaliased(resolved.of)
        # `lower` finds no pagination without an array.
        assert isinstance(resolved, ArrayType)
        text = self._attribute_path(pagination.items)
        if "Unset" in annotation_text(kind, self.scope):
            text = Code(f"{text} or None")
        return annotation(resolved.items, self.scope), text

    def _type_at(self, path: tuple[str, ...]) -> SchemaType:
        kind = next(c.type for _, c in self.shape.answers if c is not None)
        for step in path:
            definition = self.scope.target(kind.of if isinstance(kind, NullableType) else kind)
            assert isinstance(definition, ObjectSchema)
            kind = next(f.type for f in definition.fields if f.wire_name == step)
        return kind

    def _attribute_path(self, path: tuple[str, ...]) -> Code:
        """`page.pagination.next if page.pagination else None`."""
        kind = next((c.type for _, c in self.shape.answers if c is not None), None)
        text = "page"
        guards: list[str] = []
        for step in path:
            assert kind is not None
            definition = self.scope.target(kind.of if isinstance(kind, NullableType) else kind)
            assert isinstance(definition, ObjectSchema)
            found = next(f for f in definition.fields if f.wire_name == step)
            text += f".{ident(self.scope.names.fields[definition.id][step])}"
            if step != path[-1] and (not found.required or isinstance(found.type, NullableType)):
                guards.append(text)
            kind = found.type
            if step == path[-1] and isinstance(found.type, NullableType) and not found.required:
                text = f"{text} or None"
        return Code(f"{text} if {' and '.join(guards)} else None" if guards else text)

    # Signatures.

    def _parameters(self, skip: str = "") -> tuple[Code, ...]:
        """The signature, without the argument of one key."""
        path: list[Code] = []
        rest: list[Code] = []
        for argument in self.arguments:
            if argument.key != skip:
                kind = path if argument.kind is ArgumentKind.PATH else rest
                kind.append(self._parameter(argument))
        return (*path, Code("*"), *rest, Code("options: RequestOptions | None = None"))

    def _parameter(self, argument: CallArgument) -> Code:
        name = ident(self.names.arguments[argument.key])
        kind = self._argument_type(argument)
        self.imports |= kind.imports
        if argument.required:
            value = argument.default.value if argument.default else None
            default = (
                default_literal(value, argument.type, self.scope) if argument.default else None
            )
            return Code(f"{name}: {kind.code} = {default}" if default else f"{name}: {kind.code}")
        if argument.kind is ArgumentKind.FIELD and self._multipart() is False:
            if isinstance(self.scope.unaliased(argument.type), AnyType):
                self.imports.add(_UNSET)
                return Code(f"{name}: {kind.code} = UNSET")
            if isinstance(argument.type, NullableType):
                self.imports |= {_UNSET, Import("._runtime.unset", "Unset")}
                return Code(f"{name}: {with_unset(kind)} = UNSET")
        elif argument.kind is ArgumentKind.FIELD and isinstance(argument.type, NullableType):
            self.imports |= {_UNSET, Import("._runtime.unset", "Unset")}
            return Code(f"{name}: {with_unset(kind)} = UNSET")
        return Code(f"{name}: {union([kind, Expression(Code('None'))]).code} = None")

    def _multipart(self) -> bool:
        content = request_content(self.operation)
        return content is not None and content.encoding is BodyEncoding.MULTIPART

    def _argument_type(self, argument: CallArgument) -> Expression:
        content = request_content(self.operation)
        if (
            self._multipart()
            and argument.kind in (ArgumentKind.FIELD, ArgumentKind.BODY)
            and is_file(argument.type, self.scope)
        ):
            return _file_type(argument.type, self.scope)
        if argument.kind is ArgumentKind.BODY and content is not None:
            match content.encoding:
                case BodyEncoding.BYTES:
                    return Expression(
                        Code("bytes | Iterable[bytes]"),
                        frozenset({Import("collections.abc", "Iterable")}),
                    )
                case BodyEncoding.NDJSON:
                    item = argument_annotation(argument.type, self.scope)
                    return Expression(
                        Code(f"Iterable[{item.code}]"),
                        item.imports | {Import("collections.abc", "Iterable")},
                    )
                case _:
                    pass
        return argument_annotation(argument.type, self.scope)


def with_unset(kind: Expression) -> Code:
    """`T | Unset | None`: `None` comes last."""
    return Code(f"{kind.code.removesuffix(' | None')} | Unset | None")


def annotation_text(kind: SchemaType | None, scope: Scope) -> str:
    """The annotation of a type as plain text."""
    return "" if kind is None else annotation(kind, scope).code


def _file_type(kind: SchemaType, scope: Scope) -> Expression:
    resolved = scope.unaliased(kind)
    if isinstance(resolved, NullableType):
        inner = _file_type(resolved.of, scope)
        return union([inner, Expression(Code("None"))])
    imports = frozenset({Import("._runtime.multipart", "FileContent")})
    if isinstance(resolved, ArrayType):
        return Expression(
            Code("Sequence[FileContent]"), imports | {Import("collections.abc", "Sequence")}
        )
    return Expression(Code("FileContent"), imports)


def security_tuples(value: tuple[tuple[str, ...], ...]) -> Code:
    """Alternatives of credentials; none at all is the last resort, wherever it stands."""
    ordered = sorted(value, key=lambda uses: not uses)
    return _tuple([_tuple([literal(scheme) for scheme in uses]) for uses in ordered])


def _tuple(parts: list[Code]) -> Code:
    """A tuple on one line, where it fits."""
    return Code(f"({', '.join(parts)}{',' if len(parts) == 1 else ''})")
