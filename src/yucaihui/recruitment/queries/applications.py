"""Reads on applications, limited to what the reader may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.queries import organisations_of, person_of
from yucaihui.recruitment.models import JobApplication, Posting
from yucaihui.recruitment.process import ACTIVE, APPLICATION
from yucaihui.recruitment.rules.applications import Reader

CARDS_PER_COLUMN = 20
# The way up, without the side step of an offer that ended.
STAGES = ("submitted", "viewed", "shortlisted", "interviewing", "offered", "hired")


def reader_of(user: Any) -> Reader:
    if user is None or not user.is_authenticated:
        return Reader()
    own = person_of(user)
    employers = organisations_of(user).values_list("pk", flat=True)
    return Reader(own.pk if own else None, frozenset(employers), is_office(user))


def visible_to(user: Any) -> QuerySet[JobApplication]:
    """The reader's own, those to employers they act for, all for the office; newest first."""
    return visible_to_reader(reader_of(user))


def visible_to_reader(reader: Reader) -> QuerySet[JobApplication]:
    rows = with_parts().order_by("-case__opened_at", "-pk")
    if reader.office:
        return rows
    own = Q(person=reader.person_id) if reader.person_id else Q(pk=None)
    return rows.filter(own | Q(posting__employer__in=reader.organisations))


def with_parts() -> QuerySet[JobApplication]:
    return JobApplication.objects.select_related(
        "case", "case__subject", "person", "posting", "posting__employer"
    )


def applications_of(person: Any) -> QuerySet[JobApplication]:
    """A person's own applications, open ones first, then newest."""
    return with_parts().filter(person=person).order_by("-is_open", "-case__moved_at", "-pk")


def received_by(reader: Reader) -> QuerySet[JobApplication]:
    """The applications to the employers that the reader acts for."""
    return with_parts().filter(posting__employer__in=reader.organisations)


def open_application(person: Any, posting: Posting) -> JobApplication | None:
    """The person's open application for a posting, which keeps them from applying again."""
    return with_parts().filter(person=person, posting=posting, is_open=True).first()


def counts_by_state(applications: QuerySet[JobApplication]) -> dict[str, int]:
    """Every state of the process with its number of applications, in the order of the process."""
    rows = applications.order_by().values_list("case__state").annotate(n=Count("pk"))
    found = dict(rows)
    return {state.name: found.get(state.name, 0) for state in APPLICATION.states}


@dataclass(frozen=True)
class Column:
    """One state on the board: how many stand there, and the first of them."""

    state: str
    label: str
    count: int
    cards: list[JobApplication]


def board_of(applications: QuerySet[JobApplication]) -> list[Column]:
    """The open states with their applications, those waiting longest first. Two queries.

    The side step of an offer that ended is a column only while somebody stands there.
    """
    counts = counts_by_state(applications)
    rank = Window(
        RowNumber(), partition_by=F("case__state"), order_by=[F("case__moved_at"), F("pk")]
    )
    shown = applications.filter(is_open=True).annotate(rank=rank).filter(rank__lte=CARDS_PER_COLUMN)
    cards: dict[str, list[JobApplication]] = {name: [] for name in ACTIVE}
    for application in shown.order_by("rank"):
        cards[application.case.state].append(application)
    return [
        Column(name, APPLICATION.state(name).word(inside=True), counts[name], cards[name])
        for name in ACTIVE
        if counts[name] or name != "offer_ended"
    ]


def hired_for(posting: Posting) -> int:
    return JobApplication.objects.filter(posting=posting, case__state="hired").count()


def is_filled(posting: Posting) -> bool:
    """As many were hired as the posting has vacancies; an open number is never filled."""
    return posting.headcount is not None and hired_for(posting) >= posting.headcount


def reached(applications: QuerySet[JobApplication]) -> dict[str, int]:
    """How many applications ever came to each of STAGES or beyond it, off their journals."""
    counts = {
        name: Count("pk", distinct=True, filter=Q(case__entries__target__in=STAGES[number:]))
        for number, name in enumerate(STAGES)
    }
    return applications.order_by().aggregate(**counts)
