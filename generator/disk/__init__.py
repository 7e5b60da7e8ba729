"""Packages on a disk: their lock, their digests, and a tree that is replaced whole or not at all.

Below the stages: `emit` and `vendor` both write packages, and write them in the same way.
"""

from generator.disk.digest import bytes_digest, text_digest
from generator.disk.failures import failure, problem, said_of_disk
from generator.disk.lock_file import LOCK_NAME, lock_text, read_lock, read_package_lock
from generator.disk.tree import alone, files_of, refuse_links, repair, replace_tree

__all__ = [
    "LOCK_NAME",
    "alone",
    "bytes_digest",
    "failure",
    "files_of",
    "lock_text",
    "problem",
    "read_lock",
    "read_package_lock",
    "refuse_links",
    "repair",
    "replace_tree",
    "said_of_disk",
    "text_digest",
]
