"""The demo city as it stands in the database, made through the services."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yucaihui.casework.queries import verify_chain
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.accounts.services import create_user
from yucaihui.core.installation.queries import demo_accounts, is_demo
from yucaihui.core.installation.services import NotEmpty
from yucaihui.demo.cast import cast, member
from yucaihui.demo.city import build_city
from yucaihui.demo.generate import generate
from yucaihui.demo.progress import silent
from yucaihui.demo.records import City
from yucaihui.demo.ways import WAYS
from yucaihui.directory.models import DuplicateLink, Organisation, Person, Profile, Verification
from yucaihui.directory.queries import answers_for_audits
from yucaihui.ledger.checks.verify import verify
from yucaihui.ledger.models import PaymentOrder
from yucaihui.matching.queries import latest_run, matches_for_right
from yucaihui.promises.models import Promise
from yucaihui.recruitment.models import (
    Interview,
    JobApplication,
    Offer,
    Posting,
    ReviewRequest,
)
from yucaihui.recruitment.process import APPLICATION
from yucaihui.recruitment.queries.postings import public_postings

TODAY = date(2026, 11, 23)
SCALE, SEED = 0.012, 2023


@pytest.fixture(scope="module")
def told() -> list[tuple[str, int, int]]:
    return []


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, told: list[tuple[str, int, int]]
) -> Iterator[City]:
    """Built once for the tests of this module, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_city(
            scale=SCALE,
            seed=SEED,
            today=TODAY,
            progress=lambda *report: told.append(report),
        )
        yield generate(scale=SCALE, seed=SEED, today=TODAY)
        transaction.set_rollback(True)


def of_cast(key: str) -> User:
    return User.objects.get(email=member(key).email)


def applications_of(key: str) -> dict[str, Any]:
    rows = JobApplication.objects.filter(person__user=of_cast(key)).select_related("case")
    return {row.case.state: row for row in rows}


def test_everything_on_paper_stands_in_the_database(city: City) -> None:
    counts = (
        Organisation.objects.count(),
        Posting.objects.count(),
        Person.objects.exclude(profiles=None).count(),
        Profile.objects.count(),
    )

    assert counts == (
        len(city.employers) + len(city.partners),
        len(city.postings),
        len(city.talents),
        sum(len(talent.resumes) for talent in city.talents),
    )


def test_the_database_is_marked_and_offers_the_cast_in_its_order(city: City) -> None:
    assert is_demo()
    assert [(one.user.email, one.role, one.name_zh) for one in demo_accounts()] == [
        (one.email, one.role, one.name_zh) for one in cast()
    ]


def test_each_member_of_the_cast_holds_the_role_they_are_picked_for(city: City) -> None:
    assert [one.role in roles_of(of_cast(one.key)) for one in cast()] == [True] * len(cast())


def test_nobody_has_a_password(city: City) -> None:
    assert [user for user in User.objects.all() if user.has_usable_password()] == []


def test_positions_of_unverified_employers_are_not_public(city: City) -> None:
    verified = {one.number for one in city.employers if one.verified}
    expected = [
        one for one in city.postings if one.employer in verified and one.valid_through >= TODAY
    ]

    given_up = Posting.objects.filter(state=Posting.State.CLOSED).count()
    assert given_up > 0
    assert public_postings(TODAY).count() == len(expected) - given_up


def test_the_waiting_employer_waits_for_the_office(city: City) -> None:
    waiting = Verification.objects.get(requested_by=of_cast("employer_lihang"))

    assert (waiting.state, waiting.organisation.verified_until) == ("pending", None)


def test_there_is_an_application_in_every_state(city: City) -> None:
    found = Counter(JobApplication.objects.values_list("case__state", flat=True))

    assert set(found) >= set(APPLICATION.by_name) - {"obsolete"}
    assert sum(found.values()) >= len(city.applications)
    assert {one.outcome for one in city.applications} == set(WAYS)


def test_the_journals_of_all_applications_prove_themselves(city: City) -> None:
    cases = [row.case for row in JobApplication.objects.select_related("case")]

    assert [case.uid for case in cases if verify_chain(case).broken is not None] == []


def test_the_first_talent_has_an_offer_to_answer_and_an_interview_to_confirm(city: City) -> None:
    mine = applications_of("talent_yutong")

    assert mine.keys() == {"offered", "interviewing", "rejected", "viewed"}
    offer = Offer.objects.get(application=mine["offered"], state="sent")
    assert offer.expires_on > TODAY
    assert Interview.objects.get(application=mine["interviewing"]).state == "proposed"
    owner = mine["offered"].posting.employer.memberships.get(role="owner").user
    assert owner == of_cast("employer_yanning")


def test_the_talent_from_abroad_has_an_english_profile_and_an_interview(city: City) -> None:
    user = of_cast("talent_jonas")

    assert (
        user.language,
        list(Profile.objects.filter(person__user=user).values_list("language")),
    ) == (
        "en",
        [("en",)],
    )
    assert applications_of("talent_jonas").keys() == {"interviewing", "shortlisted"}


def test_the_new_talent_has_a_record_without_profile(city: City) -> None:
    person = Person.objects.get(user=of_cast("talent_ruoqing"))

    assert (person.name_zh, person.profiles.count()) == ("何若晴", 0)


def test_interviews_lie_in_office_hours_and_never_clash(city: City) -> None:
    rows = list(Interview.objects.select_related("application"))
    slots = [("employer", row.interviewer_id, row.starts_at) for row in rows]
    slots += [("applicant", row.application.person_id, row.starts_at) for row in rows]

    assert {row.starts_at.hour for row in rows} <= {1, 2, 3, 6, 7, 8}
    assert len(slots) == len(set(slots))


def test_those_who_came_twice_are_suspected(city: City) -> None:
    again = {one.email for one in city.talents if one.same_as is not None}
    suspected = DuplicateLink.objects.filter(
        second__user__email__in=again, state=DuplicateLink.State.SUSPECTED
    )

    assert suspected.count() >= len(again)


def test_hires_are_promises_with_a_day(city: City) -> None:
    hired = JobApplication.objects.filter(case__state="hired").count()

    assert Promise.objects.filter(kind="arrival").count() == hired > 0
    assert not Promise.objects.filter(due_on__lt=TODAY - timedelta(days=1)).exists()


def test_reviews_wait_or_are_answered(city: City) -> None:
    reviews = ReviewRequest.objects.select_related("case")

    assert {review.case.state for review in reviews} <= {"requested", "answered"}
    assert [review.explanation.get("score") is not None for review in reviews] == [True] * len(
        reviews
    )


def test_matches_are_there_for_a_talent_with_a_profile(city: City) -> None:
    run = latest_run("posting", "person")
    person = Person.objects.get(user=of_cast("talent_yutong"))

    assert run is not None
    assert run.left_count == public_postings(TODAY).count()
    assert matches_for_right(run, person.pk)[0].score > 0


def test_the_fund_pays_in_every_state_and_its_ledger_is_whole(city: City) -> None:
    states = Counter(PaymentOrder.objects.values_list("state", flat=True))

    assert states == {
        "received": 12,
        "returned": 4,
        "sent": 4,
        "approved": 4,
        "ordered": 4,
        "dropped": 4,
    }
    assert verify()["whole"] is True


def test_progress_ends_every_stage_it_begins(city: City, told: list[tuple[str, int, int]]) -> None:
    last = {stage: (done, total) for stage, done, total in told}

    assert len(last) == 10
    assert [stage for stage, (done, total) in last.items() if done != total] == []


@pytest.mark.django_db
def test_a_database_with_accounts_is_refused() -> None:
    create_user("real@city.example")
    with pytest.raises(NotEmpty):
        build_city(scale=0.01, today=TODAY, progress=silent)


@pytest.mark.django_db(transaction=True)
def test_a_build_that_stops_half_way_leaves_nothing() -> None:
    class Stopped(Exception):
        pass

    def stop(stage: str, done: int, total: int) -> None:
        if "applications" in stage and done:
            raise Stopped

    with pytest.raises(Stopped):
        build_city(scale=0.01, today=TODAY, progress=stop)
    assert (User.objects.count(), Organisation.objects.count(), is_demo()) == (0, 0, False)


def test_some_people_answer_for_audits_and_others_leave_questions_open(city: City) -> None:
    people = Person.objects.count()
    given = list(answers_for_audits().values())
    assert 0.4 < len(given) / people < 0.8
    assert {one.gender for one in given} == {"female", "male", ""}
    assert all(one.ethnicity == "" for one in given if one.nationality not in ("mainland", ""))
