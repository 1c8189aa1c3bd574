"""An assignment and its figures."""

from dataclasses import dataclass

import numpy as np

from yucaihui.engines.assignment.problem import Bools, Floats, Ints, Problem


@dataclass(frozen=True, eq=False)
class Assignment:
    """Pairs of an entry and a judge, (n, 2), ascending, and what they come to.

    `objective` is the total affinity, and no assignment of the problem has more than `bound`;
    without affinities it is the sum of squared loads, and none has less. Where published pairs
    were kept, `bound` holds for assignments that keep as many.
    `entry_mean` (entries,): mean affinity of an entry's judges, NaN without judges or affinities.
    `load` (judges,). `dropped`, `added` (n, 2): the difference to the published pairs.
    """

    pairs: Ints
    objective: float
    bound: float
    entry_mean: Floats
    load: Ints
    dropped: Ints
    added: Ints

    @property
    def worst(self) -> float:
        """The least mean affinity of an entry, NaN where there is none."""
        known = self.entry_mean[~np.isnan(self.entry_mean)]
        return float(known.min()) if len(known) else float("nan")


@dataclass(frozen=True, eq=False)
class FairAssignment(Assignment):
    """`bound` is the best total of any assignment, fair or not; `worst_bound` that of `worst`."""

    worst_bound: float


def entry_means(problem: Problem, taken: Bools) -> Floats:
    """Mean affinity of each entry's judges, NaN where there are none."""
    means = np.full(len(taken), np.nan)
    seats = taken.sum(axis=1)
    if problem.affinity is not None:
        total = np.where(taken, problem.affinity, 0.0).sum(axis=1)
        np.divide(total, seats, out=means, where=seats > 0)
    return means


def assignment_of(problem: Problem, taken: Bools, objective: float, bound: float) -> Assignment:
    """The assignment of the pairs taken, (entries, judges)."""
    published = np.zeros_like(taken) if problem.published is None else problem.published
    return Assignment(
        pairs=np.argwhere(taken),
        objective=objective,
        bound=bound,
        entry_mean=entry_means(problem, taken),
        load=taken.sum(axis=0),
        dropped=np.argwhere(published & ~taken),
        added=np.argwhere(taken & ~published),
    )
