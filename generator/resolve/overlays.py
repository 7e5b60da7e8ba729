"""OpenAPI Overlay 1.0: actions on what a JSONPath (RFC 9535) selects.

The whole of RFC 9535 is python-jsonpath's business; here stands what an action does. An action that
matches nothing is an error: it was written for a document that has changed.
"""

import copy
from typing import cast

from jsonpath import JSONPathError, JSONPathMatch, finditer

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonObject, JsonValue
from generator.resolve.sources import problem


def apply_overlay(tree: JsonObject, overlay: Document) -> JsonObject:
    """The document with an overlay's actions applied, in order.

    Raises:
        SpecError: `R230` it is no overlay; `R231` a target is no JSONPath; `R232` it matches
        nothing.
    """
    source = overlay.tree
    if not isinstance(source, dict) or not str(source.get("overlay", "")).startswith("1."):
        raise SpecError(
            problem(
                overlay,
                "",
                "R230",
                "it is no overlay of version 1",
                "An overlay begins with `overlay: 1.0.0`.",
            )
        )
    made = copy.deepcopy(tree)
    actions = source.get("actions")
    for number, action in enumerate(actions if isinstance(actions, list) else []):
        pointer = f"/actions/{number}"
        if not isinstance(action, dict) or not isinstance(action.get("target"), str):
            raise SpecError(problem(overlay, pointer, "R230", "an action needs a `target`"))
        target = str(action["target"])
        try:
            matches = list(finditer(target, made))
        except JSONPathError as error:
            raise SpecError(
                problem(overlay, f"{pointer}/target", "R231", f"no JSONPath: {error}")
            ) from None
        if not matches:
            raise SpecError(
                problem(
                    overlay,
                    f"{pointer}/target",
                    "R232",
                    f"{target} matches nothing",
                    "The document may have changed since the overlay was written.",
                )
            )
        for match in reversed(matches):
            if action.get("remove") is True:
                _remove(match)
            elif "update" in action:
                made = _update(made, match, copy.deepcopy(action["update"]))
    return made


def _json(value: object) -> JsonValue:
    """A node of the document, which the library's types do not know."""
    return cast("JsonValue", value)


def _remove(match: JSONPathMatch) -> None:
    if match.parent is None:
        return
    holder = _json(match.parent.obj)
    key = match.parts[-1]
    if isinstance(holder, dict):
        holder.pop(str(key), None)
    elif isinstance(holder, list):
        del holder[int(key)]


def _update(tree: JsonObject, match: JSONPathMatch, update: JsonValue) -> JsonObject:
    node = _json(match.obj)
    if isinstance(node, list):
        node.append(update)
    elif isinstance(node, dict) and isinstance(update, dict):
        _merge(node, update)
    elif match.parent is not None:
        holder = _json(match.parent.obj)
        key = match.parts[-1]
        if isinstance(holder, dict):
            holder[str(key)] = update
        elif isinstance(holder, list):
            holder[int(key)] = update
    return tree


def _merge(node: JsonObject, update: JsonObject) -> None:
    """§4.4.3: properties are merged, arrays are concatenated, all else is replaced."""
    for key, value in update.items():
        old: JsonValue = node.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            old.extend(value)
        else:
            node[key] = value
