"""What is owed to whom, and how long there is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.calendar.queries import working_days_to_each
from yucaihui.directory.queries import organisations_of, person_of
from yucaihui.promises.models import Promise


@dataclass(frozen=True)
class Clock:
    """A promise and the working days left until it is due; negative when it is late."""

    promise: Promise
    left: int


def all_promises() -> QuerySet[Promise]:
    sides = ("to_person", "to_organisation", "owed_by")
    return Promise.objects.select_related(*sides).order_by("due_on", "pk")


def open_promises() -> QuerySet[Promise]:
    return all_promises().filter(state=Promise.State.OPEN)


def open_promises_to(person: Any) -> QuerySet[Promise]:
    """What this person is still owed, the nearest first."""
    return open_promises().filter(to_person=person)


def open_promises_to_organisation(organisation: Any) -> QuerySet[Promise]:
    return open_promises().filter(to_organisation=organisation)


def open_promises_of(organisation: Any) -> QuerySet[Promise]:
    """What this organisation still owes."""
    return open_promises().filter(owed_by=organisation)


def overdue(on: date) -> QuerySet[Promise]:
    """Open promises whose day lies before `on`, the latest ones first."""
    return open_promises().filter(due_on__lt=on)


def visible_to(user: Any) -> QuerySet[Promise]:
    """The office sees all; others what they or their organisations are owed or owe."""
    if is_office(user):
        return all_promises()
    mine = Q(pk=None)
    person = person_of(user)
    if person is not None:
        mine |= Q(to_person=person)
    organisations = organisations_of(user)
    return all_promises().filter(
        mine | Q(to_organisation__in=organisations) | Q(owed_by__in=organisations)
    )


def promise_of(kind: str, source_type: str, source_uid: str) -> Promise | None:
    return Promise.objects.filter(kind=kind, source_type=source_type, source_uid=source_uid).first()


def clocks(promises: Iterable[Promise], on: date) -> list[Clock]:
    """Each promise with its working days left. One query more, however many there are."""
    rows = list(promises)
    left = working_days_to_each(on, {promise.due_on for promise in rows})
    return [Clock(promise, left[promise.due_on]) for promise in rows]
