"""`renamed.py`: names that classes had before a person renamed them."""

from generator.ir.files import FileRole, GeneratedFile
from generator.python.code import Import, docstring, ident
from generator.python.imports import import_block
from generator.python.types import Scope
from generator.render.environment import rendered
from generator.render.views import FormerClassView, RenamedView

MODULE = "renamed"


def renamed_files(scope: Scope) -> tuple[GeneratedFile, ...]:
    """The module, where there is such a name."""
    names = scope.names
    if not names.former_classes:
        return ()
    imports = {Import("typing", "TypeAlias")}
    imports |= {Import(scope.module(i), names.classes[i]) for i in names.former_classes}
    pairs = sorted(
        (old, names.classes[i]) for i, had in names.former_classes.items() for old in had
    )
    view = RenamedView(
        docstring=docstring("Names that classes of this package had: deprecated.", indent=0),
        imports=import_block(imports, MODULE),
        aliases=tuple(
            FormerClassView(
                name=ident(old),
                now=ident(now),
                docstring=docstring(f"Deprecated: it is `{now}` now.", indent=0),
            )
            for old, now in pairs
        ),
    )
    text = rendered("renamed.py.jinja", view)
    return (GeneratedFile(path=f"{MODULE}.py", text=text, role=FileRole.MODELS),)
