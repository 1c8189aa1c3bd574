"""What the worst entry's mean affinity can't surpass, whoever sits where."""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from yucaihui.engines.assignment.problem import Floats, Ints, Problem

# Entries that the linear programme looks at together.
_TOGETHER = 64


def worst_bound(problem: Problem, means: Floats) -> float:
    """An upper bound on the least mean affinity of an entry, infinite without entries.

    Two relaxations, both proofs: each entry alone with its best judges, and the linear programme
    (HiGHS) of the entries that are worst off in `means`, who share the judges' maximum loads with
    one another only. The whole programme takes minutes at 1,369 × 200 and seldom says less.
    """
    alone = _alone(problem)
    wanted = np.flatnonzero(problem.demand > 0)
    if not len(wanted):
        return float("inf")
    together = wanted[np.argsort(means[wanted], kind="stable")[:_TOGETHER]]
    return min(float(alone[wanted].min()), max_min(problem, together))


def _alone(problem: Problem) -> Floats:
    """The best mean of each entry if it had the first choice, (entries,)."""
    affinity = np.zeros(problem.shape) if problem.affinity is None else problem.affinity
    free = np.where(problem.allowed & ~problem.forced, affinity, -np.inf)
    ranked = -np.sort(-free, axis=1)
    seats = problem.demand - problem.forced.sum(axis=1)
    best = np.where(np.arange(ranked.shape[1]) < seats[:, np.newaxis], ranked, 0.0).sum(axis=1)
    fixed = np.where(problem.forced, affinity, 0.0).sum(axis=1)
    means = np.full(len(seats), np.inf)
    np.divide(best + fixed, problem.demand, out=means, where=problem.demand > 0)
    return means


def max_min(problem: Problem, entries: Ints, *, minimum_loads: bool = False) -> float:
    """The largest least mean affinity of these entries in fractions of judges.

    Minimum loads bind only where all entries take part.
    """
    affinity = np.zeros(problem.shape) if problem.affinity is None else problem.affinity
    row, judge = np.nonzero(problem.allowed[entries])
    pairs, judges = len(row), problem.shape[1]
    fixed = problem.forced[entries][row, judge].astype(np.float64)
    seats = _sums(row, len(entries), np.ones(pairs), np.zeros(len(entries)))
    loads = _sums(judge, judges, np.ones(pairs), np.zeros(judges))
    demand = problem.demand[entries].astype(np.float64)
    above = _sums(row, len(entries), affinity[entries[row], judge], -demand)
    minima = problem.min_load if minimum_loads else np.zeros(judges)
    found = milp(
        c=np.append(np.zeros(pairs), -1.0),
        constraints=[
            LinearConstraint(seats, demand, demand),
            LinearConstraint(loads, minima, problem.max_load),
            LinearConstraint(above, 0.0, np.inf),
        ],
        bounds=Bounds(np.append(fixed, -np.inf), np.append(np.ones(pairs), np.inf)),
    )
    if found.x is None:
        raise RuntimeError(f"The linear programme ended with: {found.message}")
    return float(found.x[-1])


def _sums(row: Ints, rows: int, values: Floats, last: Floats) -> sparse.csr_array:
    """One row for each entry or judge: the values of its pairs, and the last column."""
    pairs = len(row)
    return sparse.csr_array(
        (
            np.concatenate([values, last]),
            (
                np.concatenate([row, np.arange(rows)]),
                np.concatenate([np.arange(pairs), np.full(rows, pairs)]),
            ),
        ),
        shape=(rows, pairs + 1),
    )
