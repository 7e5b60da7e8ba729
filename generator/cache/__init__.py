"""What earlier runs have made, so that a later one makes again only what has changed (ADR 12).

Knows no stage: texts under digests of what they were made of, and a record of the last run. Whatever
is wrong with it (deleted, corrupted, another machine's, a disk that refuses) is a miss, never an
error, and never another byte of output.
"""

from generator.cache.record import Record
from generator.cache.run import Run, open_run, pieces_name
from generator.cache.shelf import digest

__all__ = ["Record", "Run", "digest", "open_run", "pieces_name"]
