"""Strongly connected components: definitions that need each other, each component after those that
it needs (Tarjan). Without recursion, as specifications refer as deep as they like.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def strongly_connected(
    nodes: Iterable[Node], edges: Mapping[Node, Iterable[Node]]
) -> list[list[Node]]:
    """The largest sets whose members all reach each other; a node that no circle holds is one alone.

    Args:
        nodes: Where to begin, in turn: the order of the result follows theirs as far as `edges` let it.
        edges: Node → those that it needs; those that are none of `nodes` are passed over.
    """
    known = dict.fromkeys(nodes)
    found: list[list[Node]] = []
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    place: dict[Node, int] = {}
    open_nodes: list[Node] = []
    closed: set[Node] = set()

    def enter(node: Node) -> tuple[Node, Iterator[Node]]:
        number[node] = lowest[node] = len(number)
        place[node] = len(open_nodes)
        open_nodes.append(node)
        return node, (n for n in edges.get(node, ()) if n in known)

    for root in known:
        path = [enter(root)] if root not in number else []
        while path:
            node, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    at = place[node]
                    found.append(open_nodes[at:])
                    closed.update(open_nodes[at:])
                    del open_nodes[at:]
            elif following not in number:
                path.append(enter(following))
            elif following not in closed:
                lowest[node] = min(lowest[node], number[following])
    return found
