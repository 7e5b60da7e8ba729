"""Request bodies that are no JSON: forms, lines, text and bytes."""

from collections.abc import Iterable, Mapping
from typing import Any

from .model import dump_json, encode_json
from .operation import Content
from .serialization import expanded, query_string, text


def form_body(fields: Mapping[str, Any]) -> Content:
    """`application/x-www-form-urlencoded`: arrays repeated, objects as JSON, `None` left out."""
    flat = {
        k: dump_json(encode_json(v)).decode() if isinstance(v, Mapping) else v
        for k, v in fields.items()
    }
    pairs: dict[str, Any] = {}
    for name, value in flat.items():
        for key, entry in expanded(name, value):
            pairs.setdefault(key, []).append(text(entry))
    return Content(query_string(pairs).encode("ascii"), "application/x-www-form-urlencoded")


def ndjson_body(values: Iterable[Any], media_type: str = "application/x-ndjson") -> Content:
    """JSON values, one a line."""
    return Content(b"".join(dump_json(encode_json(value)) + b"\n" for value in values), media_type)


def raw_body(content: str | bytes | Iterable[bytes], media_type: str) -> Content:
    """Text or bytes as they are; an iterator is sent once and never again."""
    if isinstance(content, str):
        return Content(content.encode(), media_type)
    return Content(content, media_type, replayable=isinstance(content, bytes))
