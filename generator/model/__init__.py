"""`Api` + `Names` + codecs → the models' source, through datamodel-code-generator in a box.

It decides no name and no type that the IR has not decided: `schema_document` makes what it reads,
`skeletons` has it written in batches, `codegen` is the one call, `verify` compares what it wrote with
what was named, `members` and `aliases` put around it what is ours.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

from generator.diagnostics import InternalError
from generator.ir.api import Api
from generator.ir.codecs import Codecs
from generator.ir.files import FileRole, GeneratedFile
from generator.ir.names import Names
from generator.ir.schema import (
    AliasSchema,
    ComponentOrigin,
    EnumSchema,
    MapSchema,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    UnionSchema,
)
from generator.model.aliases import AliasOrder, alias_order
from generator.model.members import ClassText, map_text, object_text
from generator.model.modules import ModelsModule, lazy_index, module_text
from generator.model.schema_document import SchemaDocument
from generator.model.skeletons import skeletons_of
from generator.model.verify import verify_decoder
from generator.python.code import Import, docstring, literal
from generator.python.types import Scope, annotation

__all__ = ["build_models"]


def build_models(
    api: Api,
    names: Names,
    codecs: Codecs,
    templates: Path,
    known: MutableMapping[str, str] | None = None,
) -> tuple[GeneratedFile, ...]:
    """The models: `models.py`, or for a large API the modules of a package `models`.

    Args:
        templates: The folder that holds `dataclass.jinja2`.
        known: Skeletons of classes that were written before; what is written is added.
    """
    scope = Scope(api, names)
    classes: dict[SchemaId, ClassText] = {}
    document = SchemaDocument(scope)
    for definition in sorted(api.definitions, key=lambda d: names.classes[d.id]):
        document.add(definition)
        match definition:
            case ObjectSchema():
                classes[definition.id] = object_text(
                    definition, scope, codecs.by_definition[definition.id]
                )
            case MapSchema():
                classes[definition.id] = map_text(
                    definition, scope, codecs.by_definition[definition.id]
                )
            case _:
                pass
    order = alias_order(scope)
    statements = _statements(
        document, classes, order, templates, known if known is not None else {}
    )
    modules: dict[str, list[SchemaDefinition]] = {}
    for definition in api.definitions:
        modules.setdefault(names.modules.get(definition.id, ""), []).append(definition)
    if not names.modules:
        module = _module("models", api.definitions, api, scope, codecs, classes, statements, order)
        return (GeneratedFile(path="models.py", text=module_text(module), role=FileRole.MODELS),)
    files = [
        GeneratedFile(
            path=f"models/{name}.py",
            text=module_text(
                _module(f"models.{name}", found, api, scope, codecs, classes, statements, order)
            ),
            role=FileRole.MODELS,
        )
        for name, found in sorted(modules.items())
    ]
    index = lazy_index(api, {names.classes[i]: module for i, module in names.modules.items()})
    return (GeneratedFile(path="models/__init__.py", text=index, role=FileRole.MODELS), *files)


def _statements(
    document: SchemaDocument,
    classes: Mapping[SchemaId, ClassText],
    order: AliasOrder,
    templates: Path,
    known: MutableMapping[str, str],
) -> dict[str, str]:
    """Every class and alias, as it stands in its module but for the format."""
    names = document.scope.names.classes
    texts = {names[i]: text for i, text in classes.items()}
    quoted = {names[i]: i for i in order.quoted}
    found = skeletons_of(
        document.schemas, {name: t.header for name, t in texts.items()}, templates, known
    )
    made: dict[str, str] = {}
    for name, skeleton in found.items():
        text = _with_texts(skeleton, document.texts)
        if name in texts:
            verify_decoder(name, texts[name].codec, texts[name].header.attributes)
            text = texts[name].within(text)
        elif name in quoted:
            text = _quoted(text, quoted[name], document.scope)
        made[name] = text
    return made


def _quoted(text: str, schema_id: SchemaId, scope: Scope) -> str:
    """An alias as a string; datamodel-code-generator cuts off arrays and maps that contain
    themselves."""
    target, _, value = text.partition(" = ")
    definition = scope.definitions[schema_id]
    if isinstance(definition, AliasSchema) and scope.is_recursive(schema_id):
        value = annotation(definition.type, scope).code
    return f"{target} = {literal(str(value))}"


def _with_texts(text: str, held: Mapping[str, str]) -> str:
    """The statement with literals of our own in the place of the place holders."""
    pieces = text.split("'oasmith:")
    made = [pieces[0]]
    for piece in pieces[1:]:
        number, colon, rest = piece.partition(":'")
        if not colon:
            raise InternalError(f"a place holder was changed: {piece[:40]!r}")
        made += [literal(held[f"oasmith:{number}:"]), rest]
    return "".join(made)


def _module(
    path: str,
    definitions: Iterable[SchemaDefinition],
    api: Api,
    scope: Scope,
    codecs: Codecs,
    classes: Mapping[SchemaId, ClassText],
    statements: Mapping[str, str],
    order: AliasOrder,
) -> ModelsModule:
    names = scope.names.classes
    ordered = sorted(definitions, key=lambda d: names[d.id])
    imports: set[Import] = set()
    functions: list[str] = []
    for definition in ordered:
        codec = codecs.by_definition.get(definition.id)
        if codec:
            imports |= {Import(module, name) for module, name in codec.imports}
            if not isinstance(definition, (ObjectSchema, MapSchema)):
                functions.append(codec.text)
        if definition.id in classes:
            imports |= classes[definition.id].imports
        else:
            imports |= _alias_imports(definition, scope)
    return ModelsModule(
        path=path,
        title=api.title,
        version=api.version,
        imports=frozenset(imports),
        early=tuple(
            _described(statements[names[d.id]], d) for d in ordered if isinstance(d, EnumSchema)
        ),
        classes=tuple(statements[names[d.id]] for d in ordered if d.id in classes),
        late=tuple(
            _described(statements[names[i]], scope.definitions[i])
            for i in order.by_module.get(f".{path}", ())
        ),
        functions=tuple(functions),
    )


def _described(statement: str, definition: SchemaDefinition) -> str:
    """An alias with what the specification says of it. An inline schema is described by the field
    that has it."""
    lines: list[str] = []
    if definition.description and isinstance(definition.origin, ComponentOrigin):
        lines.append(definition.description.strip())
    if isinstance(definition, EnumSchema):
        values = [
            f"- `{member.value}`: {' '.join(member.description.split())}"
            for member in definition.members
            if member.description
        ]
        if values:
            lines.append("\n".join(values))
    text = "\n\n".join(lines)
    return f"{statement}\n{docstring(text, indent=0)}" if lines else statement


def _alias_imports(definition: SchemaDefinition, scope: Scope) -> set[Import]:
    found = {Import("typing", "TypeAlias")}
    match definition:
        case EnumSchema():
            if any(not isinstance(m.value, float) for m in definition.members):
                found.add(Import("typing", "Literal"))
            elif not definition.members:
                found.add(Import("typing", "Any"))
        case AliasSchema():
            found |= annotation(definition.type, scope).imports
        case UnionSchema():
            found |= {i for v in definition.variants for i in annotation(v, scope).imports}
            found.add(Import("typing", "Any"))
        case _:
            pass
    return found
