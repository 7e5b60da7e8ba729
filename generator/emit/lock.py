"""`oasmith.lock`: the lock as sorted JSON, and back."""

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from generator import __version__
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.emit.digest import api_digest, config_digest, text_digest
from generator.ir.api import Api
from generator.ir.files import FileRole, FileSet, GeneratedFile
from generator.ir.lock import SCHEMA, Lock, LockedFile
from generator.ir.names import NameLock

LOCK_NAME = "oasmith.lock"
_TOOLS = ("black", "datamodel-code-generator")


def seal(
    files: tuple[GeneratedFile, ...],
    *,
    package: str,
    api: Api,
    names: NameLock,
    digests: Mapping[str, str],
    config: ApiConfig,
) -> tuple[FileSet, Lock]:
    """The finished package: its files and the lock that tells what they are."""
    lock = Lock(
        schema=SCHEMA,
        generator=__version__,
        tools={name: _version(name) for name in _TOOLS},
        sources=_named(digests),
        api=api_digest(api),
        config=config_digest(config),
        files={f.path: LockedFile(sha256=text_digest(f.text), role=f.role) for f in files},
        names=names,
    )
    whole = (*files, GeneratedFile(path=LOCK_NAME, text=lock_text(lock), role=FileRole.LOCK))
    return FileSet(package=package, files=tuple(sorted(whole, key=lambda f: f.path))), lock


def _named(digests: Mapping[str, str]) -> dict[str, str]:
    """Sources by their last steps: where they lie on a machine is not part of the output."""
    return {
        "/".join(name.replace("\\", "/").split("/")[-1:]): digest
        for name, digest in digests.items()
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def lock_text(lock: Lock) -> str:
    """The lock as a file."""
    names = lock.names
    tree: dict[str, Any] = {
        "schema": lock.schema,
        "generator": lock.generator,
        "tools": dict(lock.tools),
        "sources": dict(lock.sources),
        "api": lock.api,
        "config": lock.config,
        "files": {
            path: {"sha256": f.sha256, "role": str(f.role)} for path, f in lock.files.items()
        },
        "names": {
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
        },
    }
    return json.dumps(tree, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


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
                _problem(
                    file, f"the lock is of a later oasmith (format {schema})", "Upgrade oasmith."
                )
            )
        names = tree["names"]
        return Lock(
            schema=schema,
            generator=tree["generator"],
            tools=tree["tools"],
            sources=tree["sources"],
            api=tree["api"],
            config=tree["config"],
            files={
                p: LockedFile(sha256=f["sha256"], role=FileRole(f["role"]))
                for p, f in tree["files"].items()
            },
            names=NameLock(
                classes=names["classes"],
                fields=names["fields"],
                operations=names["operations"],
                arguments={
                    k: tuple((a, n) for a, n in pairs) for k, pairs in names["arguments"].items()
                },
                iterators=names["iterators"],
                streams=names["streams"],
                groups=names["groups"],
                credentials={k: tuple(found) for k, found in names["credentials"].items()},
                constructor_headers=names["constructor_headers"],
                modules=names["modules"],
                split=names["split"],
                tagged=names["tagged"],
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SpecError(
            _problem(
                file,
                "the lock can't be read",
                "Restore it from version control; without it names may change.",
            )
        ) from None


def _problem(file: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code="E510", message=message, place=Place(file=file, line=1, column=1), hint=hint
    )
