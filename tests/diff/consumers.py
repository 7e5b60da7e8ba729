"""Writes code that uses a whole generated package, from what griffe reads of it: every operation is
called, every field read and, where requests take it, given. Knows nothing of how `diff` decides.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import griffe

_STANDARD = (
    "from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence",
    "from datetime import date, datetime",
    "from decimal import Decimal",
    "from typing import Any, Literal, TypeAlias",
    "from uuid import UUID",
    "import httpx2",
)
_NOT_OPERATIONS = frozenset({"close", "aclose", "with_options"})
_NAME = re.compile(r"\b[A-Za-z_]\w*\b")


@dataclass(kw_only=True)
class Consumer:
    """Attributes:
    lines: The module's source.
    keys: Line number → what the line uses, as findings call it (`IndexModel.spec`,
        `Client.indexes.create(name=)`, `Client.indexes.create() ->`).
    """

    lines: list[str] = field(default_factory=list[str])
    keys: dict[int, str] = field(default_factory=dict[int, str])
    without: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        return "\n".join(self.lines) + "\n"

    def give(self, text: str, key: str) -> None:
        """Add an argument of a call, if it is given."""
        if key not in self.without:
            self.add(text, key)

    def add(self, text: str, key: str = "") -> None:
        self.lines.append(text)
        if key:
            self.keys[len(self.lines)] = key


def consumer_of(
    package: griffe.Module,
    *,
    renamed: Mapping[str, str] | None = None,
    without: frozenset[str] = frozenset(),
    own: frozenset[str] = frozenset(),
) -> Consumer:
    """Code against a package.

    Args:
        renamed: Class → its name in the package that the code will be checked against, so that
            what else became of the class can be seen.
        without: Keys of arguments that are not given, for a checker that stops at those that it
            does not know says nothing of what is missing.
    """
    made = Consumer(without=without)
    renamed = renamed or {}
    models, client = package["models"], package["client"]
    for line in _STANDARD:
        made.add(line)
    name = package.name
    made.add(f"from {name} import Client")
    for module, word in sorted(_runtime_names(package)):
        made.add(f"from {module} import {word}")
    for symbol in _public(models):
        if symbol.name in own and isinstance(symbol, griffe.Attribute):
            continue
        now = renamed.get(symbol.name, symbol.name)
        words = now if now == symbol.name else f"{now} as {symbol.name}"
        made.add(f"from {name}.models import {words}", symbol.name)
    for symbol in _public(package["errors"]):
        if symbol.is_class:
            made.add(f"from {name}.errors import {symbol.name}", symbol.name)
    for symbol in _public(models):
        if symbol.name in own and isinstance(symbol, griffe.Attribute):
            made.add(f"{symbol.name}: TypeAlias = {str(symbol.value)!r}")
    given, taken = _directions(package)
    for symbol in _public(models):
        if symbol.is_class:
            if symbol.name in taken:
                _read(made, symbol)
            if symbol.name in given:
                _build(made, symbol)
        elif symbol.name in given | taken:
            _alias(made, symbol, symbol.name in given, symbol.name in taken)
    _constructor(made, client["Client"])
    for owner, methods in _groups(package):
        for method in methods:
            _call(made, owner, method)
    return made


def _runtime_names(package: griffe.Module) -> set[tuple[str, str]]:
    """What the package's modules import from its runtime."""
    modules = [package["client"], package["models"], package["errors"]]
    modules += package["api"].modules.values() if "api" in package.members else ()
    return {
        (module, word)
        for found in modules
        for module, _, word in (path.rpartition(".") for path in found.imports.values())
        if module.startswith(f"{package.name}._runtime") and word[0].isupper()
    }


def _public(module: griffe.Object | griffe.Alias) -> list[griffe.Object]:
    return [
        member
        for name, member in sorted(module.members.items())
        if isinstance(member, griffe.Object)
        and not name.startswith("_")
        and (member.is_class or _is_type_alias(member))
    ]


def _is_type_alias(member: griffe.Object) -> bool:
    return isinstance(member, griffe.Attribute) and str(member.annotation) == "TypeAlias"


def _fields(model: griffe.Object) -> Iterator[tuple[str, str]]:
    for name, member in model.members.items():
        if isinstance(member, griffe.Attribute) and member.annotation and name[0] != "_":
            yield name, str(member.annotation)


def _entry_type(model: griffe.Object) -> str | None:
    """Of a mapping class, what its values are."""
    bases = [str(base) for base in model.bases] if isinstance(model, griffe.Class) else []
    found = [base[len("MapModel[") : -1] for base in bases if base.startswith("MapModel[")]
    return found[0] if found else None


def _read(made: Consumer, model: griffe.Object) -> None:
    if (entry := _entry_type(model)) is not None:
        made.add(f"def entries_{model.name}(value: {model.name}) -> None:")
        made.add(f"    seen: Mapping[str, {entry}] = value", model.name)
    for name, annotation in _fields(model):
        made.add(f"def read_{model.name}_{name}(value: {model.name}) -> None:")
        made.add(f"    seen: {annotation} = value.{name}", f"{model.name}.{name}")


def _build(made: Consumer, model: griffe.Object) -> None:
    fields = [f for f in _fields(model) if f[0] != "additional_properties"]
    if _entry_type(model) is not None:
        return
    parameters = ", ".join(f"{name}: {annotation}" for name, annotation in fields)
    made.add(f"def build_{model.name}({parameters}) -> {model.name}:")
    made.add(f"    return {model.name}(", model.name)
    for name, _ in fields:
        made.give(f"        {name}={name},", f"{model.name}.{name}")
    made.add("    )")


def _alias(made: Consumer, alias: griffe.Object, given: bool, taken: bool) -> None:
    assert isinstance(alias, griffe.Attribute)
    meant = ast.unparse(_opened(str(alias.value)))
    if given:
        made.add(f"def give_{alias.name}(value: {meant}) -> {alias.name}:")
        made.add("    return value", alias.name)
    if taken:
        made.add(f"def take_{alias.name}(value: {alias.name}) -> {meant}:")
        made.add("    return value", alias.name)


def _opened(value: str) -> ast.expr:
    """An alias's value; where it is quoted, what stands in the quotes."""
    node = ast.parse(value, mode="eval").body
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return ast.parse(node.value, mode="eval").body
    return node


def _constructor(made: Consumer, client: griffe.Object) -> None:
    init = client.members["__init__"]
    assert isinstance(init, griffe.Function)
    parameters = [p for p in init.parameters if p.name != "self"]
    made.add(
        f"def construct({', '.join(f'{p.name}: {p.annotation}' for p in parameters)}) -> None:"
    )
    made.add("    client = Client(", "Client")
    for parameter in parameters:
        made.give(f"        {parameter.name}={parameter.name},", f"Client({parameter.name}=)")
    made.add("    )")


def _groups(package: griffe.Module) -> Iterator[tuple[str, list[griffe.Function]]]:
    """`Client` and each of its groups, with the methods that call an operation."""
    client = package["client.Client"]
    yield "Client", _methods(client)
    modules = package["api"].modules.values() if "api" in package.members else ()
    for name, member in client.members.items():
        if isinstance(member, griffe.Attribute) and "property" in member.labels:
            for module in modules:
                if str(member.annotation) in module.members:
                    yield f"Client.{name}", _methods(module[str(member.annotation)])


def _methods(owner: griffe.Object | griffe.Alias) -> list[griffe.Function]:
    return [
        member
        for name, member in owner.members.items()
        if isinstance(member, griffe.Function) and name[0] != "_" and name not in _NOT_OPERATIONS
    ]


def _call(made: Consumer, owner: str, method: griffe.Function) -> None:
    parameters = [p for p in method.parameters if p.name != "self"]
    typed = "".join(f", {p.name}: {p.annotation}" for p in parameters)
    key = f"{owner}.{method.name}"
    path = key.replace("Client", "client", 1)
    result = str(method.returns)
    made.add(f"def call_{key.replace('.', '_')}(client: Client{typed}) -> None:")
    if result == "None":
        made.add(f"    {path}(", key)
    else:
        made.add(f"    seen: {result} = {path}(", f"{key}() ->")
    for parameter in parameters:
        by_name = "keyword" in str(parameter.kind) and "positional" not in str(parameter.kind)
        words = f"{parameter.name}={parameter.name}" if by_name else parameter.name
        if parameter.kind is griffe.ParameterKind.var_keyword:
            words = f"**{parameter.name}"
        made.give(f"        {words},", f"{key}({parameter.name}=)")
    made.add("    )")


def _directions(package: griffe.Module) -> tuple[set[str], set[str]]:
    """Models that calls take, and models that they give, with all that these hold."""
    given: set[str] = set()
    # Errors carry models too.
    bodies = package["errors"].members.get("ErrorBody")
    taken = set(_NAME.findall(str(bodies.value))) if isinstance(bodies, griffe.Attribute) else set()
    for _, methods in _groups(package):
        for method in methods:
            taken |= set(_NAME.findall(str(method.returns)))
            for parameter in method.parameters:
                given |= set(_NAME.findall(str(parameter.annotation)))
    # A spread body is built by the method itself; whoever sends it otherwise builds the class.
    unused = {m.name for m in _public(package["models"])} - _closed(package["models"], taken)
    given |= unused
    return _closed(package["models"], given), _closed(package["models"], taken)


def _closed(models: griffe.Object | griffe.Alias, names: set[str]) -> set[str]:
    pending, found = list(names), set[str]()
    while pending:
        name = pending.pop()
        member = models.members.get(name)
        if name in found or not isinstance(member, griffe.Object):
            continue
        found.add(name)
        texts = [annotation for _, annotation in _fields(member)] if member.is_class else []
        if _is_type_alias(member) and isinstance(member, griffe.Attribute):
            texts.append(str(member.value))
        if member.is_class:
            texts.append(_entry_type(member) or "")
        for text in texts:
            pending.extend(_NAME.findall(text))
    return found
