"""Seals a package: its files, and the lock that tells what they are and were made of."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from generator import __version__
from generator.config import ApiConfig
from generator.disk import LOCK_NAME, lock_text, text_digest
from generator.emit.digest import api_digest, config_digest
from generator.ir.api import Api
from generator.ir.files import FileRole, FileSet, GeneratedFile
from generator.ir.lock import SCHEMA, Lock, LockedFile
from generator.ir.names import NameLock

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
    tools = (*_TOOLS, "ruff") if config.formatter == "ruff" else _TOOLS
    lock = Lock(
        schema=SCHEMA,
        generator=__version__,
        tools={name: _version(name) for name in tools},
        version=api.version,
        sources=_relative({n: d for n, d in digests.items() if n not in config.overlays}),
        overlays=_relative({n: d for n, d in digests.items() if n in config.overlays}),
        api=api_digest(api),
        config=config_digest(config),
        files={f.path: LockedFile(sha256=text_digest(f.text), role=f.role) for f in files},
        names=names,
    )
    whole = (*files, GeneratedFile(path=LOCK_NAME, text=lock_text(lock), role=FileRole.LOCK))
    return FileSet(package=package, files=tuple(sorted(whole, key=lambda f: f.path))), lock


def _relative(digests: Mapping[str, str]) -> dict[str, str]:
    """Sources by their path from the folder that holds them all: where that lies on a machine is
    no part of the output, and no two files share a name."""
    steps = {name: name.replace("\\", "/").split("/") for name in digests}
    shared = 0
    folders = [found[:-1] for found in steps.values()]
    while folders and all(len(f) > shared and f[shared] == folders[0][shared] for f in folders):
        shared += 1
    return {"/".join(steps[name][shared:]): digest for name, digest in digests.items()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
