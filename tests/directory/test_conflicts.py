"""One query for every conflict of interest."""

from typing import Any

import pytest

from tests.factories import TODAY, make_employer, make_person, make_resume, make_user
from tests.queries import queries_of
from yucaihui.directory import queries, services
from yucaihui.directory.models import Organisation, Person
from yucaihui.directory.queries.conflicts import Conflict, conflicts

pytestmark = pytest.mark.django_db


def codes(found: list[Conflict]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.detail) for one in found]


def worked(name: str, start: str, end: str = "") -> dict[str, Any]:
    job = {"name": name, "position": "工程师", "startDate": start}
    return {"basics": {}, "work": [{**job, "endDate": end} if end else job]}


def studied(start: str, end: str) -> dict[str, Any]:
    study = {"institution": "渝江理工大学", "startDate": start, "endDate": end}
    return {"basics": {}, "education": [study]}


def test_strangers_have_no_conflict() -> None:
    assert conflicts(make_person(), [make_person(), make_employer()]) == []


def test_shared_contacts_conflict_and_are_not_named() -> None:
    a, b = make_person(), make_person()
    for person in (a, b):
        services.add_contacts(person, emails=["shared@qq.com"], phones=["13800001234"])
    assert codes(conflicts(a, [b])) == [("same_email", ()), ("same_phone", ())]


def test_a_private_mail_domain_ties_people_and_organisations_a_public_one_does_not() -> None:
    a, b = make_person(), make_person()
    firm = make_employer(website="https://www.lanhe.test/zh")
    services.add_contacts(a, emails=["a@lanhe.test", "a@qq.com"])
    services.add_contacts(b, emails=["b@lanhe.test", "b@qq.com"])
    found = conflicts(a, [b, firm])
    assert [(one.kind, one.with_, one.detail) for one in found] == [
        ("same_email_domain", b, ("lanhe.test",)),
        ("same_email_domain", firm, ("lanhe.test",)),
    ]


@pytest.mark.parametrize(
    ("theirs", "kind"),
    [
        (worked("澜河动力", "2022-01"), "colleague"),
        (worked("澜河动力有限公司", "2019", "2021-01"), "former_colleague"),
        (worked("澜河动力", "2010-01", "2012-06"), "same_employer"),
    ],
)
def test_employers_past_and_present(theirs: dict[str, Any], kind: str) -> None:
    mine = make_person(resume=worked("澜河动力科技有限公司", "2020-07"))
    assert conflicts(mine, [make_person(resume=theirs)]) == []
    mine = make_person(resume=worked("澜河动力有限公司", "2020-07"))
    assert codes(conflicts(mine, [make_person(resume=theirs)])) == [(kind, ("澜河动力",))]


@pytest.mark.parametrize(
    ("theirs", "kind"),
    [(("2019-09", "2023-06"), "schoolmate"), (("2001-09", "2005-06"), "same_school")],
)
def test_schools_count_more_when_the_years_overlap(theirs: tuple[str, str], kind: str) -> None:
    mine = make_person(resume=studied("2017-09", "2020"))
    assert codes(conflicts(mine, [make_person(resume=studied(*theirs))])) == [
        (kind, ("渝江理工大学",))
    ]


def test_an_employee_and_a_former_one_conflict_with_the_organisation() -> None:
    firm = make_employer(name_zh="澜河动力有限公司")
    now = make_person(resume=worked("澜河动力", "2020"))
    then = make_person(resume=worked("澜河动力", "2010", "2012"))
    assert codes(conflicts(now, [firm])) == [("employee", ("澜河动力",))]
    assert codes(conflicts(then, [firm])) == [("former_employee", ("澜河动力",))]


def test_members_conflict_with_their_organisation_and_each_other() -> None:
    owner, other = make_user(), make_user()
    firm = make_employer(owner=owner)
    invitation = services.invite_member(firm, other.email, by=owner)
    services.accept_invitation(invitation, user=other)
    a, b = make_person(user=owner), make_person(user=other)
    assert codes(conflicts(a, [firm, b])) == [("member", ()), ("same_organisation", ())]


def test_declared_ties_count_from_both_sides_and_less_once_ended() -> None:
    judge, adviser, firm = make_person(), make_person(), make_employer()
    tie = services.declare_relation(judge, adviser, "adviser", by=None)
    services.declare_relation(judge, firm, "business", by=None)
    assert codes(conflicts(adviser, [judge])) == [("declared", ("adviser",))]
    assert codes(conflicts(judge, [adviser, firm])) == [
        ("declared", ("adviser",)),
        ("declared", ("business",)),
    ]
    services.end_relation(tie, by=None, on=TODAY)
    assert codes(conflicts(judge, [adviser])) == [("declared_ended", ("adviser",))]


def test_records_merged_into_one_count_as_one() -> None:
    kept, gone, other = make_person(), make_person(), make_person()
    services.add_contacts(other, emails=["x@qq.com"])
    services.declare_relation(gone, other, "family", by=None)
    services.merge_people(kept, gone, by=None)
    gone.refresh_from_db()
    assert codes(conflicts(gone, [kept])) == [("same_person", ())]
    assert codes(conflicts(gone, [other])) == [("declared", ("family",))]


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_number_of_queries_does_not_depend_on_the_parties(number: int) -> None:
    me = make_person(resume=make_resume(), user=make_user())
    parties: list[Person | Organisation] = []
    for _ in range(number):
        parties += [make_person(resume=make_resume()), make_employer(verified=False)]
    assert queries_of(lambda: conflicts(me, parties)) == 6
    assert len(conflicts(me, parties)) == 2 * number
    assert queries.conflicts is conflicts
