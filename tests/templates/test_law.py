"""Templates print and do not compute: their syntax trees hold what the law allows and nothing else."""

import pytest
from jinja2 import Environment, UndefinedError, meta, nodes

from generator.diagnostics import InternalError
from generator.python.code import Code
from generator.render.environment import environment, templates_folder

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Include,
    nodes.Const,
)
PARTIALS = {"operation.jinja": {"operation"}, "method.jinja": {"method"}}
TEMPLATES = sorted(path.name for path in templates_folder().glob("*.jinja"))


def test_there_are_templates() -> None:
    assert "client.py.jinja" in TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_computes_nothing(name: str) -> None:
    tree = environment().parse((templates_folder() / name).read_text("utf-8"))
    wrong = [type(n).__name__ for n in tree.find_all(nodes.Node) if not isinstance(n, ALLOWED)]
    assert wrong == []
    assert meta.find_undeclared_variables(tree) <= PARTIALS.get(name, {"view"})


def test_the_dataclass_template_prints_what_the_design_allows() -> None:
    text = (templates_folder() / "dataclass.jinja2").read_text("utf-8")
    tree = Environment().parse(text)
    attributes = {n.attr for n in tree.find_all(nodes.Getattr)}
    assert attributes == {"name", "type_hint"}
    assert meta.find_undeclared_variables(tree) == {"arguments", "class_name", "base", "fields"}


def test_only_code_is_printed() -> None:
    template = environment().from_string("{{ view }}")
    assert template.render(view=Code("x")) == "x"
    with pytest.raises(InternalError):
        template.render(view="a string of the specification")


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises((UndefinedError, InternalError)):
        environment().from_string("{{ view.nothing }}").render(view=Code("x"))
