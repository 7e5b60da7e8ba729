"""Findings put together for reading: what one rule says is one entry, whatever it speaks of.

Findings whose messages differ in nothing but names are said once (`3 × … was removed`), and then
named, by the operations that they reach. What breaks has its rule and its fingerprint, by which
people weigh and accept it; what is compatible has neither.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator

from msgspec import Struct

from generator.diff.finding import DIGITS, Finding, Verdict
from generator.diff.report_words import Names, listed, moves, place, reached, renames, symbols

_NAMES = re.compile(r"`[^`]*`(?:(?:, | and )`[^`]*`)*(?: and \d+ more)?")
_MOST_DETAILS = 5
_MOST_ROWS = 40


class Row(Struct, frozen=True, kw_only=True):
    """Findings of an entry that reach the same operations.

    Attributes:
        heading: The operations; empty where there are none, or the findings name them.
        chunks: A finding each.
    """

    heading: str
    chunks: tuple[str, ...]


class Entry(Struct, frozen=True, kw_only=True):
    """What stands under one bullet.

    Attributes:
        message: A sentence about all of its findings.
        details: What else the cause did: a predicate, and the names of which it holds.
        chunks: Operations, Python symbols, the rule.
    """

    message: str
    details: tuple[str, ...] = ()
    chunks: tuple[str, ...]
    rows: tuple[Row, ...] = ()


def entries(findings: Iterable[Finding], files: tuple[str, ...]) -> list[Entry]:
    """The entries of findings with the same verdicts, in the order of the first of each.

    Args:
        files: The two documents, where each is one file: then a place is a line.
    """
    found = list(enumerate(findings))
    groups = _grouped(found, _sentence)
    alone = [group[0] for group in groups if len(group) == 1]
    groups = [group for group in groups if len(group) > 1] + _grouped(alone, _form)
    groups.sort(key=lambda group: group[0][0])
    made: list[Entry] = []
    for group in groups:
        alike = [finding for _, finding in group]
        made.append(_several(alike, files) if len(alike) > 1 else _single(alike[0], files))
    return made


_Numbered = tuple[int, Finding]


def _grouped(findings: Iterable[_Numbered], form: Callable[[str], str]) -> list[list[_Numbered]]:
    groups: dict[Hashable, list[_Numbered]] = {}
    for number, finding in findings:
        key = (_rule(finding), finding.details, form(finding.message))
        groups.setdefault(key, []).append((number, finding))
    return list(groups.values())


def _sentence(message: str) -> str:
    """A message without the name that it begins with."""
    return _NAMES.sub("…", message, count=1)


def _form(message: str) -> str:
    """A message without any name."""
    return _NAMES.sub("…", message)


def _single(finding: Finding, files: tuple[str, ...]) -> Entry:
    operations = "" if _names_its_operation(finding) else reached(finding)
    rule = _joined(_rule(finding), _where(finding, files), _mark(finding))
    return Entry(
        message=finding.message,
        details=tuple(_details(finding.details)),
        chunks=_said((operations, *symbols(finding), rule)),
    )


def _several(findings: list[Finding], files: tuple[str, ...]) -> Entry:
    first = findings[0]
    varying = _varying([finding.message for finding in findings])
    rule = _rule(first)
    said = _blanked(first.message, varying)
    return Entry(
        message=f"{len(findings)} × {said}" + (f" ({rule})" if rule else ""),
        details=tuple(_details(first.details)),
        chunks=_said([_went(findings)]),
        rows=tuple(_rows(findings, varying, files)),
    )


def _said(chunks: Iterable[str]) -> tuple[str, ...]:
    return tuple(chunk for chunk in chunks if chunk)


def _joined(*parts: str) -> str:
    return " ".join(_said(parts))


def _varying(messages: list[str]) -> tuple[int, ...]:
    """Which of their names differ; the first, if none does."""
    names = [_NAMES.findall(message) for message in messages]
    differing = (i for i, column in enumerate(zip(*names, strict=True)) if len(set(column)) > 1)
    return tuple(differing) or (0,)


def _blanked(message: str, varying: tuple[int, ...]) -> str:
    numbers = iter(range(len(message)))
    return _NAMES.sub(lambda m: "…" if next(numbers) in varying else m[0], message)


def _rows(
    findings: list[Finding], varying: tuple[int, ...], files: tuple[str, ...]
) -> Iterator[Row]:
    by_operations: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        key = finding.message if _names_its_operation(finding) else finding.operations
        by_operations.setdefault(key, []).append(finding)
    methods = Names()
    left = _MOST_ROWS
    for alike in by_operations.values():
        heading = "" if _names_its_operation(alike[0]) else reached(alike[0])
        chunks = tuple(_chunks(alike[:left], varying, files, methods))
        yield Row(heading=heading, chunks=chunks)
        left -= len(chunks)
        if left <= 0:
            break
    if len(findings) > _MOST_ROWS:
        yield Row(
            heading="", chunks=(f"and {len(findings) - _MOST_ROWS} more: see `--format json`",)
        )


def _names_its_operation(finding: Finding) -> bool:
    """Whether the message names the one operation: it came, or it went."""
    return len(finding.operations) == 1 and f"`{finding.operations[0]}`" in finding.message


def _chunks(
    findings: list[Finding], varying: tuple[int, ...], files: tuple[str, ...], methods: Names
) -> Iterator[str]:
    subjects = Names()
    for finding in findings:
        names = _names(finding.message, varying)
        subject = subjects.short(names[0])
        if len(names) > 2:
            said = finding.message
        elif finding.kind == "naming" or " from … to …" in _form(finding.message):
            said = " → ".join(names)
        else:
            said = ": ".join(_said((subject, *names[1:])))
        python = _types(finding) or ", ".join(map(methods.short, _methods(finding)))
        yield _joined(said, python, _where(finding, files), _mark(finding))


def _names(message: str, varying: tuple[int, ...]) -> list[str]:
    names = _NAMES.findall(message)
    return [names[i] for i in varying if i < len(names)] or [""]


def _details(details: tuple[str, ...]) -> Iterator[str]:
    """What is said of several is said once; the tail of a long list is counted."""
    groups: dict[str, list[str]] = {}
    for detail in details:
        groups.setdefault(_sentence(detail), []).append(detail)
    subjects, left = Names(), len(details)
    for number, (said, alike) in enumerate(groups.items()):
        if number == _MOST_DETAILS and left > 1:
            yield f"and {left} more differences"
            return
        left -= len(alike)
        names = [subjects.short(_names(detail, (0,))[0]) for detail in alike]
        count = f"{len(alike)} × " if len(alike) > 1 else ""
        yield f"{count}{said}: {', '.join(names)}" if count else said.replace("…", names[0], 1)


def _types(finding: Finding) -> str:
    """The types that it had and has, where the message does not say them."""
    typed = (
        moves(change, finding.message)
        for change in finding.python
        if change.before
        and change.after
        and not change.symbol.endswith("=)")
        and change.symbol not in (change.before, change.after)
    )
    said = [*renames(finding), *dict.fromkeys(words for words in typed if words)]
    return f"({'; '.join(said)})" if said else ""


def _methods(finding: Finding) -> list[str]:
    """Those that came or went."""
    return [c.symbol for c in finding.python if "method" in (c.before, c.after)]


def _went(findings: list[Finding]) -> str:
    """The classes that went with what was removed."""
    classes = dict.fromkeys(
        change.symbol
        for finding in findings
        for change in finding.python
        if change.after is None
        and change.symbol.isidentifier()
        and f"`{change.symbol}`" not in finding.message
    )
    return f"gone with them: {listed(list(classes))}" if classes else ""


def _rule(finding: Finding) -> str:
    return "" if finding.worst is Verdict.COMPATIBLE else finding.id


def _mark(finding: Finding) -> str:
    return "" if finding.worst is Verdict.COMPATIBLE else finding.fingerprint[:DIGITS]


def _where(finding: Finding, files: tuple[str, ...]) -> str:
    """Where it stands: lines, if the files are known; nothing in a file of one line."""
    if not files:
        return place(finding)
    places = [at for at in (finding.base, finding.revision) if at is not None]
    return "→".join(f":{at.line}" for at in places) if any(at.line > 1 for at in places) else ""
