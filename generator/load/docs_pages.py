"""API reference pages (Markdown, both dialects) → one OpenAPI 3.1 tree.

A page, or all pages of a folder, become one API: operations side by side, components recovered and
shared, also where pages disagree about one. Takes texts, gives a tree with the places of its nodes
and the list of what the source had already lost.
"""

from collections.abc import Iterable

from msgspec import Struct

from generator.diagnostics import Diagnostic, SpecError
from generator.ir.document import JsonObject, JsonValue, Position, SourceLoss
from generator.load.components import Components, gather, unite_schemes
from generator.load.json_values import is_object, object_of
from generator.load.limits import refuse_at, shortened
from generator.load.page_names import info_of, operation_ids
from generator.load.page_operation import PageOperation
from generator.load.page_reading import read_page
from generator.load.places import Lines, Places, TreeMap, escape
from generator.load.structure import fingerprint

_LOST = (
    ("tags", "the expanded dialect has none"),
    ("info", "title and version are those of the specification's name"),
    ("response headers", "the expanded dialect has none"),
    ("callbacks and links", "the expanded dialect has none"),
    ("multipart encoding", "the expanded dialect has none"),
    ("parameter examples", "the expanded dialect has none"),
    ("format of numbers", "the expanded dialect drops it at the root of a body or parameter"),
)


class PagesTree(Struct, frozen=True, kw_only=True):
    """What the pages make together."""

    tree: JsonObject
    source_map: TreeMap
    losses: tuple[SourceLoss, ...]


def read_pages(
    texts: Iterable[tuple[str, str]], *, specs: tuple[str, ...] = (), shown: str
) -> PagesTree:
    """Make one API of pages.

    Args:
        texts: File as shown, and its text; in the order that decides the API's.
        specs: Specifications of the info strings to keep; empty: all.
        shown: The file or folder as the user named it.

    Raises:
        SpecError: `L130` a page (or all of a folder's) without an operation, `L131` a folder's pages
            are of several specifications, `L132` an operation stands on two pages and differs,
            `L133` a fence contradicts its info string, or whatever is wrong with its YAML.
    """
    places = Places()
    operations: list[PageOperation] = []
    without: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    losses: list[SourceLoss] = []
    files = 0
    for file, text in texts:
        files += 1
        try:
            found, lost = read_page(Lines(text, file), places)
        except SpecError as error:
            mild = all(diagnostic.code == "L130" for diagnostic in error.diagnostics)
            (without if mild else problems).extend(error.diagnostics)
            continue
        operations += found
        losses += lost
    if problems or (without and not operations):
        raise SpecError(problems or _no_page(without, files, shown))
    losses += [
        SourceLoss(what="page without an operation", pointer="", detail=_reason(diagnostic))
        for diagnostic in without
    ]
    operations = _selected(operations, specs, files, shown)
    return _assemble(operations, losses, places, shown)


def _reason(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.place.file}: {diagnostic.message}"


def _no_page(without: list[Diagnostic], files: int, shown: str) -> list[Diagnostic]:
    if files == 1:
        return without
    first = without[0]
    message = f"none of its {files} pages holds an API operation; of the first: {_reason(first)}"
    at = Position(file=shown, line=1, column=1)
    return list(refuse_at("L130", message, at, first.hint).diagnostics)


# Which operations.


def _selected(
    operations: list[PageOperation], specs: tuple[str, ...], files: int, shown: str
) -> list[PageOperation]:
    """The operations of the wanted specifications."""
    known = sorted({one.fence.spec for one in operations if one.fence.spec})
    if specs:
        kept = [one for one in operations if one.fence.spec in specs]
        if not kept:
            wanted = ", ".join(map(shortened, specs))
            message = (
                f"no page is of {wanted}; they are of {_listed(known) or 'none that is named'}"
            )
            raise refuse_at("L131", message, Position(file=shown, line=1, column=1))
        return kept
    if len(known) > 1 and files > 1:
        hint = (
            f'Choose with `select = {{ specs = ["{shortened(known[0])}"] }}` in oasmith.toml, '
            "an API each."
        )
        first = next(one for one in operations if one.fence.spec)
        message = f"the pages come from several specifications: {_listed(known)}"
        raise refuse_at("L131", message, first.at, hint)
    return operations


def _listed(specs: list[str]) -> str:
    return ", ".join(map(shortened, specs))


def _without_repetitions(
    operations: list[PageOperation],
) -> tuple[list[PageOperation], list[SourceLoss]]:
    """Each operation once, and the pages that describe one a second time in other words.

    Raises:
        SpecError: `L132` two pages mean different things by one.
    """
    seen: dict[tuple[bool, str, str], PageOperation] = {}
    losses: list[SourceLoss] = []
    problems: list[Diagnostic] = []
    for one in operations:
        first = seen.setdefault((one.webhook, one.path, one.method), one)
        if first is one:
            continue
        name = f"{one.method.upper()} {shortened(one.path)}"
        elsewhere = f"{first.file}:{first.at.line}"
        if _meaning(first) != _meaning(one):
            message = f"{name} stands on a second page and differs from {elsewhere}"
            found = refuse_at("L132", message, one.at, "Keep the page that is right.")
            problems += found.diagnostics
        elif first.operation != one.operation:
            detail = (
                f"{one.file}:{one.at.line} says it in other words; those of {elsewhere} are kept"
            )
            losses.append(SourceLoss(what="second page", pointer=pointer_of(one), detail=detail))
    if problems:
        raise SpecError(problems)
    return list(seen.values()), losses


def _meaning(one: PageOperation) -> tuple[str, list[JsonValue], str]:
    """What an operation says, names and prose aside."""
    operation = {key: entry for key, entry in one.operation.items() if key != "operationId"}
    schemas: JsonObject = object_of(one.components.get("schemas"))
    return fingerprint(operation), one.servers, fingerprint({"properties": schemas})


# One document.


def _assemble(
    operations: list[PageOperation], losses: list[SourceLoss], places: Places, shown: str
) -> PagesTree:
    operations, repeated = _without_repetitions(operations)
    losses += repeated
    unite_schemes(operations)
    components = gather(operations, places)
    sections: dict[bool, JsonObject] = {False: {}, True: {}}
    servers = _commonest([one.servers for one in operations if one.servers])
    for one, operation_id in zip(operations, operation_ids(operations, shown), strict=True):
        pointer = pointer_of(one)
        operation = _identified(one, operation_id, places)
        if one.servers and one.servers != servers and not one.webhook:
            operation["servers"] = one.servers
        item = sections[one.webhook].setdefault(one.path, {})
        if is_object(item):
            item[one.method] = operation
            places.move(item, one.method, *one.origin)
            places.move(sections[one.webhook], one.path, *one.origin)
        losses += _losses_of(one, operation_id, pointer)
    if any(one.expanded for one in operations):
        losses += [SourceLoss(what=what, pointer="", detail=detail) for what, detail in _LOST]
    losses += _twins(components)
    tree: JsonObject = {"openapi": "3.1.0", "info": info_of(operations), "servers": servers}
    tree["paths"] = sections[False]
    if sections[True]:
        tree["webhooks"] = sections[True]
    if tags := [tag for one in operations for tag in one.tags]:
        tree["tags"] = [tag for number, tag in enumerate(tags) if tag not in tags[:number]]
    if components.sections:
        tree["components"] = dict[str, JsonValue](components.sections)
    source_map = TreeMap(tree, operations[0].at, places)
    return PagesTree(tree=tree, source_map=source_map, losses=tuple(losses))


def pointer_of(one: PageOperation) -> str:
    """Where an operation stands in the tree."""
    return f"/{'webhooks' if one.webhook else 'paths'}/{escape(one.path)}/{one.method}"


def _identified(one: PageOperation, operation_id: str, places: Places) -> JsonObject:
    made: JsonObject = {"operationId": operation_id} if operation_id else {}
    made.update({key: value for key, value in one.operation.items() if key != "operationId"})
    places.copied(made, one.operation)
    return made


def _losses_of(one: PageOperation, operation_id: str, pointer: str) -> list[SourceLoss]:
    found = [
        SourceLoss(what=lost.what, pointer=pointer + lost.pointer, detail=lost.detail)
        for lost in one.losses
    ]
    if "operationId" in one.operation:
        return found
    detail = f"named {operation_id} after the page" if operation_id else "the page does not say it"
    return [SourceLoss(what="operationId", pointer=pointer, detail=detail), *found]


def _twins(components: Components) -> list[SourceLoss]:
    return [
        SourceLoss(
            what="pages disagree",
            pointer=f"/components/{section}/{escape(name)}",
            detail=f"{first} is something else on other pages: here it is called {name}",
        )
        for (section, name), first in components.twins.items()
    ]


def _commonest(values: list[list[JsonValue]]) -> list[JsonValue]:
    """The value that most have; the first of them in a tie."""
    none: list[JsonValue] = []
    return max(values, key=lambda one: (values.count(one), -values.index(one)), default=none)
