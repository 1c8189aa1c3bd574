"""What the platform does by itself: it reminds, and lets offers run out. It rejects nobody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_posting, make_talent
from tests.recruitment.applications.city import City, state
from yucaihui.casework.models import Case
from yucaihui.core.jobs.registry import TASKS
from yucaihui.core.mail.models import Letter
from yucaihui.recruitment.models import Interview, JobApplication, Offer
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.interviews import answer_interview
from yucaihui.recruitment.services.reminders import (
    last_day_in_time,
    remind_of_idle,
    remind_of_interviews,
    remind_of_offers,
    remind_of_unseen,
)

DAY = timedelta(days=1)


@pytest.fixture
def city(db: None) -> City:
    return City()


def silent(done: int, total: int) -> None:
    """A progress that nobody watches."""


def aged(application: JobApplication, days: int) -> None:
    """As if it had last moved so many days ago."""
    then = timezone.now() - timedelta(days=days)
    Case.objects.filter(pk=application.case.pk).update(opened_at=then, moved_at=then)


def letters(start: str) -> list[tuple[Any, str]]:
    found = Letter.objects.filter(subject__startswith=start).order_by("pk")
    return [(letter.reader, letter.link) for letter in found]


def test_the_term_for_a_first_look_is_seven_working_days(db: None) -> None:
    # 23 November 2026 is a Monday; seven working days before it is Thursday the 12th.
    assert last_day_in_time(date(2026, 11, 23)) == date(2026, 11, 12)


def test_members_are_reminded_once_of_what_nobody_looked_at(city: City) -> None:
    aged(city.applied(), 20)
    city.applied(person=make_talent())
    on = timezone.localdate()
    assert [remind_of_unseen(on) for _ in range(2)] == [1, 0]
    assert letters("Applications for") == [
        (city.owner, f"/en/employer/applications/?posting={city.posting.uid}")
    ]
    assert "1 applications" in Letter.objects.latest("pk").body


def test_what_was_looked_at_or_is_new_is_not_reminded_of(city: City) -> None:
    seen = city.applied()
    move_application(seen, "view", by=city.owner)
    aged(seen, 20)
    city.applied(person=make_talent())
    assert remind_of_unseen(timezone.localdate()) == 0


def test_a_standstill_of_180_days_is_reminded_of_and_nothing_moves(city: City) -> None:
    application = city.applied()
    aged(application, 181)
    now = timezone.now()
    assert [remind_of_idle(now) for _ in range(2)] == [1, 0]
    assert (state(application), len(letters("An application for"))) == ("submitted", 1)


@pytest.mark.parametrize("days", [179, 400])
def test_a_shorter_and_a_long_known_standstill_is_left_alone(city: City, days: int) -> None:
    aged(city.applied(), days)
    assert remind_of_idle(timezone.now()) == 0


def test_both_sides_are_reminded_of_tomorrow_s_interview(city: City) -> None:
    interview = city.invited()
    tomorrow = timezone.localdate(interview.starts_at) - DAY
    assert [remind_of_interviews(on) for on in (tomorrow - DAY, tomorrow, tomorrow)] == [0, 2, 0]
    assert {reader for reader, _link in letters("Tomorrow:")} == {city.user, city.owner}


def test_an_interview_that_was_declined_is_not_reminded_of(city: City) -> None:
    interview = city.invited()
    answer_interview(interview, confirm=False, by=city.user)
    assert remind_of_interviews(timezone.localdate(interview.starts_at) - DAY) == 0


def test_the_applicant_is_reminded_of_an_offer_two_days_before_it_ends(city: City) -> None:
    offer = city.offered()
    days = [offer.expires_on - 3 * DAY, offer.expires_on - 2 * DAY, offer.expires_on]
    assert [remind_of_offers(day) for day in days] == [0, 1, 0]


@pytest.fixture
def stale_city(city: City) -> City:
    """An application in every open state, all long forgotten."""
    city.applied(make_posting(city.employer))
    viewed = city.applied(make_posting(city.employer))
    move_application(viewed, "view", by=city.owner)
    city.offered()
    Offer.objects.update(expires_on=timezone.localdate() - 400 * DAY)
    city.posting = make_posting(city.employer)
    city.invited()
    Interview.objects.update(
        starts_at=timezone.now() - 400 * DAY, ends_at=timezone.now() - 399 * DAY
    )
    for application in JobApplication.objects.all():
        aged(application, 185)
    return city


def test_no_recurring_task_rejects_anybody(stale_city: City) -> None:
    before = JobApplication.objects.filter(is_open=True).count()
    for task in TASKS.values():
        if task.every and task.name.startswith("recruitment."):
            task.run(silent)
    states = set(JobApplication.objects.values_list("case__state", flat=True))
    assert states == {"submitted", "viewed", "offer_ended", "interviewing"}
    assert JobApplication.objects.filter(is_open=True).count() == before == 4
