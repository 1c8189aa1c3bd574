"""Compensation, shares and subsidies in whole fen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.support import compensation, interest_subsidy, shared_out

COVER = Fraction(7, 10)
SPLIT = {"city": Fraction(6, 10), "district": Fraction(4, 10)}


@pytest.mark.parametrize(
    ("loss", "available", "compensated", "paid"),
    [
        (1_000_000, 10**9, 0, 700_000),
        (1_000_001, 10**9, 0, 700_000),
        (1_000_000, 500_000, 0, 500_000),
        (1_000_000, 10**9, 400_000, 600_000),
        (1_000_000, 10**9, 1_000_000, 0),
        (1_000_000, 0, 0, 0),
    ],
)
def test_a_loss_is_paid_once_within_cover_and_balance(
    loss: int, available: int, compensated: int, paid: int
) -> None:
    assert compensation(loss, COVER, available, compensated) == paid


def test_a_cover_above_the_whole_is_refused() -> None:
    with pytest.raises(BadTerms, match="field cover_share"):
        compensation(1, Fraction(2), 1)


def test_the_fen_left_over_goes_to_the_largest_remainder() -> None:
    assert shared_out(701, SPLIT) == {"city": 421, "district": 280}
    thirds = dict.fromkeys("abc", Fraction(1, 3))
    assert shared_out(100, thirds) == {"a": 34, "b": 33, "c": 33}


@given(st.integers(0, 10**12), st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_shares_add_up_to_the_fen(amount: int, weights: list[int]) -> None:
    shares = {str(k): Fraction(weight, sum(weights)) for k, weight in enumerate(weights)}
    parts = shared_out(amount, shares)
    assert sum(parts.values()) == amount
    assert all(abs(parts[name] - amount * share) < 1 for name, share in shares.items())


def test_shares_that_are_no_whole_are_refused() -> None:
    with pytest.raises(BadTerms, match="field shares"):
        shared_out(1, {"city": Fraction(1, 2)})


def test_a_subsidy_bears_its_share_of_the_interest_up_to_a_rate() -> None:
    rate, half = Fraction(5, 100), Fraction(1, 2)
    assert interest_subsidy(1_001, rate, half) == 500
    assert interest_subsidy(1_000, rate, half, Fraction(4, 100)) == 400
    assert interest_subsidy(1_000, rate, half, Fraction(6, 100)) == 500
    assert interest_subsidy(0, Fraction(0), half) == 0
