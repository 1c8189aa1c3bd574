"""Single postings: what must be in them, what may not, who may do what, and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import make_employer, make_posting, make_user
from tests.together import together
from yucaihui.core.audit.queries import entries_of
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.inner import obstacles
from yucaihui.recruitment.queries.postings import manageable_by, public_postings, visible_to
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import is_public, may_manage_posting, may_see_posting
from yucaihui.recruitment.services import postings as verbs
from yucaihui.recruitment.services.freetext import fields_of_text
from yucaihui.recruitment.services.wording import BlockedWording

pytestmark = pytest.mark.django_db
State = Posting.State


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_zh": ""}, "title_zh"),
        ({"description_zh": "太短"}, "description_zh"),
        ({"city": "", "district": ""}, "district"),
        ({"salary_min": None, "salary_max": None}, "salary_min"),
    ],
)
def test_what_the_law_wants_is_asked_for_before_publication(
    changes: dict[str, Any], field: str
) -> None:
    draft = make_posting(published=False, **changes)
    with pytest.raises(verbs.Incomplete) as refusal:
        verbs.publish_posting(draft, by=None)
    assert list(refusal.value.missing) == [field]
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


@pytest.mark.parametrize(
    "pay", [{"salary_negotiable": True}, {"salary_note": "200元/天"}, {"salary_min": 9_000}]
)
def test_pay_is_a_range_words_or_negotiable(pay: dict[str, Any]) -> None:
    values = {"salary_min": None, "salary_max": None, **pay}
    assert make_posting(**values).state == State.ACTIVE


@pytest.mark.parametrize(
    ("field", "text", "phrase"),
    [
        ("description_zh", "负责产品销售与客户维护工作，限女性，28岁以下。", "限女性"),
        ("title_zh", "销售（男）", "男"),
        ("description_en", "Young men only, sell our products to customers.", "men only"),
    ],
)
def test_blocked_wording_keeps_a_posting_from_being_public(
    field: str, text: str, phrase: str
) -> None:
    draft = make_posting(published=False, **{field: text})
    with pytest.raises(BlockedWording) as refusal:
        verbs.publish_posting(draft, by=None)
    found = {one.finding.phrase for one in refusal.value.findings}
    assert any(phrase in one for one in found), found
    assert refusal.value.field == field


def test_an_open_posting_cannot_be_changed_into_a_blocked_or_incomplete_one() -> None:
    posting = make_posting()
    for change, kind in (
        ({"title_zh": "前台（限女性）"}, BlockedWording),
        ({"description_zh": ""}, verbs.Incomplete),
    ):
        with pytest.raises(kind):
            verbs.update_posting(Posting.objects.get(pk=posting.pk), by=None, **change)
    assert Posting.objects.get(pk=posting.pk).title_zh == posting.title_zh


def test_each_act_is_in_the_journal() -> None:
    owner = make_user("employer")
    posting = make_posting(make_employer(owner=owner), published=False)
    until = timezone.localdate() + timedelta(days=30)
    verbs.update_posting(posting, by=owner, headcount=5)
    verbs.publish_posting(posting, by=owner)
    verbs.hold_posting(posting, by=owner)
    verbs.extend_posting(posting, until, by=owner)
    verbs.publish_posting(posting, by=owner)
    verbs.close_posting(posting, "filled", by=owner)
    lines = entries_of("posting", posting.uid).order_by("pk").values_list("action", "detail")
    assert list(lines) == [
        ("posting.created", {}),
        ("posting.changed", {"fields": ["headcount"]}),
        ("posting.published", {}),
        ("posting.held", {}),
        ("posting.extended", {}),
        ("posting.published", {}),
        ("posting.closed", {"reason": "filled"}),
    ]


def test_the_first_day_is_the_day_of_publication() -> None:
    today = timezone.localdate()
    draft = make_posting(published=False, on=today - timedelta(days=9))
    verbs.publish_posting(draft, by=None, on=today)
    assert draft.posted_on == today
    verbs.hold_posting(draft, by=None)
    verbs.publish_posting(draft, by=None, on=today + timedelta(days=3))
    assert draft.posted_on == today


@pytest.mark.parametrize("days", [-1, 366])
def test_the_last_day_is_to_come_within_a_year(days: int) -> None:
    posting, day = make_posting(), timezone.localdate() + timedelta(days=days)
    with pytest.raises(Refused):
        verbs.extend_posting(posting, day, by=None)
    draft = make_posting(published=False, valid_through=day)
    with pytest.raises(Refused):
        verbs.publish_posting(draft, by=None)


def test_a_closed_posting_stays_closed() -> None:
    posting = verbs.close_posting(make_posting(), "withdrawn", by=None)
    for act in (
        lambda: verbs.publish_posting(posting, by=None),
        lambda: verbs.hold_posting(posting, by=None),
        lambda: verbs.close_posting(posting, "filled", by=None),
        lambda: verbs.update_posting(posting, by=None, headcount=1),
    ):
        with pytest.raises(Refused):
            act()


def test_only_members_write_and_the_office_may_hold_and_close_for_a_violation() -> None:
    owner, office, stranger = make_user("employer"), make_user("office"), make_user("employer")
    posting = make_posting(make_employer(owner=owner))
    for user in (office, stranger):
        for act in (
            lambda user=user: verbs.create_posting(posting.employer, by=user, title_zh="x"),
            lambda user=user: verbs.update_posting(posting, by=user, headcount=1),
            lambda user=user: verbs.publish_posting(posting, by=user),
            lambda user=user: verbs.extend_posting(posting, timezone.localdate(), by=user),
        ):
            with pytest.raises(PermissionDenied):
                act()
    with pytest.raises(PermissionDenied):
        verbs.close_posting(posting, "filled", by=stranger)
    with pytest.raises(Refused):
        verbs.close_posting(posting, "filled", by=office)
    with pytest.raises(Refused):
        verbs.close_posting(posting, "violation", by=owner)
    assert verbs.close_posting(posting, "violation", by=office).closed_reason == "violation"


def test_the_very_same_posting_is_not_open_twice_but_may_be_after_closing() -> None:
    employer = make_employer()
    values = {"title_zh": "焊接工程师", "headcount": 1}
    first = make_posting(employer, **values)
    with pytest.raises(Refused):
        make_posting(employer, **values)
    verbs.close_posting(first, "filled", by=None)
    assert make_posting(employer, **values).state == State.ACTIVE


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_close_at_once_one_does_and_seven_are_told() -> None:
    posting = make_posting()

    def act() -> Posting:
        return verbs.close_posting(Posting.objects.get(pk=posting.pk), "filled", by=None)

    results = together(*[act] * 8)
    assert sum(isinstance(one, AlreadyDecided) for one in results) == 7


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_write_the_same_posting_at_once_one_does() -> None:
    employer = make_employer()

    def act() -> Posting:
        return verbs.create_posting(employer, by=None, title_zh="焊接工程师", headcount=3)

    results = together(*[act] * 8)
    assert sum(isinstance(one, Posting) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 7


def every_kind(owner: Any) -> list[Posting]:
    """A posting in each state and for each reason not to be public."""
    today = timezone.localdate()
    rows = []
    for verified in (True, False):
        for own in (owner, None):
            employer = make_employer(verified=verified, owner=own)
            rows += [make_posting(employer), make_posting(employer, published=False)]
            rows.append(verbs.hold_posting(make_posting(employer), by=None))
            rows.append(verbs.close_posting(make_posting(employer), "filled", by=None))
            for first, last in ((-9, -1), (2, 9)):
                row = make_posting(employer)
                Posting.objects.filter(pk=row.pk).update(
                    posted_on=today + timedelta(days=first),
                    valid_through=today + timedelta(days=last),
                )
                rows.append(row)
    return list(Posting.objects.filter(pk__in=[row.pk for row in rows]).select_related("employer"))


@pytest.mark.parametrize(
    "role", ["visitor", "talent", "employer", "judge", "partner", "office", "administrator"]
)
def test_lists_hold_exactly_what_the_rule_lets_one_see(role: str) -> None:
    user: Any = AnonymousUser() if role == "visitor" else make_user(role)
    today = timezone.localdate()
    rows = every_kind(user if role == "employer" else None)
    viewer = viewer_of(user)
    seen = {row.pk for row in rows if may_see_posting(viewer, row, today)}
    managed = {row.pk for row in rows if may_manage_posting(viewer, row)}
    public = {row.pk for row in rows if is_public(row, today)}
    assert set(visible_to(user, today).values_list("pk", flat=True)) == seen
    assert set(manageable_by(user).values_list("pk", flat=True)) == managed
    assert set(public_postings(today).values_list("pk", flat=True)) == public
    sizes = {"employer": (13, 12), "office": (24, 24), "administrator": (24, 24)}
    assert (len(seen), len(managed)) == sizes.get(role, (2, 0))


def test_a_posting_says_all_that_keeps_it_from_being_public() -> None:
    today = timezone.localdate()
    rows = every_kind(None)
    for row in rows:
        assert bool(obstacles(row, today)) is not is_public(row, today)


def test_free_text_fills_the_form_and_keeps_the_text() -> None:
    text = (
        "岗位：电池热管理工程师\n招聘人数：3人\n薪资：15k-25k\n工作地点：重庆渝北区\n"
        "学历：硕士\n任职要求：\n1、3年以上工作经验；\n2、熟悉Python、CFD。"
    )
    found = fields_of_text(text, timezone.localdate())
    assert found["title_zh"] == "电池热管理工程师"
    assert (found["headcount"], found["min_degree"], found["min_years"]) == (3, 3, 3)
    assert (found["salary_min"], found["salary_max"]) == (15_000, 25_000)
    assert (found["city"], found["district"]) == ("重庆", "渝北区")
    assert found["description_zh"] == text
    assert found["cluster"] == "智能网联新能源汽车"


def test_english_free_text_goes_to_the_english_fields() -> None:
    text = (
        "Embedded software engineer\nSalary: 20k-30k per month\n"
        "Location: Chongqing\nBachelor degree required."
    )
    found = fields_of_text(text, timezone.localdate())
    assert found["title_en"] == "Embedded software engineer"
    assert found["description_en"] == text
    assert "title_zh" not in found
