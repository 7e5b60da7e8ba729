"""What a call gives: which of the documented responses its method reads, and how."""

from msgspec import Struct
from msgspec.structs import replace

from generator.ir.api import (
    BodyEncoding,
    Content,
    DefaultStatus,
    ExactStatus,
    Operation,
    Response,
    ResponseHeader,
    StatusRange,
)
from generator.python.arguments import preferred


class SuccessShape(Struct, frozen=True, kw_only=True):
    """The successes of an operation.

    Attributes:
        answers: A documented 2xx response and the content that the method reads; `None`: no
        content.
        events: The event-stream content, where one is documented.
        sibling: Whether a second method gives a stream: events beside another answer, lines, bytes.
    """

    answers: tuple[tuple[Response, Content | None], ...]
    events: Content | None
    sibling: bool

    @property
    def only_events(self) -> bool:
        """Whether the method itself gives the stream."""
        return self.events is not None and not self.sibling

    @property
    def streamed(self) -> Content | None:
        """The content whose items a stream gives: events, or JSON lines where nothing else is."""
        contents = [content for _, content in self.answers]
        if self.events is None and len(contents) == 1 and contents[0] is not None:
            return contents[0] if contents[0].encoding is BodyEncoding.NDJSON else None
        return self.events

    @property
    def binary(self) -> bool:
        """Whether every answer is bytes."""
        contents = [content for _, content in self.answers]
        return bool(contents) and all(
            c is not None and c.encoding is BodyEncoding.BYTES for c in contents
        )


def success_shape(operation: Operation) -> SuccessShape:
    """What the method and its sibling give (ADR 7).

    `default` is a success where no 2xx is documented: some APIs document nothing else.
    """
    successes = [r for r in operation.responses if is_success(r)]
    if not successes:
        successes = [r for r in operation.responses if isinstance(r.status, DefaultStatus)]
    answers = tuple((r, _answer(r)) for r in successes)
    events = next(
        (c for r in successes for c in r.contents if c.encoding is BodyEncoding.EVENT_STREAM), None
    )
    plain = any(c is not None and c.encoding is not BodyEncoding.EVENT_STREAM for _, c in answers)
    shape = SuccessShape(answers=answers, events=events, sibling=False)
    lines = events is None and shape.streamed is not None
    sibling = (events is not None and plain) or lines or shape.binary
    return replace(shape, sibling=True) if sibling else shape


def documented_headers(operation: Operation) -> tuple[tuple[ResponseHeader, bool], ...]:
    """The headers of an operation's responses, in document order, each once, and whether every
    success has it, and every other response that documents any."""
    found: dict[str, ResponseHeader] = {}
    for response in operation.responses:
        for header in response.headers:
            found.setdefault(header.wire_name.lower(), header)
    successes = [response for response, _ in success_shape(operation).answers]
    heard = successes + [r for r in operation.responses if r.headers and r not in successes]
    return tuple(
        (
            header,
            bool(successes)
            and all(
                any(h.wire_name.lower() == folded and h.required for h in response.headers)
                for response in heard
            ),
        )
        for folded, header in found.items()
    )


def is_success(response: Response) -> bool:
    """Whether a documented status is 2xx."""
    match response.status:
        case ExactStatus(code=code):
            return 200 <= code < 300
        case StatusRange(hundreds=hundreds):
            return hundreds == 2
        case DefaultStatus():
            return False


def _answer(response: Response) -> Content | None:
    return preferred(response.contents)
