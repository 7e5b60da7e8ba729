"""Arguments as a request's models hold them: mappings made models, sequences made lists.

What does not fit raises `ArgumentError` with the argument's name and the place within it, before
anything is sent: `embeds[0].title: expected string, found integer`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeGuard, TypeVar

from .codec import is_object, step
from .errors import ArgumentError, DecodeError
from .model import Model

T = TypeVar("T")
M = TypeVar("M", bound=Model)


def converted(name: str, value: Any, convert: Callable[[Any], T]) -> T:
    """An argument through a conversion.

    Raises:
        ArgumentError: It does not fit.
    """
    try:
        return convert(value)
    except DecodeError as error:
        raise ArgumentError(f"{name}{error.path}: {error.problem}") from None


def as_model(name: str, value: M | Mapping[str, Any], model: type[M]) -> M:
    """An argument that may be given as a mapping, as a model; the mapping is checked.

    Raises:
        ArgumentError: It does not fit.
    """
    return value if isinstance(value, model) else converted(name, value, model.from_dict)


def as_models(name: str, values: Iterable[M | Mapping[str, Any]], model: type[M]) -> list[M]:
    """`as_model` for each item of an argument.

    Raises:
        ArgumentError: One does not fit, or there are no items.
    """
    return converted(name, values, items_of(model_of(model)))


def as_variant(name: str, value: Any, decode: Callable[[Any], Any], *, closed: bool = False) -> Any:
    """An argument that may be given as a mapping, as a union's variant.

    Args:
        closed: Whether a mapping that `decode` finds no variant for is none of the union's values.

    Raises:
        ArgumentError: It does not fit.
    """
    return converted(name, value, variant_of(decode, closed=closed))


def as_list(name: str, values: Iterable[T]) -> list[T]:
    """An argument of several values as a list. A text is none: its characters are not meant.

    Raises:
        ArgumentError: It holds no values.
    """
    found: list[T] = converted(name, values, list_from)
    return found


def as_dict(name: str, values: Mapping[str, T]) -> dict[str, T]:
    """An argument that is a mapping as a dictionary.

    Raises:
        ArgumentError: It is none.
    """
    found: dict[str, T] = converted(name, values, dict_from)
    return found


def model_of(model: type[M]) -> Callable[[Any], M]:
    """The conversion to a model, where the value is none yet."""
    return lambda value: value if isinstance(value, model) else model.from_dict(value)


def variant_of(decode: Callable[[Any], Any], *, closed: bool = False) -> Callable[[Any], Any]:
    """The conversion of a mapping to a union's variant."""

    def convert(value: Any) -> Any:
        if isinstance(value, Model) or not is_object(value):
            return value
        made = decode(value)
        if closed and made is value:
            raise DecodeError("fits no variant")
        return made

    return convert


def items_of(convert: Callable[[Any], T]) -> Callable[[Any], list[T]]:
    """The conversion of each item."""

    def convert_all(values: Any) -> list[T]:
        items = list_from(values)
        made: list[T] = []
        try:
            for item in items:
                made.append(convert(item))
        except DecodeError as error:
            raise error.within(f"[{len(made)}]") from None
        return made

    return convert_all


def values_of(convert: Callable[[Any], T]) -> Callable[[Any], dict[str, T]]:
    """The conversion of each value of a mapping."""
    return lambda values: {
        key: _at(step(key), value, convert) for key, value in dict_from(values).items()
    }


def list_from(values: Any) -> list[Any]:
    """The conversion to a list."""
    if not _holds_values(values):
        raise DecodeError(f"expected a sequence, found {type(values).__name__}")
    return list(values)


def dict_from(values: Any) -> dict[str, Any]:
    """The conversion to a dictionary."""
    if not is_object(values):
        raise DecodeError(f"expected a mapping, found {type(values).__name__}")
    return dict(values)


def _holds_values(value: object) -> TypeGuard[Iterable[Any]]:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))


def _at(place: str, value: Any, convert: Callable[[Any], T]) -> T:
    try:
        return convert(value)
    except DecodeError as error:
        raise error.within(place) from None
