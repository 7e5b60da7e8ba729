"""What the pages do not say about themselves: names of operations, the API's title and version."""

import re
from collections import Counter
from urllib.parse import urlsplit

from generator.ir.document import JsonObject
from generator.load.json_values import object_of, text_of
from generator.load.page_operation import PageOperation

_VERSION = re.compile(r"[_-]?v?(\d[\d.-]*(?:\.?(?:alpha|beta|rc)\d*)?)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(json|ya?ml|oas)$", re.IGNORECASE)
_PAGE = re.compile(r"\.(md|mdx|markdown)$", re.IGNORECASE)
_NAMELESS = frozenset(("", "-", "index", "readme"))


def operation_ids(operations: list[PageOperation], root: str) -> list[str]:
    """An `operationId` for each: its own; else its file's name where the file holds no other, with as
    many folders before it as tell it from others; else its page's title; else none (`""`).

    `root` is what was read, as shown: where it lies, and what it is called, names nothing.

    A candidate that two operations share is no name: method and path, which are what is left, stay
    the same when a page is added.
    """
    stated = [text_of(one.operation.get("operationId")) for one in operations]
    titles = _unique([one.fence.title for one in operations])
    files = _file_names(operations, root)
    taken = {name.casefold() for name in stated if name}
    found: list[str] = []
    for own, file, title in zip(stated, files, titles, strict=True):
        free = [name for name in (file, title) if name and name.casefold() not in taken]
        found.append(own or next(iter(free), ""))
        taken.add(found[-1].casefold())
    return found


def _file_names(operations: list[PageOperation], root: str) -> list[str]:
    parts = [_steps(one.file, root) if one.alone else [""] for one in operations]
    parts = [p[:-1] if p[-1].casefold() in _NAMELESS and len(p) > 1 else p for p in parts]
    names = [p[-1] if p[-1].casefold() not in _NAMELESS else "" for p in parts]
    for depth in range(2, max(map(len, parts), default=0) + 1):
        counted = Counter(name.casefold() for name in names)
        names = [
            "-".join(p[-depth:]) if name and counted[name.casefold()] > 1 else name
            for p, name in zip(parts, names, strict=True)
        ]
    return _unique(names)


def _steps(file: str, root: str) -> list[str]:
    name = file.removeprefix(root.rstrip("/") + "/").replace("\\", "/")
    return _PAGE.sub("", name if file != root else name.rpartition("/")[2]).split("/")


def _unique(names: list[str]) -> list[str]:
    counted = Counter(name.casefold() for name in names)
    return [name if counted[name.casefold()] == 1 else "" for name in names]


def info_of(operations: list[PageOperation]) -> JsonObject:
    """The Info Object: a page's, or what the specification's name tells, or its server's host."""
    for one in operations:
        if one.info:
            return one.info
    spec = next((one.fence.spec for one in operations if one.fence.spec), "")
    name = _SUFFIX.sub("", _SUFFIX.sub("", spec.rsplit("/", 1)[-1]))
    version = re.search(_VERSION.pattern + "$", name, re.IGNORECASE)
    if version and version.start():
        return {"title": name[: version.start()], "version": version[1]}
    return {"title": name or _host(operations) or "api", "version": "0"}


def _host(operations: list[PageOperation]) -> str:
    for one in operations:
        for server in one.servers[:1]:
            try:
                return urlsplit(text_of(object_of(server).get("url"))).hostname or ""
            except ValueError:
                return ""
    return ""
