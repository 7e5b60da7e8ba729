"""Progress: only on a terminal, only for those who have waited."""

import io
import sys

import pytest

from generator.cli import progress as shown_progress
from generator.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(shown_progress, "_PATIENCE", patience)
    with progress("kennels\x1b[2J") as tell:
        tell("reading")
        tell("formatting")
    return stream.getvalue()


def test_a_long_run_on_a_terminal_says_what_it_is_at(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(monkeypatch, Terminal(), 0.0)
    assert "reading …" in text and "formatting …" in text
    assert "\x1b[2J" not in text


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Terminal(), 60.0) == ""


def test_nothing_is_said_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, io.StringIO(), 0.0) == ""
