"""Compares two Python annotations as a type checker would, by what may be assigned to what."""

import ast
import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from msgspec import Struct

_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_PROMOTED: Final = {"bool": {"int", "float"}, "int": {"float"}, "datetime": {"date"}}


class Relation(Enum):
    """What the second annotation is to the first."""

    SAME = auto()
    NARROWER = auto()
    WIDER = auto()
    OTHER = auto()
    LOOSER = auto()
    """`Any`, which a checker takes for everything, stands where a type stood."""
    STRICTER = auto()
    """A type stands where `Any` stood."""


class Aliases(Struct, frozen=True, kw_only=True):
    """Attributes:
    base, revision: Alias of a package → what it stands for.
    renamed: Class of the base → its name in the revision.
    """

    base: Mapping[str, str]
    revision: Mapping[str, str]
    renamed: Mapping[str, str]

    def relation(self, before: str, after: str) -> Relation:
        """How one annotation became another."""
        if before == after and self.renamed.keys().isdisjoint(_NAME.findall(before)):
            return Relation.SAME
        old, new = _parsed(before), _parsed(after)
        old = _Renamed(self.renamed).visit(old)
        if ast.dump(old) == ast.dump(new):
            return Relation.SAME
        olds, news = _members(old), _members(new)
        narrower = self._fits(news, olds, self.revision, self.base)
        wider = self._fits(olds, news, self.base, self.revision)
        if narrower and wider:
            counts = (sum(_is_any(node) for node in ast.walk(tree)) for tree in (old, new))
            had, has = counts
            if had == has:
                return Relation.SAME
            return Relation.LOOSER if has > had else Relation.STRICTER
        return Relation.NARROWER if narrower else Relation.WIDER if wider else Relation.OTHER

    def values(self, relation: Relation, before: str, after: str) -> tuple[str, str]:
        """Both annotations with no alias left in them, the first in the names of the revision;
        as they are where nothing changed."""
        if relation is Relation.SAME:
            return before, after
        old = _Renamed(self.renamed).visit(_Opened(self.base).visit(_parsed(before)))
        return ast.unparse(old), ast.unparse(_Opened(self.revision).visit(_parsed(after)))

    def _fits(
        self,
        given: list[ast.expr],
        taken: list[ast.expr],
        ours: Mapping[str, str],
        theirs: Mapping[str, str],
    ) -> bool:
        """Whether every value of the first union may be assigned to the second."""
        shown = {ast.dump(member) for member in taken}
        wide = [m for member in taken for m in _opened(member, theirs)]
        return all(
            ast.dump(member) in shown
            or all(
                any(self._assignable(one, other, ours, theirs) for other in wide)
                for one in _opened(member, ours)
            )
            for member in given
        )

    def _assignable(
        self, one: ast.expr, other: ast.expr, ours: Mapping[str, str], theirs: Mapping[str, str]
    ) -> bool:
        if ast.dump(one) == ast.dump(other):
            return True
        match one, other:
            case _, ast.Name(id="Any" | "object"):
                return True
            case ast.Name(id="Any"), _:
                return True
            case ast.Name(), ast.Name():
                return other.id in _PROMOTED.get(one.id, ())
            case ast.Subscript(value=ast.Name(id="Literal")), ast.Name():
                return _literal_type(one) in {other.id, *_keys_promoted_to(other.id)}
            case ast.Subscript(), ast.Subscript():
                if ast.dump(one.value) != ast.dump(other.value):
                    return False
                left, right = _arguments(one), _arguments(other)
                return len(left) == len(right) and all(
                    self._fits(_members(a), _members(b), ours, theirs)
                    for a, b in zip(left, right, strict=True)
                )
            case _:
                return False


def _is_any(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "Any"


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(id=self.names.get(node.id, node.id), ctx=node.ctx)


class _Opened(ast.NodeTransformer):
    """Puts what an alias stands for in its place; an alias within itself stays."""

    def __init__(self, aliases: Mapping[str, str], inside: frozenset[str] = frozenset()) -> None:
        self.aliases = aliases
        self.inside = inside

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self.aliases or node.id in self.inside:
            return node
        below = _Opened(self.aliases, self.inside | {node.id})
        opened: ast.expr = below.visit(_parsed(self.aliases[node.id]))
        return opened


def _parsed(annotation: str) -> ast.expr:
    return ast.parse(annotation, mode="eval").body


def _members(node: ast.expr) -> list[ast.expr]:
    """A union's members; a `Literal` of several values is a union of them."""
    match node:
        case ast.BinOp(op=ast.BitOr()):
            return _members(node.left) + _members(node.right)
        case ast.Subscript(value=ast.Name(id="Literal")):
            return [
                ast.Subscript(value=node.value, slice=value, ctx=node.ctx)
                for value in _arguments(node)
            ]
        case _:
            return [node]


def _opened(member: ast.expr, aliases: Mapping[str, str]) -> list[ast.expr]:
    """A member with the alias that it may be opened, and those inside, without end of cycles."""
    found: list[ast.expr] = []
    pending, seen = [member], set[str]()
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name) and node.id in aliases and node.id not in seen:
            seen.add(node.id)
            pending.extend(_members(_parsed(aliases[node.id])))
        else:
            found.append(node)
    return found


def _arguments(node: ast.Subscript) -> list[ast.expr]:
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def _literal_type(node: ast.Subscript) -> str:
    value = node.slice
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    return type(value.value).__name__ if isinstance(value, ast.Constant) else ""


def _keys_promoted_to(name: str) -> set[str]:
    return {key for key, wider in _PROMOTED.items() if name in wider}
