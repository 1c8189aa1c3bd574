"""Panels by lot: no pair is more likely than a cap, so that nobody can count on a judge."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from yucaihui.engines.assignment.costs import Objective, build_objective
from yucaihui.engines.assignment.explanation import explain_shortage
from yucaihui.engines.assignment.flow import cheapest_flow, least_cost, potentials
from yucaihui.engines.assignment.network import Network, chosen, scaled
from yucaihui.engines.assignment.problem import Floats, Ints, Problem
from yucaihui.engines.assignment.result import Assignment, assignment_of
from yucaihui.engines.assignment.rounding import round_flow


@dataclass(frozen=True, eq=False)
class Lottery:
    """Probabilities of pairs, (entries, judges), and the expected objective with its bound.

    `expected` is that of all draws, and no lottery with this cap has a better one than `bound`.
    """

    probability: Floats
    cap: Fraction
    expected: float
    bound: float
    objective: Objective
    network: Network
    flows: Ints

    def draw(self, seed: int) -> Assignment:
        """An assignment of the lottery; the same for the same seed.

        Every pair comes with its probability, and every draw keeps all that the problem asks.
        """
        unit = self.cap.denominator
        dice = np.random.default_rng(seed)
        order = dice.permutation(len(self.flows))
        network, flows = self.network, np.empty_like(self.flows)
        flows[order] = round_flow(
            network.tail[order],
            network.head[order],
            self.flows[order],
            unit,
            len(network.supply),
            dice.random(len(order)),
        )
        problem = self.objective.problem
        taken = chosen(problem, network, flows // unit)
        return assignment_of(problem, taken, self.objective.total(taken), self.bound)


def assign_by_lot(problem: Problem, cap: Fraction) -> Lottery:
    """The lottery of the best expected objective in which no pair is likelier than `cap`.

    One flow: with all counts times the cap's denominator and pairs up to its numerator, whole
    flows are probabilities (Jecmen et al. 2020 solve the same as a linear programme). Forced pairs
    are certain whatever the cap. Raises Infeasible, ValueError for a cap outside (0, 1] or
    published pairs, which would be drawn anew: force those that stay.
    """
    if not 0 < cap <= 1:
        raise ValueError(f"cap is {cap}, expected above 0 and at most 1")
    if problem.published is not None:
        raise ValueError("published pairs would be drawn anew; make those that stay forced")
    objective = build_objective(problem)
    network = scaled(objective.network, cap)
    flows = cheapest_flow(network, objective.solved)
    if flows is None:
        raise explain_shortage(problem, cap)
    unit = cap.denominator
    probability = problem.forced.astype(np.float64)
    probability[network.entry, network.judge] = flows[: network.pairs] / unit
    potential = potentials(network, flows, objective.whole) / objective.scale
    cost = float((objective.value * flows).sum()) / unit
    least = least_cost(network, objective.value, potential) / unit
    return Lottery(
        probability=probability,
        cap=cap,
        expected=objective.total_at_cost(cost),
        bound=objective.total_at_cost(least),
        objective=objective,
        network=network,
        flows=flows,
    )
