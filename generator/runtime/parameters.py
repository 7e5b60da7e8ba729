"""Styles of parameters that are no place's default (OpenAPI 3.1 §4.8.12.3)."""

import json
import re
from collections.abc import Mapping
from typing import Any

from .model import dump_json, encode_json
from .serialization import Raw, encoded, is_mapping, is_sequence, text

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _plain(value: Any) -> Any:
    """Models as the mappings that they are on the wire."""
    return encode_json(value) if hasattr(value, "to_dict") else value


def delimited_style(value: Any, separator: str) -> Raw | None:
    """An array joined: `a,b`, `a|b`, `a%20b`; an object as `key,value` pairs."""
    value = _plain(value)
    if value is None:
        return None
    joint = {",": ",", "|": "|", " ": "%20", "\t": "%09"}[separator]
    if is_mapping(value):
        return Raw(
            joint.join(
                f"{encoded(k)}{joint}{encoded(v)}" for k, v in value.items() if v is not None
            )
        )
    if is_sequence(value):
        return Raw(joint.join(encoded(entry) for entry in value if entry is not None))
    return Raw(encoded(value))


def deep_object(name: str, value: Any) -> dict[str, Any]:
    """`name[key]=value`. What OpenAPI leaves open is written as most servers read it.

    Nested objects are `name[key][inner]`, arrays `name[0]`.
    """
    value = _plain(value)
    if value is None:
        return {}
    if is_mapping(value):
        entries = list(value.items())
    elif is_sequence(value):
        entries = [(str(number), entry) for number, entry in enumerate(value)]
    else:
        return {name: value}
    made: dict[str, Any] = {}
    for key, entry in entries:
        made |= deep_object(f"{name}[{key}]", entry)
    return made


def exploded_fields(value: Any) -> dict[str, Any]:
    """An object's fields as parameters of their own."""
    value = _plain(value)
    return {} if value is None else dict(value)


def label_style(value: Any, *, explode: bool = False) -> Raw:
    """`.a.b`, `.key=value`."""
    return Raw("." + _joined(_plain(value), "." if explode else ",", explode=explode))


def matrix_style(name: str, value: Any, *, explode: bool = False) -> Raw:
    """`;name=a,b`, exploded `;name=a;name=b`."""
    value = _plain(value)
    if explode and is_sequence(value):
        return Raw("".join(f";{encoded(name)}={encoded(entry)}" for entry in value))
    if explode and is_mapping(value):
        return Raw("".join(f";{encoded(k)}={encoded(v)}" for k, v in value.items()))
    return Raw(f";{encoded(name)}={_joined(value, ',', explode=False)}")


def simple_exploded(value: Any) -> Raw:
    """An object in a path as `key=value,key=value`."""
    return Raw(_joined(_plain(value), ",", explode=True))


def header_exploded(value: Any) -> str | None:
    """An object in a header as `key=value,key=value`."""
    value = _plain(value)
    if value is None:
        return None
    return ",".join(f"{k}={text(v)}" for k, v in value.items()) if is_mapping(value) else value


def json_text(value: Any) -> str | None:
    """A parameter that is a JSON document, in ASCII: a header holds no more."""
    if value is None:
        return None
    written = dump_json(encode_json(value)).decode("utf-8", "surrogatepass")
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], written)


def _joined(value: Any, separator: str, *, explode: bool) -> str:
    if is_mapping(value):
        joint = "=" if explode else ","
        return separator.join(
            f"{encoded(k)}{joint}{encoded(v)}" for k, v in value.items() if v is not None
        )
    if is_sequence(value):
        return separator.join(encoded(entry) for entry in value)
    return encoded(value)


def plain_fields(value: Any) -> Mapping[str, Any] | None:
    """A model or mapping as a mapping of wire values."""
    value = _plain(value)
    return value if value is None or is_mapping(value) else {"": value}
