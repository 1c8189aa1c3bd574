"""The best total: one flow, and its dual as the proof."""

from yucaihui.engines.assignment.costs import Objective, build_objective, kept_pairs
from yucaihui.engines.assignment.explanation import explain_shortage
from yucaihui.engines.assignment.flow import cheapest_flow, least_cost, potentials
from yucaihui.engines.assignment.network import chosen
from yucaihui.engines.assignment.problem import Bools, Ints, Problem
from yucaihui.engines.assignment.result import Assignment, assignment_of


def assign_optimal(problem: Problem) -> Assignment:
    """The assignment of the largest total affinity, or of the most even loads without affinities.

    Exact: `bound` is the dual value of the linear programme. Deterministic: among equal totals
    the order of rows and columns decides; among equal loads, shuffles fixed for row and column.
    Raises Infeasible, which says what is short.
    """
    objective = build_objective(problem)
    taken, flows = best_flow(objective)
    return assignment_of(problem, taken, objective.total(taken), bound(objective, taken, flows))


def best_flow(objective: Objective) -> tuple[Bools, Ints]:
    """The pairs (entries, judges) of a flow of least cost, and the flow; raises Infeasible."""
    flows = cheapest_flow(objective.network, objective.solved)
    if flows is None:
        raise explain_shortage(objective.problem)
    return chosen(objective.problem, objective.network, flows), flows


def bound(objective: Objective, taken: Bools, flows: Ints) -> float:
    """What no assignment that keeps as many published pairs surpasses, by weak duality."""
    network = objective.network
    potential = potentials(network, flows, objective.whole) / objective.scale
    kept = kept_pairs(objective.problem, taken) & ~objective.problem.forced
    least = least_cost(network, objective.value, potential)
    return objective.total_at_cost(least, int(kept.sum()))
