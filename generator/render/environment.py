"""The Jinja environment, strict in every way: the one place that finds the templates."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.diagnostics import InternalError
from generator.python.code import Code
from generator.render.compiled import CompiledTemplates

_PACKAGE = Path(__file__).resolve().parent.parent


def templates_folder() -> Path:
    """Beside the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "_templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def _only_code(value: Any) -> Any:
    """Refuse to print anything that did not come through a door of `generator.python.code`."""
    if type(value) is not Code:
        raise InternalError(f"a template would print a {type(value).__name__}")
    return value


@cache
def environment() -> Environment:
    """The environment of all templates of ours."""
    folder = templates_folder()
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=_only_code,
        autoescape=False,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(folder),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.filters.clear()
    return made


def rendered(template: str, view: object) -> Code:
    """A template's text for a view."""
    return Code(environment().get_template(template).render(view=view))
