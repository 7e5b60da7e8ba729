"""Where models stand: one file, or for a large API a package of modules.

A model that one group of operations alone needs stands in a module of that name; what several need stands in
`shared` modules. What a model refers to is needed by at least the same groups, so a group's module
imports
from the shared ones and never the other way, and shared ones are ordered by what they need.
"""

from collections.abc import Mapping

from generator.ir.api import Api
from generator.ir.names import NameLock
from generator.ir.schema import SchemaId

LARGE = 250


def model_modules(
    api: Api,
    homes: Mapping[str, str],
    edges: Mapping[SchemaId, tuple[SchemaId, ...]],
    roots: Mapping[str, tuple[SchemaId, ...]],
    lock: NameLock | None,
) -> dict[SchemaId, str]:
    """Definition → module of the `models` package; empty where one file holds them all.

    Args:
        homes: Operation key → the module that it stands in; empty for the client's own.
        edges: Definition → those that it names.
        roots: Operation key → the definitions that its signature names.
    """
    split = (
        lock.split
        if lock is not None
        else len(api.definitions) > LARGE and len({h for h in homes.values() if h}) > 1
    )
    if not split:
        return {}
    users: dict[SchemaId, set[str]] = {}
    for key, found in roots.items():
        user = homes.get(key, "")
        pending = list(found)
        while pending:
            schema_id = pending.pop()
            known = users.setdefault(schema_id, set())
            if user not in known:
                known.add(user)
                pending.extend(edges.get(schema_id, ()))
    made: dict[SchemaId, str] = {}
    for definition in api.definitions:
        who = users.get(definition.id, set())
        alone = next(iter(who)) if len(who) == 1 else ""
        # What no operation uses may refer to anything: it stands apart, where nothing imports it.
        made[definition.id] = alone or ("shared" if who else "other")
    return made
