"""Where models stand: one file, or for a large API a package of modules.

A model that one group of operations alone needs stands in a module of that name; what several need stands in
`shared`, or in `shared_1`, `shared_2`, … where that is too much for one. What a model refers to is
needed by at least the same groups, so a group's module imports from the shared ones and never the
other way, and a shared one imports from those before it.
"""

from collections.abc import Mapping, Sequence

from generator.ir.api import Api
from generator.ir.names import NameLock
from generator.ir.schema import SchemaId
from generator.name.strongly_connected import strongly_connected
from generator.name.words import snake

LARGE = 250
_APART = ("webhooks", "other")


def model_modules(
    api: Api,
    homes: Mapping[str, str],
    edges: Mapping[SchemaId, tuple[SchemaId, ...]],
    roots: Mapping[str, tuple[SchemaId, ...]],
    webhooks: Sequence[tuple[str, tuple[SchemaId, ...]]],
    errors: tuple[SchemaId, ...],
    lock: NameLock | None,
) -> dict[SchemaId, str]:
    """Definition → module of the `models` package; empty where one file holds them all.

    Args:
        homes: Operation key → the module that it stands in; empty for the client's own.
        edges: Definition → those that it names.
        roots: Operation key → the definitions that its signature names.
        webhooks: Name, and the definitions that what the server sends names.
        errors: What the bodies of errors name. The module of the errors needs them all, and every
            group needs that module: in a group's own, they would load it for all others.
    """
    split = (
        lock.split
        if lock is not None
        else len(api.definitions) > LARGE and len({h for h in homes.values() if h}) > 1
    )
    if not split:
        return {}
    users: dict[SchemaId, set[str]] = {}
    uses = [(homes.get(key, ""), found) for key, found in roots.items()]
    uses += [(_webhook_module(name), found) for name, found in webhooks]
    uses.append(("", errors))
    for user, found in uses:
        _mark(users, user, found, edges)
    rest = [d.id for d in api.definitions if d.id not in users]
    if len(rest) > LARGE:
        inner = {i for schema_id in rest for i in edges.get(schema_id, ()) if i != schema_id}
        for schema_id in (i for i in rest if i not in inner):
            _mark(users, _family(schema_id), (schema_id,), edges)
    modules = {d.id: _module(users.get(d.id, set())) for d in api.definitions}
    return modules | _shared_parts(modules, edges, users)


def _shared_parts(
    modules: Mapping[SchemaId, str],
    edges: Mapping[SchemaId, tuple[SchemaId, ...]],
    users: Mapping[SchemaId, set[str]],
) -> dict[SchemaId, str]:
    """What `shared` holds, in modules of like size, where it is more than one should hold.

    What most groups need comes first: nobody loads for its sake what few need.
    """
    shared = sorted(
        (schema_id for schema_id, module in modules.items() if module == "shared"),
        key=lambda schema_id: (-len(users[schema_id]), sorted(users[schema_id])),
    )
    count = -(-len(shared) // LARGE)
    if count < 2:
        return {}
    taken = set(modules.values())
    stem = "shared"
    while any(f"{stem}_{part}" in taken for part in range(1, count + 1)):
        stem += "_models"
    parts: dict[SchemaId, str] = {}
    for circle in strongly_connected(shared, edges):
        # The circle stays together: modules that import each other can't be imported.
        part = len(parts) * count // len(shared) + 1
        parts.update(dict.fromkeys(circle, f"{stem}_{part}"))
    return parts


def _mark(
    users: dict[SchemaId, set[str]],
    user: str,
    found: tuple[SchemaId, ...],
    edges: Mapping[SchemaId, tuple[SchemaId, ...]],
) -> None:
    """Note a user at definitions and at all that they name."""
    pending = list(found)
    while pending:
        schema_id = pending.pop()
        known = users.setdefault(schema_id, set())
        if user not in known:
            known.add(user)
            pending.extend(edges.get(schema_id, ()))


def _family(schema_id: SchemaId) -> str:
    """`/components/schemas/webhook-issues-opened` stands with the other ones of `webhook-issues`."""
    words = snake(schema_id.rpartition("/")[2]).split("_")
    return ("other_" + "_".join(words[:2]))[:60].rstrip("_")


def _module(who: set[str]) -> str:
    """The module of what these users need."""
    if len(who) == 1:
        (alone,) = who
        return alone or "shared"
    if who:
        # What the server alone sends is not loaded with what a client calls.
        return next((f for f in _APART if all(w.startswith(f"{f}_") for w in who)), "shared")
    # What nothing uses may refer to anything: it stands apart, where nothing imports it.
    return "other"


def _webhook_module(name: str) -> str:
    """`issues-opened` stands with the others of `issues`."""
    return f"webhooks_{next(iter(snake(name).split('_')), '') or 'other'}"[:60]
