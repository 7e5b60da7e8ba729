"""Files → formatted, checked, sealed with the lock, written; `check` compares with the disk."""

from generator.emit.check import CheckReport, check_package
from generator.emit.formatting import format_files
from generator.emit.lock import LOCK_NAME, read_lock, seal
from generator.emit.self_check import self_check
from generator.emit.write import Written, read_package_lock, write

__all__ = [
    "LOCK_NAME",
    "CheckReport",
    "Written",
    "check_package",
    "format_files",
    "read_lock",
    "read_package_lock",
    "seal",
    "self_check",
    "write",
]
