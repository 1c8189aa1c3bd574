"""Applications go their ways: each outcome is a list of steps by applicant or employer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from yucaihui.demo.dice import chance, dice, filled, pick
from yucaihui.demo.records import Application
from yucaihui.demo.town import Town
from yucaihui.demo.vocabulary import sentences
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.interviews import (
    Appointment,
    answer_interview,
    propose_interview,
    record_interview,
)
from yucaihui.recruitment.services.offers import Terms, answer_offer, confirm_arrival, send_offer
from yucaihui.recruitment.services.postings import close_posting
from yucaihui.recruitment.services.transfers import answer_transfer, propose_transfer


@dataclass
class Way:
    """One application on its way, with what was made on it last."""

    town: Town
    rng: Random
    plan: Application
    application: Any
    interview: Any = None
    offer: Any = None
    transfer: Any = None

    @property
    def applicant(self) -> Any:
        return self.town.users[self.town.city.talents[self.plan.talent].email]

    @property
    def employer(self) -> Any:
        return self.town.recruiter(self.plan.posting)

    @property
    def language(self) -> str:
        return next(iter(self.town.city.talents[self.plan.talent].resumes))

    def words(self, kind: str) -> str:
        """A sentence in the applicant's language."""
        return pick(self.rng, sentences("any", kind)).of(self.language)


HOURS = (1, 2, 3, 6, 7, 8)  # UTC: 9, 10, 11, 14, 15 and 16 o'clock in Chongqing

Step = Callable[[Way], None]


def view(way: Way) -> None:
    move_application(way.application, "view", by=way.employer)


def shortlist(way: Way) -> None:
    move_application(way.application, "shortlist", by=way.employer)


def withdraw(way: Way) -> None:
    move_application(way.application, "withdraw", by=way.applicant)


def reject(way: Way) -> None:
    reason = pick(way.rng, ("experience", "skills", "salary", "filled"))
    move_application(way.application, "reject", by=way.employer, reason=reason)


def reject_with_reason(way: Way) -> None:
    move_application(
        way.application,
        "reject",
        by=way.employer,
        reason="skills",
        note=way.words("refusal"),
        share=True,
    )


def propose(way: Way) -> None:
    """In the coming weeks."""
    way.interview = appointed(way, first=3, then=1)


def confirm(way: Way) -> None:
    answer_interview(way.interview, confirm=True, by=way.applicant)


def hold(way: Way) -> None:
    """An interview that has taken place already."""
    begun = appointed(way, first=-2, then=-1)
    answer_interview(begun, confirm=True, by=way.applicant)
    record_interview(begun, held=True, by=way.employer, note="")


def appointed(way: Way, first: int, then: int) -> Any:
    """At the first hour that applicant and employer both have free, from the day `first` on."""
    starts = free_hour(way, first, then)
    mode = pick(way.rng, ("on_site", "fair", "video"))
    number: dict[str, object] = {"n": way.rng.randint(1, 30)}
    room = filled(pick(way.rng, sentences("any", "room")), number, number).of(way.language)
    where = "https://meet.example/" + way.application.case.uid if mode == "video" else room
    return propose_interview(
        way.application,
        Appointment(starts, starts + timedelta(minutes=45), mode, where),
        by=way.employer,
        now=starts - timedelta(days=7),
    )


def free_hour(way: Way, first: int, then: int) -> datetime:
    for day in count(first, then):
        for hour in HOURS:
            starts = datetime.combine(way.town.city.today + timedelta(days=day), time(hour), UTC)
            parties = {(way.applicant.pk, starts), (way.employer.pk, starts)}
            if starts.weekday() < 5 and not parties & way.town.booked:
                way.town.booked |= parties
                return starts
    raise AssertionError("days don't end")


def offer(way: Way) -> None:
    posting = way.town.city.postings[way.plan.posting]
    monthly = (posting.salary_min or 12_000) + way.rng.randint(0, 6) * 500
    today = way.town.city.today
    way.offer = send_offer(
        way.application,
        Terms(
            monthly_fen=monthly * 100,
            starts_on=today + timedelta(days=way.rng.randint(20, 60)),
            expires_on=today + timedelta(days=way.rng.randint(5, 14)),
            months=posting.salary_months,
            text=way.words("terms"),
        ),
        by=way.employer,
        on=today,
    )


def accept(way: Way) -> None:
    answer_offer(way.offer, accept=True, by=way.applicant, on=way.town.city.today)


def decline(way: Way) -> None:
    answer_offer(way.offer, accept=False, by=way.applicant, on=way.town.city.today)


def arrive(way: Way) -> None:
    """About a third have begun to work already: that promise is kept."""
    if chance(way.rng, 1 / 3):
        confirm_arrival(way.application, by=way.employer)


def propose_other(way: Way) -> None:
    other = another_posting(way)
    if other is not None:
        way.transfer = propose_transfer(
            way.application, other, by=way.employer, on=way.town.city.today
        )


def go_over(way: Way) -> None:
    if way.transfer:
        answer_transfer(way.transfer, accept=True, by=way.applicant, on=way.town.city.today)


def another_posting(way: Way) -> Any:
    """Another open position of the same employer, that the applicant has not applied for."""
    own = way.town.city.postings[way.plan.posting]
    taken = {a.posting for a in way.town.city.applications if a.talent == way.plan.talent}
    for one in way.town.city.postings:
        fits = one.employer == own.employer and one.number not in taken
        if fits and one.valid_through >= way.town.city.today:
            return way.town.postings[one.number]
    return None


WAYS: dict[str, Sequence[Step]] = {
    "submitted": (),
    "viewed": (view,),
    "shortlisted": (view, shortlist),
    "interview_proposed": (view, shortlist, propose),
    "interview_confirmed": (view, shortlist, propose, confirm),
    "interview_held": (view, shortlist, hold),
    "offered": (view, shortlist, hold, offer),
    "hired": (view, shortlist, hold, offer, accept, arrive),
    "declined": (view, shortlist, hold, offer, decline),
    "rejected": (view, reject),
    "rejected_shared": (view, shortlist, reject_with_reason),
    "withdrawn": (view, withdraw),
    "position_closed": (view,),
    "transfer_proposed": (view, propose_other),
    "transferred": (view, shortlist, propose_other, go_over),
}


def walk(town: Town) -> None:
    """All applications, one after the other."""
    for rank, plan in enumerate(town.counted("应聘 applications", town.city.applications, step=5)):
        way = Way(town, dice(town.city.seed, "way", rank), plan, applied(town, plan))
        for step in WAYS[plan.outcome]:
            step(way)
    close_positions(town)


def close_positions(town: Town) -> None:
    """Some employers give vacancies up while people have applied; not those of the cast."""
    people, plans = town.city.talents, town.city.applications
    kept = {plan.posting for plan in plans if people[plan.talent].cast}
    for number in sorted({p.posting for p in plans if p.outcome == "position_closed"} - kept):
        close_posting(town.postings[number], "withdrawn", by=town.recruiter(number))


def applied(town: Town, plan: Application) -> Any:
    return apply(
        town.people[plan.talent],
        town.postings[plan.posting],
        by=town.users[town.city.talents[plan.talent].email],
        consent=True,
        cover_note=plan.note,
        on=town.city.today,
    )
