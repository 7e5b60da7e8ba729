"""What `show` prints: an API's operations and their names, and the fidelity report."""

import json
from collections import Counter

from generator import pipeline
from generator.cli.printing import say, shown
from generator.ir.fidelity import Fidelity, FidelityNote, FidelityReport
from generator.pipeline import Understood

_REST = tuple(f for f in Fidelity if f is not Fidelity.EXACT)


def show_json(found: Understood) -> None:
    """Everything, for programs: each note with its place."""
    names, report = found.names, pipeline.fidelity(found)
    say(
        json.dumps(
            {
                "package": names.package,
                "title": found.api.title,
                "version": found.api.version,
                "operations": [
                    {
                        "operation": o.key,
                        "operation_id": o.operation_id,
                        "method": names.operations[o.key].method,
                        "group": names.operations[o.key].group,
                        "arguments": list(names.operations[o.key].arguments.values()),
                    }
                    for o in found.api.operations
                ],
                "models": sorted(names.classes.values()),
                "fidelity": {"exact": report.exact, **_counts(report)},
                "notes": [_note(found, note) for note in report.notes],
            },
            indent=1,
        )
    )


def show_text(found: Understood, *, every_note: bool) -> None:
    """Operations with their arguments, then the report: a line a rule, or a line a note."""
    names, report = found.names, pipeline.fidelity(found)
    say(f"{shown(found.api.title)} {shown(found.api.version)} as {names.package}")
    for o in found.api.operations:
        named = names.operations[o.key]
        prefix = f"{names.groups[named.group].attribute}." if named.group is not None else ""
        say(f"  {prefix}{named.method}({', '.join(named.arguments.values())})  {shown(o.key)}")
    say(f"models: {len(names.classes)}")
    say(
        f"keywords: {report.exact} exact, "
        + ", ".join(f"{count} {kind}" for kind, count in _counts(report).items())
    )
    rules = Counter((_REST.index(n.fidelity), n.name, n.reason) for n in report.notes)
    for (kind, name, reason), count in sorted(rules.items()):
        if not every_note and _REST[kind] is not Fidelity.APPROXIMATED:
            say(f"  {_REST[kind]:<12} {count:>6} × {name}: {shown(reason)}")
    for note in report.notes:
        if every_note or note.fidelity is Fidelity.APPROXIMATED:
            at = found.spec.source_map.locate(note.pointer)
            say(
                f"  {shown(at.file)}:{at.line}: {note.fidelity} {shown(note.keyword)}: {shown(note.reason)} ({note.name})"
            )


def _counts(report: FidelityReport) -> dict[str, int]:
    return {str(kind): sum(n.fidelity is kind for n in report.notes) for kind in _REST}


def _note(found: Understood, note: FidelityNote) -> dict[str, str | int | None]:
    at = found.spec.source_map.locate(note.pointer)
    return {
        "rule": note.name,
        "fidelity": str(note.fidelity),
        "keyword": note.keyword,
        "reason": note.reason,
        "pointer": note.pointer,
        "file": at.file,
        "line": at.line,
    }
