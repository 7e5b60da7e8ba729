"""Folds a class's new name into the change that gave it. The class of an inline schema is named
after what it stands in: where that one is called otherwise, or became a union, it has a new name
too, and nobody chose it."""

from msgspec.structs import replace

from generator.diff.collect import Cause, SymbolChange

_RENAMED = "client-class-renamed"
_KIND = "client-class-kind-changed"


def fold_renames(causes: list[Cause], alone: list[SymbolChange]) -> list[SymbolChange]:
    """The symbols left alone; new names that follow from a cause are put into it."""
    owners = {s: cause for cause in causes for s in cause.symbols if s.id in (_RENAMED, _KIND)}
    leads = [*owners, *(symbol for symbol in alone if symbol.id in (_RENAMED, _KIND))]
    left: list[SymbolChange] = []
    followed: list[SymbolChange] = []
    for symbol in alone:
        lead = _lead(symbol, leads)
        if lead in owners:
            owners[lead].symbols[symbol] = None
        elif lead is not None:
            told = replace(symbol, id=lead.id, message=lead.message)
            followed.append(replace(told, base=lead.base, revision=lead.revision))
        else:
            left.append(symbol)
    return [*left, *followed]


def _lead(symbol: SymbolChange, leads: list[SymbolChange]) -> SymbolChange | None:
    """The outermost change that a new name follows from."""
    if symbol.id != _RENAMED:
        return None
    around = (lead for lead in leads if _follows(symbol, lead))
    return min(around, key=lambda lead: len(lead.base or ""), default=None)


def _follows(symbol: SymbolChange, lead: SymbolChange) -> bool:
    owner = lead.before if lead.id == _RENAMED else lead.symbol
    return (
        (symbol.base or "").startswith(f"{lead.base}/")
        and (symbol.before or "").startswith(owner or "")
        and lead.client.rank >= symbol.client.rank
    )
