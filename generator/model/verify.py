"""What datamodel-code-generator wrote is what `Names` says, or the run ends: no class or field is
missing, renamed or extra, and every `from_dict` sets every field."""

import ast
from collections.abc import Mapping

from generator.diagnostics import InternalError


def unquoted_union(text: str) -> str:
    """An alias whose union datamodel-code-generator wrote as `Union["A", B]`, for a name that is not
    there yet: the whole of it in quotes instead, as a type checker reads it."""
    node = ast.parse(text).body[0]
    if "Union[" not in text or not isinstance(node, ast.AnnAssign) or node.value is None:
        return text
    plain = _Unquoted().visit(node.value)
    return f"{ast.unparse(node.target)}: TypeAlias = {ast.unparse(plain)!r}".replace("'", '"')


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
            case ast.AnnAssign(target=ast.Name(id=name)):
                first = node.lineno
            case _:
                continue
        if name in found:
            raise InternalError(f"{name} was written twice")
        found[name] = "\n".join(lines[first - 1 : node.end_lineno])
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
        _verify_decoder(name, node, attributes)


def _verify_decoder(name: str, node: ast.ClassDef, attributes: tuple[str, ...]) -> None:
    """No checker sees a field that `from_dict` forgets, as it does not call the constructor."""
    decode = next(s for s in node.body if isinstance(s, ast.FunctionDef) and s.name == "from_dict")
    set_there = tuple(
        target.attr
        for s in decode.body
        if isinstance(s, ast.Assign)
        for target in s.targets
        if isinstance(target, ast.Attribute)
    )
    if set_there and set_there != attributes:
        raise InternalError(f"{name}.from_dict sets {set_there}, not {attributes}")
