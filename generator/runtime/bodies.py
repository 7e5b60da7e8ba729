"""Request bodies that are no JSON: forms, lines, text and bytes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from .errors import ArgumentError
from .model import dump_json, encode_json
from .operation import Content
from .parameters import deep_object
from .serialization import is_mapping, is_sequence, query_string, text
from .uploads import FileChunks, is_file


def form_body(fields: Mapping[str, Any], styles: Mapping[str, str] | None = None) -> Content:
    """`application/x-www-form-urlencoded`: arrays repeated, objects as JSON, `None` left out.

    Args:
        styles: Field → `deepObject`, `form` (an object's fields beside the others), `json`, or what
            joins an array's items, where the specification says so.
    """
    pairs: dict[str, list[str]] = {}
    for name, value in fields.items():
        for key, entry in _form_entries(name, value, (styles or {}).get(name)):
            pairs.setdefault(key, []).append(entry)
    return Content(query_string(pairs).encode("ascii"), "application/x-www-form-urlencoded")


def _form_entries(name: str, value: Any, style: str | None) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    nested = is_mapping(value) or is_sequence(value)
    if style == "deepObject" and nested:
        for key, entry in deep_object(name, value).items():
            yield key, text(entry)
    elif style == "form" and is_mapping(value):
        for key, entry in value.items():
            yield from _form_entries(key, entry, None)
    elif is_mapping(value) or (style == "json" and nested):
        yield name, dump_json(encode_json(value)).decode()
    elif is_sequence(value):
        entries = [_form_text(entry) for entry in value if entry is not None]
        if style in (",", " ", "|"):
            yield name, style.join(entries)
        else:
            yield from ((name, entry) for entry in entries)
    else:
        yield name, text(value)


def _form_text(value: Any) -> str:
    nested = is_mapping(value) or is_sequence(value)
    return dump_json(encode_json(value)).decode() if nested else text(value)


def ndjson_body(values: Iterable[Any], media_type: str = "application/x-ndjson") -> Content:
    """JSON values, one a line."""
    return Content(b"".join(dump_json(encode_json(value)) + b"\n" for value in values), media_type)


def raw_body(
    content: str | float | bytes | IO[bytes] | Iterable[bytes], media_type: str
) -> Content:
    """Text or bytes as they are, a number as text; an open file from where it stands; chunks.

    An iterator is sent once and never again.

    Raises:
        ArgumentError: The text can't be written in the charset of the media type.
    """
    if isinstance(content, (int, float)):
        content = text(content)
    if isinstance(content, str):
        return Content(_written(content, media_type), media_type)
    if isinstance(content, bytes):
        return Content(content, media_type)
    if is_file(content):
        chunks = FileChunks(content)
        return Content(chunks, media_type, replayable=chunks.replayable, length=chunks.length)
    return Content(content, media_type, replayable=isinstance(content, Sequence))


def _written(content: str, media_type: str) -> bytes:
    charset = media_type.lower().partition("charset=")[2].partition(";")[0].strip(' "') or "utf-8"
    try:
        return content.encode(charset)
    except (LookupError, UnicodeEncodeError):
        raise ArgumentError(f"the text can't be written in {charset[:40]}") from None
