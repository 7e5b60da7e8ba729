"""`oasmith.base`: the texts as they were vendored, and the edits that were adopted.

One archive, compressed, the same bytes for the same texts, in lines of base64 so that no version
control or checkout changes it. It is the base of a three-way merge, with no network and no history.
bzip2 and not zlib: its one implementation gives the same bytes everywhere.
"""

import base64
import bz2
import json
import textwrap
from collections.abc import Mapping

from msgspec import Struct, field

BASE_NAME = "oasmith.base"
_TITLE = "oasmith.base 1"


class Base(Struct, frozen=True, kw_only=True):
    """Attributes:
    texts: Path → text as generated.
    adopted: Path → text with the edits that were accepted.
    """

    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    adopted: Mapping[str, str] = field(default_factory=dict[str, str])


def base_text(base: Base) -> str:
    """The archive."""
    tree = {"adopted": dict(base.adopted), "texts": dict(base.texts)}
    plain = json.dumps(tree, sort_keys=True, separators=(",", ":")).encode("ascii")
    packed = base64.b64encode(bz2.compress(plain, 9)).decode("ascii")
    return "\n".join([_TITLE, *textwrap.wrap(packed, 100)]) + "\n"


def read_base(text: str) -> Base | None:
    """What an archive holds; `None`: it is none, or it is broken."""
    title, _, packed = text.partition("\n")
    if title.strip() != _TITLE:
        return None
    try:
        plain = bz2.decompress(base64.b64decode("".join(packed.split()), validate=True))
        tree = json.loads(plain)
        return Base(texts=dict(tree["texts"]), adopted=dict(tree["adopted"]))
    except (OSError, ValueError, EOFError, KeyError, TypeError):
        return None
