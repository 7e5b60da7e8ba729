"""Compares where an API answers. Mostly deployment, so it is never more than potentially
breaking."""

from generator.diff.changes import Node
from generator.diff.finding import Verdict
from generator.diff.words import listed, quoted
from generator.ir.api import Server


def note_servers(
    node: Node,
    base: tuple[Server, ...],
    revision: tuple[Server, ...],
    *,
    places: tuple[str, str],
    owner: str,
) -> None:
    """Note the servers that went and came."""
    old, new = {address(s): s for s in base}, {address(s): s for s in revision}
    gone = [url for url in old if url not in new]
    come = [url for url in new if url not in old]
    if gone and new:
        id, wire = "api-server-changed", Verdict.POTENTIALLY_BREAKING
        words = f"no longer answers at {listed(map(quoted, gone))}"
        if come:
            words += f", but at {listed(map(quoted, come))}"
    elif gone:
        id, wire = "api-server-removed", Verdict.POTENTIALLY_BREAKING
        words = f"no longer says that it answers at {listed(map(quoted, gone))}"
    elif come:
        id, wire = "api-server-added", Verdict.COMPATIBLE
        words = f"answers at {listed(map(quoted, come))} too"
    else:
        return
    node.plain(
        id,
        "values",
        wire,
        f"{owner} {words}",
        base=places[0],
        revision=places[1],
        identity="servers",
    )


def address(server: Server) -> str:
    """The URL with its variables at their defaults."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name}}}", variable.default)
    return url.rstrip("/") or "/"
