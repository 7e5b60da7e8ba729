"""Files → formatted, checked, sealed with the lock, written; `check` compares with the disk.

`emit.formatting` is not among the names here: it brings black, which a run with nothing to do does
without.
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
