"""`$dynamicRef` (JSON Schema 2020-12 §8.2.3.2), where it needs no dynamic scope.

An anchor that stands once in a document can only mean that one place, whoever refers to it on the way;
then the reference is a plain one. All else is refused: generics have no Python class here.
"""

from typing import Final

from generator.diagnostics import SpecError
from generator.ir.document import JsonObject
from generator.resolve.places import Where
from generator.resolve.references import References
from generator.resolve.sources import problem

_KEYWORDS: Final = ("$dynamicRef", "$recursiveRef")


def with_plain_reference(schema: JsonObject, where: Where, references: References) -> JsonObject:
    """The schema with `$ref` for `$dynamicRef`.

    Raises:
        SpecError: `R214` its target depends on who refers to it.
    """
    keyword = next(key for key in _KEYWORDS if key in schema)
    value = str(schema[keyword])
    name = value.removeprefix("#")
    known = references.identifiers(where.document)
    standing = known.dynamic.get(name, [])
    pointer = standing[0] if len(standing) == 1 else None
    if not standing:
        # Without a dynamic anchor it is what `$ref` would be (§8.2.3.2).
        pointer = name if name.startswith("/") else known.anchor(name, where.resource)
    if keyword != "$dynamicRef" or "$ref" in schema or pointer is None:
        how = "stands several times" if standing else "stands nowhere in this file"
        reason = f"the anchor {how}" if keyword == "$dynamicRef" else "it has no one target"
        raise SpecError(
            problem(
                where.document,
                f"{where.pointer}/{keyword}",
                "R214",
                f"{keyword} {value} can't be followed: {reason}",
                "Refer to a component with `$ref`.",
            )
        )
    rest = {key: entry for key, entry in schema.items() if key != keyword}
    return {**rest, "$ref": f"#{pointer}"}
