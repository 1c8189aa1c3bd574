"""Many postings at once: the checks of one, all or none, in few statements."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from tests.factories import TODAY, make_employer, make_user
from yucaihui.core.audit.queries import entries_of
from yucaihui.directory.errors import Refused
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.services.blocks import NewPosting, publish_postings
from yucaihui.recruitment.services.postings import Incomplete, fingerprint_of
from yucaihui.recruitment.services.wording import BlockedWording

pytestmark = pytest.mark.django_db
FIELDS: dict[str, Any] = {
    "title_zh": "电池热管理工程师",
    "description_zh": "岗位职责：负责电池包热仿真与台架测试。任职要求：本科及以上，熟悉Python。",
    "city": "重庆",
    "salary_min": 18_000,
    "salary_max": 30_000,
    "valid_through": date(2027, 1, 31),
}


@pytest.fixture
def owner() -> Any:
    return make_user()


@pytest.fixture
def employer(owner: Any) -> Any:
    return make_employer(owner=owner, on=TODAY)


def rows(employer: Any, by: Any, count: int = 1, **fields: Any) -> list[NewPosting]:
    return [
        NewPosting(employer, by, TODAY, {**FIELDS, "external_id": str(n), "headcount": n, **fields})
        for n in range(1, count + 1)
    ]


def test_all_are_public_at_once_in_the_order_of_the_rows(employer: Any, owner: Any) -> None:
    made = publish_postings(rows(employer, owner, 3))

    public = public_postings(TODAY).order_by("pk")
    assert [(one.pk, one.external_id) for one in public] == [
        (one.pk, str(n)) for n, one in enumerate(made, 1)
    ]
    assert [one.fingerprint for one in public] == [fingerprint_of(one) for one in made]


def test_the_journal_has_a_line_for_each_step_of_each(employer: Any, owner: Any) -> None:
    (made,) = publish_postings(rows(employer, owner))

    lines = entries_of("posting", made.uid).order_by("id").values_list("action", "actor")
    assert list(lines) == [("posting.created", owner.pk), ("posting.published", owner.pk)]


def test_nobody_posts_for_an_employer_they_do_not_act_for(employer: Any, owner: Any) -> None:
    with pytest.raises(PermissionDenied):
        publish_postings([*rows(employer, owner), *rows(employer, make_user("employer"))])
    assert Posting.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"description_zh": FIELDS["description_zh"] + "限男性。"}, BlockedWording),
        ({"city": ""}, Incomplete),
        ({"valid_through": date(2026, 11, 22)}, Refused),
        ({"headcount": 1}, Refused),
    ],
    ids=["forbidden wording", "no place", "over already", "the very same again"],
)
def test_one_that_may_not_be_public_stops_all(
    employer: Any, owner: Any, fields: dict[str, Any], error: type[Refused]
) -> None:
    with pytest.raises(error):
        publish_postings([*rows(employer, owner, 1), *rows(employer, owner, 1, **fields)])
    assert Posting.objects.count() == 0


def test_queries_do_not_grow_with_the_postings(
    employer: Any, owner: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(40):
        publish_postings(rows(employer, owner, 200))


def test_progress_is_told_block_by_block(employer: Any, owner: Any) -> None:
    told: list[tuple[int, int]] = []
    publish_postings(rows(employer, owner, 501), lambda done, total: told.append((done, total)))

    assert told == [(500, 501), (501, 501)]
