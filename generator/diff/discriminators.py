"""Compares the discriminators of two unions: the property, and which value means which variant."""

from collections.abc import Iterator, Mapping

from generator.diff.changes import Seen, seen
from generator.diff.shapes import Shape
from generator.diff.words import listed, quoted


def discriminator_changes(before: Shape, after: Shape, ids: Mapping[str, str]) -> Iterator[Seen]:
    """What changed of the discriminator (OpenAPI 3.1 §4.8.25).

    Args:
        ids: Variants of the base → those of the revision that they are compared with.
    """
    old, new = before.discriminator, after.discriminator
    if old is None or new is None:
        if new is not None and before.union:
            yield seen("discriminator-added", None, new.wire_name)
        elif old is not None and after.union:
            yield seen("discriminator-removed", old.wire_name)
        return
    if old.wire_name != new.wire_name:
        yield seen("discriminator-property-name-changed", old.wire_name, new.wire_name)
        return
    was, now = dict(old.mapping), dict(new.mapping)
    kept = set(ids.values())
    retargeted = [tag for tag in was if tag in now and ids.get(was[tag], was[tag]) != now[tag]]
    gone = [tag for tag in was if tag not in now and was[tag] in ids]
    come = [tag for tag in now if tag not in was and now[tag] in kept]
    if retargeted:
        targets = listed(quoted(now[tag]) for tag in retargeted)
        yield Seen("discriminator-mapping-changed", listed(map(quoted, retargeted)), targets)
    if gone and come:
        removed, added = listed(map(quoted, gone)), listed(map(quoted, come))
        yield Seen("discriminator-mapping-renamed", removed, added)
    elif gone:
        yield Seen("discriminator-mapping-deleted", listed(map(quoted, gone)))
    elif come:
        yield Seen("discriminator-mapping-added", "", listed(map(quoted, come)))
