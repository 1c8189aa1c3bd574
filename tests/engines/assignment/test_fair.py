"""The worst entry is lifted, within bounds that are proofs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.engines.assignment.problems import broken_rules, problems, seated
from yucaihui.engines.assignment import (
    Infeasible,
    Problem,
    Quota,
    assign_fair,
    assign_optimal,
    open_problem,
)
from yucaihui.engines.assignment.worst_bound import max_min, worst_bound


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_worst_is_no_worse_than_with_the_best_total_and_within_its_bound(
    problem: Problem,
) -> None:
    try:
        best = assign_optimal(problem)
    except Infeasible:
        with pytest.raises(Infeasible):
            assign_fair(problem)
        return
    fair = assign_fair(problem)
    assert broken_rules(problem, seated(problem, fair)) == []
    assert fair.bound == best.bound
    assert fair.objective <= best.objective + 1e-9
    if problem.demand.any():
        assert best.worst - 1e-9 <= fair.worst <= fair.worst_bound + 1e-6


def test_an_exchange_lifts_the_worst() -> None:
    affinity = np.array([[1.0, 0.8], [0.9, 0.1]])
    problem = open_problem(np.ones(2, int), np.ones(2, int), affinity)
    affinity[1, 1] = 0.75
    assert assign_optimal(problem).worst == 0.75
    fair = assign_fair(problem)
    assert fair.pairs.tolist() == [[0, 1], [1, 0]]
    assert (fair.worst, fair.objective, fair.bound) == (
        0.8,
        pytest.approx(1.7),
        pytest.approx(1.75),
    )


def test_a_chain_lifts_the_worst_where_no_exchange_does() -> None:
    """Each of three entries passes its judge on; every pair of them alone would lose."""
    affinity = np.array([[0.9, 0.5, 0.0], [0.0, 0.9, 0.5], [0.5, 0.0, 0.3]])
    fair = assign_fair(open_problem(np.ones(3, int), np.ones(3, int), affinity))
    assert fair.pairs.tolist() == [[0, 1], [1, 2], [2, 0]]
    assert fair.worst == 0.5


def test_the_bound_is_the_linear_programmes_where_all_entries_fit_in() -> None:
    dice = np.random.default_rng(3)
    problem = open_problem(np.full(30, 2), np.full(10, 7), dice.random((30, 10)))
    fair = assign_fair(problem)
    whole = max_min(problem, np.arange(30), minimum_loads=True)
    assert fair.worst <= whole + 1e-9
    assert worst_bound(problem, fair.entry_mean) == pytest.approx(whole, abs=1e-9)
    assert fair.worst >= 0.97 * whole


def test_quotas_and_forced_pairs_hold_while_entries_are_lifted() -> None:
    dice = np.random.default_rng(5)
    forced = np.zeros((40, 20), np.bool_)
    forced[np.arange(10), np.arange(10)] = True
    problem = replace(
        open_problem(np.full(40, 3), np.full(20, 7), dice.random((40, 20))),
        min_load=np.full(20, 5),
        forced=forced,
        quotas=(Quota("organisation", np.arange(20) // 4, 1),),
    )
    best, fair = assign_optimal(problem), assign_fair(problem)
    assert broken_rules(problem, seated(problem, fair)) == []
    assert fair.worst > best.worst


def test_fair_panels_need_affinities() -> None:
    with pytest.raises(ValueError, match="affinity is missing"):
        assign_fair(open_problem(np.ones(1, int), np.ones(1, int)))
