"""A shelf: texts under digests of what they were made of, in one sealed file."""

import hmac
import os
import secrets
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeGuard

import msgspec

from generator.ir.value import digest_of


def digest(*parts: str) -> str:
    """The key for what was made of these texts; no two lists of texts share one."""
    return digest_of(*(part.encode("utf-8", "surrogatepass") for part in parts))


class Shelf(MutableMapping[str, str]):
    """Texts that the last run used or made; what this run does not ask for, the next has no more."""

    def __init__(self, found: Mapping[str, str] | None = None) -> None:
        self._found = dict(found or {})
        self._used: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        value = self._found[key]
        self._used[key] = value
        return value

    def __setitem__(self, key: str, value: str) -> None:
        self._found[key] = self._used[key] = value

    def __delitem__(self, key: str) -> None:
        del self._found[key]
        self._used.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def used(self) -> Mapping[str, str]:
        """What was asked for or made since it was read."""
        return self._used


def read_sealed(path: Path, key: bytes) -> dict[str, Any]:
    """A sealed file's object; empty where it is missing or its seal does not fit."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
        if hmac.compare_digest(seal, _seal(key, path, body)):
            found: object = msgspec.json.decode(body)
            return found if _is_object(found) else {}
    except (OSError, ValueError):
        pass
    return {}


def write_sealed(path: Path, key: bytes, value: Mapping[str, Any]) -> None:
    """Put an object in the place of a file, in one step; a disk that refuses keeps the old one, and
    so does a text that UTF-8 can't hold (a file's name may be none)."""
    try:
        body = msgspec.json.encode(value, enc_hook=str)  # a text may be of a class of its own
    except UnicodeEncodeError:
        return
    beside = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    try:
        beside.write_bytes(_seal(key, path, body) + b"\n" + body)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _seal(key: bytes, path: Path, body: bytes) -> bytes:
    """Only who has the key can make one: nobody slips code into a package by way of its cache."""
    return hmac.digest(key, path.name.encode() + b"\n" + body, "sha256").hex().encode()


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)
