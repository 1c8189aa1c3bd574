"""What was published stays, as far as asked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.engines.assignment.problems import best_by_programme, problems, seated
from yucaihui.engines.assignment import Infeasible, Problem, assign_fair, assign_optimal

EXAMPLES = settings(max_examples=40, deadline=None)


@EXAMPLES
@given(problems(published=True))
def test_as_few_published_pairs_as_possible_go_then_the_total_is_best(problem: Problem) -> None:
    assert problem.affinity is not None
    assert problem.published is not None
    most = best_by_programme(problem, problem.published.astype(float))
    if most is None:
        return
    found = assign_optimal(problem)
    kept = seated(problem, found) & problem.published
    assert kept.sum() == round(most)
    both = best_by_programme(problem, 100.0 * problem.published + problem.affinity)
    assert both is not None
    assert found.objective == pytest.approx(both - 100.0 * round(most), abs=1e-5)
    assert found.bound == pytest.approx(found.objective, abs=1e-8)
    assert len(found.dropped) == problem.published.sum() - kept.sum()
    assert len(found.added) == len(found.pairs) - kept.sum()


@EXAMPLES
@given(problems(published=True))
def test_a_bonus_weighs_a_kept_pair_against_affinity(problem: Problem) -> None:
    assert problem.affinity is not None
    assert problem.published is not None
    priced = replace(problem, keep_bonus=0.25)
    best = best_by_programme(problem, problem.affinity + 0.25 * problem.published)
    if best is None:
        return
    found = assign_optimal(priced)
    kept = int((seated(problem, found) & problem.published).sum())
    assert found.objective + 0.25 * kept == pytest.approx(best, abs=1e-6)
    assert found.bound == pytest.approx(found.objective, abs=1e-8)


@EXAMPLES
@given(problems(published=True, balanced=True))
def test_loads_are_balanced_among_the_assignments_that_keep_most(problem: Problem) -> None:
    assert problem.published is not None
    most = best_by_programme(problem, problem.published.astype(float))
    if most is None:
        return
    found = assign_optimal(problem)
    assert (seated(problem, found) & problem.published).sum() == round(most)
    assert found.objective == found.bound == (found.load**2).sum()


@EXAMPLES
@given(problems(published=True))
def test_fair_panels_move_nobody_whom_the_best_total_keeps(problem: Problem) -> None:
    try:
        best = seated(problem, assign_optimal(problem))
    except Infeasible:
        return
    fair = seated(problem, assign_fair(problem))
    assert fair[best & np.asarray(problem.published)].all()
