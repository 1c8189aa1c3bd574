"""Panels by lot: probabilities are best under the cap, and draws have just these."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.assignment.problems import best_by_programme, broken_rules, problems, seated
from yucaihui.engines.assignment import (
    Infeasible,
    Problem,
    Quota,
    assign_by_lot,
    assign_optimal,
    open_problem,
)

CAPS = st.sampled_from([Fraction(1, 2), Fraction(3, 5), Fraction(2, 3), Fraction(1)])


@settings(max_examples=60, deadline=None)
@given(problems(), CAPS, st.integers(0, 2**32))
def test_the_expected_total_is_that_of_the_linear_programme_and_every_draw_is_whole(
    problem: Problem, cap: Fraction, seed: int
) -> None:
    assert problem.affinity is not None
    best = best_by_programme(problem, problem.affinity, most=float(cap), whole=False)
    if best is None:
        with pytest.raises(Infeasible):
            assign_by_lot(problem, cap)
        return
    lottery = assign_by_lot(problem, cap)
    assert lottery.expected == pytest.approx(best, abs=1e-6)
    assert lottery.bound == pytest.approx(lottery.expected, abs=1e-8)
    assert lottery.probability.sum(axis=1).tolist() == pytest.approx(problem.demand.tolist())
    assert lottery.probability[~problem.forced].max(initial=0.0) <= cap
    draw = lottery.draw(seed)
    taken = seated(problem, draw)
    assert broken_rules(problem, taken) == []
    assert (lottery.probability[taken] > 0).all()
    assert taken[lottery.probability == 1].all()
    assert draw.objective == pytest.approx(problem.affinity[taken].sum())
    assert lottery.draw(seed).pairs.tolist() == draw.pairs.tolist()


def test_pairs_are_drawn_as_often_as_they_should_be() -> None:
    dice = np.random.default_rng(1)
    problem = replace(
        open_problem(np.full(12, 2), np.full(8, 4), dice.random((12, 8))),
        min_load=np.full(8, 2),
        quotas=(Quota("organisation", np.arange(8) // 2, 1),),
    )
    lottery = assign_by_lot(problem, Fraction(2, 5))
    draws = 4000
    drawn = sum(seated(problem, lottery.draw(seed)).astype(int) for seed in range(draws))
    # 96 pairs: five standard deviations.
    assert np.abs(drawn / draws - lottery.probability).max() < 5 * np.sqrt(0.25 / draws)


def test_a_lottery_without_affinities_balances_the_loads() -> None:
    lottery = assign_by_lot(open_problem(np.full(10, 2), np.full(5, 8)), Fraction(1, 2))
    assert lottery.expected == lottery.bound == 5 * 4**2
    assert lottery.probability.sum(axis=0).tolist() == pytest.approx([4.0] * 5)
    assert lottery.draw(0).load.tolist() == [4, 4, 4, 4, 4]


def test_without_a_cap_the_best_total_is_certain() -> None:
    problem = open_problem(np.full(9, 2), np.full(6, 4), np.random.default_rng(2).random((9, 6)))
    best = assign_optimal(problem)
    assert assign_by_lot(problem, Fraction(1)).draw(0).pairs.tolist() == best.pairs.tolist()


@pytest.mark.parametrize("cap", [Fraction(0), Fraction(3, 2)])
def test_a_cap_is_a_probability(cap: Fraction) -> None:
    with pytest.raises(ValueError, match="expected above 0 and at most 1"):
        assign_by_lot(open_problem(np.ones(1, int), np.ones(1, int)), cap)


def test_published_pairs_are_not_drawn_anew() -> None:
    problem = open_problem(np.ones(1, int), np.ones(1, int))
    with pytest.raises(ValueError, match="make those that stay forced"):
        assign_by_lot(replace(problem, published=np.ones((1, 1), np.bool_)), Fraction(1))
