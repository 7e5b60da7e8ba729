"""What the compiler does, as values and functions. Read `compose` first: it is the picture in code."""

from generator.pipeline.compose import (
    Generated,
    Shelves,
    Tell,
    Understood,
    base_folder,
    bundle,
    contradictions,
    fidelity,
    generate,
    load,
    located,
    lock_of,
    output_folder,
    passed_over,
    pointers_of,
    refuse_approximations,
    resolve,
    understand,
)
from generator.pipeline.on_disk import (
    Done,
    check,
    generate_to_disk,
)
from generator.pipeline.revisions import (
    at_revision,
    load_bytes,
    understand_revision,
    understood_before,
)
from generator.pipeline.vendoring import (
    check_vendored,
    vendor,
)

__all__ = [
    "Done",
    "Generated",
    "Shelves",
    "Tell",
    "Understood",
    "at_revision",
    "base_folder",
    "bundle",
    "check",
    "check_vendored",
    "contradictions",
    "fidelity",
    "generate",
    "generate_to_disk",
    "load",
    "load_bytes",
    "located",
    "lock_of",
    "output_folder",
    "passed_over",
    "pointers_of",
    "refuse_approximations",
    "resolve",
    "understand",
    "understand_revision",
    "understood_before",
    "vendor",
]
