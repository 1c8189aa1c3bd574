"""The best total, held to an integer programme that knows no network."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tests.engines.assignment.problems import best_by_programme, broken_rules, problems, seated
from yucaihui.engines.assignment import Infeasible, Problem, Quota, assign_optimal, open_problem

EXAMPLES = settings(max_examples=60, deadline=None)


def mean_load_gap(problem: Problem) -> np.ndarray:
    """Loads of judges in a draw of the solver, sorted."""
    return np.sort(assign_optimal(problem).load)


@EXAMPLES
@given(problems())
def test_the_total_is_the_best_there_is_and_its_bound_proves_it(problem: Problem) -> None:
    assert problem.affinity is not None
    best = best_by_programme(problem, problem.affinity)
    if best is None:
        with pytest.raises(Infeasible):
            assign_optimal(problem)
        return
    found = assign_optimal(problem)
    assert broken_rules(problem, seated(problem, found)) == []
    assert found.objective == pytest.approx(best, abs=1e-6)
    assert found.bound == pytest.approx(found.objective, abs=1e-9)
    assert found.load.tolist() == seated(problem, found).sum(axis=0).tolist()


@EXAMPLES
@given(problems(balanced=True))
def test_without_affinities_the_squared_loads_are_least(problem: Problem) -> None:
    try:
        found = assign_optimal(problem)
    except Infeasible:
        assert best_by_programme(problem, np.zeros(problem.shape)) is None
        return
    taken = seated(problem, found)
    assert broken_rules(problem, taken) == []
    assert found.objective == found.bound == (found.load**2).sum()
    assert np.isnan(found.entry_mean).all()


def test_without_affinities_loads_differ_by_one_at_most() -> None:
    problem = open_problem(np.full(50, 3), np.full(7, 40))
    assert mean_load_gap(problem).tolist() == [21, 21, 21, 21, 22, 22, 22]


def test_without_affinities_the_panels_mix() -> None:
    found = assign_optimal(open_problem(np.full(60, 2), np.full(12, 10)))
    panels = {tuple(found.pairs[2 * entry : 2 * entry + 2, 1]) for entry in range(60)}
    assert len(panels) > 30


def test_one_judge_an_entry_is_the_assignment_problem() -> None:
    affinity = np.random.default_rng(7).random((40, 40))
    found = assign_optimal(open_problem(np.ones(40, int), np.ones(40, int), affinity))
    rows, columns = linear_sum_assignment(affinity, maximize=True)
    assert found.pairs.tolist() == np.stack([rows, columns], axis=1).tolist()


@EXAMPLES
@given(problems(), st.integers(0, 2**32))
def test_raising_an_affinity_never_lowers_the_total(problem: Problem, seed: int) -> None:
    assert problem.affinity is not None
    dice = np.random.default_rng(seed)
    raised = problem.affinity.copy()
    raised[dice.integers(len(raised)), dice.integers(raised.shape[1])] += dice.random()
    try:
        before = assign_optimal(problem).objective
    except Infeasible:
        return
    assert assign_optimal(replace(problem, affinity=raised)).objective >= before - 1e-9


@EXAMPLES
@given(problems(), st.integers(0, 2**32))
def test_who_is_listed_first_has_no_advantage(problem: Problem, seed: int) -> None:
    """Affinities without ties: the same pairs in any order of rows and columns."""
    dice = np.random.default_rng(seed)
    rows, columns = (dice.permutation(size) for size in problem.shape)
    try:
        taken = seated(problem, assign_optimal(problem))
    except Infeasible:
        return
    assert problem.affinity is not None
    shuffled = replace(
        problem,
        demand=problem.demand[rows],
        min_load=problem.min_load[columns],
        max_load=problem.max_load[columns],
        forbidden=problem.forbidden[rows][:, columns],
        forced=problem.forced[rows][:, columns],
        entry_track=problem.entry_track[rows],
        judge_tracks=problem.judge_tracks[columns],
        affinity=problem.affinity[rows][:, columns],
        quotas=tuple(replace(one, group_of=one.group_of[columns]) for one in problem.quotas),
    )
    found = seated(shuffled, assign_optimal(shuffled))
    assert found.tolist() == taken[rows][:, columns].tolist()


def test_the_same_arrays_give_the_same_pairs() -> None:
    problem = open_problem(np.full(30, 3), np.full(9, 12), np.ones((30, 9)))
    assert assign_optimal(problem).pairs.tolist() == assign_optimal(problem).pairs.tolist()


def test_a_region_and_the_organisations_in_it_have_quotas_at_once() -> None:
    affinity = np.array([[0.9, 0.8, 0.7, 0.1]])
    quotas = (
        Quota("organisation", np.array([0, 0, 1, 2]), 1),
        Quota("region", np.array([0, 0, 0, 1]), 2),
    )
    problem = replace(open_problem(np.array([3]), np.ones(4, int), affinity), quotas=quotas)
    assert assign_optimal(problem).pairs.tolist() == [[0, 0], [0, 2], [0, 3]]


@pytest.mark.parametrize("size", [1e-9, 1.0, 1e9])
def test_affinities_of_any_size_are_told_apart(size: float) -> None:
    affinity = size * np.array([[1.0, 1.0 + 1e-9], [1.0, 1.0]])
    found = assign_optimal(open_problem(np.ones(2, int), np.ones(2, int), affinity))
    assert found.pairs.tolist() == [[0, 1], [1, 0]]


def test_entries_that_want_nobody_are_left_alone() -> None:
    found = assign_optimal(open_problem(np.array([0, 1]), np.array([2]), np.ones((2, 1))))
    assert found.pairs.tolist() == [[1, 0]]
    assert np.isnan(found.entry_mean[0])
    assert found.worst == 1.0
