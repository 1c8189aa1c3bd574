"""What a flow is charged: affinity, balanced loads, and what people already know of."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from yucaihui.engines.assignment.flow import largest_cost
from yucaihui.engines.assignment.network import Network, build_network
from yucaihui.engines.assignment.problem import Bools, Floats, Ints, Problem

# Affinities are told apart down to their largest divided by this.
_STEPS = 2**42
# Where loads alone count, so many whole numbers shuffle the judges among equal loads.
_SHUFFLES = 2**16
_SHUFFLE_SEED = 20_261_130


@dataclass(frozen=True, eq=False)
class Objective:
    """The network of a problem and its costs, all (arcs,).

    Minimised: minus the total affinity, or without affinities the sum of squared loads, less
    `bonus` for every published pair that stays. `value` in these units, `whole` times `scale` as
    whole numbers, which are certified, `solved` with ties broken, which the solver gets.
    """

    problem: Problem
    network: Network
    bonus: float
    value: Floats
    scale: float

    @cached_property
    def whole(self) -> Ints:
        return np.rint(self.value * self.scale).astype(np.int64)

    @cached_property
    def solved(self) -> Ints:
        return self.whole if self.problem.affinity is not None else _shuffled(self)

    def total(self, taken: Bools) -> float:
        """Total affinity, or the sum of squared loads, of pairs (entries, judges)."""
        affinity = self.problem.affinity
        if affinity is None:
            return float((taken.sum(axis=0) ** 2).sum())
        return float(affinity[taken].sum())

    def total_at_cost(self, cost: float, kept: int = 0) -> float:
        """The total of assignments of this flow cost that keep so many published pairs."""
        cost += self.bonus * kept
        affinity = self.problem.affinity
        if affinity is None:
            return cost + float((self.problem.min_load**2).sum())
        return float(affinity[self.problem.forced].sum()) - cost


def build_objective(problem: Problem) -> Objective:
    """Network and costs of a problem."""
    balanced = problem.affinity is None
    network = build_network(problem, unit_loads=balanced)
    value = np.zeros(len(network.tail))
    if balanced:
        value[network.loads] = 2 * network.load + 1
    else:
        value[: network.pairs] = -weights(problem, network)
    bonus = _bonus(problem, value)
    if problem.published is not None:
        value[: network.pairs] -= bonus * problem.published[network.entry, network.judge]
    scale = 1.0 if balanced and bonus.is_integer() else _scale(network, value, bonus)
    return Objective(problem, network, bonus, value, scale)


def weights(problem: Problem, network: Network) -> Floats:
    """The affinity of the network's pairs, (pairs,)."""
    if problem.affinity is None:
        return np.zeros(network.pairs)
    return problem.affinity[network.entry, network.judge]


def kept_pairs(problem: Problem, taken: Bools) -> Bools:
    """Published pairs among those taken."""
    return np.zeros_like(taken) if problem.published is None else taken & problem.published


def _bonus(problem: Problem, value: Floats) -> float:
    """Worth of a published pair: as asked, or more than all else together could be."""
    if problem.published is None:
        return 0.0
    if problem.keep_bonus is not None:
        return float(problem.keep_bonus)
    spread = float(value.max(initial=0.0) - value.min(initial=0.0))
    return float(np.ceil(spread * int(problem.demand.sum()))) + 1.0


def _scale(network: Network, value: Floats, bonus: float) -> float:
    """A power of two that makes whole numbers of the values without leaving the solver's range."""
    largest = float(np.abs(value).max(initial=0.0)) or 1.0
    plain = max(largest - abs(bonus), largest / _STEPS)
    scale = min(_STEPS / plain, largest_cost(network) / largest)
    return float(2.0 ** np.floor(np.log2(scale)))


def _shuffled(objective: Objective) -> Ints:
    """Whole costs times more than all shuffles together, and a shuffle for every pair.

    Without it the solver would put the same judges together on one entry after the other, and
    panels that share no judge can't be compared.
    """
    network, whole = objective.network, objective.whole
    seats = int(objective.problem.demand.sum()) + 1
    room = largest_cost(network) // max(1, int(np.abs(whole).max(initial=0))) - 1
    shuffles = max(1, min(_SHUFFLES, room // seats))
    dice = np.random.default_rng(_SHUFFLE_SEED).integers(0, shuffles, objective.problem.shape)
    solved = whole * (shuffles * seats)
    solved[: network.pairs] += dice[network.entry, network.judge]
    return solved
