"""What a shell offers while a command is typed."""

import tomllib
from pathlib import Path

import click


def names_of_apis(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """APIs of the folder's configuration; none where it can't be read, for a shell asks often."""
    del context, parameter
    try:
        tree = tomllib.loads(Path("oasmith.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [name for name in tree if name.startswith(incomplete)]
