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
from generator.python.code import Code, Expression, Import
from generator.python.codecs import decode_function, decoder, encoder
from generator.python.idle import idle_decoders
from generator.python.types import Scope
from generator.render import codec_text


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
            names[wanted.name] = self._imported(wanted)
        return eval(expression.code, names)

    def _imported(self, wanted: Import) -> Any:
        """What a module of the package has; or, of a decoder that nothing of it calls, what it would
        have."""
        module = self._module(wanted.module)
        if hasattr(module, wanted.name):
            return getattr(module, wanted.name)
        definition = next(
            d
            for d in self.scope.api.definitions
            if d.id in idle_decoders(self.scope)
            and decode_function(d.id, self.scope) == wanted.name
        )
        made = codec_text(definition, self.scope)
        assert made is not None
        names = {**vars(module), **{i.name: self._imported(i) for i in made.imports if i.name}}
        exec(made.text, names)
        return names[wanted.name]


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
