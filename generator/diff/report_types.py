"""How a change of an annotation is said in a line: long lists of values by what came and went."""

import ast
from typing import Final

_LONGEST: Final = 100
_MOST: Final = 4


def moved(before: str, after: str) -> str:
    """`int → str`; of long annotations what differs, and the rest as far as it fits."""
    if len(before) + len(after) <= _LONGEST:
        return f"{before} → {after}"
    (old, gone), (new, come) = _without_values(before), _without_values(after)
    parts = [f"{_cut(old)} → {_cut(new)}" if old != new else _cut(new)]
    for word, values in (
        ("with", [v for v in come if v not in gone]),
        ("without", [v for v in gone if v not in come]),
    ):
        if values:
            rest = f" and {len(values) - _MOST} more" if len(values) > _MOST else ""
            parts.append(f"{word} {', '.join(values[:_MOST])}{rest}")
    return " ".join(parts)


def is_of_values(before: str, after: str) -> bool:
    """Whether two annotations differ in nothing but the values of their literal types."""
    (old, gone), (new, come) = _without_values(before), _without_values(after)
    return bool(gone and come) and old == new


def _without_values(annotation: str) -> tuple[str, list[str]]:
    """An annotation with `…` for the values of its literal types, and these."""
    text, equals, default = annotation.partition(" = ")
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return annotation, []
    values: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
            held = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            values += [ast.unparse(value) for value in held]
            node.slice = ast.Name("…")
    return f"{ast.unparse(tree)}{equals}{default}", values


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
