"""A last look at every file before it is written (rules R2 and R4): if text of the specification
had become code, it would show here.

Compiling finds what is no Python, and what parsing alone would not: an argument or a keyword that is
there twice, a `return` outside of a function, syntax that Python warns of.
"""

import ast
import re
import warnings
from collections.abc import Collection, Iterable, Iterator

from generator.diagnostics import InternalError
from generator.ir.files import FileRole, GeneratedFile
from generator.python.strings import STRING_OR_HASH
from generator.workers import mapped

_NAME = re.compile(r"(?:[A-Za-z0-9_]+/)*[A-Za-z0-9_]+(?:\.[a-z]+)*")
_IMPORTED = re.compile(
    r"(?:__future__|builtins|collections\.abc|dataclasses|datetime|decimal|functools|httpx2|importlib|types|typing|uuid|warnings)"
)
_BLOCK = re.compile(r"^([^ \t\n][^\n]*:)\n(?:(?:[ \t][^\n]*)?\n)+", re.MULTILINE)
_GAP = re.compile(r"\n\n\n(?=[^ \t\n])")
_LARGE, _PART = 500_000, 100_000  # characters
_ALONE = 1_000_000  # characters that one process looks at before a second is worth its start
_CALLED = {"Operation", "TypeVar", "frozenset", "dict"}


def self_check(files: Iterable[GeneratedFile], checked: Collection[str] = frozenset[str]()) -> None:
    """Look at the files.

    Args:
        checked: Paths of modules that an earlier run has looked at, to the byte.

    Raises:
        InternalError: One of them is not what we would write.
    """
    seen: set[str] = set()
    modules: list[tuple[str, str]] = []
    for file in files:
        if not _NAME.fullmatch(file.path) or len(file.path) > 200 or file.path.casefold() in seen:
            raise InternalError(f"{file.path!r} is no name for a file of ours")
        seen.add(file.path.casefold())
        if (
            file.path.endswith(".py")
            and file.role is not FileRole.RUNTIME
            and file.path not in checked
        ):
            modules.append((file.path, file.text))
    # The largest first, so that the others fill the time beside them.
    modules.sort(key=lambda module: -len(module[1]))
    alone = sum(len(text) for _, text in modules) < _ALONE
    mapped(lambda module: check_module(*module), modules, alone=alone)


def check_module(path: str, text: str) -> None:
    """Look at one module's statements and comments.

    Raises:
        InternalError: It is not what we would write.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _compile(text, path)
    except (SyntaxError, ValueError, Warning) as error:
        raise InternalError(f"{path} is no Python: {error}") from error
    if "#" in text and (offset := _comment(text)) is not None:
        line = text.count("\n", 0, offset) + 1
        raise InternalError(f"{path}:{line}: a comment, which generated code has none of")
    if not _has_plain_outline(text):
        for node in ast.parse(text, path).body:
            if not _is_ours(node):
                raise InternalError(
                    f"{path}:{node.lineno}: a statement that generated code does not have"
                )


def _compile(text: str, path: str) -> None:
    """Compile a module; one that is very large statement by statement, some hundreds at once.

    Python's compiler looks each function up among all that it has made, by a hash of its names, which
    the methods of classes that are alike share: of 10,000 it is the square. What a statement ends
    with, a line without indentation begins anew: where every part is Python, so is the whole, with
    the same statements.
    """
    if len(text) > _LARGE:
        try:
            for part in _parts(text):
                compile(part, path, "exec", dont_inherit=True, optimize=2)
        except (SyntaxError, ValueError):
            pass  # A text may look like the end of a statement; the whole says what is wrong, and where.
        else:
            return
    compile(text, path, "exec", dont_inherit=True, optimize=2)


def _parts(text: str) -> Iterator[str]:
    begin = 0
    for gap in _GAP.finditer(text):
        if gap.end() - begin >= _PART:
            # What must stand at a module's beginning stands in the first part alone.
            yield ("pass\n" if begin else "") + text[begin : gap.end()]
            begin = gap.end()
    yield ("pass\n" if begin else "") + text[begin:]


def _has_plain_outline(text: str) -> bool:
    """Whether a module that compiles and has no comment is ours, as its outline says: the module with
    empty strings, and nothing in its blocks.

    A whole syntax tree costs more than compiling does. What the outline does not say, the tree does:
    lines are left out only behind one that ends with a colon, and where that is no block's, what is
    left is no Python.
    """
    if "\r" in text:
        return False
    outline = _BLOCK.sub(r"\1 pass\n", STRING_OR_HASH.sub('""', text))
    try:
        return all(map(_is_ours, ast.parse(outline).body))
    except SyntaxError:
        return False


def _comment(text: str) -> int | None:
    """Where the first comment of a module that compiles begins: a `#` outside of every string."""
    for token in STRING_OR_HASH.finditer(text):
        if token[0] == "#":
            return token.start()
    return None


def _is_ours(node: ast.stmt) -> bool:
    """Whether generated modules have such a statement."""
    match node:
        case ast.ImportFrom(module=module, level=level):
            return level > 0 or bool(_IMPORTED.fullmatch(module or ""))
        case ast.Import(names=names):
            return all(_IMPORTED.fullmatch(n.name) for n in names)
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.ClassDef() | ast.FunctionDef():
            return all(isinstance(d, (ast.Name, ast.Call)) for d in node.decorator_list)
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return _is_plain(value)
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case _:
            return False


def _is_plain(value: ast.expr) -> bool:
    """Literals, names, types, and calls of a few names of ours."""
    for node in ast.walk(value):
        if isinstance(
            node,
            (
                ast.Lambda,
                ast.Await,
                ast.Yield,
                ast.JoinedStr,
                ast.NamedExpr,
                ast.ListComp,
                ast.GeneratorExp,
            ),
        ):
            return False
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in _CALLED
    return True
