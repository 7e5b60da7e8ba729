"""Skeletons: the types of models as datamodel-code-generator writes them, each of them once.

A class's skeleton is its header and a line `name: type` a field. A type as text depends on its own
schema and on what the names in it stand for: not on those names, nor on the field, the class, or what
else is written. So what is asked of datamodel-code-generator is each type that it has not written yet,
with numbers in the place of names and of known texts (`numbered`), as a field of one class; all others
of that form take its text, with their own names (a test holds all classes against those that it writes
whole). Nothing of prose, defaults or codecs is in it.
"""

import gc
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from generator.diagnostics import InternalError
from generator.ir.document import JsonObject, JsonValue
from generator.model.codegen import generate_models
from generator.model.numbered import (
    HELD,
    NUMBERED,
    Form,
    Forms,
    held_name,
    numbered_name,
    shifted,
)
from generator.model.schema_document import REFERENCE, openapi
from generator.model.verify import statements_of, verify
from generator.workers import mapped

_BATCH = 2_000  # forms
_ASKED: Final = "Asked"  # the class whose fields have the types that are asked for
_CLASS: Final[JsonObject] = {
    "type": "object",
    "properties": {"additional_properties": {"type": "object", "additionalProperties": True}},
    "required": ["additional_properties"],
}
_PRINTED: Final = {"arguments": "slots=True", "base": "Model"}


class Header(Struct, frozen=True):
    """What a class's skeleton prints beside its fields.

    Attributes:
        arguments: Of `@dataclass`.
        base: The class's base, as code.
        attributes: The fields, in order.
    """

    arguments: str
    base: str
    attributes: tuple[str, ...]


class _Batch(Struct, frozen=True):
    """Attributes:
    asked: Forms, each with the number that its own numbers begin at in the document.
    """

    asked: Sequence[tuple[Form, int]]
    document: JsonObject
    data: Mapping[str, Mapping[str, str]]
    templates: Path


class Wanted(Struct, frozen=True):
    """The types of a module.

    Attributes:
        schemas: Of its definitions, by name.
        headers: The classes among them; the others are aliases.
        alias: The schema of an alias that a type refers to, by its name; `None` of a class.
    """

    schemas: Mapping[str, JsonValue]
    headers: Mapping[str, Header]
    alias: Callable[[str], JsonValue | None]


class Skeletons(Struct, frozen=True):
    """Attributes:
    texts: Class or alias → its skeleton.
    forms: Keys of the forms that they were made with.
    """

    texts: Mapping[str, str]
    forms: tuple[str, ...]


def skeletons_of(
    modules: Sequence[Wanted], templates: Path, known: MutableMapping[str, str]
) -> list[Skeletons]:
    """The skeletons of modules, whose types are written together.

    Args:
        known: Forms that need not be written again; what is written is added.

    Raises:
        InternalError: What was written is not what was asked for.
    """
    everything = [list(_types(one)) for one in modules]
    forms = {form.key: form for types in everything for _, _, form in types}
    wanted = [form for key, form in forms.items() if key not in known]
    for written in _written(list(_batches(wanted, templates))):
        known.update(written)
    return [_skeletons(one, types, known) for one, types in zip(modules, everything, strict=True)]


_Type: TypeAlias = tuple[str, str, Form]
"""The class or alias that a type stands in, the attribute (empty: it is the alias's own), its form."""


def _types(wanted: Wanted) -> Iterator[_Type]:
    """Every type of a module, in order."""
    forms = Forms(wanted.alias)
    for name, schema in wanted.schemas.items():
        if name not in wanted.headers:
            yield name, "", forms.of_alias(name)
            continue
        properties = schema.get("properties") if isinstance(schema, dict) else None
        for attribute, inner in (properties if isinstance(properties, dict) else {}).items():
            yield name, attribute, forms.of(inner)


def _skeletons(wanted: Wanted, types: Sequence[_Type], known: Mapping[str, str]) -> Skeletons:
    made: dict[str, list[str]] = {}
    for name, attribute, form in types:
        text = _named(known[form.key], form)
        if attribute:
            lines = made.setdefault(name, _opening(name, wanted.headers[name]))
            lines.append(f"    {attribute}: {text}")
        else:
            made[name] = [f"{name}: TypeAlias = {text}"]
    return Skeletons(
        texts={name: "\n".join(lines) for name, lines in made.items()},
        forms=tuple({form.key: None for _, _, form in types}),
    )


def _opening(name: str, header: Header) -> list[str]:
    """The first lines of a class."""
    return [f"@dataclass({header.arguments})", f"class {name}({header.base}):"]


def _named(text: str, form: Form) -> str:
    """A form's text with the names and place holders of one of its types."""
    if form.names:
        text = NUMBERED.sub(lambda found: form.names[int(found[1])], text)
    if form.held:
        text = HELD.sub(lambda found: form.held[int(found[1])], text)
    return text


def _batches(wanted: Sequence[Form], templates: Path) -> Iterator[_Batch]:
    for at in range(0, len(wanted), _BATCH):
        asked: list[tuple[Form, int]] = []
        schemas: dict[str, JsonValue] = {}
        data: dict[str, Mapping[str, str]] = {}
        properties: dict[str, JsonValue] = {}
        base = 0
        for number, form in enumerate(wanted[at : at + _BATCH]):
            asked.append((form, base))
            for inner, below in enumerate(form.below, base):
                name = numbered_name(inner)
                schemas[name] = _CLASS if below is None else shifted(below, base)
                if below is None:
                    data[REFERENCE + name] = _PRINTED
            if not form.is_alias:
                properties[_attribute(number)] = shifted(form.schema, base)
            base += max(len(form.names), len(form.held))
        if properties:
            needed: list[JsonValue] = list(properties)
            schemas[_ASKED] = {"type": "object", "properties": properties, "required": needed}
            data[REFERENCE + _ASKED] = _PRINTED
        yield _Batch(asked, openapi(dict(sorted(schemas.items()))), data, templates)


def _attribute(number: int) -> str:
    return f"field_{number}"


def _written(batches: Sequence[_Batch]) -> Sequence[dict[str, str]]:
    """Batches, in processes of their own where they are many: memory goes back with each."""
    gc.freeze()  # so that collecting what a batch leaves does not look at all that was there before
    try:
        return mapped(_write, batches, alone=len(batches) < 2)
    finally:
        gc.unfreeze()


def _write(batch: _Batch) -> dict[str, str]:
    """Key → the form's text, as written."""
    found = statements_of(generate_models(batch.document, batch.templates, batch.data))
    fields = tuple(_attribute(n) for n, (form, _) in enumerate(batch.asked) if not form.is_alias)
    aliases = {numbered_name(base) for form, base in batch.asked if form.is_alias}
    wanted = {*aliases, _ASKED} if fields else aliases
    if missing := wanted - found.keys():
        raise InternalError(f"{min(missing)} was not written")
    verify(
        {name: found[name] for name in wanted},
        {_ASKED: fields} if fields else {},
        frozenset(aliases),
    )
    lines = iter(found[_ASKED].split("\n")[2:] if fields else ())
    made: dict[str, str] = {}
    for form, base in batch.asked:
        if form.is_alias:
            text = found[numbered_name(base)].partition(": TypeAlias = ")[2]
        else:
            text = next(lines).partition(": ")[2]
        made[form.key] = _from_nought(text, base)
    if next(lines, None) is not None:
        raise InternalError("a field's type has more than a line")
    gc.collect()
    return made


def _from_nought(text: str, base: int) -> str:
    """A type as written with the numbers of its form, which begin at nought."""

    def number(found: re.Match[str]) -> int:
        return int(found[1]) - base

    text = NUMBERED.sub(lambda found: numbered_name(number(found)), text)
    return HELD.sub(lambda found: held_name(number(found)), text)
