"""How prose speaks of an API."""


def api_name(title: str) -> str:
    """`db_control` → `db_control API`; a title that says so itself stays as it is."""
    flat = " ".join(title.split())
    said = not {"api", "apis"}.isdisjoint(flat.casefold().split())
    return flat if said else f"{flat} API"
