"""Where the methods of a large client without tags stand: a module for each first step of the paths.

The client inherits from a class of each, so that callers see one flat client and readers files that
they can open. Modules and classes are private: no caller names one, and they may change.
"""

from collections.abc import Mapping

from generator.ir.api import Api, Operation
from generator.ir.names import GroupNames, SectionNames
from generator.name.collisions import assign
from generator.name.members import attribute_candidates
from generator.name.reserved import CLASSES, MODULES
from generator.name.words import pascal

LARGE = 100
_SMALL = 5
_OTHER = "other"


def section_names(api: Api, groups: Mapping[str, GroupNames]) -> dict[str, SectionNames]:
    """Operation key → its section; empty where the client has tags, or fits in a file."""
    if groups or len(api.operations) <= LARGE:
        return {}
    steps = {o.key: _first_step(o) for o in api.operations}
    sizes: dict[str, int] = {}
    for step in steps.values():
        sizes[step] = sizes.get(step, 0) + 1
    steps = {key: step if sizes[step] >= _SMALL else _OTHER for key, step in steps.items()}
    distinct = sorted(set(steps.values()))
    if len(distinct) < 2:
        return {}
    modules = assign([(s, attribute_candidates(s)) for s in distinct], reserved=MODULES)
    classes = assign(
        [(s, (f"{pascal(modules[s])}Operations",)) for s in distinct], reserved=CLASSES
    )
    return {
        key: SectionNames(
            module=modules[step], class_name=classes[step], async_class_name=f"Async{classes[step]}"
        )
        for key, step in steps.items()
    }


def _first_step(operation: Operation) -> str:
    return next((s for s in operation.path.split("/") if s and not s.startswith("{")), _OTHER)
