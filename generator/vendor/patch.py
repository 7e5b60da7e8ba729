"""`oasmith.patch`: the adopted edits as a unified diff, for people who review what is kept."""

import difflib
from collections.abc import Mapping

PATCH_NAME = "oasmith.patch"


def patch_text(texts: Mapping[str, str], adopted: Mapping[str, str]) -> str:
    """What was adopted, against the texts as generated."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for path, text in sorted(adopted.items())
        for line in difflib.unified_diff(
            texts[path].splitlines(keepends=True),
            text.splitlines(keepends=True),
            f"a/{path}",
            f"b/{path}",
        )
    )
