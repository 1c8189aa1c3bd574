"""Facets count what searching row by row would count, and follow every change at once."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_employer, make_posting
from yucaihui.directory.services import revoke_verification
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.catalogue import FACETS
from yucaihui.recruitment.queries.search import PostingSearch, in_order, search_postings
from yucaihui.recruitment.services import postings as verbs

pytestmark = pytest.mark.django_db
ROWS: tuple[Mapping[str, object], ...] = (
    {"min_degree": 2, "min_years": 0, "salary_min": 6_000, "salary_max": 9_000},
    {"min_degree": 3, "min_years": 3, "employment_type": "INTERN"},
    {"district": "万州区", "min_degree": 2, "min_years": 10, "salary_max": 60_000},
    {"district": "", "city": "成都", "min_degree": 0, "cluster": "", "min_years": 5},
    {"salary_min": None, "salary_max": None, "salary_negotiable": True, "min_years": 1},
)


@pytest.fixture
def postings() -> list[Posting]:
    employer = make_employer()
    return [make_posting(employer, **row) for row in ROWS]


def counts(**chosen: tuple[str, ...]) -> Mapping[str, Mapping[str, int]]:
    found = search_postings(PostingSearch(chosen=chosen), timezone.localdate())
    return {name: {v: n for v, n in found.counts[name].items() if n} for name in FACETS}


def test_every_facet_counts_its_values(postings: list[Posting]) -> None:
    assert counts() == {
        "district": {"渝北区": 3, "万州区": 1, "成都": 1},
        "cluster": {"智能网联新能源汽车": 4},
        "degree": {"none": 1, "bachelor": 3, "master": 1},
        "years": {"0": 1, "1-2": 1, "3-4": 1, "5-9": 1, "10-": 1},
        "salary": {
            "5000": 4,
            "8000": 4,
            "10000": 3,
            "15000": 3,
            "20000": 3,
            "30000": 3,
            "50000": 1,
            "negotiable": 1,
        },
        "type": {"full_time": 4, "intern": 1},
        "posted": {"1": 5, "3": 5, "7": 5, "30": 5},
    }


def test_a_choice_narrows_the_other_facets_and_not_its_own(postings: list[Posting]) -> None:
    found = counts(district=("万州区",))
    assert found["district"] == {"渝北区": 3, "万州区": 1, "成都": 1}
    assert found["degree"] == {"bachelor": 1}


def ids(**chosen: tuple[str, ...]) -> list[int]:
    return search_postings(PostingSearch(chosen=chosen), timezone.localdate()).ids


def test_values_of_one_facet_are_alternatives_and_facets_add_up(postings: list[Posting]) -> None:
    first, second, third, fourth, _fifth = (posting.pk for posting in postings)
    assert ids(district=("万州区", "成都")) == [fourth, third]
    assert ids(district=("渝北区",), degree=("bachelor", "master"), salary=("5000",)) == [
        second,
        first,
    ]
    assert ids(district=("渝北区",), degree=("doctor",)) == []


def test_postings_older_than_the_step_are_left_out() -> None:
    today = timezone.localdate()
    old = make_posting(on=today - timedelta(days=5), valid_through=today + timedelta(days=5))
    new = make_posting()
    assert ids(posted=("3",)) == [new.pk]
    assert ids(posted=("7",)) == [new.pk, old.pk]


def test_what_changes_is_found_at_once(postings: list[Posting]) -> None:
    one = postings[0]
    assert len(ids()) == 5
    verbs.update_posting(one, by=None, district="巴南区")
    assert ids(district=("巴南区",)) == [one.pk]
    verbs.hold_posting(one, by=None)
    assert one.pk not in ids()
    verbs.publish_posting(one, by=None)
    assert one.pk in ids()
    revoke_verification(one.employer, by=None, reason="licence withdrawn", on=timezone.localdate())
    assert ids() == []


def test_pages_hold_each_posting_once(postings: list[Posting]) -> None:
    for number in range(1, 6):
        found = search_postings(PostingSearch(page=number), timezone.localdate(), size=1)
        assert found.ids == [postings[-number].pk]
        assert (found.total, found.pages, found.page) == (5, 5, number)
    beyond = search_postings(PostingSearch(page=9), timezone.localdate(), size=1)
    assert beyond.page == 5


def test_pages_by_relevance_go_on_from_titles_to_texts() -> None:
    employer = make_employer()
    for number in range(3):
        make_posting(employer, title_zh=f"热管理{number}")
        make_posting(
            employer,
            title_zh=f"软件{number}",
            description_zh="与热管理团队合作开发软件，负责接口设计。",
        )
    today = timezone.localdate()
    found = [search_postings(PostingSearch("热管理", page=n), today, 2) for n in (1, 2, 3)]
    pages = [[row.title_zh for row in in_order(page.ids, today)] for page in found]
    assert pages == [["热管理2", "热管理1"], ["热管理0", "软件2"], ["软件1", "软件0"]]
