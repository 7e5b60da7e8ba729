"""Runs a page of documentation: makes its files, calls its commands, compares what they print.

A fence after a line "`path`:" is a file; after "Add to `path`:" it is added to one. A `console`
fence holds commands after `$ `, each followed by what it prints; `…` stands for any lines, within a line for any text, and
`# exit code N` for an end that is not 0.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^(Add to )?`([\w./-]+)`:\n\Z", re.MULTILINE)
_CODE = re.compile(r"\s+# exit code (\d+)$")


@dataclass(slots=True)
class Page:
    """Attributes:
    top: The folder that paths and commands begin from.
    environment: Of the commands.
    """

    text: str
    top: Path
    environment: dict[str, str]
    at: Path = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.top

    def run(self) -> str:
        """The page with what its commands really print."""
        made: list[str] = []
        end = 0
        for fence in _FENCE.finditer(self.text):
            made.append(self.text[end : fence.start()])
            end = fence.end()
            named = _FILE.search(self.text[: fence.start()])
            if fence[1] == "console":
                made.append(f"```console\n{''.join(self._console(fence[2]))}```")
                continue
            made.append(fence[0])
            if named:
                path = self.top / named[2]
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a" if named[1] else "w") as file:
                    file.write(fence[2])
        return "".join([*made, self.text[end:]])

    def _console(self, block: str) -> Iterator[str]:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, expected = part.partition("\n")
            command = _CODE.sub("", line)
            code, printed = self._call(command)
            yield f"$ {command}" + (f"  # exit code {code}" if code else "") + "\n"
            yield expected if _fits(printed, expected) else printed

    def _call(self, command: str) -> tuple[int, str]:
        where = self.top / ".where"
        done = subprocess.run(
            ["bash", "-c", f"{command}\ncode=$?; pwd > '{where}'; exit $code"],
            cwd=self.at,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.at = Path(where.read_text().strip())
        return done.returncode, done.stdout


def _fits(printed: str, expected: str) -> bool:
    """Whether the output is what stands there: `…` is any lines, or within one any text."""
    parts = re.split(r"^…\n", expected, flags=re.MULTILINE)
    patterns = [re.escape(part).replace("…", ".*") for part in parts]
    return re.fullmatch("(?:.*\n)*".join(patterns), printed) is not None
