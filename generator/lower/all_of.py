"""`allOf` and siblings of `$ref` → a flat list of schemas that hold together, and their
intersection.

JSON Schema 2020-12 §10.2.1.1. Nothing is resolved by precedence: what two branches say of one
keyword is intersected, and where no value could satisfy both, a `Contradiction` names both places.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from generator.diagnostics import SpecError
from generator.ir.document import JsonScalar, JsonValue
from generator.ir.schema import NO_CONSTRAINTS, Constraints
from generator.lower.located import Located, list_of, refuse

ANNOTATIONS: Final = frozenset(
    {
        "title",
        "description",
        "summary",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "examples",
    }
    | {"example", "externalDocs", "xml", "$comment", "$id", "$schema", "$anchor", "$dynamicAnchor"}
    | {"$defs", "definitions", "nullable"}
)
"""Keywords that say nothing about which values are valid."""

_TYPES: Final = frozenset(
    ("string", "number", "integer", "boolean", "object", "array", "null", "file")
)
KINDS: Final = {
    "properties": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "required": "object",
    "minProperties": "object",
    "maxProperties": "object",
    "propertyNames": "object",
    "items": "array",
    "prefixItems": "array",
    "minItems": "array",
    "maxItems": "array",
    "uniqueItems": "array",
    "pattern": "string",
    "minLength": "string",
    "maxLength": "string",
    "minimum": "number",
    "maximum": "number",
    "exclusiveMinimum": "number",
    "exclusiveMaximum": "number",
    "multipleOf": "number",
}


def validating(located: Located) -> bool:
    """Whether a schema says anything about values beyond its `$ref`."""
    schema = located.schema
    for key in schema if isinstance(schema, dict) else ():
        if key not in ANNOTATIONS and key != "$ref" and not key.startswith("x-"):
            return True
    return False


def inferred_kind(located: Located) -> str | None:
    """The kind of a schema without `type`, where its keywords agree on one."""
    schema = located.schema
    keys = list(schema) if isinstance(schema, dict) else []
    kinds = {KINDS[key] for key in keys if key in KINDS}
    return next(iter(kinds)) if len(kinds) == 1 else "object" if "object" in kinds else None


def kinds_of(located: Located) -> frozenset[str] | None:
    """The kinds that `type` admits; `None` where the schema does not say."""
    declared = located.get("type")
    if isinstance(declared, str):
        return frozenset({declared})
    if isinstance(declared, list):
        return frozenset(str(kind) for kind in declared)
    kind = inferred_kind(located)
    return frozenset({kind}) if kind else None


def unknown_type(kind: str, pointer: str) -> SpecError:
    """`O314`: a `type` that is none."""
    return refuse(
        "O314",
        f"{kind} is no type of JSON Schema",
        pointer,
        "The types are string, number, integer, boolean, object, array and null.",
    )


class Contradiction(Exception):
    """Schemas that hold together and that no value fits."""

    def __init__(self, reason: str, pointer: str) -> None:
        super().__init__(reason, pointer)
        self.reason = reason
        self.pointer = pointer


def admitted_kinds(parts: Iterable[Located]) -> frozenset[str] | None:
    """The kinds that all parts admit. A keyword says nothing of other kinds than its own, so what
    only keywords tell gives way to a `type`.

    Raises:
        Contradiction: There is none.
        SpecError: `O314` one of them is no type.
    """
    found: frozenset[str] | None = None
    first = ""
    for part in sorted(parts, key=lambda part: part.get("type") is None):
        kinds = kinds_of(part)
        if found is not None and kinds is not None and part.get("type") is None:
            kinds = (found & kinds) or found
        if kinds is None:
            continue
        if found is None:
            found, first = kinds, part.pointer
            continue
        both = found & kinds
        if ("number" in found and "integer" in kinds) or ("integer" in found and "number" in kinds):
            both |= {"integer"}
        if not both:
            if unknown := sorted((found | kinds) - _TYPES):
                raise unknown_type(unknown[0], part.pointer)
            raise Contradiction(
                f"no value can be {_listed(found)} (as #{first} says) and {_listed(kinds)} at once",
                part.pointer,
            )
        found = both
    return found


def _listed(kinds: frozenset[str]) -> str:
    return " or ".join(sorted(kinds))


def merged_constraints(parts: Iterable[Located]) -> Constraints:
    """The validation keywords of all parts, each at its tightest."""
    parts = [p for p in parts if isinstance(p.schema, dict) and not LIMITS.isdisjoint(p.schema)]
    if not parts:
        return NO_CONSTRAINTS
    numbers: dict[str, float | int] = {}
    pattern: str | None = None
    unique = False
    for part in parts:
        for key, value in part.schema.items() if isinstance(part.schema, dict) else ():
            if key not in _BOUNDS:
                continue
            attribute, tighter = _BOUNDS[key]
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                known = numbers.get(attribute)
                numbers[attribute] = value if known is None else tighter(known, value)
        if isinstance(given := part.get("pattern"), str):
            pattern = given if pattern in (None, given) else f"(?=.*(?:{pattern}))(?=.*(?:{given}))"
        unique = unique or part.get("uniqueItems") is True
    if not numbers and pattern is None and not unique:
        return NO_CONSTRAINTS
    whole = {k: int(v) for k, v in numbers.items() if k.startswith(("min_", "max_"))}
    return Constraints(
        minimum=numbers.get("minimum"),
        maximum=numbers.get("maximum"),
        exclusive_minimum=numbers.get("exclusive_minimum"),
        exclusive_maximum=numbers.get("exclusive_maximum"),
        multiple_of=numbers.get("multiple_of"),
        min_length=whole.get("min_length"),
        max_length=whole.get("max_length"),
        pattern=pattern,
        min_items=whole.get("min_items"),
        max_items=whole.get("max_items"),
        unique_items=unique,
        min_properties=whole.get("min_properties"),
        max_properties=whole.get("max_properties"),
    )


_BOUNDS: Final[dict[str, tuple[str, Callable[..., float | int]]]] = {
    "minimum": ("minimum", max),
    "maximum": ("maximum", min),
    "exclusiveMinimum": ("exclusive_minimum", max),
    "exclusiveMaximum": ("exclusive_maximum", min),
    "multipleOf": ("multiple_of", max),
    "minLength": ("min_length", max),
    "maxLength": ("max_length", min),
    "minItems": ("min_items", max),
    "maxItems": ("max_items", min),
    "minProperties": ("min_properties", max),
    "maxProperties": ("max_properties", min),
}
"""Keyword → attribute, and which of two is the tighter."""
LIMITS: Final = frozenset({"pattern", "uniqueItems", *_BOUNDS})
"""Keywords that limit the values of a kind."""


def required_names(parts: Iterable[Located]) -> dict[str, None]:
    """The names that any part requires, in order."""
    return {
        name: None
        for part in parts
        for name in list_of(part.get("required"))
        if isinstance(name, str)
    }


def enum_values(parts: Iterable[Located]) -> list[JsonValue] | None:
    """The values that all `enum`s and `const`s admit; `None` where no part has one.

    Raises:
        Contradiction: They have no value in common.
    """
    found: list[JsonValue] | None = None
    for part in parts:
        for values in _value_lists(part):
            if found is None:
                found = values
                continue
            known = _Values(values)
            common = [v for v in found if known.has(v)]
            if not common and found and values:
                raise Contradiction("no value is in all of these `enum`s", part.pointer)
            found = common
    return found


def _value_lists(part: Located) -> Iterator[list[JsonValue]]:
    schema = part.schema
    if isinstance(schema, dict):
        if isinstance(enum := schema.get("enum"), list):
            known = _Values([])
            yield [value for value in enum if known.add(value)]
        if "const" in schema:
            yield [schema["const"]]


class _Values:
    """JSON values, each once: `1` is `1.0`, and not `true`."""

    def __init__(self, values: Iterable[JsonValue]) -> None:
        self._scalars: set[tuple[bool, JsonScalar]] = set()
        self._others: list[JsonValue] = []
        for value in values:
            self.add(value)

    def has(self, value: JsonValue) -> bool:
        if isinstance(value, (dict, list)):
            return value in self._others
        return (isinstance(value, bool), value) in self._scalars

    def add(self, value: JsonValue) -> bool:
        """Whether the value is a new one."""
        if self.has(value):
            return False
        if isinstance(value, (dict, list)):
            self._others.append(value)
        else:
            self._scalars.add((isinstance(value, bool), value))
        return True
