"""What a refusal and a package must be, whatever stood in the specification."""

import ast
import io
import json
import os
import re
import subprocess
import sys
import tokenize
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.cli.printing import diagnostic_lines
from generator.diagnostics import SpecError
from generator.ir.files import FileRole, FileSet
from tests.properties.hostile.payloads import MARK

_CONTROL: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_FILE_NAME: Final = re.compile(r"[a-z0-9_/]+\.py|py\.typed|README\.md|oasmith\.lock")

_PROBE: Final = """
import doctest, importlib, json, os, pkgutil, sys, types, typing, warnings
import httpx2, asyncio, ssl, email.utils, uuid, decimal, json.decoder, concurrent.futures
root, packages = sys.argv[1], sys.argv[2:]
warnings.simplefilter("error")
sys.path.insert(0, root)
problems, watching = [], [True]
def hook(event, arguments):
    if watching[0]:
        if event == "open" and (isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
            problems.append(f"{current}: opens {arguments[0]!r} to write")
        elif event.startswith(("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove",
            "os.rename", "os.mkdir", "os.putenv", "socket.connect", "shutil.", "exec_eval")):
            problems.append(f"{current}: {event} {arguments!r}"[:200])
sys.addaudithook(hook)
for current in packages:
    try:
        package = importlib.import_module(current)
        modules = [package] + [importlib.import_module(m.name)
            for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".") if not m.name.endswith("._verify")]
        for name in package.__all__:
            getattr(package, name)
        for module in modules:
            for thing in list(vars(module).values()):
                if isinstance(thing, (type, types.FunctionType)) and thing.__module__ == module.__name__:
                    for function in [thing, *(vars(thing).values() if isinstance(thing, type) else ())]:
                        if isinstance(function, (type, types.FunctionType)):
                            try:
                                typing.get_type_hints(function)
                            except NameError:
                                pass  # imported for type checkers alone
            if "._runtime" not in module.__name__:
                for found in doctest.DocTestFinder(recurse=True).find(module, module.__name__):
                    if found.examples:
                        problems.append(f"{current}: a doctest in {found.name}")
    except BaseException as error:
        problems.append(f"{current}: {type(error).__name__}: {error}"[:300])
watching[0] = False
print(json.dumps(problems))
"""


def wrong_refusal(error: SpecError, base: Path) -> list[str]:
    """What is wrong with a refusal: no place, or text that a terminal would obey."""
    found: list[str] = []
    for diagnostic in error.diagnostics:
        if diagnostic.place.line is None:
            found.append(f"{diagnostic.code} has no line ({diagnostic.place.pointer})")
        for line in diagnostic_lines(diagnostic, base):
            if _CONTROL.search(line):
                found.append(f"{diagnostic.code} prints {line!r}"[:200])
    return found


def wrong_files(files: FileSet, wire: Mapping[str, str]) -> list[str]:
    """What is wrong with a package's text.

    Args:
        wire: Texts that must be among its string constants, and where they stood.
    """
    found: list[str] = []
    constants: set[str] = set()
    for file in files.files:
        if not _FILE_NAME.fullmatch(file.path):
            found.append(f"a file called {file.path!r}")
        if file.role is FileRole.RUNTIME or file.path == "oasmith.lock":
            continue
        if match := _CONTROL.search(file.text):
            found.append(f"{file.path} holds {match[0]!r}")
        if file.path.endswith(".py"):
            found += _wrong_module(file.path, file.text, constants)
    held = "\0".join(constants)
    return found + [
        f"the text of {place} is no constant"
        for text, place in wire.items()
        if text not in constants and text not in held
    ]


def _wrong_module(path: str, text: str, constants: set[str]) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tree = ast.parse(text, path)
        compile(tree, path, "exec", dont_inherit=True)
    found: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as value):
                constants.add(value)
            case ast.Name(id="__import__") | ast.Attribute(attr="environ" | "touch" | "system"):
                found.append(f"{path}:{node.lineno}: a payload became code")
            case ast.JoinedStr() if MARK in ast.unparse(node):
                found.append(f"{path}:{node.lineno}: a payload in an f-string")
            case _:
                pass
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            found.append(f"{path}:{token.start[0]}: a comment")
        elif token.type == tokenize.NAME and not token.string.isascii():
            found.append(f"{path}:{token.start[0]}: the identifier {token.string!r}")
    return found


def write(files: FileSet, root: Path) -> None:
    """Write a package below a folder, as it is."""
    for file in files.files:
        path = root / files.package / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8", newline="\n")


def wrong_imports(root: Path, packages: Mapping[str, str]) -> list[str]:
    """Import every module of packages in a process of its own and watch what that does.

    Args:
        packages: Name below `root` → what it is, for messages.
    """
    if not packages:
        return []
    canary = root / "canary"
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(root), *packages],
        capture_output=True,
        text=True,
        errors="replace",
        env={
            **{k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")},
            "OASMITH_CANARY": str(canary),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    if done.returncode or canary.exists():
        return [f"the probe ended with {done.returncode}: {done.stderr[-300:]}"] * (
            done.returncode != 0
        ) + ["the canary was written"] * canary.exists()
    problems: list[str] = json.loads(done.stdout.splitlines()[-1])
    return [f"{packages[p.partition(':')[0]]}: {p}" for p in problems]
