"""`client.py`, and a module of `api/` for each tag."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config import ApiConfig
from generator.ir.api import Api
from generator.ir.files import FileRole, GeneratedFile
from generator.ir.names import GroupNames, SectionNames
from generator.python.code import Code, Import, docstring, ident
from generator.python.imports import import_block
from generator.python.titles import api_name
from generator.python.types import Scope
from generator.render.constructor import constructor_text, shared_security
from generator.render.environment import rendered
from generator.render.methods import MethodsText, OperationContext, methods_text
from generator.render.prose import first_sentence, one_line, sentence
from generator.render.results import error_union
from generator.render.views import ClassView, ClientView, GroupLinkView, GroupView, MethodView


def client_files(scope: Scope, config: ApiConfig) -> tuple[GeneratedFile, ...]:
    """The modules that hold operations."""
    api, names = scope.api, scope.names
    context = OperationContext(
        security=shared_security(api),
        lifted=frozenset(h.wire_name.lower() for h in names.constructor_headers),
        retries=dict(config.client.retries),
        message=tuple(s for s in (config.client.error_message or "").split("/") if s),
        error_body=error_union(api, scope).code,
    )
    by_group: dict[str | None, list[tuple[str, MethodsText]]] = {}
    for operation in api.operations:
        by_group.setdefault(names.operations[operation.key].group, []).append(
            (operation.key, methods_text(operation, scope, context))
        )
    parts = {tag: _divided(found, scope) for tag, found in by_group.items()}
    made = [_client(parts.get(None, _WHOLE), scope, config)]
    for tag, group in names.groups.items():
        made.append(_group(group, _tag_description(api, tag), parts.get(tag, _WHOLE), scope))
    sections = {s: found for part in parts.values() for s, found in part.sections.items()}
    made += [_section(section, found, scope) for section, found in sections.items()]
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

    own: tuple[MethodsText, ...] = ()
    sections: Mapping[SectionNames, list[MethodsText]] = field(
        default_factory=dict[SectionNames, list[MethodsText]]
    )


_WHOLE = _Part()


def _divided(operations: list[tuple[str, MethodsText]], scope: Scope) -> _Part:
    """Operations, with their keys, by the section that they stand in."""
    own: list[MethodsText] = []
    sections: dict[SectionNames, list[MethodsText]] = {}
    for key, text in operations:
        section = scope.names.sections.get(key)
        (own if section is None else sections.setdefault(section, [])).append(text)
    ordered = sorted(sections, key=lambda s: s.module)
    return _Part(own=tuple(own), sections={s: sections[s] for s in ordered})


def _section(section: SectionNames, operations: list[MethodsText], scope: Scope) -> GeneratedFile:
    name = one_line(section.module.replace("_", " "))
    group = GroupNames(
        attribute="",
        module=section.module,
        class_name=section.class_name,
        async_class_name=section.async_class_name,
    )
    return _methods_file(
        group,
        f"The client's methods for {name}." if name != "other" else "The client's other methods.",
        _Part(own=tuple(operations)),
        scope,
        ("operations", "section.py.jinja"),
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


def _client(part: _Part, scope: Scope, config: ApiConfig) -> GeneratedFile:
    api = scope.api
    constructor = constructor_text(scope, config)
    imports = set(constructor.imports).union(*(o.imports for o in part.own))
    checked: set[Import] = set()
    imports |= _inherited(part.sections)
    if scope.names.groups:
        imports |= {Import("functools", "cached_property"), Import("typing", "TYPE_CHECKING")}
        for group in scope.names.groups.values():
            checked |= {
                Import(f".api.{group.module}", group.class_name),
                Import(f".api.{group.module}", group.async_class_name),
            }
    title = f"The {api_name(api.title)}, version {one_line(api.version)}, as methods: `Client`, and `AsyncClient` to await."
    sync = unshadowed([m for o in part.own for m in o.sync], imports)
    asynchronous = unshadowed([m for o in part.own for m in o.asynchronous], imports)
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
        operations=tuple(o.operation for o in part.own),
        settings=constructor.settings,
        sync=ClassView(
            class_name=Code("Client"),
            docstring=constructor.docstring,
            methods=sync,
            parameters=constructor.sync,
            bases=_bases(part.sections, asynchronous=False),
            groups=tuple(
                _link(g, api, t, asynchronous=False) for t, g in scope.names.groups.items()
            ),
        ),
        asynchronous=ClassView(
            class_name=Code("AsyncClient"),
            docstring=Code(""),
            methods=asynchronous,
            parameters=constructor.asynchronous,
            bases=_bases(part.sections, asynchronous=True),
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


def _group(group: GroupNames, description: str, part: _Part, scope: Scope) -> GeneratedFile:
    return _methods_file(group, description, part, scope, ("api", "group.py.jinja"))


def _methods_file(
    group: GroupNames,
    description: str,
    part: _Part,
    scope: Scope,
    place: tuple[str, str],
) -> GeneratedFile:
    """A module of methods.

    Args:
        place: The folder, and the template.
    """
    folder, template = place
    module = f"{folder}.{group.module}"
    imports = {
        Import("._runtime.transport", "Transport"),
        Import("._runtime.transport", "AsyncTransport"),
    }
    imports |= _inherited(part.sections)
    imports = imports.union(*(o.imports for o in part.own))
    sync = unshadowed([m for o in part.own for m in o.sync], imports)
    asynchronous = unshadowed([m for o in part.own for m in o.asynchronous], imports)
    view = GroupView(
        docstring=docstring(f"{one_line(scope.api.title)}: {_brief(description)}", indent=0),
        imports=import_block(imports, module),
        operations=tuple(o.operation for o in part.own),
        sync=ClassView(
            class_name=ident(group.class_name),
            docstring=docstring(description, indent=4),
            methods=sync,
            bases=_bases(part.sections, asynchronous=False),
        ),
        asynchronous=ClassView(
            class_name=ident(group.async_class_name),
            docstring=docstring(f"`{group.class_name}`, awaited.", indent=4),
            methods=asynchronous,
            bases=_bases(part.sections, asynchronous=True),
        ),
    )
    return GeneratedFile(
        path=f"{folder}/{group.module}.py", text=rendered(template, view), role=FileRole.CLIENT
    )


_TYPES = ("list", "dict", "str", "int", "float", "bool", "bytes", "type", "tuple", "object")


def unshadowed(methods: list[MethodView], imports: set[Import]) -> tuple[MethodView, ...]:
    """The methods of a class, whose annotations name a built-in type by its module where a method has
    its name: within the class, `list` would be the method."""
    shadowed = [name for name in _TYPES if any(m.name == name for m in methods)]
    if not shadowed:
        return tuple(methods)
    pattern = re.compile(rf"(?<![\w.\"'])({'|'.join(shadowed)})(?![\w\"'(=])")

    def replaced(text: Code) -> Code:
        name, colon, kind = text.partition(": ") if ": " in text else ("", "", str(text))
        return Code(name + colon + pattern.sub(r"builtins.\1", kind))

    made = tuple(
        replace(m, result=replaced(m.result), parameters=tuple(replaced(p) for p in m.parameters))
        for m in methods
    )
    if made != tuple(methods):
        imports.add(Import("builtins", ""))
    return made
