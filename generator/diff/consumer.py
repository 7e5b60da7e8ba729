"""Follows one module of a consumer's code: which symbols of the package it touches, on which
lines."""

import ast
import builtins

from msgspec import Struct, field

from generator.diff.consumer_types import (
    ClientClass,
    ClientValue,
    Foreign,
    Function,
    Group,
    Known,
    Many,
    Method,
    Model,
    ModelClass,
    Module,
    Offer,
    Unknown,
)
from generator.ir.schema import NamedType

_CLIENTS = frozenset({"Client", "AsyncClient"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SAME = frozenset({"list", "sorted", "tuple", "set", "reversed", "iter"})
_ONE_OF = frozenset({"next", "max", "min"})
_GIVING_ONE = frozenset({"get", "pop", "setdefault", "popleft"})
_GIVING_ALL = frozenset({"values", "copy"})


class Touch(Struct, frozen=True, kw_only=True):
    """Attributes:
    symbol: As findings spell it; the bare attribute where it is unsure whose it is.
    given: For a call: the names of the arguments given (`**` for an unpacked mapping).
    key: For a call: the operation's.
    """

    symbol: str
    line: int
    unsure: bool = False
    given: frozenset[str] | None = None
    key: str | None = None


class Consumer(Struct, kw_only=True):
    """Attributes:
    suspicious: Attributes that change somewhere in the package: worth a word where their owner
        is not known.
    """

    offer: Offer
    package: str
    suspicious: frozenset[str]
    touches: list[Touch] = field(default_factory=list[Touch])
    imports: bool = False
    own: dict[str, Known] = field(default_factory=dict[str, Known])
    """What `self.…` holds, whichever class it is in."""
    inferred: dict[int, Known] = field(default_factory=dict[int, Known])
    """What a function without an annotation returns, by its line."""
    function: int = 0

    def read(self, tree: ast.Module) -> None:
        """Read a module: once to learn what `self` holds, once to note what is touched."""
        self._block(tree.body, {})
        self.touches.clear()
        self._block(tree.body, {})

    # Statements.

    def _block(self, body: list[ast.stmt], names: dict[str, Known]) -> None:
        later: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        for statement in body:
            if isinstance(statement, _FUNCTIONS):
                names[statement.name] = self._returned(statement, names)
                later.append(statement)
            else:
                self._statement(statement, names)
        for function in later:
            self._function(function, dict(names))

    def _statement(self, node: ast.stmt, names: dict[str, Known]) -> None:
        match node:
            case ast.Import():
                self._import(node, names)
            case ast.ImportFrom():
                self._import_from(node, names)
            case ast.ClassDef():
                self._class(node, names)
            case ast.Assign():
                value = self._of(node.value, names)
                for target in node.targets:
                    self._bind(target, value, names)
            case ast.AnnAssign():
                value = self._of(node.value, names) if node.value else Unknown()
                said = self._annotated(node.annotation, names)
                self._bind(node.target, value if isinstance(said, Unknown) else said, names)
            case ast.For() | ast.AsyncFor():
                self._bind(node.target, _element(self._of(node.iter, names)), names)
                self._block(node.body, names)
                self._block(node.orelse, names)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    value = self._of(item.context_expr, names)
                    if item.optional_vars is not None:
                        self._bind(item.optional_vars, value, names)
                self._block(node.body, names)
            case ast.Try() | ast.TryStar():
                self._try(node, names)
            case ast.Match():
                self._of(node.subject, names)
                for case in node.cases:
                    self._block(case.body, names)
            case ast.Return():
                value = self._of(node.value, names) if node.value else Foreign()
                if not isinstance(value, (Foreign, Unknown)):
                    self.inferred.setdefault(self.function, value)
            case _:
                self._children(node, names)

    def _class(self, node: ast.ClassDef, names: dict[str, Known]) -> None:
        for base in node.bases:
            self._of(base, names)
        for member in node.body:
            if isinstance(member, _FUNCTIONS):
                self.own[member.name] = self._own(member, names)
        self._block(node.body, dict(names))

    def _own(self, node: ast.FunctionDef | ast.AsyncFunctionDef, names: dict[str, Known]) -> Known:
        """What `self.name` is: a method, or the value of a property."""
        found = self._returned(node, names)
        decorators = {ast.unparse(d).rpartition(".")[2] for d in node.decorator_list}
        is_value = bool(decorators & {"property", "cached_property"})
        return found.of if is_value and isinstance(found, Function) else found

    def _children(self, node: ast.AST, names: dict[str, Known]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._of(child, names)
            elif isinstance(child, ast.stmt):
                self._block([child], names)
            else:
                self._children(child, names)

    def _try(self, node: ast.Try | ast.TryStar, names: dict[str, Known]) -> None:
        self._block(node.body, names)
        for handler in node.handlers:
            if handler.type is not None:
                self._of(handler.type, names)
            if handler.name is not None:
                names[handler.name] = Unknown()
            self._block(handler.body, names)
        self._block(node.orelse, names)
        self._block(node.finalbody, names)

    def _function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, names: dict[str, Known]
    ) -> None:
        arguments = node.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            said = self._annotated(argument.annotation, names) if argument.annotation else Unknown()
            names[argument.arg] = Foreign() if argument.arg in ("self", "cls") else said
        for default in (*arguments.defaults, *(d for d in arguments.kw_defaults if d)):
            self._of(default, names)
        outer, self.function = self.function, node.lineno
        self._block(node.body, names)
        self.function = outer

    def _returned(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, names: dict[str, Known]
    ) -> Known:
        said = self._annotated(node.returns, names) if node.returns else Unknown()
        if isinstance(said, Unknown):
            said = self.inferred.get(node.lineno, said)
        return Function(said)

    def _import(self, node: ast.Import, names: dict[str, Known]) -> None:
        for alias in node.names:
            if self._is_ours(alias.name):
                self.imports = True
                names[alias.asname or alias.name.partition(".")[0]] = Module()
            else:
                names[alias.asname or alias.name.partition(".")[0]] = Foreign()

    def _import_from(self, node: ast.ImportFrom, names: dict[str, Known]) -> None:
        module = node.module or ""
        ours = self._is_ours(module)
        for alias in node.names:
            name = alias.asname or alias.name
            if ours:
                self.imports = True
                names[name] = self._member(alias.name, node.lineno)
            elif self._is_ours(f"{module}.{alias.name}".strip(".")):
                self.imports = True
                names[name] = Module()
            else:
                names[name] = Unknown() if node.level else Foreign()

    def _is_ours(self, module: str) -> bool:
        return (
            module == self.package
            or module.startswith(f"{self.package}.")
            or f".{module}.".find(f".{self.package}.") >= 0
        )

    def _member(self, name: str, line: int) -> Known:
        """What a module of the package gives under a name."""
        if name in _CLIENTS:
            return ClientClass()
        if name in self.offer.classes or name in self.offer.names.errors.values():
            self._touch(name, line)
            return ModelClass(name)
        return Module() if name.islower() else Foreign()

    def _bind(self, target: ast.expr, value: Known, names: dict[str, Known]) -> None:
        match target:
            case ast.Name():
                names[target.id] = value
            case ast.Tuple() | ast.List():
                for element in target.elts:
                    self._bind(element, _element(value), names)
            case ast.Starred():
                self._bind(target.value, value, names)
            case ast.Attribute(value=ast.Name(id="self")):
                self.own[target.attr] = value
            case _:
                self._of(target, names)

    # Expressions.

    def _of(self, node: ast.expr, names: dict[str, Known]) -> Known:
        match node:
            case ast.Name():
                return names.get(node.id, Foreign() if hasattr(builtins, node.id) else Unknown())
            case ast.Attribute():
                return self._attribute(node, names)
            case ast.Call():
                return self._call(node, names)
            case ast.Await():
                return self._of(node.value, names)
            case ast.Subscript():
                self._of(node.slice, names)
                return _element(self._of(node.value, names))
            case ast.NamedExpr():
                value = self._of(node.value, names)
                self._bind(node.target, value, names)
                return value
            case ast.IfExp():
                self._of(node.test, names)
                first, second = self._of(node.body, names), self._of(node.orelse, names)
                return second if isinstance(first, Foreign) else first
            case ast.BoolOp():
                values = [self._of(value, names) for value in node.values]
                return next((v for v in values if not isinstance(v, Foreign)), Foreign())
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                inner = self._comprehension(node.generators, names)
                return Many(self._of(node.elt, inner))
            case ast.DictComp():
                inner = self._comprehension(node.generators, names)
                self._of(node.key, inner)
                return Many(self._of(node.value, inner))
            case ast.List() | ast.Tuple() | ast.Set():
                elements = [self._of(element, names) for element in node.elts]
                return Many(elements[0]) if elements else Foreign()
            case ast.Lambda():
                inner = dict(names) | {a.arg: Unknown() for a in node.args.args}
                self._of(node.body, inner)
                return Foreign()
            case (
                ast.Constant()
                | ast.JoinedStr()
                | ast.Compare()
                | ast.BinOp()
                | ast.UnaryOp()
                | ast.Dict()
            ):
                self._children(node, names)
                return Foreign()
            case _:
                self._children(node, names)
                return Unknown()

    def _comprehension(
        self, generators: list[ast.comprehension], names: dict[str, Known]
    ) -> dict[str, Known]:
        inner = dict(names)
        for generator in generators:
            self._bind(generator.target, _element(self._of(generator.iter, inner)), inner)
            for condition in generator.ifs:
                self._of(condition, inner)
        return inner

    def _attribute(self, node: ast.Attribute, names: dict[str, Known]) -> Known:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return self.own.get(node.attr, Unknown())
        owner = self._of(node.value, names)
        match owner:
            case Module():
                return self._member(node.attr, node.lineno)
            case ClientValue():
                return self._of_client(node.attr)
            case Group():
                return self.offer.methods.get(f"{owner.attribute}.{node.attr}", Foreign())
            case Model():
                return self._of_model(owner, node)
            case Many():
                return _of_many(owner, node.attr)
            case Unknown():
                if self.imports and node.attr in self.suspicious:
                    self._touch(node.attr, node.lineno, unsure=True)
                return Unknown()
            case _:
                return Foreign()

    def _of_client(self, name: str) -> Known:
        if any(group.attribute == name for group in self.offer.names.groups.values()):
            return Group(name)
        if name == "with_options":
            return Function(ClientValue())
        return self.offer.methods.get(name, Foreign())

    def _of_model(self, owner: Model, node: ast.Attribute) -> Known:
        found: list[Known] = []
        for id in owner.ids:
            type = self.offer.attribute(id, node.attr)
            if type is not None:
                self._touch(f"{self.offer.names.classes[id]}.{node.attr}", node.lineno)
                found.append(self.offer.known(type))
        return found[0] if found else Foreign()

    def _call(self, node: ast.Call, names: dict[str, Known]) -> Known:
        function = self._of(node.func, names)
        values = [self._of(a.value if isinstance(a, ast.Starred) else a, names) for a in node.args]
        values += [self._of(keyword.value, names) for keyword in node.keywords]
        given = frozenset(k.arg or "**" for k in node.keywords)
        match function:
            case Method():
                self._method_call(function, node, given)
                return self.offer.result(function)
            case ClientClass():
                for name in given:
                    self._touch(f"Client({name}=)", node.lineno)
                return ClientValue()
            case ModelClass():
                for name in given:
                    self._touch(f"{function.name}.{name}", node.lineno)
                id = self.offer.classes.get(function.name)
                return Model((id,)) if id is not None else Foreign()
            case Function():
                return function.of
            case Unknown():
                return Unknown()
            case _:
                return _of_foreign(node.func, values)

    def _method_call(self, method: Method, node: ast.Call, given: frozenset[str]) -> None:
        positional = [
            name
            for key, name in self.offer.names.operations[method.key].arguments.items()
            if key.startswith("path:")
        ]
        given = given | set(positional[: len(node.args)])
        self.touches.append(
            Touch(symbol=method.symbol, line=node.lineno, given=given, key=method.key)
        )
        self._touch(f"{method.symbol}() ->", node.lineno)
        for name in sorted(given):
            self._touch(f"{method.symbol}({name}=)", node.lineno)

    def _annotated(self, node: ast.expr | None, names: dict[str, Known]) -> Known:
        """What a value with this annotation is."""
        match node:
            case None:
                return Unknown()
            case ast.Constant(value=str() as text):
                try:
                    return self._annotated(ast.parse(text, mode="eval").body, names)
                except SyntaxError:
                    return Unknown()
            case ast.BinOp():
                left = self._annotated(node.left, names)
                return self._annotated(node.right, names) if isinstance(left, Foreign) else left
            case ast.Subscript():
                inner = (
                    node.slice.elts[-1]
                    if isinstance(node.slice, ast.Tuple) and node.slice.elts
                    else node.slice
                )
                of = self._annotated(inner, names)
                is_optional = isinstance(node.value, ast.Name) and node.value.id in (
                    "Optional",
                    "Final",
                    "Annotated",
                )
                return of if is_optional else Many(of)
            case _:
                return _instance(self._of(node, names), self.offer)

    def _touch(self, symbol: str, line: int, *, unsure: bool = False) -> None:
        self.touches.append(Touch(symbol=symbol, line=line, unsure=unsure))


def _of_many(owner: Many, name: str) -> Known:
    """A method of a list or of a mapping."""
    if name in _GIVING_ONE:
        return Function(owner.of)
    return Function(owner) if name in _GIVING_ALL else Foreign()


def _of_foreign(function: ast.expr, values: list[Known]) -> Known:
    """What another library's function gives; what holds values of ours may come back."""
    name = function.id if isinstance(function, ast.Name) else ""
    if values and name in _SAME:
        return Many(_element(values[0]))
    if values and name in _ONE_OF:
        return _element(values[0])
    ours = any(not isinstance(value, (Foreign, Unknown)) for value in values)
    return Unknown() if ours and name != "print" else Foreign()


def _element(value: Known) -> Known:
    match value:
        case Many():
            return value.of
        case Foreign():
            return value
        case _:
            return Unknown()


def _instance(value: Known, offer: Offer) -> Known:
    match value:
        case ClientClass():
            return ClientValue()
        case ModelClass():
            id = offer.classes.get(value.name)
            return offer.known(NamedType(id=id)) if id is not None else Foreign()
        case Foreign():
            return value
        case _:
            return Unknown()
