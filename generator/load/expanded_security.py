"""Security of the expanded dialect → requirements and schemes.

An option is an alternative, all of whose parameters are sent together; its title is the names of its
schemes, with spaces for `_` and `-`, joined by ` & `.
"""

from generator.ir.document import JsonObject, JsonValue
from generator.load.json_values import list_of, object_of, objects, text_of
from generator.load.page_operation import Lost
from generator.load.places import Places

_ABOUT = ("description", "x-default")


def security_of(
    options: JsonValue | None, places: Places
) -> tuple[list[JsonValue], JsonObject, list[Lost]]:
    """The requirements, the schemes they name, and what the page had lost of them."""
    requirements: list[JsonValue] = []
    schemes: JsonObject = {}
    losses: list[Lost] = []
    for number, option in enumerate(list_of(options)):
        title = text_of(object_of(option).get("title"))
        found = [
            (location, wire_name, parameter)
            for location, group in objects(object_of(option).get("parameters"))
            for wire_name, parameter in objects(group)
        ]
        parts = [part.strip() for part in title.split(" & ")] if title.strip() else []
        if len(found) < len(parts):
            # OpenID Connect, mutual TLS, digest: only their names are left.
            detail = f"how to authenticate with {title!r} is not stated"
            losses.append(Lost(what="security scheme", detail=detail, pointer="/security"))
            if not found:
                continue
        names: JsonObject = {}
        for index, (location, wire_name, parameter) in enumerate(found):
            name = parts[index] if len(parts) == len(found) else wire_name
            scheme = _scheme(location, wire_name, parameter)
            places.copied(scheme, parameter)
            names[_add(schemes, _identifier(name) or _identifier(wire_name), scheme)] = []
            if parameter.get("type") == "oauth2":
                detail = "read as a bearer token: flows and scopes are not stated"
                losses.append(Lost(what="scopes", detail=detail, pointer=f"/security/{number}"))
        requirements.append(names)
    return requirements, schemes, losses


def same_scheme(one: JsonObject, other: JsonObject) -> bool:
    """Whether two schemes send the same credential to the same place."""
    return _sent(one) == _sent(other)


def _sent(scheme: JsonObject) -> JsonObject:
    return {key: value for key, value in scheme.items() if key not in _ABOUT}


def _scheme(location: str, wire_name: str, parameter: JsonObject) -> JsonObject:
    made: JsonObject
    match parameter.get("type"):
        case "http":
            made = {"type": "http", "scheme": parameter.get("scheme", "bearer")}
        case "oauth2":
            made = {"type": "http", "scheme": "bearer"}
        case _:
            made = {"type": "apiKey", "in": location, "name": wire_name}
    return {**made, **{key: parameter[key] for key in _ABOUT if key in parameter}}


def _add(schemes: JsonObject, name: str, scheme: JsonObject) -> str:
    """Add a scheme under a name that no other one has; give the name."""
    number, free = 1, name or "auth"
    while free in schemes and not same_scheme(object_of(schemes[free]), scheme):
        number += 1
        free = f"{name}{number}"
    schemes.setdefault(free, scheme)
    return free


def _identifier(text: str) -> str:
    """A component's key (OpenAPI 3.1 §4.8.7.1: letters, digits, `.`, `-` and `_`)."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in text).strip(
        "_"
    )
