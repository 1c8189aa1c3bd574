"""Due dates on holidays."""

from datetime import date

import pytest

from tests.engines.lending.loans import a_loan, columns, dues
from yucaihui.engines.lending.business_days import Calendar, on_business_days
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.schedule import schedule_of

# 1 and 2 January are free, Sunday 4 January is worked; 31 January 2026 is a Saturday.
CALENDAR = Calendar(
    known_to=date(2026, 12, 31),
    holidays=frozenset({date(2026, 1, 1), date(2026, 1, 2)}),
    workdays=frozenset({date(2026, 1, 4)}),
)


def test_a_calendar_knows_holidays_and_make_up_days() -> None:
    days = [date(2026, 1, day) for day in range(1, 6)]
    assert [CALENDAR.is_workday(day) for day in days] == [False, False, False, True, True]
    assert not CALENDAR.is_estimate(date(2026, 12, 31))
    assert CALENDAR.is_estimate(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("rule", "moved"),
    [
        ("none", ["2026-01-01", "2026-01-31"]),
        ("following", ["2026-01-04", "2026-02-02"]),
        ("modified_following", ["2026-01-04", "2026-01-30"]),
        ("preceding", ["2025-12-31", "2026-01-30"]),
    ],
)
def test_the_day_moves_by_the_rule_and_the_amounts_stay(rule: str, moved: list[str]) -> None:
    first, second = (
        schedule_of(a_loan(start=start, periods=1))
        for start in (date(2025, 12, 1), date(2025, 12, 31))
    )
    made = [on_business_days(plan, CALENDAR, rule) for plan in (first, second)]
    assert [dues(one)[0] for one in made] == moved
    assert columns(made[0].rows) == columns(first.rows)


def test_a_schedule_without_dates_stays_as_it_is() -> None:
    plan = schedule_of(a_loan(start=None))
    assert on_business_days(plan, CALENDAR, "following") == plan


def test_another_rule_is_refused() -> None:
    with pytest.raises(BadTerms, match="field business_days"):
        on_business_days(schedule_of(a_loan()), CALENDAR, "nearest")
