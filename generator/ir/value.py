"""What the values of the IR have in common, and the bytes and digests that stand for some."""

import hashlib

import msgspec
from msgspec import Struct


class Value(Struct, frozen=True, tag=True, tag_field="is"):
    """A frozen value, whose bytes name its class: without it `AnyType` and `NullType`, which hold
    nothing, would be the same."""


def bytes_of(value: object) -> bytes:
    """Bytes of values, texts and numbers, and of tuples and mappings of them.

    In any process, what is equal, to the order of its mappings, has the same bytes, and what is not has
    others. Neither sets, which have no order, nor `Code` have a place in them.
    """
    try:
        return msgspec.msgpack.encode(value)
    except (UnicodeEncodeError, OverflowError):
        # A lone surrogate, or an integer beyond 64 bits.
        return repr(value).encode("utf-8", "surrogatepass")


def digest_of(*parts: bytes) -> str:
    """SHA-256 of several pieces of bytes; no two lists of pieces share one."""
    found = hashlib.sha256()
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()
