"""Why a demand can't be met: the minimum cut, as entries and judges.

A relaxed network lets seats stay empty and minimum loads stay unmet at a price of one each, so its
cheapest flow leaves the fewest. What can still reach an empty seat over the residual arcs (or be
reached from an unmet minimum) is the cut: all of its judges are full (all of its entries are
full), which is why no exchange of judges helps.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from yucaihui.engines.assignment.flow import cheapest_flow
from yucaihui.engines.assignment.network import Network, build_network, scaled
from yucaihui.engines.assignment.problem import Bools, Ints, Problem

Kind = Literal["seats", "minimum"]


@dataclass(frozen=True, eq=False)
class Bottleneck:
    """Entries and judges that can't come together, by row and column.

    "seats": the `entries` want `needed` judges and can have `available`; all `judges` are at
    their maximum `capacity` together, and every other judge is in conflict, of another track, on
    the entry already, or shut out by a quota. `short` (n, 2): entries with the seats that the best
    attempt leaves empty.
    "minimum": the minimum loads of the `judges` come to `needed`, the `entries` they may take
    have room for `available`; `capacity` is the demand of these entries. `short` (n, 2): judges
    with what they lack.
    """

    kind: Kind
    tracks: Ints
    entries: Ints
    judges: Ints
    needed: int
    available: int
    capacity: int
    short: Ints

    @property
    def missing(self) -> int:
        return self.needed - self.available


class Infeasible(ValueError):
    """No assignment meets the problem; `bottlenecks` say where and by how much."""

    def __init__(self, bottlenecks: tuple[Bottleneck, ...]) -> None:
        self.bottlenecks = bottlenecks
        missing = {"seats": 0, "minimum": 0}
        for one in bottlenecks:
            missing[one.kind] += one.missing
        super().__init__(
            f"no assignment: {missing['seats']} seats and {missing['minimum']} minimum loads short"
        )

    def __reduce__(self) -> tuple[type["Infeasible"], tuple[tuple[Bottleneck, ...]]]:
        """Another process is told of the same bottlenecks."""
        return Infeasible, (self.bottlenecks,)


def explain_shortage(problem: Problem, cap: Fraction = Fraction(1)) -> Infeasible:
    """What a problem without solution lacks, in the fewest seats and minimum loads.

    `cap`: the probability that no pair of a lottery may surpass.
    """
    network = scaled(build_network(problem), cap)
    relaxed, empty, unmet = _relaxed(problem, network, cap.denominator)
    cost = np.zeros(len(relaxed.tail), dtype=np.int64)
    cost[len(network.tail) :] = 1
    flows = cheapest_flow(relaxed, cost)
    if flows is None:
        raise RuntimeError("the relaxed problem has a solution, but none was found")
    residual = _residual(network, flows[: len(network.tail)])
    entries, judges = problem.shape
    seats = np.zeros(len(network.supply), dtype=np.int64)
    seats[:entries] = -(-flows[empty] // cap.denominator)
    loads = np.zeros(len(network.supply), dtype=np.int64)
    loads[entries : entries + judges] = -(-flows[unmet] // cap.denominator)
    return Infeasible(
        (
            *_bottlenecks(problem, residual.T.tocsr(), seats, "seats"),
            *_bottlenecks(problem, residual, loads, "minimum"),
        )
    )


def _relaxed(problem: Problem, network: Network, unit: int) -> tuple[Network, slice, slice]:
    """The network with arcs for empty seats and unmet minima, and where these are."""
    entries, judges = problem.shape
    source = entries + judges
    forced = problem.forced
    seats = (problem.demand - forced.sum(axis=1)) * unit
    minima = np.maximum(problem.min_load - forced.sum(axis=0), 0) * unit
    relaxed = replace(
        network,
        tail=np.concatenate([network.tail, np.full(entries, source), entries + np.arange(judges)]),
        head=np.concatenate([network.head, np.arange(entries), np.full(judges, source)]),
        capacity=np.concatenate([network.capacity, seats, minima]),
    )
    first = len(network.tail)
    return relaxed, slice(first, first + entries), slice(first + entries, None)


def _residual(network: Network, flows: Ints) -> sparse.csr_array:
    """Arcs along which a flow could still change, (nodes, nodes)."""
    onward, back = flows < network.capacity, flows > 0
    tail = np.concatenate([network.tail[onward], network.head[back]])
    head = np.concatenate([network.head[onward], network.tail[back]])
    nodes = len(network.supply)
    return sparse.csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(nodes, nodes))


def _bottlenecks(
    problem: Problem, arcs: sparse.csr_array, short: Ints, kind: Kind
) -> Iterator[Bottleneck]:
    """One for each connected part of the cut, one of a track for entries that lack on their own."""
    cut = _reached(arcs, np.flatnonzero(short))
    _, connected = csgraph.connected_components(arcs[cut][:, cut], directed=False)
    part = _joined(problem, cut, connected.astype(np.int64))
    _, first = np.unique(part, return_index=True)
    for number in part[np.sort(first)]:
        yield _bottleneck(problem, cut[part == number], short, kind)


def _joined(problem: Problem, cut: Ints, part: Ints) -> Ints:
    """Parts, those without entries as one, those without judges as one for each track."""
    entries, judges = problem.shape
    is_entry, is_judge = cut < entries, (cut >= entries) & (cut < entries + judges)
    alone = ~np.isin(part, part[is_judge])
    number = np.where(np.isin(part, part[is_entry]), part, -1)
    track_of = np.zeros(int(part.max(initial=-1)) + 1, dtype=np.int64)
    track_of[part[is_entry]] = problem.entry_track[cut[is_entry]]
    return np.where(alone, -2 - track_of[part], number)


def _reached(arcs: sparse.csr_array, starts: Ints) -> Ints:
    """Nodes reached from any of the starts, ascending."""
    seen: Bools = np.zeros(arcs.shape[0], dtype=np.bool_)
    for start in starts:
        if not seen[start]:
            seen[csgraph.breadth_first_order(arcs, start, return_predecessors=False)] = True
    return np.flatnonzero(seen)


def _bottleneck(problem: Problem, nodes: Ints, short: Ints, kind: Kind) -> Bottleneck:
    count, judge_count = problem.shape
    entries = nodes[nodes < count]
    judges = nodes[(nodes >= count) & (nodes < count + judge_count)] - count
    wanted, minima = int(problem.demand[entries].sum()), int(problem.min_load[judges].sum())
    needed, capacity = (
        (wanted, int(problem.max_load[judges].sum())) if kind == "seats" else (minima, wanted)
    )
    lacking = nodes[short[nodes] > 0]
    first = 0 if kind == "seats" else count
    of_judges = np.flatnonzero(problem.judge_tracks[judges].any(axis=0))
    return Bottleneck(
        kind=kind,
        tracks=np.unique(problem.entry_track[entries]) if len(entries) else of_judges,
        entries=entries,
        judges=judges,
        needed=needed,
        available=needed - int(short[lacking].sum()),
        capacity=capacity,
        short=np.stack([lacking - first, short[lacking]], axis=1),
    )
