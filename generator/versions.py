"""The order of APIs' versions: dates (`2025-04`), numbers (`1.10.2`, `v2`), early ones (`alpha`)."""

import re
from typing import TypeAlias

_Key: TypeAlias = tuple[tuple[int, int, str], ...]


def is_older(one: str, other: str) -> bool:
    """Whether a version comes before another; equal or unknown ones do not."""
    return bool(one and other) and version_key(one) < version_key(other)


def version_key(version: str) -> _Key:
    """What sorts versions: numbers by value, a word (`alpha`, `rc1`) before the version without."""
    parts = re.findall(r"\d+|[a-z]+", version.lower().removeprefix("v"))
    key = [(2, int(p), "") if p.isdigit() else (0, 0, p) for p in parts]
    return (*key, (1, 0, ""))
