"""`Api` + `Names` + codecs → the models' source, through datamodel-code-generator in a box.

It decides no name and no type that the IR has not decided: `schema_document` makes what it reads,
`codegen` is the one call, `verify` compares what it wrote with what was named.
"""

from collections.abc import Iterable, Mapping
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
from generator.model.codegen import generate_models
from generator.model.members import ClassText, map_text, object_text
from generator.model.modules import ModelsModule, lazy_index, module_text
from generator.model.schema_document import REFERENCE, SchemaDocument
from generator.model.verify import statements_of, unquoted_union, verify
from generator.python.code import Import, docstring, literal
from generator.python.types import Scope, annotation

__all__ = ["build_models"]


def build_models(
    api: Api, names: Names, codecs: Codecs, templates: Path
) -> tuple[GeneratedFile, ...]:
    """The models: `models.py`, or for a large API the modules of a package `models`.

    Args:
        templates: The folder that holds `dataclass.jinja2`.
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
    statements = _statements(document, names, classes, templates) if api.definitions else {}
    modules: dict[str, list[SchemaDefinition]] = {}
    for definition in api.definitions:
        modules.setdefault(names.modules.get(definition.id, ""), []).append(definition)
    if not names.modules:
        module = _module("models", api.definitions, api, scope, codecs, classes, statements)
        return (GeneratedFile(path="models.py", text=module_text(module), role=FileRole.MODELS),)
    files = [
        GeneratedFile(
            path=f"models/{name}.py",
            text=module_text(
                _module(f"models.{name}", found, api, scope, codecs, classes, statements)
            ),
            role=FileRole.MODELS,
        )
        for name, found in sorted(modules.items())
    ]
    index = lazy_index(api, {names.classes[i]: module for i, module in names.modules.items()})
    return (GeneratedFile(path="models/__init__.py", text=index, role=FileRole.MODELS), *files)


def _statements(
    document: SchemaDocument, names: Names, classes: Mapping[SchemaId, ClassText], templates: Path
) -> dict[str, str]:
    """Every class and alias, written by datamodel-code-generator and verified."""
    extra = {f"{REFERENCE}{names.classes[i]}": text.data for i, text in classes.items()}
    source = generate_models(document.document(), templates, extra)
    found = statements_of(source)
    fields = {names.classes[i]: text.attributes for i, text in classes.items()}
    verify(found, fields, frozenset(document.schemas.keys() - fields.keys()))
    made = {name: _with_texts(unquoted_union(text), document.texts) for name, text in found.items()}
    return made | _recursive_aliases(document.scope, made)


def _recursive_aliases(scope: Scope, written: Mapping[str, str]) -> dict[str, str]:
    """Arrays and maps that contain themselves, where datamodel-code-generator cut them off: in
    quotes, as a type checker reads a name that is not there yet."""
    made: dict[str, str] = {}
    for definition in scope.api.definitions:
        if isinstance(definition, AliasSchema) and scope.is_recursive(definition.id):
            name, kind = scope.names.classes[definition.id], annotation(definition.type, scope).code
            if written[name] != f"{name}: TypeAlias = {kind}":
                made[name] = f"{name}: TypeAlias = {literal(str(kind))}"
    return made


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
            for i in _in_order(
                [d for d in ordered if isinstance(d, (AliasSchema, UnionSchema))], scope
            )
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
    return f"{statement}\n{docstring(chr(10).join(lines), indent=0)}" if lines else statement


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


def _in_order(aliases: list[SchemaDefinition], scope: Scope) -> list[SchemaId]:
    """Aliases behind those that they name: an assignment is evaluated where it stands."""
    among = {d.id: d for d in aliases}
    done: dict[SchemaId, None] = {}
    active: set[SchemaId] = set()

    def visit(schema_id: SchemaId) -> None:
        if schema_id in done or schema_id in active:
            return
        active.add(schema_id)
        definition = among[schema_id]
        types = (
            definition.variants
            if isinstance(definition, UnionSchema)
            else (definition.type,) if isinstance(definition, AliasSchema) else ()
        )
        wanted = {(i.module, i.name) for kind in types for i in annotation(kind, scope).imports}
        for other in among:
            if (scope.module(other), scope.names.classes[other]) in wanted:
                visit(other)
        active.discard(schema_id)
        done[schema_id] = None

    for schema_id in among:
        visit(schema_id)
    return list(done)
