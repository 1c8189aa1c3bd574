"""The problem as a network: one min-cost flow with lower bounds is an exact optimum.

    source → judge → [judges of one group on one entry → …] → entry

A judge's arc carries their load, a pair's arc one seat, a group's arc its quota. Lower bounds
(minimum loads, forced pairs) are moved into the supplies of nodes, so that every flow keeps them.
Groups nest (organisations within regions), so quotas leave it a flow: integral optima exist, and
the optimum of the linear programme is one of them.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from yucaihui.engines.assignment.problem import Bools, Ints, Problem


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes: entries, judges, the source, then groups. Arcs: pairs, then groups, then loads.

    `tail`, `head`, `capacity` (arcs,), `supply` (nodes,); `entry`, `judge` (pairs,) say what the
    first arcs stand for, ascending; `load_judge`, `load` (load arcs,) whose load the last arcs
    carry, and which unit of it where they are single units. Forced pairs have no arc.
    """

    tail: Ints
    head: Ints
    capacity: Ints
    supply: Ints
    entry: Ints
    judge: Ints
    load_judge: Ints
    load: Ints

    @property
    def pairs(self) -> int:
        return len(self.entry)

    @property
    def loads(self) -> slice:
        """Where the arcs of loads are."""
        return slice(len(self.tail) - len(self.load), len(self.tail))


def build_network(problem: Problem, *, unit_loads: bool = False) -> Network:
    """The network of a problem; with `unit_loads` an arc for each further entry of a judge."""
    entries, judges = problem.shape
    source = entries + judges
    entry, judge = np.nonzero(problem.allowed)
    heads, group_tail, group_head, group_capacity = _groups(problem, entry, judge)
    forced = problem.forced[entry, judge]
    load_judge, load, load_capacity = _load_arcs(problem, unit_loads=unit_loads)
    supply = np.zeros(source + 1 + len(group_tail), dtype=np.int64)
    supply[:entries] = -problem.demand
    supply[entries:source] = problem.min_load - problem.forced.sum(axis=0)
    supply[source] = problem.demand.sum() - problem.min_load.sum()
    np.add.at(supply, heads[forced], 1)
    free = ~forced
    return Network(
        tail=np.concatenate([entries + judge[free], group_tail, np.full(len(load), source)]),
        head=np.concatenate([heads[free], group_head, entries + load_judge]),
        capacity=np.concatenate([np.ones(free.sum(), np.int64), group_capacity, load_capacity]),
        supply=supply,
        entry=entry[free],
        judge=judge[free],
        load_judge=load_judge,
        load=load,
    )


def scaled(network: Network, cap: Fraction) -> Network:
    """All counts times the cap's denominator, a pair's seat its numerator."""
    capacity = network.capacity * cap.denominator
    capacity[: network.pairs] = cap.numerator
    return replace(network, capacity=capacity, supply=network.supply * cap.denominator)


def _groups(problem: Problem, entry: Ints, judge: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Heads of the pairs' arcs; tails, heads and capacities of the groups' arcs.

    From the coarsest quota to the finest, a node goes between an entry and its judges of a group
    wherever there are more of them than the quota lets through.
    """
    heads = entry.copy()
    node = sum(problem.shape) + 1
    tails, onward, capacities = [], [], []
    for quota in problem.nested_quotas:
        group = quota.group_of[judge]
        key = np.where(group < 0, -1, entry * (quota.group_of.max(initial=0) + 1) + group)
        _, first, of, sizes = np.unique(
            key, return_index=True, return_inverse=True, return_counts=True
        )
        binding = (sizes > quota.most) & (key[first] >= 0)
        nodes = np.where(binding, node + np.cumsum(binding) - 1, -1)
        tails.append(nodes[binding])
        onward.append(heads[first[binding]])
        capacities.append(np.full(binding.sum(), quota.most))
        heads = np.where(binding[of], nodes[of], heads)
        node += int(binding.sum())
    empty = [np.zeros(0, dtype=np.int64)]
    return (
        heads,
        np.concatenate(empty + tails),
        np.concatenate(empty + onward),
        np.concatenate(empty + capacities),
    )


def _load_arcs(problem: Problem, *, unit_loads: bool) -> tuple[Ints, Ints, Ints]:
    """Judge, load before it, and capacity of each arc above the minimum loads."""
    room = problem.max_load - problem.min_load
    everybody = np.arange(len(room))
    if not unit_loads:
        return everybody, problem.min_load, room
    judge = np.repeat(everybody, room)
    before = np.arange(len(judge)) - np.repeat(np.cumsum(room) - room, room)
    return judge, problem.min_load[judge] + before, np.ones(len(judge), dtype=np.int64)


def chosen(problem: Problem, network: Network, flows: Ints) -> Bools:
    """The pairs of a flow, forced ones among them, (entries, judges)."""
    taken = problem.forced.copy()
    used = flows[: network.pairs] > 0
    taken[network.entry[used], network.judge[used]] = True
    return taken
