"""Digests of files: of text with LF, so that a checkout with CRLF is no edit."""

import hashlib


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8 with LF."""
    return bytes_digest(text.encode("utf-8", "surrogatepass"))


def bytes_digest(data: bytes) -> str:
    """SHA-256 of a file's bytes, CRLF read as LF."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
