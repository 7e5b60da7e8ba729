"""Where the methods of a large class stand: a module for each family of paths.

A class of operations (the client itself, or a tag's) that is too large for one file inherits from a
class of each family, so that callers see one class and readers files that they can open. Modules and
classes are private: no caller names one, and they may change.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.ir.api import Api, Operation
from generator.ir.names import GroupNames, OperationNames, SectionNames
from generator.name.collisions import assign
from generator.name.members import attribute_candidates
from generator.name.reserved import CLASSES, MODULES
from generator.name.words import pascal

LARGE = 80
_SMALL = 5
_COMMON = 0.6
_OTHER = "other"


def section_names(
    api: Api, groups: Mapping[str, GroupNames], operations: Mapping[str, OperationNames]
) -> dict[str, SectionNames]:
    """Operation key → its section, for the operations of classes that are too large for a file."""
    by_class: dict[str | None, list[Operation]] = {}
    for operation in api.operations:
        by_class.setdefault(operations[operation.key].group, []).append(operation)
    wanted = {
        operation.key: (f"{groups[tag].module}_{family}" if tag is not None else family)
        for tag, found in by_class.items()
        if len(found) > LARGE
        for operation, family in _families(found)
    }
    distinct = sorted(set(wanted.values()))
    modules = assign([(s, attribute_candidates(s)) for s in distinct], reserved=MODULES)
    classes = assign(
        [(s, (f"{pascal(modules[s])}Operations",)) for s in distinct], reserved=CLASSES
    )
    return {
        key: SectionNames(
            module=modules[section],
            class_name=classes[section],
            async_class_name=f"Async{classes[section]}",
        )
        for key, section in wanted.items()
    }


def _families(operations: list[Operation]) -> Iterator[tuple[Operation, str]]:
    """Each operation with the first step of its path that most of the others do not have; nothing
    where that would not divide them."""
    steps = {
        o.key: [s for s in o.path.split("/") if s and not s.startswith("{")] for o in operations
    }
    counts = Counter(step for found in steps.values() for step in set(found))
    common = {step for step, count in counts.items() if count >= _COMMON * len(operations)}
    families = {
        key: next((s for s in found if s not in common), _OTHER) for key, found in steps.items()
    }
    sizes = Counter(families.values())
    families = {key: s if sizes[s] >= _SMALL else _OTHER for key, s in families.items()}
    if len(set(families.values())) > 1:
        yield from ((o, families[o.key]) for o in operations)
