"""Any text → words → an identifier's casing. ASCII only: what has no ASCII form has no words."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_BORDER = re.compile(
    r"(?<=[a-z])(?=[A-Z])"
    r"|(?<=[0-9])(?=[A-Z])(?!(?<=[A-Z][0-9])[A-Z](?:[A-Z][a-z]|[^A-Za-z]|$))"  # but P2P
    r"|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))"  # but IDs
)
_ONE_WORD = re.compile(
    r"OAuth|ETag|IPv(?=[46])|GraphQL|MySQL|PostgreSQL|GitHub|GitLab|LinkedIn|PayPal|YouTube|WiFi|IoT"
)
"""Words that are written with capitals within."""
# An API says the same few words everywhere.
_remembered = lru_cache(maxsize=1 << 16)
_SIGNS = {"+": " plus ", "&": " and ", "%": " percent ", "@": " at ", "#": " hash "}


def words_of(text: str) -> list[str]:
    """The words of a text, as they are spelt: `listHTTPKeys_v2` → `list HTTP Keys v 2`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = plain.replace("'", "")
    return _WORD.findall(plain)


@_remembered
def snake(text: str) -> str:
    """`createBackup` → `create_backup`; digits stay with the word before them, and so does the `s` of
    several initials (`userIDs`)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().replace("'", "")
    spaced = _BORDER.sub("_", _ONE_WORD.sub(lambda found: found[0].capitalize(), plain))
    return re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")


@_remembered
def pascal(text: str) -> str:
    """`error_response` → `ErrorResponse`; a word's own capitals stay (`APIKey`)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().replace("'", "")
    pieces = [piece for piece in re.split(r"[^A-Za-z0-9]+", plain) if piece]
    made = "".join(piece[0].upper() + piece[1:] for piece in pieces)
    return re.sub(r"(?<=[0-9])[a-z]", lambda m: m[0], made)


def singular(word: str) -> str | None:
    """The singular of a plain English plural; `None` where that is not certain."""
    lower = word.lower()
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if (
        lower.endswith("s")
        and not lower.endswith(("ss", "us", "is", "news", "series", "ings"))
        and len(lower) > 3
    ):
        return word[:-1]
    return None


@_remembered
def sign_words(text: str) -> str:
    """Signs that tell two names apart, spelt out."""
    return "".join(_SIGNS.get(character, character) for character in text)
