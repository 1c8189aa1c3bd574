from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.resumes.facts import highest_degree, years_of_experience

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("types", "degree"),
    [
        (["本科", "硕士研究生"], Degree.MASTER),
        (["工学学士"], Degree.BACHELOR),
        (["BS", "PhD"], Degree.DOCTOR),
        (["B.Eng."], Degree.BACHELOR),
        (["M.S."], Degree.MASTER),
        (["大专"], Degree.COLLEGE),
        ([], Degree.NONE),
    ],
)
def test_the_highest_degree(types: list[str], degree: Degree) -> None:
    assert highest_degree({"education": [{"studyType": name} for name in types]}) == degree


def test_overlapping_jobs_count_once() -> None:
    work = [
        {"startDate": "2020-01", "endDate": "2021-12"},
        {"startDate": "2021-01", "endDate": "2022-06"},
        {"startDate": "2024"},
        {"name": "without dates"},
    ]
    assert years_of_experience({"work": work}, TODAY) == 5.0


MONTHS = st.tuples(st.integers(2000, 2030), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02d}")
JOBS = st.lists(
    st.fixed_dictionaries({"startDate": MONTHS}, optional={"endDate": MONTHS}), max_size=5
)


@given(JOBS, JOBS)
def test_years_are_subadditive_and_never_fall(
    some: list[dict[str, str]], others: list[dict[str, str]]
) -> None:
    both = years_of_experience({"work": some + others}, TODAY)
    first, second = (years_of_experience({"work": jobs}, TODAY) for jobs in (some, others))
    assert max(first, second) <= both <= first + second + 0.11
