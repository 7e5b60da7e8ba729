"""Texts of modules that an earlier run has made, and what was read to make them.

A module is made of its own operations and definitions, and of whatever these name. Nobody has to say
what that is: a module is made through a scope that writes down what is asked of it. Where all answers
would be the same today, so is the text. Such a scope holds no operation and gives one definition at a
time, so that nothing can be read that is not written down.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from functools import cached_property
from typing import Final, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import InternalError
from generator.ir.schema import SchemaId
from generator.ir.value import bytes_of, digest_of
from generator.python.types import Scope

Key = TypeVar("Key", bound=str)
Answer = TypeVar("Answer")

_BY_KEY: Final = (
    *("classes", "fields", "modules", "former_classes", "former_fields"),
    *("operations", "response_headers", "sections"),
)
"""The names of a definition, and of an operation: each is asked for by its id or key."""


class Module(Struct):
    """A module, to be made or made already.

    Attributes:
        scope: What it is to be made through.
        text: What an earlier run made of the same; `None` where there is no such text.
        uses: Keys of the shelf of a maker's own that its text was made with.
    """

    scope: Scope
    text: str | None
    uses: tuple[str, ...]
    _kept: "Kept"
    _key: str
    _reads: dict[str, None]

    def keep(self, text: str, uses: Iterable[str] = ()) -> str:
        """The text, remembered with what was read for it."""
        reads = list(self._reads)
        entry = [reads, self._kept.answers(reads), list(uses), text]
        self._kept.shelf[self._key] = json.dumps(entry)
        return text


class Kept(Struct, frozen=True, dict=True):
    """What is known of the modules of a package.

    Attributes:
        scope: The whole API.
        shelf: What earlier runs have made.
        given: What the makers of all modules are given beside the scope.
    """

    scope: Scope
    shelf: MutableMapping[str, str]
    given: object = None
    _answers: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def module(self, path: str, *made_of: object) -> Module:
        """A module, with its text where that is known.

        Args:
            made_of: All that its maker is given beside that: values of the IR, texts, and tuples
                and dictionaries of them.
        """
        key = digest_of(path.encode(), self._common, *(bytes_of(one) for one in made_of))
        reads: dict[str, None] = {}
        scope = self._recording(reads)
        known = self.shelf.get(key)
        if known is not None:
            read, answers, uses, text = json.loads(known)
            if answers == self.answers(read):
                return Module(scope, text, tuple(uses), self, key, reads)
        return Module(scope, None, (), self, key, reads)

    def answers(self, reads: Iterable[str]) -> str:
        """The digest of all that can be learnt under some ids of definitions and keys of operations."""
        return digest_of(*(self._answer(key) for key in reads))

    def _answer(self, key: str) -> bytes:
        found = self._answers.get(key)
        if found is None:
            named = tuple(one.get(key) for one in _by_key(self.scope).values())
            definition = self.scope.definitions.get(SchemaId(key))
            found = hashlib.sha256(bytes_of((definition, named))).digest()
            self._answers[key] = found
        return found

    @cached_property
    def _bare(self) -> Scope:
        """What all modules may read: the API without operations and definitions, and its names."""
        api = replace(self.scope.api, operations=(), webhooks=(), definitions=())
        names = replace(self.scope.names, **{name: {} for name in _BY_KEY})
        return Scope(api, names, {})

    @cached_property
    def _common(self) -> bytes:
        return bytes_of((self._bare.api, self._bare.names, self.given))

    def _recording(self, reads: dict[str, None]) -> Scope:
        names = {name: _Recorded(one, reads) for name, one in _by_key(self.scope).items()}
        definitions = _Recorded(self.scope.definitions, reads)
        return Scope(self._bare.api, replace(self._bare.names, **names), definitions)


class _Recorded(Mapping[Key, Answer]):
    """A mapping that writes down what it is asked for."""

    def __init__(self, answers: Mapping[Key, Answer], reads: dict[str, None]) -> None:
        self._answers = answers
        self._reads = reads

    def __getitem__(self, key: Key) -> Answer:
        self._reads[key] = None
        return self._answers[key]

    def __iter__(self) -> Iterator[Key]:
        raise InternalError("the maker of a module looked at all there is")

    def __len__(self) -> int:
        raise InternalError("the maker of a module looked at how much there is")


def _by_key(scope: Scope) -> dict[str, Mapping[str, object]]:
    return {name: getattr(scope.names, name) for name in _BY_KEY}
