import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.dates import is_open_ended, parse_date

DAY = dt.date(2023, 9, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2023-09-05",
        "2023/9/5",
        "2023.09.05",
        "2023年9月5日",
        "２０２３年０９月０５日",
        "20230905",
        "2023-09-05 00:00:00",
        "45174",
        "5 September 2023",
        "Sep 5, 2023",
        "5th Sep 2023",
        "09/05/2023",
        DAY,
        dt.datetime(2023, 9, 5, 12, 0, tzinfo=dt.UTC),
    ],
)
def test_one_day_in_many_forms(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize("value", ["", "长期有效", "2023-13-40", "9月5日", "123", "31/02/2023"])
def test_no_date(value: str) -> None:
    assert parse_date(value) is None


def test_a_month_means_its_first_or_last_day() -> None:
    assert parse_date("2024年2月") == dt.date(2024, 2, 1)
    assert parse_date("2024年2月", end=True) == dt.date(2024, 2, 29)


def test_of_a_span_the_end_takes_the_last_date() -> None:
    assert parse_date("2023-09-01至2023-10-01") == dt.date(2023, 9, 1)
    assert parse_date("2023-09-01至2023-10-01", end=True) == dt.date(2023, 10, 1)


def test_a_first_number_above_twelve_is_the_day() -> None:
    assert parse_date("25/12/2023") == dt.date(2023, 12, 25)


@pytest.mark.parametrize("text", ["长期有效", "招满为止", "常年招聘", "Open until filled"])
def test_open_ended(text: str) -> None:
    assert is_open_ended(text)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_iso_dates_and_serials_come_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_date(str((day - dt.date(1899, 12, 30)).days)) == day
