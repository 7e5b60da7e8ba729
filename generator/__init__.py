"""oasmith: a compiler from API descriptions to typed Python client packages."""

__version__ = "0.1.0"
