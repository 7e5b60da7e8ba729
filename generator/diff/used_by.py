"""Which lines of a consumer's code a comparison touches, by the standard library's `ast` alone.

Imports, assignments, annotations, `self` attributes and call results are followed as far as the
base package's types reach. Where they don't, and the name read is one that changes, the line is
reported as unsure; nothing is guessed silently.
"""

import ast
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from generator.diff.consumer import Consumer, Touch
from generator.diff.consumer_types import offer_of
from generator.diff.finding import Comparison, Finding, PythonChange, Verdict
from generator.diff.side import Side, indexed


class Impact(StrEnum):
    """What a finding does to a line."""

    BREAKS = "breaks"
    MAY_BREAK = "may break"
    TYPES = "changes type only"
    WIRE = "calls what changes on the wire"
    UNSURE = "unsure"


class Usage(Struct, frozen=True, kw_only=True):
    """A line of the consumer that a finding touches."""

    file: str
    line: int
    symbol: str
    impact: Impact
    finding: Finding


class UsageReport(Struct, frozen=True, kw_only=True):
    """Attributes:
    untouched: Findings that break something, but nothing that this code uses.
    unread: Files that are no Python, with the reason.
    package: How the package was looked for.
    imported: Whether a file imports it.
    """

    usages: tuple[Usage, ...]
    untouched: tuple[Finding, ...]
    unread: tuple[tuple[str, str], ...] = ()
    package: str = ""
    imported: bool = True


def used_by(
    comparison: Comparison, base: Side, sources: Mapping[str, str], *, package: str = ""
) -> UsageReport:
    """Read a consumer's code against a comparison.

    Args:
        comparison: Of `base` and its revision.
        base: The side whose package the code was written against.
        sources: File as shown → its text.
        package: How the code imports the package (`vendor.pinecone`); the package's own name
            where empty.
    """
    offer = offer_of(indexed(base))
    index = _Symbols(comparison)
    name = package or offer.names.package
    imported = False
    usages: dict[Usage, None] = {}
    unread: list[tuple[str, str]] = []
    for file in sorted(sources):
        try:
            tree = ast.parse(sources[file])
        except (SyntaxError, ValueError, RecursionError) as error:
            unread.append((file, str(error)))
            continue
        consumer = Consumer(offer=offer, package=name, suspicious=index.attributes)
        consumer.read(tree)
        imported = imported or consumer.imports
        for touch in consumer.touches:
            usages.update(dict.fromkeys(index.usages(touch, file)))
    touched = {usage.finding.fingerprint for usage in usages}
    untouched = tuple(
        f
        for f in comparison.findings
        if f.fingerprint not in touched and f.worst is not Verdict.COMPATIBLE
    )
    ordered = sorted(usages, key=lambda u: (u.file, u.line, u.symbol, u.finding.id))
    return UsageReport(
        usages=tuple(ordered),
        untouched=untouched,
        unread=tuple(unread),
        package=name,
        imported=imported,
    )


class _Symbols:
    """The comparison's findings by the Python symbols that they change."""

    def __init__(self, comparison: Comparison) -> None:
        self.by_symbol: dict[str, list[Finding]] = {}
        self.needed: dict[str, list[tuple[str, Finding]]] = {}
        self.by_operation: dict[str, list[Finding]] = {}
        for finding in comparison.findings:
            for change in finding.python:
                self.by_symbol.setdefault(change.symbol, []).append(finding)
                head, is_argument, argument = change.symbol.partition("(")
                if is_argument and _is_needed(change) and finding.client is Verdict.BREAKING:
                    self.needed.setdefault(head, []).append((argument.rstrip("=)"), finding))
            if finding.wire is not Verdict.COMPATIBLE:
                for key in finding.operations:
                    self.by_operation.setdefault(key, []).append(finding)
        self.attributes = frozenset(
            symbol.rpartition(".")[2]
            for symbol in self.by_symbol
            if "." in symbol and "(" not in symbol
        )

    def usages(self, touch: Touch, file: str) -> list[Usage]:
        """The usages that a touched symbol makes."""
        found: list[tuple[Finding, Impact]] = []
        if touch.unsure:
            for symbol, findings in self.by_symbol.items():
                if symbol.rpartition(".")[2] == touch.symbol and "(" not in symbol:
                    found += [(f, Impact.UNSURE) for f in findings if _breaks_python(f)]
        else:
            found += [
                (f, impact) for f in self.by_symbol.get(touch.symbol, ()) if (impact := _impact(f))
            ]
            if touch.given is not None:
                found += [
                    (finding, Impact.BREAKS)
                    for argument, finding in self.needed.get(touch.symbol, ())
                    if argument not in touch.given and "**" not in touch.given
                ]
            if touch.key is not None:
                known = {id(finding) for finding, _ in found}
                found += [
                    (f, Impact.WIRE)
                    for f in self.by_operation.get(touch.key, ())
                    if id(f) not in known
                ]
        return [
            Usage(file=file, line=touch.line, symbol=touch.symbol, impact=impact, finding=finding)
            for finding, impact in found
        ]


def _is_needed(change: PythonChange) -> bool:
    """Whether an argument must be given that could be left out."""
    could = change.before is None or " = " in change.before
    return could and change.after is not None and " = " not in change.after


def _breaks_python(finding: Finding) -> bool:
    return finding.client is not Verdict.COMPATIBLE or finding.types is not Verdict.COMPATIBLE


def _impact(finding: Finding) -> Impact | None:
    if finding.client is Verdict.BREAKING:
        return Impact.BREAKS
    if finding.client is Verdict.POTENTIALLY_BREAKING:
        return Impact.MAY_BREAK
    return Impact.TYPES if finding.types is not Verdict.COMPATIBLE else None
