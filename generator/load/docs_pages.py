"""API reference pages (Markdown, both dialects) → one OpenAPI 3.1 tree.

A page, or all pages of a folder, become one API: operations side by side, components recovered and
shared, also where pages disagree about one. Takes texts, gives a tree with the places of its nodes
and the list of what the source had already lost.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, SpecError
from generator.ir.document import (
    JsonObject,
    JsonValue,
    Position,
    PositionTable,
    SourceLoss,
)
from generator.load.components import Recovered, recover
from generator.load.expanded import Converted, convert, escape, is_object, objects
from generator.load.limits import refuse
from generator.load.page import Fence, read_fences
from generator.load.yaml_tree import read_yaml

_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
_VERSION = re.compile(r"[_-]?v?(\d[\d.-]*(?:\.?(?:alpha|beta|rc)\d*)?)$", re.IGNORECASE)
_EXPANDED_LOSSES = ("operationId", "tags", "info", "response headers", "scopes")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesTree:
    """What the pages make together."""

    tree: JsonObject
    source_map: PositionTable
    losses: tuple[SourceLoss, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One operation of a page, in OpenAPI's terms."""

    file: str
    fence: Fence
    stem: str
    alone: bool
    converted: Converted
    operation_id: str | None
    info: JsonObject
    tags: list[JsonValue]
    sections: JsonObject
    global_servers: bool
    dialect: str
    positions: Mapping[str, Position] = field(default_factory=dict[str, Position])


def read_pages(texts: Iterable[tuple[str, str]], *, specs: tuple[str, ...] = ()) -> PagesTree:
    """Make one API of pages.

    Args:
        texts: File as shown, and its text; in the order that decides the API's.
        specs: Specifications of the info strings to keep; empty: all.

    Raises:
        SpecError: `L130` a page without an operation, `L131` pages of several specifications,
        `L132` the same operation twice, or whatever is wrong with a fence's YAML.
    """
    pages: list[_Page] = []
    problems: list[Diagnostic] = []
    losses: list[SourceLoss] = []
    texts = list(texts)
    for file, text in texts:
        try:
            found = _read_page(file, text)
        except SpecError as error:
            if len(texts) > 1 and all(d.code == "L130" for d in error.diagnostics):
                losses.append(
                    SourceLoss(
                        what="page without an operation",
                        pointer="",
                        detail=f"{file}: {error.diagnostics[0].message}",
                    )
                )
                continue
            problems.extend(error.diagnostics)
            continue
        pages.extend(page for page in found if not specs or page.fence.spec in specs)
    if problems:
        raise SpecError(problems)
    if not pages:
        file = texts[0][0] if texts else "."
        raise refuse(
            "L130",
            "no page here holds an API operation",
            file,
            1,
            1,
            "Give a page that has a fenced `paths:` block under `## OpenAPI`.",
        )
    _refuse_several_specs(pages)
    return _assemble(pages, losses)


def _read_page(file: str, text: str) -> list[_Page]:
    fences = read_fences(text)
    pages: list[_Page] = []
    reasons: list[tuple[int, str]] = []
    for fence in fences:
        positions: dict[str, Position] = {}
        try:
            tree = read_yaml(fence.yaml, file, first_line=fence.line, positions=positions)
        except SpecError:
            if not fence.verb and not fence.info:
                reasons.append((fence.line, "the fence is a sample, not an operation"))
                continue
            raise
        reason = _refusal(tree)
        if reason or not is_object(tree):
            reasons.append((fence.line, reason))
            continue
        stem = re.sub(
            r"\.(md|mdx|markdown)$",
            "",
            file.replace("\\", "/").rsplit("/", 1)[-1],
            flags=re.IGNORECASE,
        )
        found = _operations(file, stem, fence, tree, positions)
        _refuse_mismatch(file, fence, found)
        pages.extend(found)
    if not pages:
        line, reason = reasons[0] if reasons else (1, "it has no fenced YAML")
        raise refuse(
            "L130",
            f"the page holds no API operation: {reason}",
            file,
            line,
            1,
            "An operation is a fence of four backticks, `yaml`, and a `paths:` block.",
        )
    return pages if len(pages) > 1 else [replace(pages[0], alone=True)]


def _refuse_mismatch(file: str, fence: Fence, found: list[_Page]) -> None:
    """Refuse a fence whose info string names another operation than it holds.

    Raises:
        SpecError: `L133`.
    """
    for page in found:
        made = page.converted
        named = (fence.verb, fence.target.strip())
        if named[0] == "webhook" or (made.webhook and named[0]):
            continue
        if named != (made.method, made.path):
            raise refuse(
                "L133",
                f"the fence is said to hold {fence.info or 'nothing'!r}, and holds {made.method} {made.path}",
                file,
                fence.line - 1,
                1,
                "Its first line ends with the method and the path of its operation.",
            )


def _refusal(tree: JsonValue) -> str:
    """Why a fence is no operation; `""` where it is one."""
    if not is_object(tree):
        return "its YAML is no mapping"
    if any(key in tree for key in ("asyncapi", "address", "sendOperations", "receiveMessages")):
        return "it describes an AsyncAPI channel"
    paths = tree.get("paths")
    if (
        is_object(paths)
        and isinstance(paths.get("path"), str)
        and isinstance(paths.get("method"), str)
    ):
        return ""
    if "openapi" in tree and (is_object(paths) or is_object(tree.get("webhooks"))):
        return ""
    return "its YAML is neither of the docs sites' dialects"


def _operations(
    file: str, stem: str, fence: Fence, tree: JsonObject, positions: dict[str, Position]
) -> list[_Page]:
    paths = tree.get("paths")
    if (
        is_object(paths)
        and isinstance(paths.get("path"), str)
        and isinstance(paths.get("method"), str)
    ):
        components = tree.get("components")
        schemas = components.get("schemas") if is_object(components) else {}
        made = convert(
            paths,
            schemas if is_object(schemas) else {},
            title=fence.title,
            description=fence.description,
        )
        under = {
            new: positions[f"/paths{old}"]
            for new, old in made.places.items()
            if f"/paths{old}" in positions
        }
        under[""] = positions.get("/paths", Position(file=file, line=fence.line, column=1))
        return [
            _Page(
                file=file,
                fence=fence,
                stem=stem,
                alone=False,
                converted=made,
                operation_id=None,
                info={},
                tags=[],
                sections={},
                global_servers=False,
                dialect="expanded",
                positions=under,
            )
        ]
    return [
        _Page(
            file=file,
            fence=fence,
            stem=stem,
            alone=False,
            converted=made,
            operation_id=_string(made.operation.get("operationId")),
            info=info if is_object(info := tree.get("info")) else {},
            tags=tags if isinstance(tags := tree.get("tags"), list) else [],
            sections={k: v for k, v in objects(tree.get("components")) if k != "schemas"},
            global_servers=True,
            dialect="standard",
            positions={
                k.removeprefix(prefix): v for k, v in positions.items() if k.startswith(prefix)
            },
        )
        for made, prefix in _standard(tree)
    ]


def _standard(tree: JsonObject) -> Iterable[tuple[Converted, str]]:
    """The operations of a standard fence: OpenAPI, cut down to one."""
    components = tree.get("components")
    schemas = components.get("schemas") if is_object(components) else {}
    for section, webhook in (("paths", False), ("webhooks", True)):
        for path, item in objects(tree.get(section)):
            for method, operation in objects(item):
                if method.lower() not in _METHODS:
                    continue
                made = dict(operation)
                shared = [
                    p
                    for p in _list(item.get("parameters"))
                    if p not in _list(made.get("parameters"))
                ]
                if shared:
                    made["parameters"] = [*shared, *_list(made.get("parameters"))]
                if "security" not in made and "security" in tree:
                    made["security"] = tree["security"]
                servers = made.pop("servers", None) or item.get("servers") or tree.get("servers")
                yield (
                    Converted(
                        path=path,
                        method=method.lower(),
                        webhook=webhook,
                        operation=made,
                        servers=_list(servers),
                        schemes={},
                        components=schemas if is_object(schemas) else {},
                        claims=(),
                    ),
                    f"/{section}/{escape(path)}/{method}",
                )


def _refuse_several_specs(pages: list[_Page]) -> None:
    specs = sorted({page.fence.spec for page in pages if page.fence.spec})
    if len(specs) > 1 and len({page.file for page in pages}) > 1:
        raise refuse(
            "L131",
            "the pages come from several specifications: " + ", ".join(specs),
            pages[0].file,
            pages[0].fence.line - 1,
            1,
            f'Choose with `select = {{ specs = ["{specs[0]}"] }}` in oasmith.toml, an API each.',
        )


def _assemble(pages: list[_Page], losses: list[SourceLoss]) -> PagesTree:
    paths: JsonObject = {}
    webhooks: JsonObject = {}
    positions: dict[str, Position] = {}
    recovered: Recovered = recover([page.converted for page in pages])
    schemes: dict[str, JsonObject] = {}
    components: JsonObject = {"schemas": recovered.schemas} if recovered.schemas else {}
    shared_servers = _shared([page.converted.servers for page in pages])
    operation_ids = _operation_ids(pages)
    seen: dict[tuple[str, str], _Page] = {}
    for page, operation_id in zip(pages, operation_ids, strict=True):
        made = page.converted
        if (made.path, made.method) in seen:
            if seen[made.path, made.method].converted.operation == made.operation:
                continue
            raise refuse(
                "L132",
                f"{made.method.upper()} {made.path} stands on a second page and differs",
                page.file,
                page.fence.line,
            )
        seen[made.path, made.method] = page
        operation: JsonObject = (
            {"operationId": operation_id, **made.operation}
            if operation_id
            else dict(made.operation)
        )
        if operation_id:
            operation["operationId"] = operation_id
        _rename_schemes(operation, made.schemes, schemes)
        if made.servers != shared_servers:
            operation["servers"] = made.servers
        section = webhooks if made.webhook else paths
        item = section.setdefault(made.path, {})
        if is_object(item):
            item[made.method] = operation
        prefix = f"/{'webhooks' if made.webhook else 'paths'}/{escape(made.path)}/{made.method}"
        positions.update({prefix + pointer: at for pointer, at in page.positions.items()})
        if page.dialect == "expanded":
            losses.extend(SourceLoss(what=what, pointer=prefix) for what in _EXPANDED_LOSSES)
        for name, entries in objects(page.sections):
            target = components.setdefault(name, {})
            if is_object(target):
                target.update(entries)
    if schemes:
        target = components.setdefault("securitySchemes", {})
        if is_object(target):
            target.update(schemes)
    tree: JsonObject = {
        "openapi": "3.1.0",
        "info": _info(pages),
        "servers": shared_servers,
        "paths": paths,
    }
    if tags := [tag for page in pages for tag in page.tags]:
        tree["tags"] = [tag for number, tag in enumerate(tags) if tag not in tags[:number]]
    if webhooks:
        tree["webhooks"] = webhooks
    if components:
        tree["components"] = components
    default = Position(file=pages[0].file, line=pages[0].fence.line, column=1)
    return PagesTree(tree=tree, source_map=PositionTable(default, positions), losses=tuple(losses))


def _rename_schemes(
    operation: JsonObject, schemes: dict[str, JsonObject], all_schemes: dict[str, JsonObject]
) -> None:
    """Give schemes that pages call alike and mean differently names of their own."""
    renamed: dict[str, str] = {}
    for name, scheme in schemes.items():
        new = name
        while new in all_schemes and {**all_schemes[new], "description": 0} != {
            **scheme,
            "description": 0,
        }:
            new += "2"
        all_schemes.setdefault(new, scheme)
        renamed[name] = new
    if schemes:
        operation["security"] = [
            {renamed.get(name, name): scopes for name, scopes in option.items()}
            for option in _list(operation.get("security"))
            if is_object(option)
        ]


def _operation_ids(pages: list[_Page]) -> list[str | None]:
    """The specification's, else the file's name where it holds one operation, else the title."""
    wanted = [
        page.operation_id
        or (page.stem if page.alone and page.stem not in ("", "-") else page.fence.title or None)
        for page in pages
    ]
    folded = [(name or "").casefold() for name in wanted]
    return [
        name if name and (folded.count(name.casefold()) == 1 or page.operation_id) else None
        for name, page in zip(wanted, pages, strict=True)
    ]


def _info(pages: list[_Page]) -> JsonObject:
    for page in pages:
        if page.info:
            return page.info
    spec = next((page.fence.spec for page in pages if page.fence.spec), "")
    name = re.sub(r"\.(json|ya?ml|oas)$", "", spec.rsplit("/", 1)[-1], flags=re.IGNORECASE)
    name = re.sub(r"\.(json|ya?ml|oas)$", "", name, flags=re.IGNORECASE)
    if name and (found := _VERSION.search(name)) and found.start():
        return {"title": name[: found.start()], "version": found[1]}
    if name:
        return {"title": name, "version": "0"}
    nowhere: list[JsonValue] = []
    servers = next((page.converted.servers for page in pages if page.converted.servers), nowhere)
    first = servers[0] if servers else {}
    host = urlsplit(str(first.get("url", ""))).hostname if is_object(first) else None
    return {"title": host or pages[0].stem or "api", "version": "0"}


def _shared(servers: list[list[JsonValue]]) -> list[JsonValue]:
    """The servers that most operations have; the first of them in a tie."""
    return (
        max(servers, key=lambda one: (servers.count(one), -servers.index(one))) if servers else []
    )


def _string(value: JsonValue | None) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: JsonValue | None) -> list[JsonValue]:
    return value if isinstance(value, list) else []
