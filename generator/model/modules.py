"""The text of a models module, and of the lazy index of a package of them."""

from collections.abc import Mapping

from msgspec import Struct

from generator.ir.api import Api
from generator.python.code import Code, Import, docstring, ident, literal, name_list
from generator.python.imports import import_block
from generator.python.titles import api_name


class ModelsModule(Struct, frozen=True, kw_only=True):
    """The parts of a module, in the order of the file.

    Attributes:
        path: `models`, or `models.issues`.
        early: Aliases that name no class.
        late: Aliases that do.
        functions: Decoders of unions.
    """

    path: str
    title: str
    version: str
    imports: frozenset[Import]
    early: tuple[str, ...]
    classes: tuple[str, ...]
    late: tuple[str, ...]
    functions: tuple[str, ...]


def module_text(module: ModelsModule) -> str:
    """The source, unformatted."""
    title = docstring(
        f"Models of the {api_name(module.title)}, version {module.version}.\n\n"
        "`None` in an optional field is left out of the JSON. A field that the specification does not "
        "know is kept in `additional_properties` and written back.",
        indent=0,
        width=90,
    )
    blocks = [
        title,
        "from __future__ import annotations",
        import_block(module.imports, module.path),
        *module.early,
        *module.classes,
        *module.late,
        *module.functions,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def lazy_index(api: Api, modules: Mapping[str, str]) -> str:
    """`models/__init__.py`: each name imports its module when it is first asked for (PEP 562)."""
    by_module: dict[str, list[str]] = {}
    for name, module in sorted(modules.items()):
        by_module.setdefault(module, []).append(name)
    checked = "\n".join(
        f"    from .{ident(module)} import (\n"
        + "".join(f"        {ident(n)} as {ident(n)},\n" for n in names)
        + "    )"
        for module, names in sorted(by_module.items())
    )
    table = "".join(
        f"        {literal(module)}: {name_list(names, indent=8)},\n"
        for module, names in sorted(by_module.items())
    )
    title = docstring(
        f"Models of the {api_name(api.title)}, version {api.version}, loaded when they are first used.",
        indent=0,
        width=90,
    )
    return Code(
        f"{title}\n\n"
        "from __future__ import annotations\n\n"
        "from importlib import import_module\n"
        "from typing import TYPE_CHECKING, Any\n\n"
        f"if TYPE_CHECKING:\n{checked}\nelse:\n"
        f"    _NAMES = {{\n{table}    }}\n\n"
        "    def __getattr__(name: str) -> Any:\n"
        "        for module, names in _NAMES.items():\n"
        "            if name in names.split():\n"
        '                value = getattr(import_module(f".{module}", __name__), name)\n'
        "                globals()[name] = value\n"
        "                return value\n"
        '        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")\n'
    )
