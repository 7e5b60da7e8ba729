"""Skeletons: the types of models as datamodel-code-generator writes them, each of them once.

A class's skeleton is its header and a line `name: type` a field. A type as text depends on its own
schema, and on what the names in it stand for: not on the field, the class, or what else is written. So
what is asked of datamodel-code-generator is each type that it has not written yet, in a class that has
it; other fields of the same type take that text (a test holds all classes against those that it writes
whole). Nothing of prose, defaults or codecs is in it.
"""

import gc
import json
import os
from collections.abc import Container, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from generator.diagnostics import InternalError
from generator.ir.document import JsonObject, JsonValue
from generator.model.codegen import generate_models
from generator.model.schema_document import REFERENCE, openapi
from generator.model.verify import statements_of, verify

_BATCH = 2_000  # fields and aliases
_STUB: Final[JsonObject] = {
    "type": "object",
    "properties": {"additional_properties": {"type": "object", "additionalProperties": True}},
    "required": ["additional_properties"],
}
_STUB_DATA: Final = {"arguments": "slots=True", "base": "Model"}


@dataclass(frozen=True, slots=True)
class Header:
    """What a class's skeleton prints beside its fields.

    Attributes:
        arguments: Of `@dataclass`.
        base: The class's base, as code.
        attributes: The fields, in order.
    """

    arguments: str
    base: str
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A type that is to be written: an alias, or the type of a field."""

    key: str
    name: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class _Batch:
    asked: Sequence[_Asked]
    document: JsonObject
    data: Mapping[str, Mapping[str, str]]
    templates: Path


def skeletons_of(
    schemas: Mapping[str, JsonValue],
    headers: Mapping[str, Header],
    templates: Path,
    known: MutableMapping[str, str],
) -> dict[str, str]:
    """Class or alias → its skeleton.

    Args:
        schemas: The components of the document, by name.
        headers: The classes among them; the others are aliases.
        known: Types that need not be written again; what is written is added.

    Raises:
        InternalError: What was written is not what was asked for.
    """
    context = _Context(schemas, headers)
    wanted: dict[str, _Asked] = {}
    for asked in context.everything():
        if asked.key not in known:
            wanted.setdefault(asked.key, asked)
    for written in _written(list(context.batches(list(wanted.values()), templates))):
        known.update(written)
    made: dict[str, list[str]] = {}
    for asked in context.everything():
        text = known[asked.key]
        if asked.attribute:
            made.setdefault(asked.name, context.opening(asked.name)).append(
                f"    {asked.attribute}: {text}"
            )
        else:
            made[asked.name] = [f"{asked.name}: TypeAlias = {text}"]
    return {name: "\n".join(lines) for name, lines in made.items()}


def _written(batches: Sequence[_Batch]) -> Sequence[dict[str, str]]:
    """Batches, in processes of their own where they are many: memory goes back with each."""
    if len(batches) < 2 or not hasattr(os, "fork"):
        return [_write(batch) for batch in batches]
    gc.freeze()
    try:
        with get_context("fork").Pool(min(os.cpu_count() or 1, 4)) as pool:
            return pool.map(_write, batches, chunksize=1)
    finally:
        gc.unfreeze()


def _write(batch: _Batch) -> dict[str, str]:
    """Key → type, as written."""
    found = statements_of(generate_models(batch.document, batch.templates, batch.data))
    fields: dict[str, list[_Asked]] = {}
    for asked in batch.asked:
        fields.setdefault(asked.name, [])
        if asked.attribute:
            fields[asked.name].append(asked)
    if missing := fields.keys() - found.keys():
        raise InternalError(f"{min(missing)} was not written")
    verify(
        {name: found[name] for name in fields},
        {name: tuple(a.attribute for a in asked) for name, asked in fields.items() if asked},
        frozenset(name for name, asked in fields.items() if not asked),
    )
    made: dict[str, str] = {}
    for asked in batch.asked:
        if not asked.attribute:
            made[asked.key] = found[asked.name].partition(": TypeAlias = ")[2]
    for asked_fields in fields.values():
        if asked_fields:
            made.update(_types(found[asked_fields[0].name], asked_fields))
    gc.collect()
    return made


def _types(text: str, asked: Sequence[_Asked]) -> dict[str, str]:
    """Key → type, of a class as written: a decorator, a header, and a line a field."""
    lines = text.split("\n")[2:]
    if len(lines) != len(asked):
        raise InternalError(f"{asked[0].name} has {len(lines)} lines for {len(asked)} fields")
    return {one.key: line.partition(": ")[2] for one, line in zip(asked, lines, strict=True)}


@dataclass(frozen=True, slots=True)
class _Context:
    schemas: Mapping[str, JsonValue]
    headers: Mapping[str, Header]
    keys: dict[str, str] = field(default_factory=dict[str, str])

    def everything(self) -> Iterator[_Asked]:
        """Every type of the document, in order."""
        for name, schema in self.schemas.items():
            if name not in self.headers:
                yield _Asked(self._key(schema, name), name)
                continue
            for attribute, inner in self.properties(name).items():
                yield _Asked(self._key(inner), name, attribute)

    def opening(self, name: str) -> list[str]:
        """The first lines of a class."""
        header = self.headers[name]
        return [f"@dataclass({header.arguments})", f"class {name}({header.base}):"]

    def properties(self, name: str) -> JsonObject:
        schema = self.schemas[name]
        found = schema.get("properties") if isinstance(schema, dict) else None
        return found if isinstance(found, dict) else {}

    def _key(self, schema: JsonValue, alias: str = "") -> str:
        """Of all that a type's text depends on."""
        text = alias + json.dumps(schema, sort_keys=True)
        if text not in self.keys:
            stubs = json.dumps(self._stubs(_references(schema), {alias}), sort_keys=True)
            self.keys[text] = sha256(f"{text}\n{stubs}".encode()).hexdigest()
        return self.keys[text]

    def _stubs(self, pending: list[str], without: Container[str]) -> dict[str, JsonValue]:
        """What stands for the classes and aliases that some refer to: of a class, that it is one;
        aliases whole, with what they refer to in turn."""
        found: dict[str, JsonValue] = {}
        while pending:
            name = pending.pop()
            if name in found or name in without:
                continue
            if name in self.headers:
                found[name] = _STUB
            else:
                found[name] = self.schemas[name]
                pending += _references(self.schemas[name])
        return found

    def batches(self, wanted: Sequence[_Asked], templates: Path) -> Iterator[_Batch]:
        for at in range(0, len(wanted), _BATCH):
            asked = wanted[at : at + _BATCH]
            schemas: dict[str, JsonValue] = {}
            for one in asked:
                if not one.attribute:
                    schemas[one.name] = self.schemas[one.name]
            parts: dict[str, JsonObject] = {}
            for one in asked:
                if one.attribute:
                    inner = self.properties(one.name)[one.attribute]
                    parts.setdefault(one.name, {})[one.attribute] = inner
            for name, properties in parts.items():
                schemas[name] = {
                    "type": "object",
                    "properties": properties,
                    "required": list(properties),
                }
            stubs = self._stubs([r for s in schemas.values() for r in _references(s)], schemas)
            data: dict[str, Mapping[str, str]] = {
                REFERENCE + name: _STUB_DATA for name in stubs if name in self.headers
            }
            for name in parts:
                header = self.headers[name]
                data[REFERENCE + name] = {"arguments": header.arguments, "base": header.base}
            document = openapi(dict(sorted({**stubs, **schemas}.items())))
            yield _Batch(asked, document, data, templates)


def _references(value: JsonValue) -> list[str]:
    """The names of the components that a schema refers to."""
    found: list[str] = []
    pending: list[JsonValue] = [value]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            target = value.get("$ref")
            if isinstance(target, str):
                found.append(target.removeprefix(REFERENCE))
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return found
