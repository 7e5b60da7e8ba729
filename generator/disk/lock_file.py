"""`oasmith.lock`: the lock as sorted JSON, and back from every version of its format."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import SpecError
from generator.disk.failures import problem, said_of_disk
from generator.ir.files import FileRole
from generator.ir.lock import SCHEMA, Lock, LockedFile, Vendored
from generator.ir.names import NameLock

LOCK_NAME = "oasmith.lock"


def lock_text(lock: Lock) -> str:
    """The lock as a file."""
    vendored = lock.vendored
    tree: dict[str, Any] = {
        "schema": lock.schema,
        "generator": lock.generator,
        "tools": dict(lock.tools),
        "version": lock.version,
        "sources": dict(lock.sources),
        "overlays": dict(lock.overlays),
        "api": lock.api,
        "config": lock.config,
        "files": {
            path: {"sha256": f.sha256, "role": str(f.role)} for path, f in lock.files.items()
        },
        "names": _names_tree(lock.names),
    }
    if vendored is not None:
        tree["vendored"] = {"package": vendored.package, "only": list(vendored.only)}
    return json.dumps(tree, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def _names_tree(names: NameLock) -> dict[str, Any]:
    former: dict[str, Any] = {
        "former_methods": {key: list(found) for key, found in names.former_methods.items()},
        "former_fields": {place: dict(found) for place, found in names.former_fields.items()},
    }
    return {key: found for key, found in former.items() if found} | {
        "classes": dict(names.classes),
        "fields": {pointer: dict(found) for pointer, found in names.fields.items()},
        "operations": dict(names.operations),
        "arguments": {
            key: [list(pair) for pair in pairs] for key, pairs in names.arguments.items()
        },
        "iterators": dict(names.iterators),
        "streams": dict(names.streams),
        "groups": dict(names.groups),
        "credentials": {key: list(found) for key, found in names.credentials.items()},
        "constructor_headers": (
            None if names.constructor_headers is None else dict(names.constructor_headers)
        ),
        "modules": dict(names.modules),
        "split": names.split,
        "tagged": names.tagged,
    }


def read_lock(text: str, file: str) -> Lock:
    """A lock of this or an earlier version of the format.

    Raises:
        SpecError: `E510` it is none, or one of a later oasmith.
    """
    try:
        tree = json.loads(text)
        schema = tree["schema"]
        if schema > SCHEMA:
            raise SpecError(
                problem(
                    "E510",
                    Path(file),
                    f"the lock is of a later oasmith (format {schema})",
                    "Upgrade oasmith.",
                )
            )
        return _lock(tree, schema)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SpecError(
            problem(
                "E510",
                Path(file),
                "the lock can't be read",
                "Restore it from version control; without it names may change.",
            )
        ) from None


def _lock(tree: Mapping[str, Any], schema: int) -> Lock:
    """Format 1 knew neither the API's version nor overlays by themselves nor vendored trees."""
    vendored = tree.get("vendored")
    return Lock(
        schema=schema,
        generator=tree["generator"],
        tools=tree["tools"],
        version=tree["version"] if schema > 1 else "",
        sources=tree["sources"],
        overlays=tree["overlays"] if schema > 1 else {},
        api=tree["api"],
        config=tree["config"],
        files={
            p: LockedFile(sha256=f["sha256"], role=FileRole(f["role"]))
            for p, f in tree["files"].items()
        },
        names=_names(tree["names"]),
        vendored=(
            None
            if vendored is None
            else Vendored(package=vendored["package"], only=tuple(vendored["only"]))
        ),
    )


def _names(names: Mapping[str, Any]) -> NameLock:
    return NameLock(
        classes=names["classes"],
        fields=names["fields"],
        operations=names["operations"],
        arguments={k: tuple((a, n) for a, n in pairs) for k, pairs in names["arguments"].items()},
        iterators=names["iterators"],
        streams=names["streams"],
        groups=names["groups"],
        credentials={k: tuple(found) for k, found in names["credentials"].items()},
        constructor_headers=names["constructor_headers"],
        modules=names["modules"],
        split=names["split"],
        tagged=names["tagged"],
        former_methods={k: tuple(found) for k, found in names.get("former_methods", {}).items()},
        former_fields=names.get("former_fields", {}),
    )


def read_package_lock(folder: Path) -> Lock | None:
    """The lock of a package on the disk, if it has one.

    Raises:
        SpecError: `E510` it can't be understood, `E520` it can't be read.
    """
    path = folder / LOCK_NAME
    with said_of_disk(path, verb="read"):
        try:
            text = path.read_text("utf-8", "surrogateescape")
        except (FileNotFoundError, NotADirectoryError):
            return None
    return read_lock(text, str(path))
