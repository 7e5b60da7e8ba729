"""How the body of an answer is read: an operation's constant names one of these for its result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from .codec import parse_json
from .errors import DecodeError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: what a reader gets."""

    status: int
    headers: Mapping[str, str]
    content: bytes


Reader: TypeAlias = Callable[[Answer], T]


@dataclass(frozen=True, slots=True)
class json_body(Generic[T]):  # reads as the function that it is
    """JSON, through a decoder."""

    decode: Callable[[Any], T]

    def __call__(self, answer: Answer) -> T:
        if not answer.content:
            raise DecodeError("the answer is empty")
        return self.decode(parse_json(answer.content))


def no_body(answer: Answer) -> None:
    """Nothing is documented: what came is in the raw response."""


def bytes_body(answer: Answer) -> bytes:
    """The body as it came."""
    return answer.content


def text_body(answer: Answer) -> str:
    """Text in the charset that the answer names, else UTF-8."""
    kind = answer.headers.get("content-type", "")
    charset = kind.partition("charset=")[2].partition(";")[0].strip().strip('"') or "utf-8"
    try:
        return answer.content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise DecodeError(f"not text in {charset[:40]}") from None


@dataclass(frozen=True, slots=True)
class lines_body(Generic[T]):
    """JSON values, one a line, all of them; a stream gives them one by one."""

    decode: Callable[[Any], T]

    def __call__(self, answer: Answer) -> list[T]:
        made: list[T] = []
        for number, line in enumerate(answer.content.splitlines()):
            if line.strip():
                try:
                    made.append(self.decode(parse_json(line)))
                except DecodeError as error:
                    raise error.within(f"[{number}]") from None
        return made


def by_status(readers: Mapping[int, Reader[T]]) -> Reader[T]:
    """A reader for each status (`404`), range (`4`), and the rest (`0`)."""

    def read(answer: Answer) -> T:
        found = readers.get(answer.status) or readers.get(answer.status // 100) or readers.get(0)
        if found is None:
            raise DecodeError(f"no body is documented for the status {answer.status}")
        return found(answer)

    return read
