"""Compiled: draw a whole flow from a fractional one, every arc right in expectation.

Dependent rounding (Gandhi, Khuller, Parthasarathy and Srinivasan 2006) on the network itself:
wherever an arc is fractional, both of its nodes have another that is, so fractional arcs close to
cycles. Along a cycle the flow is shifted one way or the other, with the odds that leave all
expectations as they were, as far as the first arc gets whole. Supplies, loads, quotas and seats
hold at each step, and a sum that was between two whole numbers ends at one of the two.
"""

import numpy as np

from yucaihui.engines.assignment.problem import Floats, Ints
from yucaihui.engines.jit import compiled


@compiled
def round_flow(tail: Ints, head: Ints, flows: Ints, unit: int, nodes: int, luck: Floats) -> Ints:
    """Flows (arcs,) in parts of `unit`, in place: all become multiples of it.

    At every node the fractional parts add up to whole units. `luck` (arcs,): uniform in [0, 1),
    one is used for each cycle. Arcs are tried in their order, so shuffle them for other cycles.
    """
    starts, incident = _incident(tail, head, flows, unit, nodes)
    alive = starts[1:].copy()
    path_arc = np.empty(nodes + 1, dtype=np.int64)
    path_node = np.empty(nodes + 1, dtype=np.int64)
    step_of = np.full(nodes, -1, dtype=np.int64)
    used = 0
    for node in range(nodes):
        while _next_arc(starts, incident, alive, flows, unit, node, -1) >= 0:
            length, here, arrived = 0, node, -1
            while step_of[here] < 0:
                arc = _next_arc(starts, incident, alive, flows, unit, here, arrived)
                step_of[here] = length
                path_node[length], path_arc[length] = here, arc
                length += 1
                here = head[arc] if tail[arc] == here else tail[arc]
                arrived = arc
            first = step_of[here]
            _shift(tail, flows, unit, path_node, path_arc, first, length, luck[used])
            used += 1
            for step in range(length):
                step_of[path_node[step]] = -1
    return flows


@compiled
def _incident(tail: Ints, head: Ints, flows: Ints, unit: int, nodes: int) -> tuple[Ints, Ints]:
    """The fractional arcs at every node, `incident[starts[node]:starts[node + 1]]`."""
    starts = np.zeros(nodes + 1, dtype=np.int64)
    for arc in range(len(flows)):
        if flows[arc] % unit:
            starts[tail[arc] + 1] += 1
            starts[head[arc] + 1] += 1
    starts = np.cumsum(starts)
    incident = np.empty(starts[-1], dtype=np.int64)
    ends = starts[:-1].copy()
    for arc in range(len(flows)):
        if flows[arc] % unit:
            for node in (tail[arc], head[arc]):
                incident[ends[node]] = arc
                ends[node] += 1
    return starts, incident


@compiled
def _next_arc(
    starts: Ints, incident: Ints, alive: Ints, flows: Ints, unit: int, node: int, arrived: int
) -> int:
    """A fractional arc at the node other than the one arrived by, -1 for none."""
    place = starts[node]
    while place < alive[node]:
        arc = incident[place]
        if flows[arc] % unit == 0:
            alive[node] -= 1
            incident[place] = incident[alive[node]]
        elif arc == arrived:
            place += 1
        else:
            return int(arc)
    return -1


@compiled
def _shift(
    tail: Ints,
    flows: Ints,
    unit: int,
    path_node: Ints,
    path_arc: Ints,
    first: int,
    length: int,
    luck: float,
) -> None:
    """Shift the cycle of the path's steps from `first` on, up or down."""
    up, down = unit, unit
    for step in range(first, length):
        part = flows[path_arc[step]] % unit
        onward = tail[path_arc[step]] == path_node[step]
        up = min(up, unit - part if onward else part)
        down = min(down, part if onward else unit - part)
    change = up if luck * (up + down) < down else -down
    for step in range(first, length):
        onward = tail[path_arc[step]] == path_node[step]
        flows[path_arc[step]] += change if onward else -change
