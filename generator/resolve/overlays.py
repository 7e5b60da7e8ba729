"""OpenAPI Overlay 1.0: actions on what a JSONPath (RFC 9535) selects.

The whole of RFC 9535 is python-jsonpath's business; here stands what an action does. An action that
matches nothing is an error: it was written for a document that has changed. The tree is never changed:
each action gives a new one, which shares what it leaves alone.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from jsonpath import JSONPathError, finditer
from msgspec.structs import replace

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonObject, JsonValue, SourceMap
from generator.resolve.places import MovedMap, PatchedMap
from generator.resolve.sources import escape, problem

_Parts: TypeAlias = Sequence[int | str]
_Change: TypeAlias = Callable[[JsonValue], JsonValue]

_AGAIN: Final = "The document may have changed since the overlay was written."
_BEGIN: Final = "An overlay begins with `overlay: 1.0.0`, `info` and a list of `actions`."


def overlaid(document: Document, overlay: Document) -> Document:
    """The document with an overlay's actions applied, in order.

    Raises:
        SpecError: `R230` it is no overlay; `R231` a target is no JSONPath; `R232` it matches
            nothing; `R233` an update does not fit what it is to update.
    """
    for number, action in enumerate(_actions(overlay)):
        pointer = f"/actions/{number}"
        if not isinstance(action, dict) or not isinstance(action.get("target"), str):
            raise SpecError(problem(overlay, pointer, "R230", "an action needs a `target`", _BEGIN))
        matches = _matches(document.tree, str(action["target"]), overlay, f"{pointer}/target")
        # From the last to the first: what stands later in a list keeps its number meanwhile.
        for parts in reversed(matches):
            if action.get("remove") is True:
                document = _without(document, parts)
            elif "update" in action:
                document = _updated(document, parts, action["update"], overlay, pointer)
    return document


def _actions(overlay: Document) -> list[JsonValue]:
    tree = overlay.tree
    if isinstance(tree, dict) and str(tree.get("overlay", "")).startswith("1."):
        actions = tree.get("actions")
        if isinstance(actions, list):
            return actions
    raise SpecError(problem(overlay, "", "R230", "it is no overlay of version 1", _BEGIN))


def _matches(tree: JsonValue, target: str, overlay: Document, pointer: str) -> list[_Parts]:
    if not isinstance(tree, (dict, list)):
        return []
    try:
        found: list[_Parts] = [match.parts for match in finditer(target, tree)]
    except JSONPathError as error:
        hint = "It is RFC 9535's: `$.paths['/pets'].get`, `$..parameters[?@.name == 'x']`."
        message = f"{target} is no JSONPath: {error}"
        raise SpecError(problem(overlay, pointer, "R231", message, hint)) from None
    except RecursionError:
        message = f"{target} is too deep"
        raise SpecError(problem(overlay, pointer, "R231", message, "Make it shorter.")) from None
    if not found:
        raise SpecError(problem(overlay, pointer, "R232", f"{target} matches nothing", _AGAIN))
    return found


def _without(document: Document, parts: _Parts) -> Document:
    if not parts:
        return document
    *above, last = parts
    moved: dict[str, str] = {}

    def removed(holder: JsonValue) -> JsonValue:
        if isinstance(holder, dict):
            return {key: value for key, value in holder.items() if key != str(last)}
        if isinstance(holder, list) and isinstance(last, int):
            base = _pointer(above)
            moved.update({f"{base}/{n}": f"{base}/{n + 1}" for n in range(last, len(holder) - 1)})
            return [*holder[:last], *holder[last + 1 :]]
        return holder

    tree = _changed(document.tree, above, removed)
    source_map: SourceMap = document.source_map
    if moved:
        source_map = MovedMap(source_map, moved)
    return replace(document, tree=tree, source_map=source_map)


def _updated(
    document: Document, parts: _Parts, update: JsonValue, overlay: Document, action: str
) -> Document:
    written: dict[str, str] = {}
    base = _pointer(parts)

    def merged(node: JsonValue) -> JsonValue:
        if isinstance(node, list):
            # §4.4.3: what is to be appended is one entry, whatever its kind.
            written[f"{base}/{len(node)}"] = f"{action}/update"
            return [*node, update]
        if isinstance(node, dict) and isinstance(update, dict):
            return _merged(node, update, base, f"{action}/update", written)
        raise SpecError(
            problem(
                overlay,
                f"{action}/update",
                "R233",
                "only an object can update an object, and only objects and lists can be updated",
                "Aim at the object that holds the value.",
            )
        )

    tree = _changed(document.tree, parts, merged)
    source_map = PatchedMap(document.source_map, overlay.source_map, written)
    return replace(document, tree=tree, source_map=source_map)


def _merged(
    node: JsonObject, update: JsonObject, base: str, source: str, written: dict[str, str]
) -> JsonObject:
    """§4.4.3: properties are merged, arrays are concatenated, all else is replaced.

    Args:
        written: Takes the pointers of what comes from the overlay.
    """
    made = dict(node)
    for key, value in update.items():
        at, origin = f"{base}/{escape(key)}", f"{source}/{escape(key)}"
        old = made.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            made[key] = _merged(old, value, at, origin, written)
        elif isinstance(old, list) and isinstance(value, list):
            written.update({f"{at}/{len(old) + n}": f"{origin}/{n}" for n in range(len(value))})
            made[key] = [*old, *value]
        else:
            written[at] = origin
            made[key] = value
    return made


def _changed(tree: JsonValue, parts: _Parts, change: _Change) -> JsonValue:
    """The tree with one node replaced; what is not above that node is shared."""
    if not parts:
        return change(tree)
    first, rest = parts[0], parts[1:]
    if isinstance(tree, dict):
        key = str(first)
        return {**tree, key: _changed(tree[key], rest, change)}
    if isinstance(tree, list) and isinstance(first, int):
        return [*tree[:first], _changed(tree[first], rest, change), *tree[first + 1 :]]
    return tree


def _pointer(parts: _Parts) -> str:
    return "".join(f"/{escape(str(part))}" for part in parts)
