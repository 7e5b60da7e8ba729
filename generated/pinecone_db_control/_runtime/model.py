"""What all models have in common."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from importlib.util import find_spec
from typing import Any, Self, TypeVar

from .codec import is_array, is_object, parse_json

Value = TypeVar("Value")

# Codecs set every field themselves. `cls.__new__` is this one, looked up anew for each object.
new = object.__new__


class Model(ABC):
    """A value with a JSON form that the specification describes."""

    __slots__ = ()

    @classmethod
    @abstractmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make the model of a JSON object, as `json.loads` gives it.

        Raises:
            DecodeError: The object does not fit the specification.
        """

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object, ready for `json.dumps`."""

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Make the model of JSON text.

        Raises:
            DecodeError: The text is not JSON, or does not fit the specification.
        """
        return cls.from_dict(parse_json(text))

    def to_json(self) -> str:
        """Give the JSON text."""
        return dump_json(self.to_dict()).decode()


class MapModel(Model, MutableMapping[str, Value]):
    """A JSON object whose keys the specification leaves open.

    Equal to a `dict` with the same entries.
    """

    __slots__ = ()

    additional_properties: dict[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Value) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.additional_properties)

    def __len__(self) -> int:
        return len(self.additional_properties)

    # mypy lets a class be compared with a `dict` only where it has an `__eq__` of its own.
    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)


def encode_json(value: Any) -> Any:
    """The JSON of a value whose type is known only now."""
    if isinstance(value, Model):
        return value.to_dict()
    if is_array(value):
        return [encode_json(item) for item in value]
    if is_object(value):
        return {key: encode_json(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, int, float)):
        return value
    return _ENCODERS.get(type(value).__name__, _unchanged)(value)


def _unchanged(value: Any) -> Any:
    return value


_ENCODERS: dict[str, Callable[[Any], Any]] = {}
"""Filled by `scalars`, where an API has values that are more than JSON."""


def register_encoder(name: str, encoder: Callable[[Any], Any]) -> None:
    """Say how values of a class are written."""
    _ENCODERS[name] = encoder


def _dump(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def _dumper() -> Callable[[Any], bytes]:
    """orjson where it is installed; what it can't hold goes to `json`, so that results are the
    same."""
    if find_spec("orjson") is None:
        return _dump
    dumps: Callable[[Any], bytes] = __import__("orjson").dumps

    def dump(value: Any) -> bytes:
        try:
            written = dumps(value)
        except TypeError:
            return _dump(value)
        # It writes `null` for a number that is none, and says nothing.
        return _dump(value) if b"null" in written else written

    return dump


dump_json = _dumper()
