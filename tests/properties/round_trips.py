"""What every valid value must survive: decoding and encoding with a generated package's codecs.

Values are drawn from the lowered API and hold only where the *source* schema accepts them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import jsonschema
import referencing
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from referencing.jsonschema import DRAFT202012

from generator.ir.schema import (
    AnyType,
    EnumSchema,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    UnionSchema,
)
from generator.pipeline import Understood
from tests.codecs import Codecs, same
from tests.properties.strategies import FIELDS_AT_ONCE, JsonValues

UNKNOWN: Final = "~unknown"


class SourceSchemas:
    """The schemas of a canonical document, as `jsonschema` reads them (draft 2020-12).

    What goes one way only is validated that way: a response lacks `writeOnly` properties, a
    request `readOnly` ones, required or not (OpenAPI 3.1 §4.8.24).
    """

    def __init__(self, tree: Mapping[str, Any]) -> None:
        kept = {k: v for k, v in tree.items() if k in ("paths", "components", "webhooks")}
        self._tree = kept
        contents = {
            "urn:whole": kept,
            "urn:response": _without_required(kept, "writeOnly", kept),
            "urn:request": _without_required(kept, "readOnly", kept),
        }
        self._registry: Any = referencing.Registry().with_resources(
            (name, referencing.Resource(contents=tree, specification=DRAFT202012))
            for name, tree in contents.items()
        )
        self._validators: dict[tuple[str, str], Any] = {}

    def validator(self, pointer: str, document: str = "urn:whole") -> Any:
        """The validator of the schema at a pointer."""
        key = (document, pointer)
        if key not in self._validators:
            self._validators[key] = jsonschema.Draft202012Validator(
                {"$ref": f"{document}#{_fragment(pointer)}"}, registry=self._registry
            )
        return self._validators[key]

    def accepts(self, schema_id: SchemaId, value: Any) -> bool:
        """Whether a definition's schema accepts a value, in the definition's direction."""
        pointer = re.split(r"~(?![01])", schema_id)[0]
        made = schema_id not in (pointer, f"{pointer}~input")
        if made or _at(self._tree, pointer) is None:
            return True  # A part that `lower` made; its whole is asked.
        document = "urn:request" if schema_id.endswith("~input") else "urn:response"
        return bool(self.validator(pointer, document).is_valid(value))

    def contradictions(self, pointer: str, value: Any) -> list[str]:
        """What the schema at a pointer has against a value."""
        return [error.message for error in self.validator(pointer).iter_errors(value)]


def _fragment(pointer: str) -> str:
    return "".join(c if c.isalnum() or c in "/~-._" else _percent(c) for c in pointer)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _without_required(node: Any, flag: str, tree: Any) -> Any:
    if isinstance(node, list):
        return [_without_required(entry, flag, tree) for entry in node]
    if not isinstance(node, dict):
        return node
    made = {key: _without_required(value, flag, tree) for key, value in node.items()}
    properties, required = node.get("properties"), node.get("required")
    if isinstance(properties, dict) and isinstance(required, list):
        made["required"] = [n for n in required if not _says(properties.get(n), flag, tree)]
    return made


def _says(schema: Any, flag: str, tree: Any) -> bool:
    """Whether a property's schema, or what it refers to, has a flag."""
    for _ in range(20):
        if not isinstance(schema, dict):
            return False
        if schema.get(flag) is True:
            return True
        schema = _at(tree, schema["$ref"]) if isinstance(schema.get("$ref"), str) else None
    return False


def _at(tree: Any, reference: str) -> Any:
    for step in reference.lstrip("#").split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


@dataclass
class Held:
    """What came of the values of one API's definitions.

    Attributes:
        definitions: Those for which there was a valid value.
        values: Valid values that went there and back.
        empty: Definitions for which no valid value was drawn.
        broken: What did not come back as it went.
    """

    definitions: int = 0
    values: int = 0
    survivals: int = 0
    empty: list[str] = field(default_factory=list[str])
    broken: list[str] = field(default_factory=list[str])


class RoundTrips:
    """Decodes and encodes values of an API's definitions."""

    def __init__(self, codecs: Codecs, understood: Understood) -> None:
        self.codecs = codecs
        self.definitions = {d.id: d for d in understood.api.definitions}
        self.schemas = SourceSchemas(understood.spec.tree)
        self.strategies = JsonValues(self.definitions, self.schemas.accepts)
        self.held = Held()

    def hold(self, definition: SchemaDefinition, examples: int = 15) -> None:
        """Decode and encode values of a definition, and values that a later version might send."""
        drawn: list[Any] = []
        optional = sum(not f.required for f in getattr(definition, "fields", ()))
        wanted = examples + optional // FIELDS_AT_ONCE

        @settings(
            max_examples=wanted,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(self.strategies.of_definition(definition))
        def check(value: Any) -> None:
            drawn.append(value)

        try:
            check()
        except Unsatisfiable:
            self.held.empty.append(definition.id)
            return
        self.held.definitions += 1
        for value in drawn:
            self.held.values += 1
            self._expect(definition, value)
        for value in survivors(definition, min(drawn, key=lambda v: len(str(v)))):
            self.held.survivals += 1
            self._expect(definition, value)

    def _expect(self, definition: SchemaDefinition, value: Any) -> None:
        try:
            found = self.codecs.round_trip(NamedType(id=definition.id), value)
            problem = "" if same(found, value) else f"came back as {found!r}"
        except Exception as error:  # Whatever it is, a valid value may not raise it.
            problem = f"{type(error).__name__}: {error}"
        if problem:
            self.held.broken.append(f"{definition.id}: {value!r:.300}: {problem:.300}")


def survivors(definition: SchemaDefinition, value: Any) -> Iterator[Any]:
    """Values that a client must keep though the specification does not know them: unknown fields,
    enum values and union tags; and those that tell absent from null."""
    match definition:
        case ObjectSchema() if isinstance(value, dict):
            if definition.extra is None or isinstance(definition.extra, AnyType):
                yield {**value, UNKNOWN: {"a": [None, 1.5, {}]}}
                yield {**value, UNKNOWN: None}
            for each in definition.fields:
                if isinstance(each.type, NullableType):
                    yield {**value, each.wire_name: None}
                    if not each.required:
                        yield {k: v for k, v in value.items() if k != each.wire_name}
        case EnumSchema() if definition.members:
            if all(isinstance(m.value, str) for m in definition.members):
                yield UNKNOWN
            elif all(type(m.value) is int for m in definition.members):
                yield 987_654_321
        case UnionSchema() if definition.dispatch.tag is not None:
            yield {definition.dispatch.tag: UNKNOWN, "a": [None]}
        case _:
            return
