"""A package → a folder of another repository: offline, all or nothing, and no edit is lost.

Takes a `FileSet` and what stands there; gives a plan, and does it. Raises `SpecError` with codes
`V6xx`.
"""

from generator.vendor.apply import Vendoring, read_tree, vendor
from generator.vendor.destination import Destination, destination_of, missing_inits
from generator.vendor.dressing import dressed
from generator.vendor.only import keys_named
from generator.vendor.plan import Mode, Plan, Sign, Step, make_plan
from generator.vendor.used_operations import (
    Used,
    exports_of,
    python_files,
    refuse_lost_imports,
    used_operations,
)

__all__ = [
    "Destination",
    "Mode",
    "Plan",
    "Sign",
    "Step",
    "Used",
    "Vendoring",
    "destination_of",
    "dressed",
    "exports_of",
    "keys_named",
    "make_plan",
    "missing_inits",
    "python_files",
    "read_tree",
    "refuse_lost_imports",
    "used_operations",
    "vendor",
]
