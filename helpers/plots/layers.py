"""Places for the nodes of a graph without circles: in columns, from left to right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

Place = tuple[float, float]
_SWEEPS = 12


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    Attributes
    ----------
    places : list of tuple
        (column, height) of every node; heights are centred on 0, larger is higher.
    routes : list of list of tuple
        For every arrow the places that it passes, from its start to its end.
    columns : int
        Number of columns.
    rows : float
        Distance from the lowest to the highest place, plus one.
    """

    places: list[Place]
    routes: list[list[Place]]
    columns: int
    rows: float


def arrange(count: int, edges: Sequence[tuple[int, int]]) -> Layout:
    """Find places where arrows point to the right, seldom cross and are mostly straight.

    Parameters
    ----------
    count : int
        Number of nodes.
    edges : sequence of tuple of int
        From a node to one that comes after it.

    Returns
    -------
    Layout

    Notes
    -----
    The three steps of K. Sugiyama, S. Tagawa and M. Toda, *Methods for visual understanding of
    hierarchical system structures*, IEEE Trans. SMC 11 (1981): columns, then the order within
    each column by the mean place of its neighbours, then heights.

    Examples
    --------
    >>> arrange(3, [(0, 2), (1, 2)]).places
    [(0, 0.5), (0, -0.5), (1, 0.0)]
    """
    column = _columns(count, edges)
    chains: list[list[int]] = []
    for start, end in edges:
        # A long arrow gets a place in every column that it passes, so that nothing is in its way.
        between = range(column[start] + 1, column[end])
        chains.append([start, *range(len(column), len(column) + len(between)), end])
        column += between
    links = [pair for chain in chains for pair in zip(chain, chain[1:], strict=False)]
    before: list[list[int]] = [[] for _ in column]
    after: list[list[int]] = [[] for _ in column]
    for left, right in links:
        after[left].append(right)
        before[right].append(left)
    order = _order(column, links, before, after)
    height = _heights(order, before, after)
    places: list[Place] = [(column[node], height[node]) for node in range(len(column))]
    return Layout(
        places[:count],
        [[places[node] for node in chain] for chain in chains],
        columns=len(order),
        rows=max(height) - min(height) + 1,
    )


def _columns(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Put every node right of all that it needs, and inputs close to where they are used."""
    column = [0] * count
    for _ in range(count):
        for start, end in edges:
            column[end] = max(column[end], column[start] + 1)
    for node in set(range(count)) - {end for _, end in edges}:
        column[node] = min([column[end] - 1 for start, end in edges if start == node] or [0])
    return column


def _order(
    column: list[int],
    links: list[tuple[int, int]],
    before: list[list[int]],
    after: list[list[int]],
) -> list[list[int]]:
    """Order every column from top to bottom so that few arrows cross."""
    order: list[list[int]] = [[] for _ in range(max(column) + 1)]
    for node in range(len(column)):
        order[column[node]].append(node)
    best, fewest = [list(one) for one in order], _crossings(order, column, links)
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for nodes in order if forwards else order[::-1]:
            place = {node: at for one in order for at, node in enumerate(one)}
            nodes.sort(key=_mean_of(before if forwards else after, place))
        found = _crossings(order, column, links)
        if found < fewest:
            best, fewest = [list(one) for one in order], found
    return best


def _mean_of(neighbours: list[list[int]], place: dict[int, int]) -> Callable[[int], float]:
    def key(node: int) -> float:
        return mean([place[other] for other in neighbours[node]] or [place[node]])

    return key


def _crossings(order: list[list[int]], column: list[int], links: list[tuple[int, int]]) -> int:
    """Count how often arrows cross."""
    place = {node: at for one in order for at, node in enumerate(one)}
    ends = [(column[a], place[a], place[b]) for a, b in links]
    return sum(
        one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0
        for at, one in enumerate(ends)
        for other in ends[:at]
    )


def _heights(
    order: list[list[int]], before: list[list[int]], after: list[list[int]]
) -> list[float]:
    """Bring every node to the height of its neighbours, at least one apart in a column."""
    height = [0.0] * len(before)
    for nodes in order:
        for at, node in enumerate(nodes):
            height[node] = (len(nodes) - 1) / 2 - at
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for nodes in order if forwards else order[::-1]:
            near = before if forwards else after
            wished = [
                mean([height[other] for other in near[node]] or [height[node]]) for node in nodes
            ]
            for node, found in zip(nodes, _apart(wished), strict=True):
                height[node] = found
    middle = (max(height) + min(height)) / 2
    return [at - middle for at in height]


def _apart(wished: list[float]) -> list[float]:
    """Return the heights closest to what is wished, falling by one at least.

    >>> _apart([0.0, 0.0, -5.0])
    [0.5, -0.5, -5.0]
    """
    groups: list[list[float]] = []
    for at, height in enumerate(wished):
        groups.append([height + at])
        # Neighbours that want to stand too close share what is between them.
        while len(groups) > 1 and mean(groups[-2]) < mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    level = [mean(group) for group in groups for _ in group]
    return [one - at for at, one in enumerate(level)]
