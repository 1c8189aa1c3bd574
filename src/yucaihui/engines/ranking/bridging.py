"""Whether a panel hangs together: severe judges and weak entries can be told apart only there.

The judges' graph joins two judges by as many edges as they have entries in common. The second
smallest eigenvalue of its normalised Laplacian (Chung, 1997) is 0 where the panel falls apart and
says how well severity can be taken off where it doesn't.
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

from yucaihui.engines.ranking.panel import Floats, Ints, Panel
from yucaihui.engines.ranking.seats import Bools, OpenSeats, Seat

# Below this, calibrated scores of different parts of the panel are hardly comparable.
WEAK = 0.1
# So many seats, in parts of the judges, are proposed before the graph is looked at anew.
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Connection:
    """`lambda2` in 0 to 2, whether it is weak, and the judges of each part, the largest first."""

    lambda2: float
    weak: bool
    components: tuple[tuple[str, ...], ...]


def connection(panel: Panel) -> Connection:
    """How the judges who handed in a sheet hang together; a single judge does."""
    seated = np.flatnonzero(panel.loads)
    graph = _graph(_incidence(panel)[:, seated])
    _, part = sparse.csgraph.connected_components(sparse.csr_array(graph))
    judges = np.array(panel.judges, dtype=object)[seated]
    components = [tuple(sorted(judges[part == one])) for one in np.unique(part)]
    lambda2 = 0.0 if len(components) > 1 else _fiedler(graph)[0]
    largest_first = sorted(components, key=lambda one: (-len(one), one))
    return Connection(lambda2, lambda2 < WEAK, tuple(largest_first))


def bridging_seats(
    panel: Panel, allowed: Bools, spare: Ints, most: int, target: float = WEAK
) -> tuple[Seat, ...]:
    """At most `most` seats, each joining what is furthest apart, until `target` is reached.

    Arrays are as in `OpenSeats`. Greedy: the seat that to first order raises lambda2 the most.
    """
    open_seats, incidence = OpenSeats(panel, allowed, spare), _incidence(panel)
    seats: list[Seat] = []
    at_once = max(1, len(panel.judges) // _AT_ONCE)
    while len(seats) < most:
        lambda2, apart = _furthest_apart(incidence)
        if lambda2 >= target:
            break
        found = _joining(open_seats, incidence, apart, min(at_once, most - len(seats)))
        if not found:
            break
        seats += found
    return tuple(seats)


def _joining(open_seats: OpenSeats, incidence: Floats, apart: Floats, count: int) -> list[Seat]:
    """The best seats, at most one an entry and one a judge; they are written into `incidence`."""
    sheets = incidence.sum(axis=1)[:, np.newaxis]
    worth = sheets * apart**2 - 2 * apart * (incidence @ apart)[:, np.newaxis]
    worth += (incidence @ apart**2)[:, np.newaxis]
    worth = np.where(open_seats.free, worth, 0.0)
    seats: list[Seat] = []
    for _ in range(count):
        entry, judge = divmod(int(np.argmax(worth)), worth.shape[1])
        if worth[entry, judge] <= np.finfo(np.float32).eps:
            break
        seats.append(open_seats.take(entry, judge, float(worth[entry, judge])))
        incidence[entry, judge] = 1.0
        worth[entry], worth[:, judge] = 0.0, 0.0
    return seats


def _furthest_apart(incidence: Floats) -> tuple[float, Floats]:
    """lambda2 and (judges,) places on a line, on which judges far apart have little in common."""
    graph = _graph(incidence)
    parts, part = sparse.csgraph.connected_components(sparse.csr_array(graph))
    if parts > 1:
        smallest = np.argmin(np.bincount(part))
        return 0.0, (part == smallest).astype(np.float64)
    return _fiedler(graph)


def _incidence(panel: Panel) -> Floats:
    """(entries, judges) 1 where there is a sheet."""
    incidence = np.zeros((len(panel.entries), len(panel.judges)))
    incidence[panel.entry, panel.judge] = 1.0
    return incidence


def _graph(incidence: Floats) -> Floats:
    """(judges, judges) how many entries two judges have in common."""
    graph = np.asarray(incidence.T @ incidence)
    np.fill_diagonal(graph, 0.0)
    return graph


def _fiedler(graph: Floats) -> tuple[float, Floats]:
    """lambda2 of a connected graph and its eigenvector, in units of the judges."""
    if len(graph) < 2:
        return 1.0, np.zeros(len(graph))
    scale = 1.0 / np.sqrt(graph.sum(axis=1))
    laplacian = np.eye(len(graph)) - graph * scale[:, np.newaxis] * scale
    values, vectors = linalg.eigh(laplacian, subset_by_index=(1, 1))
    return float(values[0]), vectors[:, 0] * scale
