"""Shares of a year, by hand."""

from datetime import date
from fractions import Fraction

import pytest

from tests.engines.lending.loans import convention
from yucaihui.engines.lending.dates import Cadence, Period, periods
from yucaihui.engines.lending.day_counts import nominal_years, part_years, period_years
from yucaihui.engines.lending.errors import BadTerms

MONTHLY = Cadence("month", 1)
OVER_NEW_YEAR = Period(1, date(2023, 12, 12), date(2024, 1, 12))


@pytest.mark.parametrize(
    ("day_count", "years"),
    [
        ("30_360", Fraction(1, 12)),
        ("PERIODIC", Fraction(1, 12)),
        ("ACT_360", Fraction(31, 360)),
        ("ACT_364", Fraction(31, 364)),
        ("ACT_365F", Fraction(31, 365)),
        ("ACT_ACT_SPLIT_1231", Fraction(19, 365) + Fraction(12, 366)),
    ],
)
def test_a_month_over_new_year(day_count: str, years: Fraction) -> None:
    assert period_years(OVER_NEW_YEAR, MONTHLY, convention(day_count=day_count)) == years


def test_fixed_365_stays_365_in_a_leap_year() -> None:
    leap = Period(1, date(2024, 2, 1), date(2024, 3, 1))
    assert period_years(leap, MONTHLY, convention(day_count="ACT_365F")) == Fraction(29, 365)
    split = convention(day_count="ACT_ACT_SPLIT_1231")
    assert period_years(leap, MONTHLY, split) == Fraction(29, 366)


def test_a_period_of_years_is_split_at_each_31_december() -> None:
    long = Period(1, date(2023, 12, 31), date(2026, 1, 1))
    split = convention(day_count="ACT_ACT_SPLIT_1231")
    assert period_years(long, Cadence("year", 2), split) == 2 + Fraction(1, 365)


@pytest.mark.parametrize(
    ("cadence", "day_count", "years"),
    [
        (Cadence("month", 3), "30_360", Fraction(1, 4)),
        (Cadence("year", 1), "30_360", Fraction(1)),
        (Cadence("week", 2), "30_360", Fraction(14, 360)),
        (Cadence("week", 2), "ACT_364", Fraction(1, 26)),
        (Cadence("week", 2), "PERIODIC", Fraction(1, 26)),
        (Cadence("day", 10), "ACT_365F", Fraction(10, 365)),
        (Cadence("period", 1), "PERIODIC", Fraction(1)),
    ],
)
def test_nominal_periods(cadence: Cadence, day_count: str, years: Fraction) -> None:
    assert nominal_years(cadence, day_count) == years


@pytest.mark.parametrize(
    ("rule", "years"),
    [
        ("none", Fraction(1, 12)),
        ("days_over_30", Fraction(48, 360)),
        ("actual_over_period_days", (1 + Fraction(17, 29)) / 12),
    ],
)
def test_a_broken_first_period(rule: str, years: Fraction) -> None:
    """One month to 1 February, and 17 days of a period of 29."""
    first = periods(MONTHLY, 1, date(2024, 1, 1), date(2024, 2, 18))[0]
    assert period_years(first, MONTHLY, convention(broken_period=rule)) == years


def test_a_broken_period_shorter_than_a_month_is_a_part_of_it() -> None:
    first = periods(MONTHLY, 1, date(2026, 1, 20), date(2026, 2, 10))[0]
    by_days = convention(broken_period="actual_over_period_days")
    assert period_years(first, MONTHLY, by_days) == Fraction(21, 31) / 12


def test_broken_two_month_periods_count_single_months() -> None:
    first = periods(Cadence("month", 2), 1, date(2024, 1, 1), date(2024, 4, 16))[0]
    by_days = convention(broken_period="actual_over_period_days")
    assert period_years(first, Cadence("month", 2), by_days) == (3 + Fraction(15, 30)) / 12


def test_parts_of_a_period_add_up_to_it() -> None:
    february = Period(1, date(2024, 2, 1), date(2024, 3, 1))
    middle = date(2024, 2, 15)
    for day_count in ("30_360", "ACT_360", "ACT_ACT_SPLIT_1231"):
        agreed = convention(day_count=day_count, broken_period="actual_over_period_days")
        whole = period_years(february, MONTHLY, agreed)
        parts = [
            part_years(february, start, end, whole, agreed)
            for start, end in ((date(2024, 2, 1), middle), (middle, date(2024, 3, 1)))
        ]
        assert sum(parts) == whole


def test_parts_by_30_days_a_month_count_their_days() -> None:
    february = Period(1, date(2024, 2, 1), date(2024, 3, 1))
    agreed = convention(broken_period="days_over_30")
    part = part_years(february, date(2024, 2, 1), date(2024, 2, 15), Fraction(1, 12), agreed)
    assert part == Fraction(14, 360)


def test_counting_days_without_dates_is_refused() -> None:
    with pytest.raises(BadTerms, match="field disbursement_date: missing"):
        period_years(Period(1, None, None), MONTHLY, convention(day_count="ACT_360"))
