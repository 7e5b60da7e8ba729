"""Composes the stages: what the compiler does, read from top to bottom.

The only module that knows all stages, and the only one with late imports: a run that has nothing
to do imports neither datamodel-code-generator nor black nor Jinja.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.config import ApiConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.ir.fidelity import Fidelity

if TYPE_CHECKING:
    from generator.emit import CheckReport, Written
    from generator.ir.api import Api
    from generator.ir.document import Document, JsonObject
    from generator.ir.fidelity import FidelityNote, FidelityReport
    from generator.ir.files import FileSet
    from generator.ir.lock import Lock
    from generator.ir.names import Names
    from generator.ir.spec import Spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A source, read and named, with nothing written yet: what `show`, `diff` and `bundle` need.

    Attributes:
        notes: What lowering could not honour exactly; `fidelity` counts everything.
    """

    spec: Spec
    api: Api
    names: Names
    notes: tuple[FidelityNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The result of `generate`: a value; `emit.write` puts it on the disk."""

    files: FileSet
    lock: Lock
    understood: Understood


def load(config: ApiConfig) -> Document:
    """Read an API's source: a file, or a folder of pages.

    Raises:
        SpecError: It can't be read, or is no API description.
    """
    from generator.load import load_document

    if len(config.sources) != 1:
        raise SpecError(
            Diagnostic(
                code="C104",
                message=f"{config.name}: one source is needed, {len(config.sources)} are given",
                place=Place(file="oasmith.toml"),
                hint="Name a file, or a folder of pages; a specification of many files is named by its root.",
            )
        )
    source = config.sources[0]
    return load_document(_path(config, source), shown=source, specs=config.select.specs)


def resolve(document: Document, config: ApiConfig) -> Spec:
    """Make the canonical OpenAPI 3.1 document.

    Raises:
        SpecError: A reference or an overlay can't be followed, or the document's shape is wrong.
    """
    from generator.load import load_document
    from generator.resolve import resolve

    overlays = tuple(load_document(_path(config, o), shown=o) for o in config.overlays)
    return resolve(
        document, overlays=overlays, load_file=lambda path, shown: load_document(path, shown=shown)
    )


def bundle(config: ApiConfig) -> JsonObject:
    """The pages, or the many files, as one standard OpenAPI 3.1 document."""
    from generator.resolve import spec_as_tree

    return spec_as_tree(resolve(load(config), config))


def understand(
    config: ApiConfig, lock: Lock | None = None, document: Document | None = None
) -> Understood:
    """Read, lower and name an API: everything but text.

    Raises:
        SpecError: It can't be honoured. An approximation that the config does not accept is not
            refused here but by `generate`, so that `show` and `diff` can speak of it.
    """
    from generator.lower import lower
    from generator.name import assign_names

    spec = resolve(document or load(config), config)
    with _places_of(spec):
        lowered = lower(spec, config)
        names = assign_names(lowered.api, config, lock.names if lock else None)
    return Understood(spec=spec, api=lowered.api, names=names, notes=lowered.notes)


def fidelity(understood: Understood) -> FidelityReport:
    """How truly each keyword of the specification is honoured."""
    from generator.lower import fidelity_report

    return fidelity_report(understood.spec, understood.api, understood.notes)


def generate(config: ApiConfig, lock: Lock | None = None) -> Generated:
    """The package of an API, as a value: `(sources, config, lock) → files`, the new lock among
    them.

    Raises:
        SpecError: The input can't be honoured, or only by an approximation that is not accepted.
    """
    from generator.emit import format_files, seal, self_check
    from generator.model import build_models
    from generator.name import name_lock
    from generator.render import render_client, render_codecs, runtime_files, templates_folder

    understood = understand(config, lock)
    refuse_approximations(understood, config)
    api, names = understood.api, understood.names
    models = build_models(api, names, render_codecs(api, names), templates_folder())
    files = models + render_client(api, names, config, tuple(understood.spec.digests))
    files = (*format_files(files, config.formatter), *runtime_files(files))
    self_check(files)
    fileset, new_lock = seal(
        files,
        package=names.package,
        api=api,
        names=name_lock(api, names, lock.names if lock else None),
        digests=understood.spec.digests,
        config=config,
    )
    return Generated(files=fileset, lock=new_lock, understood=understood)


def refuse_approximations(understood: Understood, config: ApiConfig) -> None:
    """Hold `--strict`: the wire must not differ from the specification unless a person said so.

    Raises:
        SpecError: It would, by a rule that `accept` does not name.
    """
    found = [
        Diagnostic(
            code="O390",
            message=f"{note.keyword} can't be honoured exactly: {note.reason}",
            place=Place(file=understood.spec.file, pointer=note.pointer),
            hint=f'To accept it, add `accept = {{ {note.name} = "why" }}` to oasmith.toml.',
        )
        for note in understood.notes
        if note.fidelity is Fidelity.APPROXIMATED and note.name not in config.accept
    ]
    if found:
        raise SpecError(located(d, understood.spec) for d in found)


def located(diagnostic: Diagnostic, spec: Spec) -> Diagnostic:
    """The diagnostic with its pointer's line and column looked up."""
    place = diagnostic.place
    if place.line is not None or place.pointer is None:
        return diagnostic
    at = spec.source_map.locate(place.pointer)
    return replace(diagnostic, place=replace(place, file=at.file, line=at.line, column=at.column))


@contextmanager
def _places_of(spec: Spec) -> Generator[None, None, None]:
    try:
        yield
    except SpecError as error:
        raise SpecError(located(diagnostic, spec) for diagnostic in error.diagnostics) from None


def _path(config: ApiConfig, source: str) -> Path:
    return Path(config.base, source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A package, and what writing it changed on the disk.

    Attributes:
        before, lock: The lock of the package that was there, and the new one.
    """

    files: FileSet
    written: Written
    understood: Understood
    before: Lock | None
    lock: Lock


def generate_to_disk(config: ApiConfig, *, force: bool = False) -> Done:
    """Generate a package and write it.

    Raises:
        SpecError: The input can't be honoured, or the disk refuses.
    """
    from generator.emit import write

    before = lock_of(config)
    made = generate(config, before)
    return Done(
        files=made.files,
        written=write(made.files, output_folder(config), force=force),
        understood=made.understood,
        before=before,
        lock=made.lock,
    )


def check(config: ApiConfig) -> CheckReport:
    """Compare the package on the disk with what would be generated."""
    from generator.emit import check_package

    lock = lock_of(config)
    made = generate(config, lock)
    return check_package(made.files, made.lock, output_folder(config) / made.files.package, lock)


def lock_of(config: ApiConfig) -> Lock | None:
    """The lock of the package that an earlier run has made, if it has."""
    from generator.disk import read_package_lock

    name = config.package or config.name
    return read_package_lock(output_folder(config) / name) if name else None


def output_folder(config: ApiConfig) -> Path:
    """Where the package's folder goes."""
    return Path(config.base, config.output)


def base_folder() -> Path:
    """What the files of diagnostics are relative to."""
    return Path()


def pointers_of(understood: Understood, symbol: str) -> list[str]:
    """The places of a class, a method, or `Class.field` in the canonical document."""
    names = understood.names
    owner, _, member = symbol.partition(".")
    found: list[str] = [i for i, name in names.classes.items() if name == symbol]
    for definition in understood.api.definitions:
        if names.classes[definition.id] == owner and member:
            attributes = names.fields.get(definition.id, {})
            found += [
                f"{definition.id}/properties/{wire}"
                for wire, name in attributes.items()
                if name == member
            ]
    for operation in understood.api.operations:
        if names.operations[operation.key].method in (symbol, member):
            found.append(operation.pointer)
    return found


def load_bytes(data: bytes, shown: str, name: str) -> Document:
    """Read a source that is in memory.

    Args:
        shown: What diagnostics call it.
        name: A file's name, whose suffix says what it is.
    """
    from generator.load import load_text

    return load_text(data, shown=shown, path=Path(name))


def understand_revision(
    config: ApiConfig, revision: str, path: str, lock: Lock | None = None
) -> Understood:
    """Read, lower and name an API as git has its source at a revision; the configuration and its
    overlays are today's.

    Args:
        path: From the root of the repository; from the configuration's folder where it begins
            with `.`.
        lock: Of the package at that revision.

    Raises:
        SpecError: `C108` git does not know it, or it can't be read.
    """
    from generator.load import load_document, write_revision

    with TemporaryDirectory() as folder:
        there = write_revision(revision, path, Path(folder), base=Path(config.base))
        shown = f"{revision}:{path.removeprefix('./')}"
        document = load_document(there, shown=shown, specs=config.select.specs)
        return understand(config, lock, document)


def at_revision(config: ApiConfig, revision: str) -> Understood:
    """An API of the configuration as git has it at a revision, named as its package was there."""
    from generator.disk import read_package_lock
    from generator.load import write_revision

    lock: Lock | None = None
    name = config.package or config.name
    with TemporaryDirectory() as folder:
        path = f"./{Path(config.output, name).as_posix()}"
        try:
            there = write_revision(revision, path, Path(folder), base=Path(config.base))
            lock = read_package_lock(there)
        except SpecError:
            # The package is not under version control: names are what they are without a lock.
            lock = None
    return understand_revision(config, revision, f"./{config.sources[0]}", lock)


def understood_before(config: ApiConfig, lock: Lock) -> Understood | None:
    """The API that an existing package was made of, where git's `HEAD` still has it.

    Held against the lock: what is not the same API to the last digit is not it.
    """
    from generator.emit import api_digest

    try:
        found = understand_revision(config, "HEAD", f"./{config.sources[0]}", lock)
    except (SpecError, OSError):
        return None
    return found if api_digest(found.api) == lock.api else None
