"""What people read: diagnostics with their source line, and text that no input can abuse (rule
R10)."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity

_LONGEST = 2_000
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)


def shown(text: str, limit: int = _LONGEST) -> str:
    """Text without what moves a terminal's cursor or hides, on one line, of bounded length."""
    flat = text.replace("\n", " ").replace("\t", " ")
    safe = _UNSAFE.sub(
        lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", flat
    )
    return safe if len(safe) <= limit else f"{safe[:limit]}…"


def say(text: str, *, error: bool = False) -> None:
    """Print a line; a terminal that can't show a character gets an escape, never a traceback."""
    stream = sys.stderr if error else sys.stdout
    if error:
        # Where both go to one place, what was said first stands first.
        sys.stdout.flush()
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def diagnostic_lines(diagnostic: Diagnostic, base: Path) -> list[str]:
    """`file:line:col: CODE message`, the source's line with a mark, and the hint."""
    place = diagnostic.place
    kind = "" if diagnostic.severity is Severity.ERROR else "note: "
    lines = [
        f"{shown(place.file, 400)}:{place.line or 1}:{place.column or 1}: {diagnostic.code} {kind}{shown(diagnostic.message)}"
    ]
    if source := _source_line(base / place.file, place.line):
        column = min(place.column or 1, len(source) + 1)
        start = max(0, column - 60)
        lines.append(f"    {shown(source[start : start + 100])}")
        lines.append(f"    {' ' * (column - 1 - start)}^")
    if diagnostic.hint:
        lines.append(f"    hint: {shown(diagnostic.hint)}")
    return lines


def _source_line(path: Path, line: int | None) -> str:
    if line is None:
        return ""
    try:
        if not path.is_file() or path.stat().st_size > 64 * 1024 * 1024:
            return ""
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            for number, text in enumerate(file, 1):
                if number == line:
                    return text.rstrip("\r\n")
    except (OSError, ValueError):
        return ""
    return ""


def say_diagnostics(diagnostics: Iterable[Diagnostic], base: Path, *, most: int = 50) -> None:
    """Print diagnostics to standard error."""
    found = list(diagnostics)
    for diagnostic in found[:most]:
        for line in diagnostic_lines(diagnostic, base):
            say(line, error=True)
    if len(found) > most:
        say(f"… and {len(found) - most} more", error=True)
