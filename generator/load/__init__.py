"""Text → `Document`: YAML, JSON, and API reference pages, read within limits, with places."""

from generator.load.revisions import write_revision
from generator.load.source import load_document, load_text

__all__ = ["load_document", "load_text", "write_revision"]
