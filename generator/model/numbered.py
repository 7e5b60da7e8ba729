"""The form of a type: its schema with numbers in the place of the names that it refers to, and of the
place holders for known texts.

Types that differ in names alone have one form: `Backup | None` and `Index | None`. A form holds what
each number stands for as well: of a class, that it is one; an alias whole, with what it refers to in
turn, for what it is decides on how a type that names it is written.
"""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue
from generator.model.schema_document import HOLDER, REFERENCE

NUMBERED: Final = re.compile(r"\bT(\d+)T\b")
_DEEPEST: Final = 3
"""How many aliases are followed: what stands behind more has no part in how a type is written, and to
hold all of it would take the square of a chain's length."""
HELD: Final = re.compile(rf"{HOLDER}(\d+):")


def numbered_name(number: int) -> str:
    """The name that a number has in a document."""
    return f"T{number}T"


def held_name(number: int) -> str:
    """The place holder of a number."""
    return f"{HOLDER}{number}:"


class Form(Struct, frozen=True):
    """Attributes:
    key: Of all but the names: what tells forms apart, in any run.
    schema: With numbers.
    below: What each number stands for: an alias's schema with numbers, or `None` for a class.
    names: What each number is called, of the type that this is the form of.
    held: The place holder that each number of those stands for.
    is_alias: Whether it is of an alias as it is defined, which its number 0 is.
    """

    key: str
    schema: JsonValue
    below: tuple[JsonValue, ...]
    names: tuple[str, ...]
    held: tuple[str, ...]
    is_alias: bool


class Forms(Struct):
    """The forms of a document's types.

    Attributes:
        alias: The schema of an alias that a type refers to, by its name; `None` of a class.
    """

    alias: Callable[[str], JsonValue | None]
    _known: dict[str, Form] = field(default_factory=dict[str, Form])

    def of(self, schema: JsonValue) -> Form:
        """The form of a field's type."""
        text = repr(schema)
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._form(schema, [], is_alias=False)
        return found

    def of_alias(self, name: str) -> Form:
        """The form of an alias as it is defined."""
        return self._form({"$ref": REFERENCE + name}, [name], is_alias=True)

    def _form(self, schema: JsonValue, names: list[str], *, is_alias: bool) -> Form:
        numbers = _Numbers(names)
        made = numbers.numbered(schema)
        below: list[JsonValue] = []
        # The last of the names that so many aliases lead to.
        depth, last = 0, len(names)
        for number, name in enumerate(names):  # which grow while they are gone through
            if number == last:
                depth, last = depth + 1, len(names)
            alias = self.alias(name) if depth <= _DEEPEST else None
            below.append(None if alias is None else numbers.numbered(alias))
        told = json.dumps([is_alias, made, below], sort_keys=True)
        return Form(
            key=sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
            schema=made,
            below=tuple(below),
            names=tuple(names),
            held=tuple(numbers.held),
            is_alias=is_alias,
        )


class _Numbers(Struct):
    names: list[str]
    held: list[str] = field(default_factory=list[str])

    def numbered(self, value: JsonValue) -> JsonValue:
        match value:
            case {"$ref": str(target)}:
                name = target.removeprefix(REFERENCE)
                return {"$ref": REFERENCE + numbered_name(_place(name, self.names))}
            case dict():
                return {key: self.numbered(one) for key, one in value.items()}
            case list():
                return [self.numbered(one) for one in value]
            case str() if value.startswith(HOLDER):
                return held_name(_place(value, self.held))
            case _:
                return value


def _place(name: str, among: list[str]) -> int:
    if name not in among:
        among.append(name)
    return among.index(name)


def shifted(value: JsonValue, base: int) -> JsonValue:
    """A schema of a form whose numbers begin at another than nought."""
    match value:
        case {"$ref": str(target)}:
            found = NUMBERED.fullmatch(target.removeprefix(REFERENCE))
            number = int(found[1]) if found else 0
            made: JsonObject = {"$ref": REFERENCE + numbered_name(number + base)}
            return made
        case dict():
            return {key: shifted(one, base) for key, one in value.items()}
        case list():
            return [shifted(one, base) for one in value]
        case str() if found := HELD.fullmatch(value):
            return held_name(int(found[1]) + base)
        case _:
            return value
