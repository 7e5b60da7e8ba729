"""Which operations a consumer's code calls, read from its syntax alone.

What is kept by mistake costs a few lines; what is left out by mistake breaks the consumer. So every
attribute with a method's name counts, whoever's it is, unless it is a module of the standard
library; a method of a group counts where the group's attribute is seen as well.
"""

import ast
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.api import Api
from generator.ir.files import FileSet
from generator.ir.names import Names
from generator.ir.schema import SchemaId

_BY_STRING = frozenset({"getattr", "hasattr", "methodcaller", "attrgetter"})
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})


class Imported(Struct, frozen=True):
    """A name of the package that a line of the consumer's imports or reads."""

    name: str
    file: str
    line: int
    of_root: bool = True
    """Of the package itself, not of one of its modules."""


class Used(Struct, frozen=True, kw_only=True):
    """Attributes:
    operations: Keys, in the API's order.
    definitions: Of classes that the code imports by name.
    """

    operations: tuple[str, ...]
    definitions: tuple[SchemaId, ...]
    imported: tuple[Imported, ...]


def python_files(source: Path, *, without: Path) -> dict[str, str]:
    """The consumer's modules, by path: a file, or all below a folder.

    Args:
        without: The vendored package's own folder.

    Raises:
        OSError: They can't be read.
    """
    if source.is_file():
        return {str(source): source.read_text("utf-8", "replace")}
    return {
        str(path): path.read_text("utf-8", "replace")
        for path in sorted(source.rglob("*.py"))
        if not path.resolve().is_relative_to(without.resolve())
        and not any(
            part in _SKIPPED or part.startswith(".") for part in path.relative_to(source).parts
        )
    }


def used_operations(
    api: Api, names: Names, sources: Mapping[str, str], *, top: Path, package: str
) -> Used:
    """Read a consumer's code.

    Args:
        sources: Path → text.
        top: The folder that imports begin from.
        package: Dotted name of the package there.

    Raises:
        SpecError: `V608` a file is no Python.
    """
    seen = _Seen(frozenset(g.attribute for g in names.groups.values()))
    for file, text in sources.items():
        seen.read(file, _parsed(file, text), _Imports(package, _package_of(file, top)))
    wanted = [o.key for o in api.operations if _is_used(names, o.key, seen)]
    read = {found.name for found in seen.imported} | seen.attributes
    return Used(
        operations=tuple(wanted),
        definitions=tuple(i for i, name in names.classes.items() if name in read),
        imported=tuple(seen.imported),
    )


def _package_of(file: str, top: Path) -> tuple[str, ...] | None:
    """The package that a module is in, for its relative imports; `None`: it is not below `top`."""
    path, folder = Path(os.path.abspath(file)), Path(os.path.abspath(top))
    return path.relative_to(folder).parts[:-1] if path.is_relative_to(folder) else None


def _parsed(file: str, text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        raise SpecError(
            Diagnostic(
                code="V608",
                message=f"no Python, so what it calls can't be read: {error}",
                place=Place(file=file, line=line, column=1),
                hint="Narrow --only-used-by to the code that counts, or name operations with --only.",
            )
        ) from None


def _is_used(names: Names, key: str, seen: "_Seen") -> bool:
    mine = names.operations[key]
    methods = {m for m in (mine.method, mine.iterator, mine.stream) if m}
    if mine.group is None:
        return bool(methods & seen.attributes)
    group = names.groups[mine.group]
    if methods & seen.chained.get(group.attribute, set()):
        return True
    escapes = group.attribute in seen.loose or any(
        found.name in (group.class_name, group.async_class_name) for found in seen.imported
    )
    return escapes and bool(methods & seen.attributes)


class _Seen(Struct):
    """Attributes:
    attributes: Every attribute that is read, of whatever.
    chained: Group → what is read of it at once (`client.indexes.create`).
    loose: Groups that are read without that, and may end up anywhere.
    """

    groups: frozenset[str]
    attributes: set[str] = field(default_factory=set[str])
    chained: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    loose: set[str] = field(default_factory=set[str])
    imported: list[Imported] = field(default_factory=list[Imported])

    def read(self, file: str, tree: ast.Module, imports: "_Imports") -> None:
        imports.read(tree)
        chained: set[int] = set()
        for node in ast.walk(tree):
            match node:
                case ast.ImportFrom():
                    module = imports.absolute(node.module or "", node.level)
                    if imports.is_ours(module):
                        root = module == imports.package
                        self.imported += [
                            Imported(a.name, file, node.lineno, root) for a in node.names
                        ]
                case ast.Attribute(value=ast.Name(id=owner)) if owner in imports.standard:
                    pass
                case ast.Attribute():
                    if isinstance(node.value, ast.Name) and node.value.id in imports.roots:
                        self.imported.append(Imported(node.attr, file, node.lineno))
                    self._attribute(node, chained)
                case ast.Call():
                    self._strings(node)
                case _:
                    pass

    def _attribute(self, node: ast.Attribute, chained: set[int]) -> None:
        self.attributes.add(node.attr)
        inner = node.value
        if isinstance(inner, ast.Attribute) and inner.attr in self.groups:
            self.chained.setdefault(inner.attr, set()).add(node.attr)
            chained.add(id(inner))
        # `ast.walk` comes to an attribute before it comes to what it is read of.
        if node.attr in self.groups and id(node) not in chained:
            self.loose.add(node.attr)

    def _strings(self, node: ast.Call) -> None:
        function = node.func
        name = function.id if isinstance(function, ast.Name) else None
        name = function.attr if isinstance(function, ast.Attribute) else name
        if name in _BY_STRING:
            for text in _strings_in(node.args):
                for part in text.split("."):
                    self.attributes.add(part)
                    self.loose |= {part} & self.groups


def _strings_in(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


class _Imports(Struct):
    """Attributes:
    inside: The package that the module is in.
    roots: Names that stand for our package.
    standard: Names that stand for modules of the standard library.
    """

    package: str
    inside: tuple[str, ...] | None
    roots: set[str] = field(default_factory=set[str])
    standard: set[str] = field(default_factory=set[str])

    def read(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    if alias.name == self.package and (alias.asname or "." not in alias.name):
                        self.roots.add(name)
                    elif alias.name.partition(".")[0] in sys.stdlib_module_names:
                        self.standard.add(name)
            elif isinstance(node, ast.ImportFrom):
                module = self.absolute(node.module or "", node.level)
                for alias in node.names:
                    if f"{module}.{alias.name}" == self.package:
                        self.roots.add(alias.asname or alias.name)

    def absolute(self, module: str, level: int) -> str:
        """The dotted name of what is imported from; empty where it can't be known."""
        if not level:
            return module
        if self.inside is None or level - 1 > len(self.inside):
            return ""
        kept = self.inside[: len(self.inside) - (level - 1)]
        return ".".join([*kept, *([module] if module else [])])

    def is_ours(self, module: str) -> bool:
        return f"{module}.".startswith(f"{self.package}.")


def refuse_lost_imports(used: Used, exported: frozenset[str]) -> None:
    """Hold that a pruned package still has what the code imports of it.

    Args:
        exported: What the package's `__init__` gives, and its modules.

    Raises:
        SpecError: `V607` it has not.
    """
    lost = [
        Diagnostic(
            code="V607",
            message=f"the pruned package has no {found.name}, which this line reads",
            place=Place(file=found.file, line=found.line, column=1),
            hint="Only an operation that is not called needs it: name that with --only.",
        )
        for found in used.imported
        if found.of_root and found.name not in exported and found.name != "*"
    ]
    if lost:
        raise SpecError(lost)


def exports_of(made: FileSet) -> frozenset[str]:
    """What can be imported from a package: its `__all__`, and its modules."""
    found = {f.path.split("/")[0].removesuffix(".py") for f in made.files}
    init = next((f.text for f in made.files if f.path == "__init__.py"), "")
    for node in ast.parse(init).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            found |= {str(name) for name in ast.literal_eval(node.value)}
    return frozenset(found)
