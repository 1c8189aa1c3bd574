"""Fair panels: the entry with the least fitting judges is lifted as far as it goes."""

import numpy as np

from yucaihui.engines.assignment.chains import raise_to
from yucaihui.engines.assignment.costs import build_objective, kept_pairs
from yucaihui.engines.assignment.lifting import Aim, lift
from yucaihui.engines.assignment.optimal import best_flow, bound
from yucaihui.engines.assignment.problem import Floats, Problem
from yucaihui.engines.assignment.result import FairAssignment, assignment_of, entry_means
from yucaihui.engines.assignment.seats import Rules, Seats, copied, rules_of, seats_of
from yucaihui.engines.assignment.worst_bound import worst_bound

# In shares of the spread of affinities: how soft the price of being below the aim is.
_SOFTNESS, _STRENGTH = 0.01, 5.0
# The worst entry is lifted until it is within this share of its bound, or for so many steps.
_CLOSE, _STEPS = 0.002, 8


def assign_fair(problem: Problem) -> FairAssignment:
    """The assignment that lifts the worst entry's mean affinity, then keeps the total high.

    It starts from the best total, exchanges judges for the welfare of those below, hands them on
    in chains, and at the end takes back what total it can without touching the worst. A heuristic
    with a proof: no assignment is better for the worst entry than `worst_bound`, none has a larger
    total than `bound`. Published pairs that the best total keeps stay. Deterministic.
    Raises Infeasible as `assign_optimal` does, ValueError without affinities.
    """
    if problem.affinity is None:
        raise ValueError("affinity is missing: without it every panel is as fair as another")
    objective = build_objective(problem)
    taken, flows = best_flow(objective)
    rules = rules_of(problem, problem.affinity)
    seats = seats_of(rules, taken, problem.forced | kept_pairs(problem, taken))
    limit = worst_bound(problem, entry_means(problem, taken))
    spread = float(np.ptp(problem.affinity)) or 1.0
    lift(rules, seats, Aim(limit, _worst(rules, seats), _SOFTNESS * spread, _STRENGTH))
    seats = _chained(rules, seats, limit)
    lift(rules, seats, Aim(limit, _worst(rules, seats), spread, 0.0))
    fair = assignment_of(
        problem, seats.taken, objective.total(seats.taken), bound(objective, taken, flows)
    )
    return FairAssignment(**vars(fair), worst_bound=limit)


def _chained(rules: Rules, seats: Seats, limit: float) -> Seats:
    """The seats after the highest aim that chains were found for, by bisection."""
    low, high = _worst(rules, seats), limit
    for _ in range(_STEPS):
        if high - low <= _CLOSE * abs(limit):
            break
        aim = limit if high == limit else (low + high) / 2
        trial = copied(seats)
        if raise_to(rules, trial, aim):
            seats, low = trial, _worst(rules, trial)
        else:
            high = aim
    return seats


def _worst(rules: Rules, seats: Seats) -> float:
    wanted = rules.demand > 0
    means: Floats = seats.total[wanted] / rules.demand[wanted]
    return float(means.min(initial=np.inf))
