"""How prose speaks of an API."""


def api_name(title: str) -> str:
    """`db_control` → `db_control API`; a title that says so itself stays as it is."""
    flat = " ".join(title.split())
    last = flat.rpartition(" ")[2].casefold()
    return flat if last in ("api", "apis") else f"{flat} API"
