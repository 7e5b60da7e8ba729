"""Compares the responses of an operation: statuses, headers, bodies."""

from collections.abc import Iterator

from msgspec import Struct

from generator.diff.bodies import ContentComparison
from generator.diff.changes import Node
from generator.diff.finding import Direction, Verdict
from generator.diff.rules import Scope, Slot
from generator.diff.shapes import Use
from generator.diff.walk import Walk
from generator.diff.words import quoted
from generator.ir.api import (
    DefaultStatus,
    ExactStatus,
    Operation,
    Response,
    ResponseHeader,
    Status,
    StatusRange,
)


class ResponseComparison(Struct, frozen=True, kw_only=True):
    walk: Walk
    node: Node
    direction: Direction

    def run(self, base: Operation, revision: Operation) -> None:
        old = {status_name(r.status): r for r in base.responses}
        new = {status_name(r.status): r for r in revision.responses}
        pairs = [(old[s], new[s]) for s in old if s in new]
        removed = [old[s] for s in old if s not in new]
        added = [new[s] for s in new if s not in old]
        pairs.extend(_ranges(removed, added))
        for gone in removed:
            self._status("removed", gone, gone.pointer, revision.pointer)
        for come in added:
            self._status("added", come, base.pointer, come.pointer)
        if successes := _the_successes(removed, added):
            pairs.append(successes)
        for before, after in pairs:
            self._pair(before, after)

    def _status(self, verb: str, response: Response, base: str, revision: str) -> None:
        success = is_success(response.status)
        breaks = success and verb == "removed"
        name = status_name(response.status)
        self.node.plain(
            f"response-{'success' if success else 'non-success'}-status-{verb}",
            "existence",
            Verdict.BREAKING if breaks else Verdict.COMPATIBLE,
            f"the response {quoted(name)} was {verb}",
            base=base,
            revision=revision,
            identity=f"{name} response",
            direction=self.direction,
        )

    def _pair(self, before: Response, after: Response) -> None:
        label = f"{status_name(after.status)} response"
        ContentComparison(
            walk=self.walk,
            node=self.node,
            direction=self.direction,
            label=label,
            is_request=False,
        ).run(before.contents, after.contents, owner=(before.pointer, after.pointer))
        self._headers(before, after, label)

    def _headers(self, before: Response, after: Response, label: str) -> None:
        old = {h.wire_name.lower(): h for h in before.headers}
        new = {h.wire_name.lower(): h for h in after.headers}
        for name in old | new:
            was, now = old.get(name), new.get(name)
            if was and now:
                self._header(was, now, label)
            elif was:
                need, wire = (
                    ("required", Verdict.BREAKING)
                    if was.required
                    else ("optional", Verdict.POTENTIALLY_BREAKING)
                )
                self._header_note(
                    f"{need}-response-header-removed",
                    "existence",
                    wire,
                    "was removed",
                    label,
                    was.wire_name,
                    was.pointer,
                    after.pointer,
                )
            elif now:
                self._header_note(
                    "response-header-added",
                    "existence",
                    Verdict.COMPATIBLE,
                    "was added",
                    label,
                    now.wire_name,
                    before.pointer,
                    now.pointer,
                )

    def _header(self, was: ResponseHeader, now: ResponseHeader, label: str) -> None:
        if was.required != now.required:
            verb, wire = (
                ("required", Verdict.COMPATIBLE) if now.required else ("optional", Verdict.BREAKING)
            )
            self._header_note(
                f"response-header-became-{verb}",
                "requiredness",
                wire,
                f"became {verb}",
                label,
                now.wire_name,
                was.pointer,
                now.pointer,
            )
        name = f"{label} header {now.wire_name}"
        self.walk.compare(
            self.node,
            Use(type=was.type, pointer=f"{was.pointer}/schema", label=name),
            Use(type=now.type, pointer=f"{now.pointer}/schema", label=name),
            Scope(direction=self.direction, slot=Slot.HEADER),
        )

    def _header_note(
        self,
        id: str,
        kind: str,
        wire: Verdict,
        words: str,
        label: str,
        name: str,
        base: str,
        revision: str,
    ) -> None:
        self.node.plain(
            id,
            kind,
            wire,
            f"the header {quoted(name)} of the {label} {words}",
            base=base,
            revision=revision,
            identity=f"{label} header {name}",
            direction=self.direction,
        )


def status_name(status: Status) -> str:
    match status:
        case ExactStatus():
            return str(status.code)
        case StatusRange():
            return f"{status.hundreds}XX"
        case DefaultStatus():
            return "default"


def is_success(status: Status) -> bool:
    return status_name(status).startswith("2")


def _ranges(removed: list[Response], added: list[Response]) -> Iterator[tuple[Response, Response]]:
    """`404` that became `4XX`, or the reverse: the same response, said with another width."""
    for one in list(removed):
        for other in list(added):
            names = {status_name(one.status), status_name(other.status)}
            if len({name[0] for name in names}) == 1 and any(n.endswith("XX") for n in names):
                removed.remove(one)
                added.remove(other)
                yield one, other
                break


def _the_successes(
    removed: list[Response], added: list[Response]
) -> tuple[Response, Response] | None:
    """The one success that took the place of another."""
    old = [r for r in removed if is_success(r.status)]
    new = [r for r in added if is_success(r.status)]
    return (old[0], new[0]) if len(old) == len(new) == 1 else None
