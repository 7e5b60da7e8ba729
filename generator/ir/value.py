"""What the values of the IR have in common, and the bytes that stand for one."""

import msgspec
from msgspec import Struct


class Value(Struct, frozen=True, tag=True, tag_field="is"):
    """A frozen value, whose bytes name its class: without it `AnyType` and `NullType`, which hold
    nothing, would be the same."""


def bytes_of(value: object) -> bytes:
    """Bytes of values, and of tuples and mappings of them: equal ones have the same in any process,
    others have others. Sets have no order and no place in them."""
    try:
        return msgspec.msgpack.encode(value)
    except (UnicodeEncodeError, OverflowError):
        # A lone surrogate, or an integer beyond 64 bits.
        return repr(value).encode("utf-8", "surrogatepass")
