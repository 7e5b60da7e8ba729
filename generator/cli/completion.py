"""What a shell offers while a command is typed."""

import tomllib
from pathlib import Path


def names_of_apis(incomplete: str) -> list[str]:
    """APIs of the folder's configuration; none where it can't be read, for a shell asks often."""
    try:
        tree = tomllib.loads(Path("oasmith.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [name for name in tree if name.startswith(incomplete)]
