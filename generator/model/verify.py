"""What datamodel-code-generator wrote is what `Names` says, or the run ends: no class or field is
missing, renamed or extra, and every `from_dict` sets every field."""

import ast
from collections.abc import Mapping

from generator.diagnostics import InternalError


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
