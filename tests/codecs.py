"""Decodes and encodes JSON with a generated package's own codecs, for tests over whole
specifications."""

import importlib
import importlib.util
import math
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Any

from generator.ir.schema import SchemaType
from generator.pipeline import Understood
from generator.python.code import Code, Expression
from generator.python.codecs import decoder, encoder
from generator.python.types import Scope


class Codecs:
    """The decoder and the encoder of any type of an API, as its client would write them."""

    def __init__(self, understood: Understood, package: ModuleType) -> None:
        self.scope = Scope.of(understood.api, understood.names)
        self.package = package

    def round_trip(self, kind: SchemaType, value: Any) -> Any:
        """Decode a JSON value and encode what came of it."""
        decode: Callable[[Any], Any] = self._evaluate(decoder(kind, self.scope))
        decoded = decode(value)
        return self._evaluate(encoder(kind, Code("decoded"), self.scope), decoded=decoded)

    def decoded(self, kind: SchemaType, value: Any) -> Any:
        """The Python value of a JSON value."""
        decode: Callable[[Any], Any] = self._evaluate(decoder(kind, self.scope))
        return decode(value)

    def _module(self, name: str) -> ModuleType:
        """A module of the package; or the runtime's own, where the client has no need of it (it
        never decodes a parameter)."""
        if name.startswith("._runtime.") and not (
            importlib.util.find_spec(name, self.package.__name__)
        ):
            name = f"generator.runtime.{name.removeprefix('._runtime.')}"
        return importlib.import_module(name, self.package.__name__)

    def _evaluate(self, expression: Expression, **names: Any) -> Any:
        for wanted in expression.imports:
            module = self._module(wanted.module)
            names[wanted.name] = getattr(module, wanted.name)
        return eval(expression.code, names)


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are equal: `1` is no `true`, `1.0` is `1`, date-times are instants."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left == right or math.isclose(left, right, rel_tol=0)
    if isinstance(left, str) and isinstance(right, str) and left != right:
        return (
            instant(left) is not None and instant(left) == instant(right)
        ) or left.lower() == right.lower()
    return type(left) is type(right) and left == right


def instant(text: str) -> datetime | None:
    """The instant that an RFC 3339 string names; a naive one is read as UTC."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (
        value.astimezone() if value.tzinfo else datetime.fromisoformat(text + "+00:00").astimezone()
    )
