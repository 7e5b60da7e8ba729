"""Inline documents through `resolve`, as the pipeline calls it."""

from pathlib import Path

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonObject, JsonValue
from generator.ir.spec import Spec
from generator.load import load_document, load_text
from generator.resolve import resolve

HEAD = "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"


def document(text: str, path: Path = Path("/nowhere/spec.yaml")) -> Document:
    """A source that is not on the disk."""
    return load_text(text.encode(), shown=path.name, path=path)


def resolved(text: str, *overlays: str) -> Spec:
    """The canonical document of one inline file."""
    others = tuple(
        document(other, Path(f"/nowhere/overlay{n}.yaml")) for n, other in enumerate(overlays)
    )
    return resolve(document(text), overlays=others, load_file=_no_file)


def resolved_files(folder: Path, files: dict[str, str]) -> Spec:
    """The canonical document of several files; the first is the root."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    root = next(iter(files))
    return resolve(
        load_document(folder / root, shown=root),
        load_file=lambda path, shown: load_document(path, shown=shown),
    )


def schema_of(text: str, version: str = "3.0.3", name: str = "A") -> JsonValue:
    """A component schema in canonical form; the text is its YAML, in flow style."""
    spec = resolved(
        HEAD.format(version=version)
        + "components:\n  schemas:\n"
        + "    B: {type: string}\n"
        + f"    {name}: {text}\n"
    )
    return at(spec.tree, "components", "schemas", name)


def at(tree: JsonValue, *steps: str | int) -> JsonValue:
    """The node below; a KeyError where there is none."""
    for step in steps:
        if isinstance(tree, list):
            tree = tree[int(step)]
        else:
            assert isinstance(tree, dict), f"no {step} in {tree!r}"
            tree = tree[str(step)]
    return tree


def object_at(tree: JsonValue, *steps: str | int) -> JsonObject:
    """As `at`, where an object is expected."""
    found = at(tree, *steps)
    assert isinstance(found, dict)
    return found


def problems(error: SpecError) -> list[tuple[str, int | None, str]]:
    """Code, line and message of each problem."""
    return [(d.code, d.place.line, d.message) for d in error.diagnostics]


def _no_file(path: Path, shown: str) -> Document:
    raise AssertionError(f"{shown} is read")
