"""A module of models in the making: what is asked of datamodel-code-generator for it, and what is put
around the answer."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from generator.diagnostics import InternalError
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
from generator.model.members import ClassText, map_text, object_text
from generator.model.modules import ModelsModule, module_text
from generator.model.schema_document import SchemaDocument
from generator.model.skeletons import Wanted
from generator.model.verify import verify_decoder
from generator.python.code import Import, docstring, literal
from generator.python.codecs import CodecText, CodecWriter
from generator.python.prose import described
from generator.python.types import Scope, annotation


class Making(Struct, frozen=True, dict=True):
    """One module, begun: all of it but its types as text.

    Attributes:
        path: `models`, or `models.issues`.
        definitions: Those of the module, by the names of their classes.
        aliases: The aliases of classes and of each other among them, in the order of the file.
        quoted: Those of them that stand in quotes.
        scope: What the module is made through.
        classes: The texts around the types of objects and maps.
        codecs: Of the definitions that need one.
    """

    path: str
    definitions: Sequence[SchemaDefinition]
    aliases: Sequence[SchemaId]
    quoted: Sequence[SchemaId]
    scope: Scope
    classes: dict[SchemaId, ClassText] = field(default_factory=dict[SchemaId, ClassText])
    codecs: dict[SchemaId, CodecText] = field(default_factory=dict[SchemaId, CodecText])

    @cached_property
    def document(self) -> SchemaDocument:
        """What is asked of datamodel-code-generator, definition by definition."""
        return SchemaDocument(self.scope)

    def begin(self, codec: CodecWriter, uncalled: Sequence[SchemaId]) -> None:
        """Make all of the module but its types as text.

        Args:
            uncalled: Definitions whose decoder nothing would call.
        """
        for definition in self.definitions:
            self.document.add(definition)
            found = None if definition.id in uncalled else codec(definition, self.scope)
            if found is None:
                continue
            self.codecs[definition.id] = found
            match definition:
                case ObjectSchema():
                    self.classes[definition.id] = object_text(definition, self.scope, found)
                case MapSchema():
                    self.classes[definition.id] = map_text(definition, self.scope, found)
                case _:
                    pass

    def wanted(self) -> Wanted:
        """What is asked of datamodel-code-generator."""
        names = self.scope.names.classes
        return Wanted(
            schemas={names[d.id]: self.document.schemas[names[d.id]] for d in self.definitions},
            headers={names[i]: text.header for i, text in self.classes.items()},
            alias=self.document.alias,
        )

    def text(self, skeletons: Mapping[str, str]) -> str:
        """The source, unformatted.

        Args:
            skeletons: Class or alias → its text as datamodel-code-generator has it.
        """
        names = self.scope.names.classes
        statements = self._statements(skeletons)
        imports: set[Import] = set()
        functions: list[str] = []
        for definition in self.definitions:
            codec = self.codecs.get(definition.id)
            if codec:
                imports |= codec.imports
                if definition.id not in self.classes:
                    functions.append(codec.text)
            if definition.id in self.classes:
                imports |= self.classes[definition.id].imports
            else:
                imports |= _alias_imports(definition, self.scope)
        return module_text(
            ModelsModule(
                path=self.path,
                title=self.scope.api.title,
                version=self.scope.api.version,
                imports=frozenset(imports),
                early=tuple(
                    _described(statements[names[d.id]], d)
                    for d in self.definitions
                    if isinstance(d, EnumSchema)
                ),
                classes=tuple(
                    statements[names[d.id]] for d in self.definitions if d.id in self.classes
                ),
                late=tuple(
                    _described(statements[names[i]], self.scope.definitions[i])
                    for i in self.aliases
                ),
                functions=tuple(functions),
            )
        )

    def _statements(self, skeletons: Mapping[str, str]) -> dict[str, str]:
        """Every class and alias, as it stands in the module but for the format."""
        names = self.scope.names.classes
        texts = {names[i]: text for i, text in self.classes.items()}
        quoted = {names[i]: i for i in self.quoted}
        made: dict[str, str] = {}
        for name, skeleton in skeletons.items():
            text = _with_texts(skeleton, self.document.texts)
            if name in texts:
                verify_decoder(name, texts[name].codec, texts[name].header.attributes)
                text = texts[name].within(text)
            elif name in quoted:
                text = _quoted(text, quoted[name], self.scope)
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


def _described(statement: str, definition: SchemaDefinition) -> str:
    """An alias with what the specification says of it. An inline schema is described by the field
    that has it."""
    lines: list[str] = []
    if definition.description and isinstance(definition.origin, ComponentOrigin):
        lines.append(described(definition.description))
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
