"""Loans that follow the LPR."""

from datetime import date
from fractions import Fraction

import pytest

from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.reference_rates import floating_rates, series
from yucaihui.engines.lending.terms import RateStep

# Made up, in the manner of the monthly publication on the 20th.
LPR = series(
    {
        date(2025, 5, 20): Fraction(300, 10_000),
        date(2024, 10, 20): Fraction(310, 10_000),
        date(2026, 3, 20): Fraction(290, 10_000),
    }
)


def test_a_rate_holds_until_the_next_is_published() -> None:
    assert LPR.at(date(2025, 5, 19)) == Fraction(31, 1000)
    assert LPR.at(date(2025, 5, 20)) == Fraction(30, 1000)
    assert LPR.at(date(2030, 1, 1)) == Fraction(29, 1000)


def test_before_the_first_there_is_none() -> None:
    with pytest.raises(BadTerms, match="expected a day from 2024-10-20 on"):
        LPR.at(date(2024, 10, 19))


def test_a_yearly_reset_on_the_loan_s_day_takes_the_rate_then_in_force() -> None:
    initial, steps = floating_rates(LPR, 45, date(2024, 12, 1), date(2027, 12, 1), "yearly")
    assert initial == Fraction(355, 10_000)
    assert steps == (
        RateStep(Fraction(345, 10_000), on=date(2025, 12, 1)),
        RateStep(Fraction(335, 10_000), on=date(2026, 12, 1)),
    )


def test_or_on_each_first_of_january() -> None:
    _, steps = floating_rates(
        LPR, 0, date(2024, 12, 1), date(2027, 1, 1), "yearly", "first_of_january"
    )
    assert steps == (RateStep(Fraction(300, 10_000), on=date(2026, 1, 1)),)


def test_monthly_resets_find_the_change_at_once_and_fixed_ones_never() -> None:
    span = (date(2025, 4, 30), date(2025, 8, 1))
    assert floating_rates(LPR, 0, *span, "monthly")[1] == (
        RateStep(Fraction(300, 10_000), on=date(2025, 5, 30)),
    )
    assert floating_rates(LPR, 0, *span, "fixed")[1] == ()


@pytest.mark.parametrize(("reset", "days"), [("daily", "anniversary"), ("yearly", "easter")])
def test_other_words_are_refused(reset: str, days: str) -> None:
    with pytest.raises(BadTerms, match="field reset"):
        floating_rates(LPR, 0, date(2025, 1, 1), date(2026, 1, 1), reset, days)


def test_a_series_has_a_day_at_least() -> None:
    with pytest.raises(BadTerms, match="field rates"):
        series({})
