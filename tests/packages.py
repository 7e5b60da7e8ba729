"""Makes packages of specifications for tests: generated for real, imported for real."""

import importlib
import sys
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from msgspec.structs import replace

from generator.config import ApiConfig
from generator.pipeline import generate


def config_for(source: Path, *, package: str, table: Path | None = None) -> ApiConfig:
    """A config of one source, with the keys of a TOML file laid over it."""
    config = ApiConfig(
        name=package, sources=(source.name,), package=package, base=str(source.parent)
    )
    if table is not None and table.exists():
        from generator.config import api_config

        config = replace(
            api_config(package, tomllib.loads(table.read_text("utf-8"))),
            sources=(source.name,),
            package=package,
            base=str(source.parent),
        )
    return config


def write_package(config: ApiConfig, root: Path) -> Path:
    """Generate a package below `root` and give its folder."""
    files = generate(config).files
    folder = root / files.package
    for file in files.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8", newline="\n")
    return folder


@contextmanager
def imported(folder: Path) -> Generator[ModuleType, None, None]:
    """The package of a folder, imported, and forgotten afterwards."""
    sys.path.insert(0, str(folder.parent))
    try:
        yield importlib.import_module(folder.name)
    finally:
        sys.path.remove(str(folder.parent))
        for name in [n for n in sys.modules if n.partition(".")[0] == folder.name]:
            del sys.modules[name]


@contextmanager
def client_package(
    spec: str, root: Path, package: str = "made"
) -> Generator[ModuleType, None, None]:
    """The package of an inline specification, imported."""
    source = root / f"{package}.yaml"
    source.write_text(spec, "utf-8")
    with imported(write_package(config_for(source, package=package), root / "out")) as module:
        yield module
