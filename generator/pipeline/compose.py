"""Composes the stages: what the compiler does, read from top to bottom.

The only modules that know all stages are those of this package, and the only ones with late imports: a
run that has nothing to do imports neither datamodel-code-generator nor black nor Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from generator.cache import digest, pieces_name
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic, Place, Severity, SpecError
from generator.ir.fidelity import CONTRADICTIONS, Fidelity

if TYPE_CHECKING:
    from generator.ir.api import Api
    from generator.ir.document import Document, JsonObject
    from generator.ir.fidelity import FidelityNote, FidelityReport
    from generator.ir.files import FileSet, GeneratedFile
    from generator.ir.lock import Lock
    from generator.ir.names import NameLock, Names
    from generator.ir.spec import Spec


Shelves: TypeAlias = Callable[[str], MutableMapping[str, str]]
"""Name → what earlier runs have made, under digests of what they made it of."""


Tell: TypeAlias = Callable[[str], None]
"""Is told what a run is at."""


def nobody_told(step: str) -> None:
    del step


def _nothing_known(_: str) -> MutableMapping[str, str]:
    return {}


class Understood(Struct, frozen=True, kw_only=True):
    """A source, read and named, with nothing written yet: what `show`, `diff` and `bundle` need.

    Attributes:
        notes: What lowering could not honour exactly; `fidelity` counts everything.
    """

    spec: Spec
    api: Api
    names: Names
    notes: tuple[FidelityNote, ...]


class Generated(Struct, frozen=True, kw_only=True):
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

    given = [source for source in config.sources if source]
    if len(given) != 1:
        raise SpecError(
            Diagnostic(
                code="C104",
                message=f"{config.name or 'oasmith'}: one source is needed, {len(given)} are given",
                place=Place(file="oasmith.toml"),
                hint="Name a file, or a folder of pages; a specification of many files is named by its root.",
            )
        )
    source = given[0]
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
    config: ApiConfig,
    lock: Lock | None = None,
    document: Document | None = None,
    earlier: NameLock | None = None,
    *,
    current: bool = True,
) -> Understood:
    """Read, lower and name an API: everything but text.

    Args:
        earlier: Names that are given away already; the lock's otherwise.
        current: Whether the configuration was written for this document; another revision of it
            need not have all the operations that the configuration names.

    Raises:
        SpecError: It can't be honoured. An approximation that the config does not accept is not
            refused here but by `generate`, so that `show` and `diff` can speak of it.
    """
    from generator.lower import lower
    from generator.name import assign_names

    spec = resolve(document or load(config), config)
    with _places_of(spec):
        lowered = lower(spec, config, current=current)
        given = earlier or (lock.names if lock else None)
        names = assign_names(lowered.api, config, given, current=current)
    return Understood(spec=spec, api=lowered.api, names=names, notes=lowered.notes)


def fidelity(understood: Understood) -> FidelityReport:
    """How truly each keyword of the specification is honoured."""
    from generator.lower import fidelity_report

    return fidelity_report(understood.spec, understood.api, understood.notes)


def generate(
    config: ApiConfig,
    lock: Lock | None = None,
    shelf: Shelves = _nothing_known,
    tell: Tell = nobody_told,
    *,
    earlier: NameLock | None = None,
    imported_as: str = "",
) -> Generated:
    """The package of an API, as a value: `(sources, config, lock) → files`, the new lock among
    them.

    Args:
        shelf: What earlier runs have made, which is not made again; never part of the result.
        earlier: Names that are given away already; the lock's otherwise.
        imported_as: What the package's README imports it as; its own name otherwise.

    Raises:
        SpecError: The input can't be honoured, or only by an approximation that is not accepted.
    """
    from generator.emit import seal
    from generator.emit.ruff import ruff_command
    from generator.model import build_models
    from generator.name import name_lock
    from generator.python.kept import Kept
    from generator.python.types import Scope
    from generator.render import codec_text, render_client, runtime_files, templates_folder

    if config.formatter == "ruff":
        # Asked for before the work that would be lost without it.
        ruff_command()
    tell("reading")
    given = earlier or (lock.names if lock else None)
    understood = understand(config, earlier=given)
    refuse_approximations(understood, config)
    api, names = understood.api, understood.names
    before = understand(config.earlier, lock_of(config.earlier)) if config.earlier else None
    removed = _removed(before, understood)
    tell(f"writing {len(api.definitions)} models")
    kept = Kept(Scope.of(api, names), shelf("modules"), removed)
    codec = partial(codec_text, removed=removed)
    models = build_models(kept, codec, templates_folder(), shelf("skeletons"))
    tell(f"writing {len(api.operations)} operations")
    sources = tuple(understood.spec.digests)
    files = models + render_client(kept, config, sources, imported_as)
    tell("formatting")
    files = _finished((*files, *runtime_files(files)), config, shelf)
    fileset, new_lock = seal(
        files,
        package=names.package,
        api=api,
        names=name_lock(api, names, given),
        digests={**(before.spec.digests if before else {}), **understood.spec.digests},
        config=config,
    )
    return Generated(files=fileset, lock=new_lock, understood=understood)


def _finished(
    files: tuple[GeneratedFile, ...], config: ApiConfig, shelf: Shelves
) -> tuple[GeneratedFile, ...]:
    """The files, formatted and looked at; those that an earlier run has finished are as it left them."""
    from generator.emit import self_check

    whole = shelf("files")
    keys = {f.path: digest(config.formatter, f.path, f.role, f.text) for f in files}
    known = {path: whole[key] for path, key in keys.items() if key in whole}
    made = dict(known)
    fresh = [f for f in files if f.path not in known]
    if any(f.path.endswith(".py") for f in fresh):
        from generator.emit.formatting import format_files

        fresh = list(format_files(fresh, config.formatter, lambda path: shelf(pieces_name(path))))
    made.update((f.path, f.text) for f in fresh)
    finished = tuple(replace(f, text=made[f.path]) for f in files)
    self_check(finished, known)
    for file in fresh:
        whole[keys[file.path]] = file.text
    return finished


def _removed(before: Understood | None, now: Understood) -> Mapping[str, Mapping[str, str]]:
    """Class → attribute that it had, by another name or in the version before → where it went."""
    renamed = {
        now.names.classes[i]: {old: f"{old} is {new} now" for old, new in had.items()}
        for i, had in now.names.former_fields.items()
    }
    if before is None:
        return renamed
    from generator.diff import Side, compare, removed_fields

    sides = [
        Side(
            api=one.api,
            names=one.names,
            locate=one.spec.source_map.locate,
            tree=one.spec.tree,
            file=one.spec.file,
        )
        for one in (before, now)
    ]
    gone = removed_fields(compare(sides[0], sides[1]))
    return {
        name: {**gone.get(name, {}), **renamed.get(name, {})} for name in sorted({*gone, *renamed})
    }


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


def contradictions(understood: Understood) -> list[Diagnostic]:
    """What the specification demands and no value can fulfil (`O310`): it does not stop the run,
    for the package takes any value there, but its author should hear of it."""
    return [
        located(
            Diagnostic(
                code="O310",
                message=note.reason,
                place=Place(file=understood.spec.file, pointer=note.pointer),
                severity=Severity.NOTE,
            ),
            understood.spec,
        )
        for note in understood.notes
        if note.name == CONTRADICTIONS
    ]


def passed_over(understood: Understood) -> list[Diagnostic]:
    """The keywords that mean nothing where they stand (`O391`): they do not stop the run, for real
    descriptions have some, but what is misspelt is lost."""
    from generator.lower import unknown_keywords

    spec = understood.spec
    return [
        located(
            Diagnostic(
                code="O391",
                message=f"`{one.keyword}` is no keyword of {_a(one.kind)}: it is passed over"
                + (f", at {one.places} places" if one.places > 1 else ""),
                place=Place(file=spec.file, pointer=one.pointer),
                hint=f"Is it `{one.meant}`?" if one.meant else None,
                severity=Severity.NOTE,
            ),
            spec,
        )
        for one in unknown_keywords(spec.tree)
    ]


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


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
