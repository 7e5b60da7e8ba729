"""`Api` + config + lock → `Names`: the only place that invents a Python identifier.

Pins of the config come first, then the lock, then the specification's own names; collisions are
resolved by an ordered list of candidates, and a number is the last resort, in the order of
pointers.
"""

from collections.abc import Mapping

from generator.config import ApiConfig, Select
from generator.ir.api import Api, Operation, definitions_by_id
from generator.ir.names import GroupNames, NameLock, Names, OperationNames, SectionNames
from generator.ir.references import ids_in_definition, ids_in_type
from generator.ir.schema import SchemaId, SchemaType
from generator.name.classes import class_names
from generator.name.former import former_fields, former_methods, kept_classes, kept_fields
from generator.name.members import field_names
from generator.name.modules import model_modules
from generator.name.operations import group_names, operation_names
from generator.name.package import (
    constructor_headers,
    credential_names,
    error_names,
    package_name,
    server_variables,
)
from generator.name.pins import Named, refuse_pins, refuse_pins_of_nothing
from generator.name.response_headers import header_names, owner_of
from generator.name.sections import section_names
from generator.name.words import pascal
from generator.python.results import is_success

__all__ = ["assign_names", "name_lock"]


def assign_names(
    api: Api, config: ApiConfig, lock: NameLock | None, *, current: bool = True
) -> Names:
    """Decide every name of a package.

    Args:
        current: Whether the configuration was written for this API, and names nothing that it does not
            have.

    Raises:
        SpecError: `C110` a pin can't be a name, or is of nothing.
    """
    definitions = definitions_by_id(api)
    package = package_name(api, config)
    headers = constructor_headers(api, config, lock)
    lifted = frozenset(h.wire_name.lower() for h in headers)
    groups = group_names(api, lock)
    operations = operation_names(api, definitions, groups, config.names, lock, lifted)
    sections = section_names(api, groups, operations)
    methods = {o.key: _stem(o, operations[o.key].method) for o in api.operations}
    classes = class_names(api, methods, config.names, lock)
    credentials = credential_names(api, config, package, lock)
    errors = error_names(api)
    fields = field_names(api.definitions, classes, config.names, lock)
    named = Named(
        operations=operations, groups=groups, classes=classes, errors=errors, fields=fields
    )
    refuse_pins(config.names, named)
    if current and config.select == Select():
        refuse_pins_of_nothing(config.names, api.definitions, named, lock)
    return Names(
        package=package,
        classes=classes,
        fields=fields,
        modules=model_modules(
            api,
            {o.key: _module(o, operations, groups, sections) for o in api.operations},
            {d.id: tuple(ids_in_definition(d)) for d in api.definitions},
            {o.key: tuple(_roots(o)) for o in api.operations},
            [(w.name, tuple(_roots(w.operation))) for w in api.webhooks],
            tuple(found for o in api.operations for found in _error_roots(o)),
            lock,
        ),
        operations=operations,
        groups=groups,
        credentials=credentials,
        errors=errors,
        constructor_headers=headers,
        server_variables=server_variables(api, credentials),
        sections=sections,
        former_classes=kept_classes(api.definitions, classes, config.names, lock),
        former_fields=kept_fields(api.definitions, fields, lock),
        response_headers=header_names(api, methods, [*classes.values(), *errors.values()], lock),
    )


def name_lock(api: Api, names: Names, lock: NameLock | None) -> NameLock:
    """What a later run may not take back: these names, and the earlier ones that are gone."""
    places = {d.id: d.places for d in api.definitions}
    classes = {**(lock.classes if lock else {})}
    owned = {pointer: symbol for symbol, pointer in classes.items()}
    for schema_id, name in names.classes.items():
        if not any(owned.get(place) == name for place in places[schema_id]):
            classes[name] = places[schema_id][0]
    for operation in sorted(api.operations, key=lambda o: o.pointer):
        if headers := names.response_headers.get(operation.key):
            classes.setdefault(headers.class_name, owner_of(operation))
    fields = dict(lock.fields) if lock else {}
    for schema_id, found in names.fields.items():
        for place in places[schema_id]:
            fields[place] = {**fields.get(place, {}), **found}
    operations = names.operations
    had = {key: former_methods(lock, key, o.method) for key, o in operations.items()}
    changed = dict(lock.former_fields) if lock else {}
    for schema_id, found in names.fields.items():
        changed |= {place: former_fields(lock, place, found) for place in places[schema_id]}
    return NameLock(
        classes=classes,
        fields=fields,
        operations={
            **(lock.operations if lock else {}),
            **{k: o.method for k, o in operations.items()},
        },
        arguments={
            **(lock.arguments if lock else {}),
            **{
                key: (
                    *o.arguments.items(),
                    *(
                        (k, v)
                        for k, v in (lock.arguments.get(key, ()) if lock else ())
                        if k not in o.arguments
                    ),
                )
                for key, o in operations.items()
            },
        },
        iterators={
            **(lock.iterators if lock else {}),
            **{k: o.iterator for k, o in operations.items() if o.iterator},
        },
        streams={
            **(lock.streams if lock else {}),
            **{k: o.stream for k, o in operations.items() if o.stream},
        },
        groups={
            **(lock.groups if lock else {}),
            **{t: g.attribute for t, g in names.groups.items()},
        },
        credentials={
            **(lock.credentials if lock else {}),
            **{s: tuple(c.argument for c in found) for s, found in names.credentials.items()},
        },
        constructor_headers={
            **((lock.constructor_headers if lock else None) or {}),
            **{h.wire_name: h.argument for h in names.constructor_headers},
        },
        modules={names.classes[i]: m for i, m in names.modules.items()},
        split=bool(names.modules),
        tagged=bool(names.groups) if lock is None else lock.tagged,
        former_methods={
            **(lock.former_methods if lock else {}),
            **{key: found for key, found in had.items() if found},
        },
        former_fields={place: found for place, found in changed.items() if found},
    )


def _module(
    operation: Operation,
    operations: Mapping[str, OperationNames],
    groups: Mapping[str, GroupNames],
    sections: Mapping[str, SectionNames],
) -> str:
    """The module that an operation stands in; empty for the client's own."""
    tag = operations[operation.key].group
    if tag is not None:
        return groups[tag].module
    section = sections.get(operation.key)
    return section.module if section else ""


def _stem(operation: Operation, method: str) -> str:
    """What an inline body is named for: the operation's id, whole, for it is unique in the API,
    where a class can be named for it."""
    identity = operation.operation_id or ""
    return identity if pascal(identity).isidentifier() else method


def _roots(operation: Operation) -> list[SchemaId]:
    types: list[SchemaType] = [p.type for p in operation.parameters]
    types += [c.type for c in (operation.body.contents if operation.body else ())]
    types += [c.type for r in operation.responses for c in r.contents]
    return [found for kind in types for found in ids_in_type(kind)]


def _error_roots(operation: Operation) -> list[SchemaId]:
    bodies = (c.type for r in operation.responses if not is_success(r) for c in r.contents)
    return [found for kind in bodies for found in ids_in_type(kind)]
