"""Names made unique in a scope: by an ordered list of candidates, a number as the last resort."""

from collections.abc import Callable, Iterable, Mapping

MAX_LENGTH = 80


def assign(
    wanted: Iterable[tuple[str, tuple[str, ...]]],
    *,
    taken: Iterable[str] = (),
    locked: Mapping[str, str] | None = None,
    reserved: frozenset[str] = frozenset(),
    fold: bool = True,
) -> dict[str, str]:
    """A name for each key, none twice, none reserved.

    Args:
        wanted: Key and its candidates, best first; ties for a candidate are decided in the order of
            the keys, so that the order of the document does not matter.
        taken: Names that are given away already, beside the locked ones.
        locked: Names of an earlier run: kept as they are.
        fold: Whether two names that differ in case alone collide.
    """
    folded: Callable[[str], str] = str.casefold if fold else str
    made = dict(locked or {})
    used = {folded(name) for name in (*taken, *made.values())}
    pending: list[tuple[str, tuple[str, ...], str, str]] = []
    contested: dict[str, int] = {}
    for key, candidates in wanted:
        if key not in made:
            first = next(filter(None, candidates), "")
            if len(first) > MAX_LENGTH:
                first = _cut(first)
            low = folded(first)
            pending.append((key, candidates, first, low))
            contested[low] = contested.get(low, 0) + 1
    rest: list[tuple[str, list[str]]] = []
    for key, candidates, first, low in pending:
        if (
            first
            and contested[low] == 1
            and low not in used
            and first not in reserved
            and low not in reserved
        ):
            made[key] = first
            used.add(low)
        else:
            rest.append((key, [_cut(c) for c in candidates if c]))
    for key, wishes in sorted(rest, key=lambda pair: pair[0]):
        name = next(
            (c for c in wishes if folded(c) not in used and not _is_reserved(c, reserved, fold)),
            None,
        )
        if name is None:
            name = _numbered(wishes[0] if wishes else "x", used, reserved, fold=fold)
        made[key] = name
        used.add(folded(name))
    return made


def _numbered(stem: str, used: set[str], reserved: frozenset[str], *, fold: bool) -> str:
    is_class = fold and stem[:1].isupper()  # datamodel-code-generator takes underscores off those.
    if _is_reserved(stem, reserved, fold) and not is_class:
        with_underscore = f"{stem}_"
        if (with_underscore.casefold() if fold else with_underscore) not in used:
            return with_underscore
    between = "_" if stem[:1].islower() or stem[-1:].isdigit() else ""
    if is_class and between:
        between = "x"
    number = 2
    while True:
        name = f"{stem}{between}{number}"
        if (name.casefold() if fold else name) not in used and not _is_reserved(
            name, reserved, fold
        ):
            return name
        number += 1


def _is_reserved(name: str, reserved: frozenset[str], fold: bool) -> bool:
    return name in reserved or (fold and name.casefold() in reserved)


def _cut(name: str) -> str:
    return name if len(name) <= MAX_LENGTH else name[:MAX_LENGTH].rstrip("_")
