"""Templates' byte code, kept where Python keeps that of modules: `__pycache__` beside them.

Compiling the templates costs more than printing with them does. What is kept counts for one source, one
path, one Jinja and one Python alone; as with Python's own, whatever is wrong with it is a miss, a folder
that refuses is left alone, and `PYTHONDONTWRITEBYTECODE` is heeded.
"""

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """The byte code of the templates in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "__pycache__"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its byte code, if it is known."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            head, body = self._path(bucket).read_bytes().split(b"\n", 1)
            if head == self._head(bucket, body):
                code = marshal.loads(body)
                bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's byte code, in one step."""
        if sys.dont_write_bytecode:
            return
        body = marshal.dumps(bucket.code)
        path = self._path(bucket)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            beside.write_bytes(self._head(bucket, body) + b"\n" + body)
            os.replace(beside, path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.pyc"

    def _head(self, bucket: Bucket, body: bytes) -> bytes:
        """The digest of the byte code and of all that decides it: the template's source and path, the
        environment's options, Jinja, Python."""
        made = bucket.environment
        options = (made.trim_blocks, made.lstrip_blocks, made.keep_trailing_newline)
        kind = (bucket.key, bucket.checksum, options, jinja2.__version__, MAGIC_NUMBER)
        return hashlib.sha256(repr(kind).encode() + body).hexdigest().encode()
