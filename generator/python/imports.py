"""Import statements of a generated module, sorted as isort sorts them: the only place that writes
one."""

from collections.abc import Iterable

from generator.python.code import Code, Import, ident

_THIRD_PARTY = ("httpx2",)


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
    sections: list[list[tuple[tuple[object, ...], str]]] = [[], [], []]
    for name, names in by_module.items():
        if not name.startswith("."):
            section = 1 if name.partition(".")[0] in _THIRD_PARTY else 0
            sections[section].append(((name,), _statement(name, names, exported)))
        else:
            target = _relative(name, module)
            dots = len(target) - len(target.lstrip("."))
            sections[2].append(
                ((-dots, target.lstrip(".").lower()), _statement(target, names, exported))
            )
    blocks = ["\n".join(text for _, text in sorted(s, key=_plain_first)) for s in sections if s]
    return Code("\n\n".join(blocks))


def _plain_first(pair: tuple[tuple[object, ...], str]) -> tuple[bool, str, str]:
    """`import x` statements stand before `from x import y`."""
    key, text = pair
    return (
        not text.startswith("import "),
        "".join(f"{part!s:>6}" if isinstance(part, int) else str(part) for part in key),
        text,
    )


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


def _member_key(name: str) -> tuple[int, str, str]:
    """isort's order: CONSTANTS, Classes, functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name, name


def _relative(target: str, module: str) -> str:
    """A module of the package as `module` names it: `._runtime.codec` from `api.indexes` is
    `.._runtime.codec`."""
    here = module.split(".")[:-1]
    there = target[1:].split(".")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "." * (len(here) - shared + 1) + ".".join(there[shared:])
