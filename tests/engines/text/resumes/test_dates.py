import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.resumes.dates import Period, find_period, iso_date


@pytest.mark.parametrize(
    ("text", "start", "end", "current"),
    [
        ("2019.07-至今", "2019-07", None, True),
        ("2019年7月 - 至今", "2019-07", None, True),
        ("2019.07至今", "2019-07", None, True),
        ("Jul 2019 – Present", "2019-07", None, True),
        ("Sept. 2018 – May 2023", "2018-09", "2023-05", False),
        ("May - Aug 2022", "2022-05", "2022-08", False),
        ("Nov – Feb 2022", "2021-11", "2022-02", False),
        ("09/2016 - 06/2020", "2016-09", "2020-06", False),
        ("201609-202006", "2016-09", "2020-06", False),
        ("2018-2020", "2018", "2020", False),
        ("2010–2014", "2010", "2014", False),
        ("2016-09 - 2020-06", "2016-09", "2020-06", False),
        ("2019-07-01 至 2020-08-31", "2019-07-01", "2020-08-31", False),
        ("2015年9月～2018年6月", "2015-09", "2018-06", False),
        ("2012 - till date", "2012", None, True),
        ("since 2019", "2019", None, True),
        ("2019.07 —", "2019-07", None, True),
    ],
)
def test_periods(text: str, start: str, end: str | None, current: bool) -> None:
    assert find_period(text) == Period(start, end, current, "")


def test_a_single_date_is_an_end() -> None:
    assert find_period("注册电气工程师 2020-08") == Period(
        None, "2020-08", current=False, rest="注册电气工程师"
    )


def test_what_stands_on_both_sides_of_a_period_stays_apart() -> None:
    found = find_period("Acme Labs, 2019 - 2020, Engineer")
    assert found is not None
    assert found.rest == "Acme Labs\tEngineer"


@pytest.mark.parametrize("text", ["13800002019", "2,000万", "10.1234/neurips", "8,500+ stars", ""])
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_period(text) is None


@given(st.integers(1950, 2049), st.integers(1, 12))
def test_spellings_of_a_month_agree(year: int, month: int) -> None:
    expected = f"{year}-{month:02d}"
    spellings = [
        f"{year}.{month}", f"{year}年{month}月", f"{year}/{month:02d}", f"{month:02d}/{year}",
        expected,
    ]  # fmt: skip
    assert [iso_date(text) for text in spellings] == [expected] * len(spellings)
