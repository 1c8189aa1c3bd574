"""Who sees which application, who it is, and what becomes of it when its person leaves."""

from typing import Any

import pytest

from tests.factories import make_posting, make_talent, make_user
from tests.queries import queries_of
from tests.recruitment.applications.city import City, hired_member, state
from yucaihui.core.mail.queries import letters_for
from yucaihui.directory.services import erase_person, remove_member
from yucaihui.recruitment.models import Interview, JobApplication, Offer, ReviewRequest
from yucaihui.recruitment.queries.applications import (
    board_of,
    counts_by_state,
    reached,
    reader_of,
    received_by,
    visible_to,
)
from yucaihui.recruitment.queries.sheets import sheet_of
from yucaihui.recruitment.rules.applications import roles_in
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.departures import erase, exported
from yucaihui.recruitment.services.interviews import answer_interview
from yucaihui.recruitment.services.offers import answer_offer
from yucaihui.recruitment.services.reviews import request_review
from yucaihui.recruitment.services.transfers import propose_transfer

EMPLOYER, APPLICANT = frozenset({"employer"}), frozenset({"applicant"})


@pytest.fixture
def city(db: None) -> City:
    return City()


def test_the_list_one_sees_is_what_the_rule_allows_in_every_role(city: City) -> None:
    other = City(owner=make_user(email="other@firm.test"))
    rows = [city.applied(), other.applied(), city.other_application()]
    former = hired_member(city.employer, "former@firm.test")
    ended = city.employer.memberships.get(user=former)
    remove_member(ended, by=city.owner)
    users: dict[str, Any] = {
        "talent": city.user, "other talent": other.user, "owner": city.owner,
        "other owner": other.owner, "former member": former,
        "colleague": hired_member(city.employer, "new@firm.test"),
        **{role: make_user(role) for role in ("judge", "partner", "office", "administrator")},
        "nobody": None,
    }  # fmt: skip
    seen = {name: set(visible_to(user)) for name, user in users.items()}
    allowed = {
        name: {row for row in rows if roles_in(reader_of(user), row)}
        for name, user in users.items()
    }
    assert seen == allowed
    assert {name: len(found) for name, found in seen.items()} == {
        "talent": 2, "other talent": 1, "owner": 1, "other owner": 1, "former member": 0,
        "colleague": 1, "judge": 0, "partner": 0, "office": 3, "administrator": 3, "nobody": 0,
    }  # fmt: skip


def test_the_employer_reads_the_name_from_the_shortlist_on(city: City) -> None:
    application = city.applied()
    first = sheet_of(application, EMPLOYER)
    assert (first.name, first.contacts, first.named) == ("", [], False)
    move_application(application, "shortlist", by=city.owner)
    later = sheet_of(application, EMPLOYER)
    assert (later.name, later.contacts) == (city.talent.name, [])
    assert later.resume == application.resume


def test_the_name_is_hidden_again_when_the_application_ends_without_a_job(city: City) -> None:
    application = city.shortlisted()
    move_application(application, "withdraw", by=city.user)
    assert not sheet_of(application, EMPLOYER).named


def test_the_office_and_the_applicant_see_all(city: City) -> None:
    application = city.applied()
    for role in ("office", "applicant"):
        assert sheet_of(application, frozenset({role})).name == city.talent.name


def test_the_words_of_the_state_are_those_of_the_reader(city: City) -> None:
    application = city.shortlisted()
    words = [sheet_of(application, roles).word for roles in (EMPLOYER, APPLICANT)]
    assert words == ["Shortlisted", "In review"]


def test_only_what_there_is_something_to_do_for_is_offered(city: City) -> None:
    application = city.shortlisted()

    def names(roles: frozenset[str]) -> list[str]:
        return [move.name for move in sheet_of(application, roles).actions]

    assert names(APPLICANT) == ["withdraw"]
    assert names(EMPLOYER) == ["propose_interview", "send_offer", "propose_transfer", "reject"]
    propose_transfer(application, make_posting(), by=city.owner)
    assert names(APPLICANT) == ["accept_transfer", "decline_transfer", "withdraw"]
    city.invited(application)
    assert names(APPLICANT)[:2] == ["confirm_interview", "decline_interview"]
    assert names(frozenset({"office"})) == []


def many(city: City, count: int) -> None:
    for _ in range(count):
        city.applied(person=make_talent())


def test_the_board_has_a_column_for_each_open_state_with_its_number(city: City) -> None:
    many(city, 2)
    city.shortlisted()
    columns = board_of(received_by(reader_of(city.owner)))
    assert [(column.state, column.count, len(column.cards)) for column in columns] == [
        ("submitted", 2, 2), ("viewed", 0, 0), ("shortlisted", 1, 1), ("interviewing", 0, 0),
        ("offered", 0, 0),
    ]  # fmt: skip


def test_a_column_shows_the_twenty_that_wait_longest(city: City) -> None:
    many(city, 22)
    first = board_of(received_by(reader_of(city.owner)))[0]
    assert (first.count, len(first.cards)) == (22, 20)
    moments = [card.case.moved_at for card in first.cards]
    assert moments == sorted(moments)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_board_and_lists_take_the_same_queries_whatever_their_length(
    city: City, count: int
) -> None:
    many(city, count)
    reader = reader_of(city.owner)
    assert queries_of(lambda: board_of(received_by(reader))) == 2
    lines = lambda: [(r.case.state, r.person.name, r.posting.employer.name)  # noqa: E731
                     for r in visible_to(city.owner)]  # fmt: skip
    assert queries_of(lines) == 3


def test_the_funnel_counts_how_far_applications_ever_came(city: City) -> None:
    offer = city.offered()
    answer_offer(offer, accept=True, by=city.user)
    many(city, 1)
    everything = JobApplication.objects.all()
    ever, now = reached(everything), counts_by_state(everything)
    assert ever == {
        "submitted": 2, "viewed": 1, "shortlisted": 1, "interviewing": 1, "offered": 1, "hired": 1,
    }  # fmt: skip
    assert [now[name] for name in ("submitted", "shortlisted", "hired")] == [1, 0, 1]


def test_a_person_s_data_has_their_applications(city: City) -> None:
    interview = city.invited()
    request_review(city.talent, city.posting, question="Why?", explanation={}, by=city.user)
    data = exported(city.talent)
    assert [one["state"] for one in data["applications"]] == ["interviewing"]
    assert data["applications"][0]["interviews"][0]["place"] == interview.place
    assert [one["question"] for one in data["reviews"]] == ["Why?"]


def test_erasure_ends_what_is_open_and_forgets_what_was_written(city: City) -> None:
    interview = city.invited()
    application = interview.application
    move_application(application, "reject", by=city.owner, reason="no_show")
    again = city.applied()
    hired_elsewhere = city.other_application()
    JobApplication.objects.filter(pk=again.pk).update(cover_note="I am Gu.")
    request_review(
        city.talent, city.posting, question="Is Gu in?", explanation={"n": 1}, by=city.user
    )
    erase(city.talent)
    assert [state(row) for row in (application, again, hired_elsewhere)] == [
        "rejected", "withdrawn", "withdrawn",
    ]  # fmt: skip
    rows = JobApplication.objects.values_list("resume", "cover_note", "headline", "skills")
    assert [row for row in rows if row != ({}, "", "", [])] == []
    assert Interview.objects.get().place == ""
    review = ReviewRequest.objects.get()
    assert (review.question, review.explanation, review.case.state) == ("", {}, "withdrawn")


def test_erasure_leaves_other_people_s_applications(city: City) -> None:
    theirs = city.applied(person=make_talent())
    erase(city.talent)
    theirs.refresh_from_db()
    assert (theirs.headline, state(theirs)) == ("电池热管理工程师", "submitted")


def test_what_an_applicant_signed_is_covered_in_the_employers_letters(city: City) -> None:
    make_talent(name_zh="顾澄澜")
    city.talent.name_zh = "顾澄澜"
    city.talent.save()
    interview = city.invited()
    answer_interview(interview, confirm=True, by=city.user, note="期待见面！顾澄澜")
    before = letters_for(city.owner)[0]
    assert "顾澄澜" in before.body
    erase_person(city.talent, by=city.user)
    before.refresh_from_db()
    # Somebody else is called the same; but this letter leads to the application of who left.
    assert ("顾澄澜" in before.body, "期待见面！▇▇" in before.body) == (False, True)


def test_an_erased_hire_stays_in_the_figures(city: City) -> None:
    offer = city.offered(text="Flat for Gu")
    answer_offer(offer, accept=True, by=city.user)
    erase(city.talent)
    assert counts_by_state(JobApplication.objects.all())["hired"] == 1
    assert (Offer.objects.get().terms, Offer.objects.get().monthly_fen) == ("", 2_000_000)
