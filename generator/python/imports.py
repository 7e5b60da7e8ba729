"""Import statements of a generated module, sorted as isort sorts them: the only place that writes
one."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from generator.python.code import Code, Import, ident

_THIRD_PARTY = ("httpx2",)
_Natural: TypeAlias = tuple[tuple[tuple[int, int, str], ...], str]
_Place: TypeAlias = tuple[int, _Natural]


def import_block(imports: Iterable[Import], module: str, *, exported: bool = False) -> Code:
    """The statements for what a module needs.

    Args:
        exported: Whether type checkers see the names as the module's own (`A as A`).
        module: The importing module, relative to the package's root (`models`, `api.indexes`,
            `__init__`), which decides the dots.
    """
    by_module: dict[str, set[str]] = {}
    for wanted in imports:
        if wanted.module == f".{module}":
            continue
        by_module.setdefault(wanted.module, set()).add(wanted.name)
    sections: list[list[tuple[_Place, str]]] = [[], [], []]
    for name, names in by_module.items():
        if not name.startswith("."):
            section = 1 if name.partition(".")[0] in _THIRD_PARTY else 0
            statement = _statement(name, names, exported)
            # `import x` statements stand before `from x import y`.
            place = (0 if statement.startswith("import ") else 1, _natural(name))
            sections[section].append((place, statement))
        else:
            target = _relative(name, module)
            bare = target.lstrip(".")
            place = (len(bare) - len(target), _natural(bare))
            sections[2].append((place, _statement(target, names, exported)))
    blocks = ["\n".join(text for _, text in sorted(s)) for s in sections if s]
    return Code("\n\n".join(blocks))


def _natural(name: str) -> _Natural:
    """A key by which `V2` stands before `V10`, and case counts last."""
    parts = re.split(r"(\d+)", name.lower())
    folded = tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts if p)
    return folded, name


def _statement(module: str, names: set[str], exported: bool) -> str:
    if names == {""}:
        return f"import {module}"
    ordered = sorted((n for n in names if n), key=_member_key)
    for name in ordered:
        ident(name)
    ordered = [f"{name} as {name}" for name in ordered] if exported else ordered
    listed = ", ".join(ordered)
    line = f"from {module} import {listed}"
    if len(line) <= 100:
        return line
    inner = "".join(f"    {name},\n" for name in ordered)
    return f"from {module} import (\n{inner})"


def _member_key(name: str) -> _Place:
    """isort's order: CONSTANTS, Classes, functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, _natural(name)


def _relative(target: str, module: str) -> str:
    """A module of the package as `module` names it: `._runtime.codec` from `api.indexes` is
    `.._runtime.codec`."""
    here = module.split(".")[:-1]
    there = target[1:].split(".")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "." * (len(here) - shared + 1) + ".".join(there[shared:])
