"""Digests: of the lowered API, of a configuration. No clock, no path, no hash seed."""

import hashlib
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, TypeGuard

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields, replace

from generator.config import ApiConfig
from generator.ir.api import Api
from generator.ir.value import bytes_of


def api_digest(api: Api) -> str:
    """SHA-256 of an API's structure: equal APIs have equal digests, in any process."""
    return hashlib.sha256(bytes_of(api)).hexdigest()


def config_digest(config: ApiConfig) -> str:
    """SHA-256 of what a person chose; where the files lie does not count, nor where they are
    vendored. What is left at its default does not count either, so that a key that a later oasmith
    gains moves no digest."""
    chosen = replace(config, base="", output="generated", vendor=(), earlier=None)
    return hashlib.sha256(_stable(chosen).encode("utf-8", "surrogatepass")).hexdigest()


def _stable(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, Struct):
        inner = ", ".join(
            f"{f.name}={_stable(getattr(value, f.name))}"
            for f in fields(value)
            if getattr(value, f.name) != _default(f)
        )
        return f"{type(value).__name__}({inner})"
    if _is_mapping(value):
        return "{" + ", ".join(sorted(f"{k!r}: {_stable(v)}" for k, v in value.items())) + "}"
    if _is_sequence(value):
        return "[" + ", ".join(_stable(v) for v in value) + "]"
    return repr(value)


def _default(field: FieldInfo) -> Any:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping)


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, (list, tuple))
