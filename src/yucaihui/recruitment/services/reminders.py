"""Reminders about applications. They write letters and move nothing."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from yucaihui.core.calendar.queries import working_days_between
from yucaihui.core.mail.services import write_to
from yucaihui.directory.letters import path_for
from yucaihui.directory.queries import active_members
from yucaihui.recruitment.models import Interview, JobApplication, Offer, Posting
from yucaihui.recruitment.process import APPLICATION
from yucaihui.recruitment.queries.applications import with_parts
from yucaihui.recruitment.queries.interviews import starting_between
from yucaihui.recruitment.queries.offers import offers_ending
from yucaihui.recruitment.services.letters import FOLDER

DAY = timedelta(days=1)
UNSEEN_WORKING_DAYS = 7
IDLE = timedelta(days=180)
# Standstills that began to count within this span are reminded of: a worker may have been off.
IDLE_SPAN = timedelta(days=14)
OFFER_DAYS = 2


def remind_of_unseen(on: date) -> int:
    """To an employer's members, once for a posting and its longest-waiting application: those that
    nobody has looked at for more than 7 working days. Gives the number of new letters."""
    waiting = (
        JobApplication.objects.filter(case__state=APPLICATION.start)
        .filter(case__opened_at__date__lt=last_day_in_time(on))
        .values("posting")
        .annotate(oldest=Min("case__opened_at"), n=Count("pk"))
        .order_by("posting")
    )
    late: dict[int, dict[str, Any]] = {row["posting"]: dict(row) for row in waiting}
    postings = Posting.objects.select_related("employer").filter(pk__in=late)
    return sum(tell_unseen(posting, late[posting.pk]) for posting in postings)


def last_day_in_time(on: date) -> date:
    """The earliest day from which no more than 7 working days have passed."""
    day = on
    while working_days_between(day - DAY, on) <= UNSEEN_WORKING_DAYS:
        day -= DAY
    return day


def tell_unseen(posting: Posting, row: dict[str, Any]) -> int:
    context = {"posting": posting, "count": row["n"], "days": UNSEEN_WORKING_DAYS}
    stamp = f"{posting.uid}:{row['oldest']:%Y%m%d%H%M%S}"
    letters = [
        write_to(
            member.user,
            f"{FOLDER}/unseen.txt",
            context,
            link=f"{path_for(member.user, 'recruitment:board')}?posting={posting.uid}",
            key=f"unseen:{stamp}:{member.uid}",
        )
        for member in active_members(posting.employer)
    ]
    return sum(letter is not None for letter in letters)


def remind_of_idle(now: datetime) -> int:
    """To the employer's members: open applications that have not moved for 180 days."""
    span = (now - IDLE - IDLE_SPAN, now - IDLE)
    idle = with_parts().filter(is_open=True, case__moved_at__range=span).order_by("pk")
    return sum(
        write(application, member.user, "application", "idle", {"days": IDLE.days})
        for application in idle
        for member in active_members(application.posting.employer)
    )


def remind_of_interviews(on: date) -> int:
    """To both sides: the interviews of tomorrow."""
    tomorrow = timezone.make_aware(datetime.combine(on + DAY, time.min))
    return sum(
        tell_interview(interview) for interview in starting_between(tomorrow, tomorrow + DAY)
    )


def tell_interview(interview: Interview) -> int:
    application, context = interview.application, {"interview": interview}
    event = "interview_tomorrow"
    sides = (
        (application.person.user, "my_application"),
        (interview.interviewer, "application"),
    )
    return sum(
        write(application, user, page, event, context, interview.uid)
        for user, page in sides
        if user
    )


def remind_of_offers(on: date) -> int:
    """To applicants: open offers that end within two days."""
    return sum(tell_offer(offer) for offer in offers_ending(on, on + timedelta(days=OFFER_DAYS)))


def tell_offer(offer: Offer) -> int:
    user = offer.application.person.user
    if user is None:
        return 0
    context = {"offer": offer}
    return write(offer.application, user, "my_application", "offer_ending", context, offer.uid)


def write(
    application: JobApplication,
    reader: Any,
    page: str,
    event: str,
    context: dict[str, Any],
    about: str = "",
) -> int:
    """1 for a new letter, 0 when it was written before: one for each standstill or `about`."""
    key = f"{event}:{about or f'{application.uid}:{application.case.version}'}:{reader.uid}"
    letter = write_to(
        reader,
        f"{FOLDER}/{event}.txt",
        {"application": application, "posting": application.posting, **context},
        link=path_for(reader, f"recruitment:{page}", application.uid),
        key=key,
    )
    return int(letter is not None)
