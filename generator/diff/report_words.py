"""How a finding is said in the reports: short words, safe for a terminal."""

import re

from msgspec import Struct

from generator.diff.finding import Axis, Comparison, Finding, PythonChange, SpecPlace, Verdict
from generator.diff.report_types import is_of_values, moved

_MOST = 4
_MOST_RENAMES = 12
_ROOM = 60
_ARGUMENT = re.compile(r"\((\w+)=\)$")
_NEED = re.compile(r"became (required|optional|nullable|not nullable)")
_SAID = ((Verdict.BREAKING, "breaks"), (Verdict.POTENTIALLY_BREAKING, "may break"))


def headline(comparison: Comparison) -> str:
    base, revision = comparison.base, comparison.revision
    return safe(
        f"{base.title} {base.version} → {revision.version}"
        if base.title == revision.title
        else f"{base.title} {base.version} → {revision.title} {revision.version}"
    )


def reached(finding: Finding) -> str:
    """The operations of a finding, in few words."""
    operations = finding.operations
    if len(operations) > 1 and len(", ".join(operations)) > _ROOM:
        return f"{min(operations, key=len)} and {len(operations) - 1} more"
    return ", ".join(operations)


def verdicts(finding: Finding) -> str:
    """`breaks client, types; may break wire`; empty where everything is compatible."""
    said = (
        (words, [str(axis) for axis in Axis if finding.verdict(axis) is verdict])
        for verdict, words in _SAID
    )
    return "; ".join(f"{words} {', '.join(axes)}" for words, axes in said if axes)


def place(finding: Finding) -> str:
    places = [_place(p) for p in (finding.base, finding.revision) if p is not None and p.file]
    return " → ".join(dict.fromkeys(places))


def _place(at: SpecPlace) -> str:
    return f"{at.file}:{at.line}"


def safe(text: str) -> str:
    """The text without what could command a terminal."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


class Names(Struct):
    """Names one after the other: what has the owner of the one before needs no owner."""

    owner: str = ""

    def short(self, name: str) -> str:
        owner, _, last = name.rpartition(".")
        known, self.owner = self.owner, owner
        tick = "`" if name.startswith("`") else ""
        return f"{tick}.{last}" if owner and owner == known else name


def symbols(finding: Finding) -> list[str]:
    """What becomes of Python symbols, without what the message says of them: those with the same
    before and after together, an argument beside the field that it fills."""
    alike: dict[str, list[str]] = {}
    fields: dict[str, tuple[PythonChange, str]] = {}
    # Arguments come after the fields that they fill.
    for change in sorted(finding.python, key=lambda c: c.symbol.endswith("=)")):
        if _is_rename(change):
            continue
        argument = _ARGUMENT.search(change.symbol)
        words = moves(change, finding.message)
        if argument and (twin := fields.get(argument[1])) and _moves_like(change, twin[0]):
            words = twin[1]
        fields.setdefault(change.symbol.rpartition(".")[2], (change, words))
        if words or f"`{_name(change)}`" not in finding.message:
            alike.setdefault(words, []).append(change.symbol)
    said = [_became(words, names, finding.message) for words, names in alike.items()]
    return [*renames(finding), *_cut(said, _MOST)]


def renames(finding: Finding) -> list[str]:
    """Symbols that are called otherwise. `A.x, .y → B.*`: they kept their own names."""
    kept: dict[tuple[str, str], list[str]] = {}
    others: list[tuple[str, str]] = []
    for change in finding.python:
        before, after = change.before or "", change.after or ""
        if _is_rename(change) and f"`{before}`" not in finding.message:
            (owner, _, last), (now, _, name) = before.rpartition("."), after.rpartition(".")
            if owner != now and last == name:
                kept.setdefault((owner, now), []).append(last)
            else:
                others.append((before, after))
    for (owner, now), names in list(kept.items()):
        if others and len(names) == 1:
            others.append((f"{owner}.{names[0]}", f"{now}.{names[0]}"))
            del kept[owner, now]
    moved = [f"{old}.{', .'.join(names)} → {new}.*" for (old, new), names in kept.items()]
    before_names, after_names = Names(), Names()
    renamed = [f"{before_names.short(old)} → {after_names.short(new)}" for old, new in others]
    return _cut([*moved, *renamed], _MOST_RENAMES)


def _is_rename(change: PythonChange) -> bool:
    return change.symbol in (change.before, change.after) and bool(change.before and change.after)


def _cut(said: list[str], most: int) -> list[str]:
    rest = len(said) - most
    return said if rest < 2 else [*said[:most], f"and {rest} other Python symbols"]


def moves(change: PythonChange, message: str) -> str:
    """What a symbol was and is; empty where the message says so."""
    before, after = change.before or "new", change.after or "gone"
    if "method" in (before, after):
        return ""
    if all(
        any(said in message for said in (f"`{v}`", f" a {v}", f" an {v}")) for v in (before, after)
    ):
        return ""
    if _NEED.search(message) and _present(before) == _present(after):
        return ""
    return "" if "allows" in message and is_of_values(before, after) else moved(before, after)


def _present(annotation: str) -> set[str]:
    """The types of a value that is there."""
    bare = annotation.removesuffix(" = None").removesuffix(" = UNSET")
    return set(bare.split(" | ")) - {"None", "Unset"}


def _moves_like(change: PythonChange, twin: PythonChange) -> bool:
    return (change.before is None, change.after is None) == (
        twin.before is None,
        twin.after is None,
    )


def _name(change: PythonChange) -> str:
    return change.symbol.removesuffix("() ->")


def _became(words: str, names: list[str], message: str) -> str:
    if words and len(names) == 1 and message.startswith(f"`{names[0]}`"):
        return words
    return f"{listed(names)}: {words}" if words else listed(names)


def listed(names: list[str]) -> str:
    """Some names, the tail of a long list counted."""
    rest = len(names) - _MOST
    return ", ".join(names) if rest < 2 else f"{', '.join(names[:_MOST])} and {rest} more"
