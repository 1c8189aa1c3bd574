"""Due dates count from the anchor day."""

from datetime import date

import pytest

from yucaihui.engines.lending.dates import Cadence, Period, periods
from yucaihui.engines.lending.errors import BadTerms

MONTHLY = Cadence("month", 1)


def dues(cadence: Cadence, count: int, start: date, first_due: date | None = None) -> list[str]:
    return [str(period.due) for period in periods(cadence, count, start, first_due)]


def test_the_31st_falls_on_the_last_day_of_short_months_and_returns() -> None:
    assert dues(MONTHLY, 4, date(2026, 1, 31)) == [
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


def test_february_has_29_days_in_a_leap_year_only() -> None:
    start = date(2023, 12, 30)
    assert dues(Cadence("month", 2), 1, start) == ["2024-02-29"]
    assert dues(Cadence("year", 1), 2, date(2024, 2, 29)) == ["2025-02-28", "2026-02-28"]
    assert dues(Cadence("year", 4), 1, date(2024, 2, 29)) == ["2028-02-29"]


def test_the_other_rule_rolls_to_the_first_and_returns_too() -> None:
    rolling = Cadence("month", 1, "FIRST_DAY_OF_NEXT_MONTH")
    assert dues(rolling, 3, date(2025, 1, 30)) == ["2025-03-01", "2025-03-30", "2025-04-30"]


def test_a_first_due_date_by_that_rule_breaks_nothing() -> None:
    rolling = Cadence("month", 1, "FIRST_DAY_OF_NEXT_MONTH")
    made = periods(rolling, 2, date(2025, 1, 30), date(2025, 3, 1))
    assert [(str(period.due), period.broken) for period in made] == [
        ("2025-03-01", False),
        ("2025-03-30", False),
    ]


def test_another_first_due_date_is_the_anchor_and_breaks_the_first_period() -> None:
    made = periods(MONTHLY, 3, date(2026, 1, 15), date(2026, 2, 10))
    assert made == (
        Period(1, date(2026, 1, 15), date(2026, 2, 10), broken=True),
        Period(2, date(2026, 2, 10), date(2026, 3, 10)),
        Period(3, date(2026, 3, 10), date(2026, 4, 10)),
    )


def test_weeks_and_days_are_counted() -> None:
    assert dues(Cadence("week", 2), 2, date(2024, 2, 20)) == ["2024-03-05", "2024-03-19"]
    assert dues(Cadence("day", 10), 2, date(2024, 2, 20)) == ["2024-03-01", "2024-03-11"]


def test_without_dates_periods_have_numbers_only() -> None:
    assert periods(MONTHLY, 2, None, None) == (Period(1, None, None), Period(2, None, None))
    assert periods(Cadence("period", 1), 1, date(2026, 1, 1), None) == (Period(1, None, None),)


def test_dates_past_the_year_9999_are_refused() -> None:
    with pytest.raises(BadTerms, match="field periods: past the year 9999"):
        periods(Cadence("year", 1), 2, date(9998, 1, 1), None)
