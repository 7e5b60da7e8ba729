"""Holds the client and types axes against witnesses that know nothing of `diff`.

Both packages of a pair are generated. Each breakage that griffe reports, and each error that mypy
finds in code against the old package (all its operations called, all its fields read), has to be
explained by a finding; and each finding that breaks on these axes has to be confirmed by one of
them.

Run it: `python -m tests.diff.witnesses --corpus DIR [PART_OF_A_NAME …]`.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import griffe
from mypy import api as mypy

from generator.diff import Axis, Comparison, Finding, Verdict, compare
from tests.diff.consumers import Consumer, consumer_of
from tests.diff.reading import CORPUS, side_of
from tests.packages import config_for, write_package

FAMILIES = (
    ("control", "db_control"),
    ("data", "db_data"),
    ("db_metrics",),
    ("inference",),
    ("admin",),
    ("oauth",),
    ("assistant_control",),
    ("assistant_data",),
    ("assistant_evaluation",),
)
_ERROR = re.compile(r"consumer\.py:(\d+): error: (.*)")
_KINDS = frozenset({"dataclass", "mapping"})
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(kw_only=True)
class Witnessed:
    """Attributes:
    griffe, mypy: What breaks → what the witness says of it.
    unexplained: What breaks by a witness, and no finding speaks of.
    unconfirmed: Findings that break, and no witness confirms.
    """

    base: str
    revision: str
    comparison: Comparison
    griffe: dict[str, str] = field(default_factory=dict[str, str])
    mypy: dict[str, str] = field(default_factory=dict[str, str])
    unexplained: list[str] = field(default_factory=list[str])
    unconfirmed: list[Finding] = field(default_factory=list[Finding])

    @property
    def breaking(self) -> list[Finding]:
        return [f for f in self.comparison.findings if _breaks(f)]


def pairs(specs: Path) -> list[tuple[Path, Path]]:
    """Consecutive versions of the Pinecone APIs."""
    found: list[tuple[Path, Path]] = []
    for names in FAMILIES:
        versions = [
            path for name in names for path in sorted(specs.glob(f"pinecone__{name}_20*.yaml"))
        ]
        found.extend(pairwise(versions))
    return found


def witness(base: Path, revision: Path, folder: Path, cache: Path) -> Witnessed:
    """Generate both packages and ask.

    Args:
        folder: An empty one, for the packages.
        cache: What mypy keeps between pairs.
    """
    for name, source in (("old", base), ("new", revision)):
        write_package(config_for(source, package="package"), folder / name)
    found = Witnessed(
        base=base.stem,
        revision=revision.stem,
        comparison=compare(side_of(base), side_of(revision)),
    )
    old, new = _loaded(folder / "old"), _loaded(folder / "new")
    groups = {member: name for name, member in _group_classes(old)}
    exported = set(old.exports or ())
    for breakage in griffe.find_breaking_changes(old, new):
        key = _griffe_key(_path(breakage), groups)
        if key.partition(".")[0].partition("(")[0] in exported and not _is_version(breakage, found):
            found.griffe[key] = f"{breakage.kind.value}: {breakage.obj.path}"
    renamed = _renamed(found.comparison)
    plain = consumer_of(old)
    if errors := list(_mypy(plain, folder / "old", cache)):
        raise AssertionError(f"{base.name}: the consumer itself is wrong: {errors[:3]}")
    # What has no key is the runtime's, which changes with the generator and with what is used.
    found.mypy = {k: w for k, w in _mypy(plain, folder / "new", cache) if k}
    gone = frozenset(key for key, words in found.mypy.items() if words.startswith("Unexpected"))
    adapted: dict[str, str] = {}
    missing = frozenset(key for key in found.mypy if key.isidentifier() and key not in renamed)
    if renamed or gone or missing:
        changed = consumer_of(old, renamed=renamed, without=gone, own=missing)
        adapted = dict(_mypy(changed, folder / "new", cache))
    # griffe also minds what only a test does: to construct what the package itself constructs.
    mentioned = {s for f in found.comparison.findings for s in _symbols(f)}
    broken = {s for f in found.breaking for s in _symbols(f)}
    for witnesses, spoken in ((found.griffe, mentioned), (found.mypy, broken)):
        found.unexplained += [
            f"{key}: {words}"
            for key, words in witnesses.items()
            if not _touches(key, spoken, renamed)
        ]
    seen = (*found.griffe, *found.mypy, *adapted)
    evidence = {*seen, *(_now(key, renamed) for key in seen)}
    found.unconfirmed = [
        f for f in found.breaking if not any(_confirms(key, f) for key in evidence)
    ]
    return found


def _path(breakage: griffe.Breakage) -> str:
    """Where it is; griffe has the parameter of a function beside its path."""
    values = (breakage.old_value, breakage.new_value)
    names = [value.name for value in values if isinstance(value, griffe.Parameter)]
    return f"{breakage.obj.path}({names[0]})" if names else breakage.obj.path


def _is_version(breakage: griffe.Breakage, found: Witnessed) -> bool:
    """Whether the default of an argument is the API's version, and moved with it."""
    old, new = breakage.old_value, breakage.new_value
    if not isinstance(old, griffe.Parameter) or not isinstance(new, griffe.Parameter):
        return False
    versions = found.comparison.base.version, found.comparison.revision.version
    return tuple(str(p.default).strip("'\"") for p in (old, new)) == versions


def _breaks(finding: Finding) -> bool:
    return Verdict.BREAKING in (finding.verdict(Axis.CLIENT), finding.verdict(Axis.TYPES))


def _loaded(folder: Path) -> griffe.Module:
    loaded = griffe.load("package", search_paths=[folder], resolve_aliases=True)
    assert isinstance(loaded, griffe.Module)
    return loaded


def _group_classes(package: griffe.Module) -> Iterator[tuple[str, str]]:
    for name, member in package["client.Client"].members.items():
        if isinstance(member, griffe.Attribute) and "property" in member.labels:
            yield name, str(member.annotation)


def _griffe_key(path: str, groups: Mapping[str, str]) -> str:
    """A path of griffe's in the words of findings; empty where no caller may reach it."""
    steps, _, parameter = path.partition("(")
    names = steps.split(".")[1:]
    if "_runtime" in names:
        return ""
    if names[:1] == ["models"] or (len(names) == 1 and names[0] not in ("client", "api")):
        inner = [n for n in names if n not in ("models", "__init__")]
        parameter = "" if parameter.startswith("self") else parameter
        return ".".join([*inner, parameter[:-1]] if parameter else inner)
    if names[:1] == ["errors"]:
        return ".".join(names[1:])
    if names[:1] == ["api"]:
        inner = names[2:]
        if not inner or inner[0].isupper():
            # A constant that no caller needs, or a module that goes with its group.
            return ""
        owner = groups.get(inner[0].removeprefix("Async"), inner[0].removeprefix("Async"))
        return _member(f"Client.{owner}", inner[1:], parameter)
    inner = [n.removeprefix("Async") for n in names[1:]]
    return "" if not inner or inner[0].isupper() else _member("Client", inner[1:], parameter)


def _member(owner: str, names: list[str], parameter: str) -> str:
    if names == ["__init__"]:
        return f"{owner}({parameter[:-1]}=)" if parameter else owner
    path = ".".join([owner, *names])
    return f"{path}({parameter[:-1]}=)" if parameter else path


def _mypy(consumer: Consumer, folder: Path, cache: Path) -> Iterator[tuple[str, str]]:
    """What breaks in the consumer beside the package of a folder, and what mypy says."""
    source, config = folder / "consumer.py", folder / "mypy.ini"
    source.write_text(consumer.source, "utf-8")
    config.write_text(f"[mypy]\nmypy_path = {folder}\nexplicit_package_bases = True\n")
    output, problems, _ = mypy.run(
        [
            f"--config-file={config}",
            f"--cache-dir={cache}",
            "--no-error-summary",
            "--hide-error-context",
            "--no-color-output",
            str(source),
        ]
    )
    if problems:
        raise AssertionError(problems)
    for line in output.splitlines():
        if match := _ERROR.search(line):
            number, words = int(match[1]), match[2]
            yield _mypy_key(consumer.keys.get(number, ""), words), words


def _mypy_key(key: str, words: str) -> str:
    """What a line uses, made more exact by what mypy says of it."""
    owner = key.partition("(")[0].removesuffix("() ->")
    names = _QUOTED.findall(words)
    if words.startswith(("Unexpected keyword", "Missing named argument")):
        model = owner.partition(".")[0]
        if owner == "Client" or owner.startswith("Client."):
            return f"{owner}({names[0]}=)"
        return f"{model}.{names[0]}"
    if words.startswith("Argument ") and "has incompatible type" in words and key:
        argument = names[0]
        if owner == "Client" or owner.startswith("Client."):
            return f"{owner}({argument}=)" if not argument.isdigit() else key
        return f"{owner.partition('.')[0]}.{argument}"
    if "has no attribute" in words:
        return owner
    return key


def _renamed(comparison: Comparison) -> dict[str, str]:
    return {
        change.before: change.after
        for finding in comparison.findings
        for change in finding.python
        if change.before and change.after and change.symbol == change.before
        if "." not in change.before
    }


def _symbols(finding: Finding) -> set[str]:
    return {change.symbol for change in finding.python}


def _now(key: str, renamed: Mapping[str, str]) -> str:
    """A key with its class as the revision calls it, which is how findings call its fields."""
    owner, dot, rest = key.partition(".")
    return f"{renamed.get(owner, owner)}{dot}{rest}" if dot else key


def _touches(key: str, spoken: set[str], renamed: Mapping[str, str]) -> bool:
    """Whether a finding speaks of what breaks, or of that which it is a part of."""
    for name in (key, _now(key, renamed)):
        owner = name.partition("(")[0]
        parts = {name, owner, name.partition(".")[0] if not name.startswith("Client") else ""}
        if parts & spoken or any(s.partition("(")[0] == owner for s in spoken):
            return True
        if owner.count(".") == 1 and any(s.startswith(f"{owner}.") for s in spoken):
            # A group is gone with its last method.
            return True
    return False


def _confirms(key: str, finding: Finding) -> bool:
    """Whether a witness speaks of one of a finding's symbols; of a class that became something
    else, what was read of it."""
    symbols = _symbols(finding)
    if any(c.before in _KINDS and key.startswith(f"{c.symbol}.") for c in finding.python):
        return True
    return key in symbols or (key.endswith("() ->") and key.removesuffix("() ->") in symbols)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("parts", nargs="*")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        return _run(given.corpus, given.parts, cache)


def _run(corpus: Path, parts: list[str], cache: str) -> int:
    bad = confirmed = breaking = breakages = errors = 0
    for base, revision in pairs(corpus / "specs"):
        name = f"{base.stem} → {revision.stem}"
        if parts and not any(part in name for part in parts):
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = witness(base, revision, Path(folder), Path(cache))
        breaking += len(found.breaking)
        confirmed += len(found.breaking) - len(found.unconfirmed)
        breakages += len(found.griffe)
        errors += len(found.mypy)
        bad += len(found.unexplained) + len(found.unconfirmed)
        print(
            f"{name}: {len(found.breaking)} breaking, {len(found.unconfirmed)} unconfirmed; "
            f"griffe {len(found.griffe)}, mypy {len(found.mypy)}, "
            f"{len(found.unexplained)} unexplained",
            flush=True,
        )
        for line in found.unexplained:
            print(f"  unexplained  {line}")
        for finding in found.unconfirmed:
            print(f"  unconfirmed  {finding.id}: {finding.message} {sorted(_symbols(finding))}")
    print(
        f"{confirmed} of {breaking} findings confirmed; "
        f"{breakages} breakages of griffe, {errors} errors of mypy, {bad} left over"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
