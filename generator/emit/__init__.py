"""Files → formatted, checked, sealed with the lock, written; `check` compares with the disk.

`emit.formatting` is not among the names here: a run with nothing to do does without it, and most do
without black, which `emit.by_black` brings.
"""

from generator.emit.check import CheckReport, check_package
from generator.emit.digest import api_digest
from generator.emit.lock import seal
from generator.emit.self_check import self_check
from generator.emit.write import Written, write

__all__ = [
    "CheckReport",
    "Written",
    "api_digest",
    "check_package",
    "seal",
    "self_check",
    "write",
]
