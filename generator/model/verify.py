"""What datamodel-code-generator wrote is what `Names` says, or the run ends: no class or field is
missing, renamed or extra, and every `from_dict` sets every field."""

import ast
import re
from collections.abc import Mapping

from generator.diagnostics import InternalError

_SET = re.compile(r"^ {8}self\.(\w+) = ", re.MULTILINE)


def _unquoted(node: ast.AnnAssign) -> str:
    """An alias without quotes: whether a name stands before or behind it depends on what it was
    written with, so `aliases` decides on quotes."""
    value = _Unquoted().visit(node.value) if node.value else ast.Constant(value=None)
    return f"{ast.unparse(node.target)}: TypeAlias = {ast.unparse(value)}"


class _Unquoted(ast.NodeTransformer):
    """`Union["A", B]` → `A | B`, at any depth."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "Literal":
            return node
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "Union":
            members = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            made = members[0]
            for member in members[1:]:
                made = ast.BinOp(left=made, op=ast.BitOr(), right=member)
            return made
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.parse(node.value, mode="eval").body if isinstance(node.value, str) else node


def statements_of(source: str) -> dict[str, str]:
    """The classes and aliases of a module: name → text."""
    lines = source.splitlines()
    found: dict[str, str] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                text = "\n".join(lines[first - 1 : node.end_lineno])
            case ast.AnnAssign(target=ast.Name(id=name)):
                text = _unquoted(node)
            case _:
                continue
        if name in found:
            raise InternalError(f"{name} was written twice")
        found[name] = text
    return found


def verify(
    statements: Mapping[str, str], fields: Mapping[str, tuple[str, ...]], aliases: frozenset[str]
) -> None:
    """Compare what was written with what was named.

    Args:
        fields: Class → its attributes, in order.

    Raises:
        InternalError: They differ.
    """
    wanted = {*fields, *aliases}
    if set(statements) != wanted:
        raise InternalError(f"written and named differ in {sorted(set(statements) ^ wanted)[:5]}")
    for name, attributes in fields.items():
        node = ast.parse(statements[name]).body[0]
        if not isinstance(node, ast.ClassDef):
            raise InternalError(f"{name} is no class")
        written = tuple(
            s.target.id
            for s in node.body
            if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
        )
        if written != attributes:
            raise InternalError(f"{name} has the fields {written}, not {attributes}")


def verify_decoder(name: str, codec: str, attributes: tuple[str, ...]) -> None:
    """Hold that a codec sets every field, once: no checker sees one that `from_dict` forgets, as it does
    not call the constructor.

    Raises:
        InternalError: It does not.
    """
    set_there = tuple(_SET.findall(codec))
    if set_there and sorted(set_there) != sorted(attributes):
        raise InternalError(f"{name}.from_dict sets {set_there}, not {attributes}")
