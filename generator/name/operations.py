"""Methods, their groups and their arguments."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.config import NamesConfig
from generator.ir.api import Api, Operation
from generator.ir.names import GroupNames, NameLock, OperationNames
from generator.ir.schema import SchemaDefinition, SchemaId
from generator.name.collisions import assign
from generator.name.former import former_methods
from generator.name.members import attribute_candidates
from generator.name.reserved import ARGUMENTS, CLASSES, GROUPS, METHODS, MODULES, OF_CLIENT
from generator.name.words import pascal, singular, snake
from generator.python.arguments import ArgumentKind, CallArgument, call_arguments
from generator.python.results import success_shape


def group_names(api: Api, lock: NameLock | None) -> dict[str, GroupNames]:
    """Tag → names, for the first tag of each operation; none where no operation has a tag."""
    earlier: Mapping[str, str] = lock.groups if lock else {}
    tags = list(dict.fromkeys(o.tags[0] for o in api.operations if o.tags))
    if lock is not None and not lock.tagged:
        return {}
    attributes = assign(
        [(tag, (_group(tag),)) for tag in tags],
        locked={t: a for t, a in earlier.items() if t in tags},
        taken=[a for t, a in earlier.items() if t not in tags],
        reserved=GROUPS | MODULES,
    )
    # A suffix of their own, so that no model of a later specification takes their name.
    classes = assign(
        [(tag, (f"{pascal(attributes[tag]).removesuffix('Api')}Api",)) for tag in tags],
        reserved=CLASSES,
    )
    return {
        tag: GroupNames(
            attribute=attributes[tag],
            module=attributes[tag],
            class_name=classes[tag],
            async_class_name=f"Async{classes[tag]}",
        )
        for tag in tags
    }


def _group(tag: str) -> str:
    name = snake(tag)
    return f"group_{name}" if not name or name[0].isdigit() else name


def method_candidates(operation: Operation, group: str | None) -> tuple[str, ...]:
    """The names that a method might have, best first."""
    by_path = _from_path(operation)
    if not operation.operation_id:
        return by_path
    whole = _parted(snake(operation.operation_id), operation)
    found = [whole]
    tail = snake(f"{operation.path}_{operation.method}")
    if tail and whole.endswith(f"_{tail}"):
        # FastAPI's generated ids: the function's name, then path and method. Where several functions
        # are called the same, the path's last step tells them apart.
        function = whole[: -len(tail) - 1]
        found[:0] = [function, f"{function}_{snake(_last_step(operation))}"]
    if group:
        best = found[0]
        for prefix in dict.fromkeys((group, singular(group) or group, group.replace("_", ""))):
            if best.startswith(f"{prefix}_"):
                found.insert(0, best[len(prefix) + 1 :])
    named = [_method(name) for name in found if name]
    named += [f"{name}_" for name in named[:1]]
    return tuple(dict.fromkeys((*named, *by_path)))


def _with_files(
    operation: Operation, methods: Mapping[str, str], group: str | None
) -> tuple[str, ...]:
    """Of a method that takes the files which the one of the same operation can't."""
    stem = methods.get(operation.beside or "")
    stems = (stem,) if stem else method_candidates(operation, group)
    return tuple(f"{s}_with_files" for s in stems)


def _parted(name: str, operation: Operation) -> str:
    """`getdisplayed_attributes` of `/displayed-attributes`: the method and the path's last step, which
    some generators glue together."""
    verb = snake(operation.method)
    last = _last_step(operation)
    folded = snake(last).replace("_", "")
    if folded and name.replace("_", "") == verb + folded and not name.startswith(f"{verb}_"):
        return f"{verb}_{snake(last)}"
    return name


def _last_step(operation: Operation) -> str:
    """The last step of the path that is no parameter."""
    steps = (s for s in reversed(operation.path.split("/")) if s and not s.startswith("{"))
    return next(steps, "")


def _method(name: str) -> str:
    return f"call_{name}" if not name or name[0].isdigit() else name


_ABOVE_ALL = re.compile(r"api|rest|v[0-9]+([._-]?[0-9]+)*")


def _from_path(operation: Operation) -> tuple[str, ...]:
    """Method and path: without the first steps that tell no operation from another, and with them."""
    steps = [snake(step) for step in re.sub(r"\{[^}]*\}", "", operation.path).split("/")]
    steps = [step for step in steps if step]
    parameters = re.findall(r"\{([^}]*)\}", operation.path)
    by = (
        f"_by_{snake(parameters[-1])}"
        if parameters and operation.path.rstrip("/").endswith("}")
        else ""
    )
    told = next((n for n, step in enumerate(steps) if not _ABOVE_ALL.fullmatch(step)), 0)
    verb = snake(operation.method)
    named = ["_".join(filter(None, (verb, *some))) + by for some in (steps[told:], steps)]
    return tuple(dict.fromkeys(map(_method, named)))


def operation_names(
    api: Api,
    definitions: Mapping[SchemaId, SchemaDefinition],
    groups: Mapping[str, GroupNames],
    config: NamesConfig,
    lock: NameLock | None,
    lifted: frozenset[str],
) -> dict[str, OperationNames]:
    """Names of every operation, unique within its group.

    Args:
        lifted: Wire names of headers that are arguments of the constructor.
    """
    made: dict[str, OperationNames] = {}
    by_group: dict[str | None, list[Operation]] = {}
    for operation in api.operations:
        tag = operation.tags[0] if operation.tags and operation.tags[0] in groups else None
        by_group.setdefault(tag, []).append(operation)
    for tag, operations in by_group.items():
        attribute = groups[tag].attribute if tag is not None else None
        keys = {o.key for o in operations}
        known: Mapping[str, str] = lock.operations if lock else {}
        locked = {k: v for k, v in known.items() if k in keys}
        for operation in operations:
            pin = config.methods.get(operation.key)
            if pin is None and operation.beside is None:
                pin = config.methods.get(operation.operation_id or "")
            if pin:
                locked[operation.key] = pin
        taken = {g.attribute for g in groups.values()} if tag is None else set[str]()
        if lock:
            taken |= {v for k, v in (*lock.iterators.items(), *lock.streams.items()) if k in keys}
            if config.aliases:
                # What is kept for an operation is no other's.
                taken |= {n for k in keys for n in former_methods(lock, k, locked.get(k, ""))}
        beside = [o for o in operations if o.beside]
        reserved = OF_CLIENT if tag is None else METHODS
        methods = assign(
            [(o.key, method_candidates(o, attribute)) for o in operations if not o.beside],
            taken=taken | {locked[o.key] for o in beside if o.key in locked},
            locked={k: v for k, v in locked.items() if k not in {o.key for o in beside}},
            reserved=reserved,
        )
        methods |= assign(
            [(o.key, _with_files(o, methods, attribute)) for o in beside],
            taken=taken | set(methods.values()),
            locked={o.key: locked[o.key] for o in beside if o.key in locked},
            reserved=reserved,
        )
        former = {key: former_methods(lock, key, methods[key]) for key in keys if config.aliases}
        used = {*methods.values(), *taken}
        iterators = _siblings(
            [o for o in operations if o.pagination],
            methods,
            used,
            lock.iterators if lock else {},
            _iterator,
        )
        earlier: Mapping[str, str] = lock.streams if lock else {}
        shapes = {o.key: success_shape(o) for o in operations}
        taken_too = used | set(iterators.values())
        streams: dict[str, str] = {}
        for binary, prefix in ((False, _stream), (True, _download)):
            wanted = [
                o for o in operations if shapes[o.key].sibling and shapes[o.key].binary is binary
            ]
            streams |= _siblings(
                wanted, methods, taken_too | set(streams.values()), earlier, prefix
            )
        constants = assign([(o.key, (methods[o.key].upper(),)) for o in operations], fold=False)
        for operation in operations:
            made[operation.key] = OperationNames(
                method=methods[operation.key],
                constant=constants[operation.key],
                arguments=_arguments(api, operation, definitions, lock, lifted),
                iterator=iterators.get(operation.key) if operation.pagination else None,
                stream=streams.get(operation.key) if shapes[operation.key].sibling else None,
                group=tag,
                former=tuple(n for n in former.get(operation.key, ()) if n not in methods.values()),
            )
    return made


def _iterator(method: str) -> str:
    return "iter_" + re.sub(r"^(list|get|fetch|retrieve)_(?=.)", "", method)


def _stream(method: str) -> str:
    return f"stream_{method}"


def _download(method: str) -> str:
    if method.startswith("download"):
        return f"stream_{method}"
    return "download_" + re.sub(r"^(get|fetch|retrieve|read)_(?=.)", "", method)


def _siblings(
    operations: Iterable[Operation],
    methods: Mapping[str, str],
    used: set[str],
    locked: Mapping[str, str],
    name: Callable[[str], str],
) -> dict[str, str]:
    """Names of the methods beside a method: its iterator, its stream."""
    keys = {o.key for o in operations}
    return assign(
        [(key, (name(methods[key]), f"{name(methods[key])}_all")) for key in sorted(keys)],
        taken=used - {v for k, v in locked.items() if k in keys},
        locked={k: v for k, v in locked.items() if k in keys},
        reserved=METHODS,
    )


def _arguments(
    api: Api,
    operation: Operation,
    definitions: Mapping[SchemaId, SchemaDefinition],
    lock: NameLock | None,
    lifted: frozenset[str],
) -> dict[str, str]:
    """The arguments in the order of the signature: as an earlier run had them, new ones behind."""
    found = [
        a
        for a in call_arguments(api, operation, definitions)
        if not (a.kind is ArgumentKind.HEADER and a.wire_name.lower() in lifted)
    ]
    earlier = dict(lock.arguments.get(operation.key, ())) if lock else {}
    keys = {a.key for a in found}
    names = assign(
        _wanted(found, earlier),
        locked={k: v for k, v in earlier.items() if k in keys},
        taken=[v for k, v in earlier.items() if k not in keys],
        reserved=ARGUMENTS,
    )
    by_key = {a.key: a for a in found}
    ordered = [key for key in earlier if key in keys]
    ordered += [a.key for a in found if a.key not in earlier]
    # The sort is stable: path parameters first, both parts in the order that they had.
    ordered.sort(key=lambda key: by_key[key].kind is not ArgumentKind.PATH)
    return {key: names[key] for key in ordered}


def _wanted(
    found: list[CallArgument], earlier: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each argument's key and candidates; in a clash the newcomer alone gives way."""
    own = [attribute_candidates(a.wire_name)[0] for a in found]
    held = [name for name, a in zip(own, found, strict=True) if a.key in earlier]
    before: set[str] = set()
    for name, argument in zip(own, found, strict=True):
        by_others = held.count(name) - (argument.key in earlier)
        yield argument.key, _candidates(argument, contested=name in before or by_others > 0)
        before.add(name)


def _candidates(argument: CallArgument, *, contested: bool) -> tuple[str, ...]:
    """The wire's name; where it is contested, the location before it."""
    if argument.kind in (ArgumentKind.BODY, ArgumentKind.EXTRA):
        return (argument.wire_name, f"{argument.wire_name}_")
    plain = attribute_candidates(argument.wire_name)
    if plain[0] in ARGUMENTS:
        # Python needs the word itself; nobody else contests it.
        plain = (f"{plain[0]}_", *plain[1:])
    place = "body" if argument.kind is ArgumentKind.FIELD else argument.kind.value
    prefixed = f"{place}_{plain[0]}"
    return (prefixed, *plain[1:]) if contested else (plain[0], prefixed, *plain[1:])
