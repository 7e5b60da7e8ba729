"""Docstrings of generated code: the specification's words, in the order that readers expect."""

import http
import re
from collections.abc import Iterable
from functools import lru_cache

from generator.python.code import Code, docstring, printable, within_docstring, wrapped
from generator.python.prose import BLOCKS, first_paragraph


def phrase(status: int) -> str:
    """What HTTP calls a status (RFC 9110 §15)."""
    try:
        return {422: "Unprocessable Entity"}.get(status) or http.HTTPStatus(status).phrase
    except ValueError:
        return "Status"


def without_phrase(status: int | None, text: str) -> str:
    """A response's description without a leading sentence that only repeats the status's phrase."""
    text = text.strip()
    if status is None:
        return text
    try:
        phrase = http.HTTPStatus(status).phrase
    except ValueError:
        return text
    head = re.match(r"^([^.:]+)\.\s+(?=\S)", text)
    names = {phrase.lower(), {422: "unprocessable entity"}.get(status, "")}
    if head and head[1].strip().lower() in names:
        return text[head.end() :]
    return text


def one_line(text: str) -> str:
    """Prose on one line, for a table or a list of arguments."""
    return " ".join(text.split())


def first_sentence(text: str) -> str:
    """The first sentence of prose, on one line; what is no prose ends it, too."""
    head = one_line(BLOCKS.split(first_paragraph(text)[0])[0])
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", head, maxsplit=1)[0] or one_line(text)


def flowing(text: str) -> str:
    """Prose on one line; with lists, quotations, tables or code in it as it is."""
    return text.strip() if BLOCKS.search(text) else one_line(text)


def followed(text: str, more: str) -> str:
    """A text and a sentence of our own behind it."""
    return f"{text}\n\n{more}" if BLOCKS.search(text) else f"{text} {more}".strip()


def entries(title: str, pairs: Iterable[tuple[str, str]], width: int) -> list[str]:
    """A section of a Google-style docstring."""
    lines = [line for name, text in pairs for line in _entry(name, text, width)]
    return [f"{title}:", *lines] if lines else []


@lru_cache(maxsize=20_000)  # an argument stands in every operation that takes it
def _entry(name: str, text: str, width: int) -> tuple[str, ...]:
    said = printable(flowing(text))
    if not said:
        return (f"    {name}:",)
    if BLOCKS.search(said):
        begins = BLOCKS.match(said)
        lines = wrapped(said if begins else f"{name}: {said}", width - 8)
        lines = [f"{name}:", *lines] if begins else lines
        return (f"    {lines[0]}", *(f"        {line}".rstrip() for line in lines[1:]))
    first, *rest = wrapped(f"{name}: {said}", width - 4)
    more = wrapped(" ".join(rest), width - 8)
    return (f"    {first}", *(f"        {line}" for line in more))


def assembled(summary: str, sections: Iterable[list[str]], *, indent: int) -> Code:
    """A docstring of a summary and sections, each a list of lines that stay as they are."""
    width = 100 - indent
    head = wrapped(printable(summary), width - 3) or ["Undocumented."]
    blocks = [head, *(s for s in sections if s)]
    lines = [
        line for number, block in enumerate(blocks) for line in ([""] if number else []) + block
    ]
    if len(lines) == 1:
        return docstring(lines[0], indent=indent)
    safe = [within_docstring(line, last=n == len(lines) - 1) for n, line in enumerate(lines)]
    pad = " " * indent
    body = "\n".join(
        (pad + line if number and line else line).rstrip() for number, line in enumerate(safe)
    )
    return Code(f'"""{body}\n{pad}"""')
