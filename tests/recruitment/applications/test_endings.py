"""A posting that ends tells its applicants, once, and no machine decides about any of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_talent, make_user
from tests.recruitment.applications.city import City, state
from yucaihui.casework.queries import journal_of, verify_chain
from yucaihui.core.jobs.registry import TASKS
from yucaihui.core.mail.queries import letters_for
from yucaihui.recruitment.models import Interview, JobApplication, Offer, Posting
from yucaihui.recruitment.queries.sheets import sheet_of
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.endings import tell_expired
from yucaihui.recruitment.services.postings import close_posting, extend_posting

DAY = timedelta(days=1)


@pytest.fixture
def city(db: None) -> City:
    return City()


def told(city: City) -> list[str]:
    """What the talent was written about the position's end, the newest first."""
    subjects = letters_for(city.user).values_list("subject", flat=True)
    return [subject for subject in subjects if subject.startswith("The position ")]


def own_words(application: JobApplication) -> tuple[str, str, str]:
    """The newest line of the journal as the applicant reads it."""
    fresh = JobApplication.objects.select_related("case__subject").get(pk=application.pk)
    line = journal_of(fresh.case, inside=False)[0]
    return line.title, line.who, line.reason


@pytest.mark.parametrize("stage", ["submitted", "viewed", "shortlisted", "interviewing"])
def test_who_closes_a_position_ends_what_is_undecided(city: City, stage: str) -> None:
    application = city.applied()
    if stage == "viewed":
        move_application(application, "view", by=city.owner)
    if stage in ("shortlisted", "interviewing"):
        move_application(application, "shortlist", by=city.owner)
    if stage == "interviewing":
        city.invited(application)
    close_posting(city.posting, "filled", by=city.owner)
    assert state(application) == "position_closed"
    assert told(city) == [f"The position {city.posting.title_zh} is closed"]
    assert "Reason: The vacancies are filled" in letters_for(city.user)[0].body
    assert own_words(application) == ("Position closed", "Employer", "The vacancies are filled")
    assert not JobApplication.objects.filter(is_open=True).exists()
    assert set(Interview.objects.values_list("state", flat=True)) <= {"cancelled"}
    assert verify_chain(application.case).lines > 0


def test_an_offer_outlives_its_position(city: City) -> None:
    offer = city.offered()
    close_posting(city.posting, "filled", by=city.owner)
    assert state(offer.application) == "offered"
    assert Offer.objects.get(pk=offer.pk).state == "sent"
    assert "Your application stays open" in letters_for(city.user)[0].body
    assert own_words(offer.application)[0] == "The position takes no more applications"


def test_who_closes_may_leave_the_applications_open(city: City) -> None:
    application = city.applied()
    close_posting(city.posting, "withdrawn", by=city.owner, end_applications=False)
    assert state(application) == "submitted"
    assert told(city) == [f"The position {city.posting.title_zh} is closed"]
    assert "Your application stays open" in letters_for(city.user)[0].body
    application.case.refresh_from_db()
    move_application(application, "view", by=city.owner)
    assert state(application) == "viewed"


def test_the_office_closes_for_a_violation_and_says_so(city: City) -> None:
    application = city.applied()
    close_posting(city.posting, "violation", by=make_user("office"))
    assert own_words(application) == (
        "Position closed",
        "Talent office",
        "The posting broke the rules; the talent office closed it",
    )


def test_a_machine_that_closes_ends_no_application(city: City) -> None:
    application = city.applied()
    close_posting(city.posting, "withdrawn", by=None)
    assert (state(application), len(told(city))) == ("submitted", 1)


def test_nobody_ends_a_single_application_with_its_position(city: City) -> None:
    application = city.applied()
    for role in ("employer", "office"):
        names = {move.name for move in sheet_of(application, frozenset({role})).actions}
        assert names.isdisjoint({"end_with_position", "tell_end"})


def ended(city: City) -> date:
    """The day after the posting's last."""
    Posting.objects.filter(pk=city.posting.pk).update(valid_through=timezone.localdate() - DAY)
    return timezone.localdate()


def test_the_last_day_is_told_once_and_decides_nothing(city: City) -> None:
    application = city.applied()
    assert tell_expired(timezone.localdate()) == 0
    today = ended(city)
    assert [tell_expired(today) for _ in range(2)] == [1, 0]
    assert state(application) == "submitted"
    assert told(city) == [f"The position {city.posting.title_zh} takes no more applications"]
    assert own_words(application) == ("The position takes no more applications", "Platform", "")


def test_a_position_that_was_extended_tells_its_next_last_day_too(city: City) -> None:
    city.applied()
    tell_expired(ended(city))
    posting = Posting.objects.get(pk=city.posting.pk)
    extend_posting(posting, timezone.localdate() + 30 * DAY, by=city.owner)
    assert tell_expired(timezone.localdate()) == 0
    assert tell_expired(timezone.localdate() + 31 * DAY) == 1


def test_old_ends_and_closed_applications_are_not_told(city: City) -> None:
    first, second = city.applied(), city.applied(person=make_talent())
    move_application(first, "withdraw", by=city.user)
    Posting.objects.filter(pk=city.posting.pk).update(valid_through=timezone.localdate() - 20 * DAY)
    assert tell_expired(timezone.localdate()) == 0
    assert (state(first), state(second)) == ("withdrawn", "submitted")


def test_the_worker_tells_it_in_its_round(city: City) -> None:
    city.applied()
    ended(city)
    done: dict[str, Any] | None = TASKS["recruitment.remind"].run(lambda *_: None)
    assert (done or {})["expired"] == 1
