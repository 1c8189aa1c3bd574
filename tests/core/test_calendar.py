"""Working days: the week corrected by special days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from yucaihui.core.calendar.queries import (
    add_working_days,
    is_working_day,
    working_days_between,
)
from yucaihui.core.calendar.services import remove_special_day, set_special_day

pytestmark = pytest.mark.django_db


def test_a_holiday_on_a_weekday_is_no_working_day() -> None:
    assert not is_working_day(date(2026, 10, 1))


def test_a_worked_sunday_is_a_working_day() -> None:
    assert is_working_day(date(2026, 9, 20))


def test_ten_working_days_before_national_day_end_after_it() -> None:
    # 25 to 27 September is Mid-Autumn, 1 to 7 October National Day, Saturday the 10th is worked.
    assert add_working_days(date(2026, 9, 22), 10) == date(2026, 10, 13)


def test_no_days_added_is_the_same_day() -> None:
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_a_term_may_run_into_the_next_year() -> None:
    assert add_working_days(date(2025, 12, 30), 3) == date(2026, 1, 5)


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more working days"):
        add_working_days(date(2026, 1, 1), -1)


def test_a_day_set_by_the_office_counts_at_once_and_can_be_removed() -> None:
    day = date(2026, 11, 23)
    set_special_day(day, working=False, name_zh="停电", name_en="Power cut")
    closed = is_working_day(day)
    remove_special_day(day)
    assert (closed, is_working_day(day)) == (False, True)


class WorkingDayLaws(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(st.dates(date(2025, 1, 1), date(2027, 6, 30)), st.integers(0, 80))
    def test_adding_and_counting_are_inverse(self, start: date, days: int) -> None:
        assert working_days_between(start, add_working_days(start, days)) == days

    @settings(max_examples=60, deadline=None)
    @given(st.dates(date(2025, 1, 1), date(2027, 6, 30)), st.integers(-80, 80))
    def test_counting_backwards_is_counting_forwards_negated(self, day: date, gap: int) -> None:
        other = day + timedelta(days=gap)
        assert working_days_between(day, other) == -working_days_between(other, day)
