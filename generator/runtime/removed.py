"""What a model says of an attribute that an earlier version of the API had."""

from collections.abc import Mapping


def no_attribute(owner: object, name: str, removed: Mapping[str, str]) -> AttributeError:
    """The error for an attribute that is not there, with where it went, if that is known."""
    plain = f"{type(owner).__name__!r} object has no attribute {name!r}"
    said = removed.get(name)
    return AttributeError(f"{plain}: {said}" if said else plain, name=name, obj=owner)
