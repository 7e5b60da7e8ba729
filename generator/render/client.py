"""`client.py`, and a module of `api/` for each tag."""

import re
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config import ApiConfig
from generator.ir.api import Api, Operation
from generator.ir.files import FileRole, GeneratedFile
from generator.ir.names import GroupNames, SectionNames
from generator.python.code import Code, Expression, Import, docstring, ident
from generator.python.imports import import_block
from generator.python.kept import Kept
from generator.python.prose import sentence
from generator.python.titles import api_name
from generator.python.types import BUILT_IN, Scope
from generator.render.constructor import constructor_text, shared_security
from generator.render.environment import rendered
from generator.render.methods import OperationContext, methods_text
from generator.render.prose import first_sentence, one_line
from generator.render.views import ClassView, ClientView, GroupLinkView, GroupView, MethodView


def client_files(
    kept: Kept, config: ApiConfig, error_body: Expression
) -> tuple[GeneratedFile, ...]:
    """The modules that hold operations.

    Args:
        error_body: The union of all documented error bodies.
    """
    scope = kept.scope
    api, names = scope.api, scope.names
    context = OperationContext(
        security=shared_security(api),
        retries=dict(config.client.retries),
        message=tuple(s for s in (config.client.error_message or "").split("/") if s),
        error_body=str(error_body.code),
    )
    parts: dict[str | None, _Part] = {None: _Part()}
    for operation in api.operations:
        part = parts.setdefault(names.operations[operation.key].group, _Part())
        section = names.sections.get(operation.key)
        (part.own if section is None else part.sections.setdefault(section, [])).append(operation)
    made = [_client(parts[None], scope, context, config)]
    for tag, group in names.groups.items():
        part = parts.get(tag, _Part())
        made.append(
            _methods_file(
                _MethodsModule(
                    group, _tag_description(api, tag), part.bases(), "api", "group.py.jinja"
                ),
                part.own,
                kept,
                context,
            )
        )
    sections = {s: found for part in parts.values() for s, found in part.sections.items()}
    for section in sorted(sections, key=lambda s: s.module):
        made.append(_methods_file(_section(section), sections[section], kept, context))
    if sections:
        title = f"{api_name(api.title)}: methods that larger classes inherit, by their paths."
        made.append(
            GeneratedFile(
                path="operations/__init__.py",
                text=docstring(title, indent=0) + "\n",
                role=FileRole.CLIENT,
            )
        )
    if names.groups:
        made.append(
            GeneratedFile(
                path="api/__init__.py",
                text='"""Operations by tag; the client imports each when it is first used."""\n',
                role=FileRole.CLIENT,
            )
        )
    return tuple(made)


class _Part(Struct, frozen=True, kw_only=True):
    """The operations of a class: its own, and those of the sections that it inherits from."""

    own: list[Operation] = field(default_factory=list[Operation])
    sections: dict[SectionNames, list[Operation]] = field(
        default_factory=dict[SectionNames, list[Operation]]
    )

    def bases(self) -> tuple[SectionNames, ...]:
        """The sections, in the order of their modules."""
        return tuple(sorted(self.sections, key=lambda s: s.module))


class _MethodsModule(Struct, frozen=True):
    """A module of methods: of a tag, or of a section of a larger class.

    Attributes:
        bases: The sections that its classes inherit from.
        folder: That it stands in.
    """

    names: GroupNames
    description: str
    bases: tuple[SectionNames, ...]
    folder: str
    template: str


def _section(section: SectionNames) -> _MethodsModule:
    name = one_line(section.module.replace("_", " "))
    return _MethodsModule(
        GroupNames(
            attribute="",
            module=section.module,
            class_name=section.class_name,
            async_class_name=section.async_class_name,
        ),
        f"The client's methods for {name}." if name != "other" else "The client's other methods.",
        (),
        "operations",
        "section.py.jinja",
    )


def _bases(sections: Iterable[SectionNames], *, asynchronous: bool) -> Code:
    listed = [ident(s.async_class_name if asynchronous else s.class_name) for s in sections]
    return Code(f"({', '.join(listed)})") if listed else Code("")


def _inherited(sections: Iterable[SectionNames]) -> set[Import]:
    return {
        Import(f".operations.{section.module}", name)
        for section in sections
        for name in (section.class_name, section.async_class_name)
    }


def _client(
    part: _Part, scope: Scope, context: OperationContext, config: ApiConfig
) -> GeneratedFile:
    api = scope.api
    constructor = constructor_text(scope, config)
    own = [methods_text(o, scope, context) for o in part.own]
    bases = part.bases()
    imports = set(constructor.imports).union(*(o.imports for o in own))
    checked: set[Import] = set()
    imports |= _inherited(bases)
    if scope.names.groups:
        imports |= {Import("functools", "cached_property"), Import("typing", "TYPE_CHECKING")}
        for group in scope.names.groups.values():
            checked |= {
                Import(f".api.{group.module}", group.class_name),
                Import(f".api.{group.module}", group.async_class_name),
            }
    title = f"The {api_name(api.title)}, version {one_line(api.version)}, as methods: `Client`, and `AsyncClient` to await."
    sync = unshadowed([m for o in own for m in o.sync], imports)
    asynchronous = unshadowed([m for o in own for m in o.asynchronous], imports)
    view = ClientView(
        docstring=docstring(title, indent=0),
        imports=Code(
            ("from __future__ import annotations\n\n" if checked else "")
            + import_block(imports, "client")
        ),
        checked_imports=(
            Code("\n".join("    " + line for line in import_block(checked, "client").split("\n")))
            if checked
            else Code("")
        ),
        operations=tuple(o.operation for o in own),
        settings=constructor.settings,
        sync=ClassView(
            class_name=Code("Client"),
            docstring=constructor.docstring,
            methods=sync,
            parameters=constructor.sync,
            bases=_bases(bases, asynchronous=False),
            groups=tuple(
                _link(g, api, t, asynchronous=False) for t, g in scope.names.groups.items()
            ),
        ),
        asynchronous=ClassView(
            class_name=Code("AsyncClient"),
            docstring=Code(""),
            methods=asynchronous,
            parameters=constructor.asynchronous,
            bases=_bases(bases, asynchronous=True),
            groups=tuple(
                _link(g, api, t, asynchronous=True) for t, g in scope.names.groups.items()
            ),
        ),
    )
    return GeneratedFile(
        path="client.py", text=rendered("client.py.jinja", view), role=FileRole.CLIENT
    )


def _link(group: GroupNames, api: Api, tag: str, *, asynchronous: bool) -> GroupLinkView:
    return GroupLinkView(
        attribute=ident(group.attribute),
        module=ident(group.module),
        class_name=ident(group.async_class_name if asynchronous else group.class_name),
        docstring=docstring(_brief(_tag_description(api, tag)), indent=8),
    )


def _tag_description(api: Api, tag: str) -> str:
    said = next((t.description for t in api.tags if t.name == tag and t.description), None)
    return sentence(said) if said else f"Operations tagged {one_line(tag)}."


def _brief(description: str) -> str:
    """The first sentence, on one line: the class has the whole."""
    return sentence(first_sentence(description))


def _methods_file(
    module: _MethodsModule, operations: list[Operation], kept: Kept, context: OperationContext
) -> GeneratedFile:
    path = f"{module.folder}/{module.names.module}.py"
    known = kept.module(path, module, tuple(operations), context)
    text = known.text
    if text is None:
        text = known.keep(_methods_module(module, operations, known.scope, context))
    return GeneratedFile(path=path, text=text, role=FileRole.CLIENT)


def _methods_module(
    module: _MethodsModule, operations: list[Operation], scope: Scope, context: OperationContext
) -> str:
    own = [methods_text(o, scope, context) for o in operations]
    imports = {
        Import("._runtime.transport", "Transport"),
        Import("._runtime.transport", "AsyncTransport"),
    }
    imports |= _inherited(module.bases)
    imports = imports.union(*(o.imports for o in own))
    sync = unshadowed([m for o in own for m in o.sync], imports)
    asynchronous = unshadowed([m for o in own for m in o.asynchronous], imports)
    view = GroupView(
        docstring=docstring(f"{one_line(scope.api.title)}: {_brief(module.description)}", indent=0),
        imports=import_block(imports, f"{module.folder}.{module.names.module}"),
        operations=tuple(o.operation for o in own),
        sync=ClassView(
            class_name=ident(module.names.class_name),
            docstring=docstring(module.description, indent=4),
            methods=sync,
            bases=_bases(module.bases, asynchronous=False),
        ),
        asynchronous=ClassView(
            class_name=ident(module.names.async_class_name),
            docstring=docstring(f"`{module.names.class_name}`, awaited.", indent=4),
            methods=asynchronous,
            bases=_bases(module.bases, asynchronous=True),
        ),
    )
    return rendered(module.template, view)


_STRING = r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"""


def unshadowed(methods: list[MethodView], imports: set[Import]) -> tuple[MethodView, ...]:
    """The methods of a class, whose annotations name a built-in type by its module where a method has
    its name: within the class, `list` would be the method.

    Args:
        imports: Of the class's module; `builtins` is added where it is needed.
    """
    shadowed = [name for name in BUILT_IN if any(m.name == name for m in methods)]
    if not shadowed:
        return tuple(methods)
    # Texts (a default, a value of a `Literal`) are passed over.
    pattern = re.compile(rf"({_STRING})|(?<![\w.])({'|'.join(shadowed)})(?![\w(=])")

    def replaced(text: Code) -> Code:
        name, colon, kind = text.partition(": ") if ": " in text else ("", "", str(text))
        made = pattern.sub(lambda found: found[1] or f"builtins.{found[2]}", kind)
        return Code(name + colon + made)

    made = tuple(
        replace(m, result=replaced(m.result), parameters=tuple(replaced(p) for p in m.parameters))
        for m in methods
    )
    if made != tuple(methods):
        imports.add(Import("builtins", ""))
    return made
