"""The pool over months, by hand and by what must hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tests.engines.lending.loans import a_loan
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.pool import (
    Outcome,
    Pool,
    Profile,
    Scenario,
    expected,
    most_cover,
    profile_of,
    sampled,
    with_covers,
)
from yucaihui.engines.lending.schedule import schedule_of

# Loans that are owed whole for two months and then repaid; one in ten defaults each month.
BULLET = Profile(owed=np.array([1.0, 1.0, 0.0]), interest=np.array([0.0, 0.01, 0.01]))
ONCE = Scenario(
    lending=np.array([1000.0, 0, 0, 0]),
    default_rate=np.full(4, 0.1),
    top_up=np.zeros(4),
    profile=BULLET,
    size=10.0,
    recovered=0.5,
    lag=1,
    subsidy=0.5,
)
POOL = Pool(opening=100.0, cover=0.8, trigger=1)
YEARS = Scenario(
    lending=np.full(36, 1e8),
    default_rate=np.full(36, 0.002),
    top_up=np.zeros(36),
    profile=profile_of(schedule_of(a_loan())),
    size=1e7,
    recovered=0.3,
    lag=6,
)


def test_a_pool_by_hand() -> None:
    """100 of 1,000 default in the second month, 90 of 900 in the third; claims come a month on."""
    made = expected(POOL, ONCE)
    assert_allclose(made.defaulted[0], [0, 100, 90, 0])
    assert_allclose(made.owed[0], [1000, 900, 0, 0])
    assert_allclose(made.compensated[0], [0, 0, 80, 60])
    assert_allclose(made.unmet[0], [0, 0, 0, 12])
    assert_allclose(made.recovered[0], [0, 0, 0, 40])
    assert_allclose(made.balance[0], [100, 100, 20, 0])
    assert_allclose(made.bad[0], [0, 100, 190, 90])
    assert_allclose(made.liability[0], [800, 800, 72, 12])
    assert_allclose(made.leverage[0], [10, 9, 0, 0])
    assert_allclose(made.subsidy[0], [0, 4.5, 4.05, 0])
    assert_allclose(made.loss[0], [0, 0, 80, 100])


def test_without_defaults_the_pool_keeps_what_it_has() -> None:
    quiet = replace(YEARS, default_rate=np.zeros(36), top_up=np.full(36, 5.0))
    made = expected(Pool(opening=100.0, cover=0.8), quiet)
    assert_allclose(made.balance[0], 100 + 5 * np.arange(1, 37))
    assert not made.loss.any()


def test_lending_stops_past_the_leverage_and_goes_on_below_it() -> None:
    made = expected(Pool(opening=1e8, cover=0.8, most_leverage=3), YEARS)
    over = made.leverage[0] > 3
    assert over.any()
    assert_array_equal(made.stopped[0, 1:], over[:-1])
    assert_array_equal(made.lent[0] == 0, made.stopped[0] == 1)
    assert made.lent[0, np.flatnonzero(over)[0] + 2 :].any()


def test_and_past_the_line_of_bad_loans() -> None:
    made = expected(Pool(opening=1e8, cover=0.8, stop_line=0.005), YEARS)
    ratio = made.bad[0] / np.maximum(made.bad[0] + made.owed[0], 1)
    assert_array_equal(made.stopped[0, 1:], ratio[:-1] > 0.005)


def test_a_larger_cover_costs_the_pool_more() -> None:
    small, large = with_covers(Pool(opening=1e9, cover=0.5), YEARS, (0.5, 0.8))
    assert_allclose(large.compensated, small.compensated * 1.6)
    assert_array_equal(large.owed, small.owed)
    assert (large.balance <= small.balance).all()


def test_the_most_cover_is_the_edge_of_what_is_paid() -> None:
    tight = Pool(opening=1e6, cover=0.5)
    most = most_cover(tight, YEARS)
    assert 0 < most < 1
    inside, outside = with_covers(tight, YEARS, (most, most + 1e-6))
    assert not inside.unmet.any()
    assert outside.unmet.any()
    assert most_cover(Pool(opening=1e12, cover=0.5), YEARS) == 1


def test_chance_scatters_around_what_is_expected() -> None:
    pool = Pool(opening=1e9, cover=0.7)
    made, mean = sampled(pool, YEARS, runs=4000, seed=7), expected(pool, YEARS)
    spread = made.balance[:, -1].std() / np.sqrt(4000)
    assert abs(made.balance[:, -1].mean() - mean.balance[0, -1]) < 5 * spread


def test_the_same_seed_draws_the_same_runs() -> None:
    once, again, other = (sampled(POOL, ONCE, runs=20, seed=seed) for seed in (1, 1, 2))
    assert_array_equal(once.balance, again.balance)
    assert (once.balance != other.balance).any()


@given(
    st.lists(st.floats(0, 1e9), min_size=1, max_size=30),
    st.floats(0, 0.2),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(0, 6),
    st.floats(0, 1e9),
)
@settings(max_examples=60, deadline=None)
def test_the_books_of_a_pool_balance(
    lending: list[float], chance: float, cover: float, back: float, trigger: int, opening: float
) -> None:
    months = len(lending)
    scenario = replace(
        YEARS,
        lending=np.array(lending),
        default_rate=np.full(months, chance),
        top_up=np.full(months, 10.0),
        recovered=back,
    )
    made = expected(Pool(opening=opening, cover=cover, trigger=trigger), scenario)
    flow = 10.0 + made.recovered[0] - made.compensated[0]
    assert_allclose(made.balance[0], opening + np.cumsum(flow), rtol=1e-9, atol=1e-3)
    claimed = cover * np.cumsum(made.defaulted[0])
    assert (np.cumsum(made.compensated[0]) <= claimed * (1 + 1e-9) + 1e-3).all()
    assert all((getattr(made, name) >= 0).all() for name in Outcome.__slots__)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("lending", {"lending": np.zeros(0)}),
        ("default_rate", {"default_rate": np.full(4, 1.5)}),
        ("default_rate", {"default_rate": np.zeros(3)}),
        ("top_up", {"top_up": np.full(4, -1.0)}),
        ("size", {"size": 0.0}),
        ("recovered", {"recovered": 2.0}),
        ("subsidy", {"subsidy": -0.1}),
    ],
)
def test_a_wrong_scenario_is_refused(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(BadTerms) as refusal:
        replace(ONCE, **changes)
    assert refusal.value.field == field


@pytest.mark.parametrize("changes", [{"opening": -1}, {"cover": 2}, {"trigger": -1}])
def test_so_is_a_wrong_pool(changes: dict[str, float]) -> None:
    with pytest.raises(BadTerms, match=f"field {next(iter(changes))}"):
        replace(POOL, **changes)
    with pytest.raises(BadTerms, match="field runs"):
        sampled(POOL, ONCE, runs=0, seed=1)
