"""Min-cost flow, and the proof that a flow is optimal."""

import numpy as np

from yucaihui.engines.assignment.network import Network
from yucaihui.engines.assignment.problem import Floats, Ints
from yucaihui.engines.jit import compiled

# The solver multiplies costs by the number of nodes and needs room for sums below 2**63.
_LARGEST_PRODUCT = 2**60


def largest_cost(network: Network) -> int:
    """The largest absolute cost of an arc that the solver takes."""
    return _LARGEST_PRODUCT // (len(network.supply) + 1)


def cheapest_flow(network: Network, cost: Ints) -> Ints | None:
    """Integral flows of least total cost, (arcs,); None where no flow meets all supplies.

    Cost-scaling push-relabel (Goldberg 1997) of OR-Tools: exact and deterministic.
    """
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - 21 MiB, only where it solves

    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail, network.head, network.capacity, cost
    )
    solver.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        return None
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The flow solver ended with status {status}.")
    flows: Ints = solver.flows(arcs)
    return flows


def potentials(network: Network, flows: Ints, cost: Ints) -> Ints:
    """Shortest distances to all nodes over what the flow leaves open, (nodes,).

    Raises ValueError where they do not exist: then the flow is not optimal for `cost`.
    """
    distance = np.zeros(len(network.supply), dtype=np.int64)
    settled = _relax(network.tail, network.head, network.capacity, flows, cost, distance)
    if not settled:
        raise ValueError("the flow is not optimal for these costs")
    return distance


@compiled
def _relax(tail: Ints, head: Ints, capacity: Ints, flows: Ints, cost: Ints, distance: Ints) -> bool:
    for _ in range(len(distance) + 1):
        changed = False
        for arc in range(len(tail)):
            there = distance[tail[arc]] + cost[arc]
            if flows[arc] < capacity[arc] and there < distance[head[arc]]:
                distance[head[arc]] = there
                changed = True
            back = distance[head[arc]] - cost[arc]
            if flows[arc] > 0 and back < distance[tail[arc]]:
                distance[tail[arc]] = back
                changed = True
        if not changed:
            return True
    return False


def least_cost(network: Network, cost: Floats, potential: Floats) -> float:
    """A total cost that no flow is below, whatever the potentials: weak duality.

    It equals the least where the potentials are those of an optimal flow.
    """
    reduced = cost + potential[network.tail] - potential[network.head]
    gain = np.minimum(reduced, 0.0) * network.capacity
    return float(gain.sum() - (potential * network.supply).sum())
