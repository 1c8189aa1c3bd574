"""What the inner page of a posting says: why it is not public, and what happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yucaihui.core.audit.queries import entries_of
from yucaihui.recruitment.models import Posting

STATE_KINDS = {"draft": "quiet", "active": "ok", "on_hold": "wait", "closed": "quiet"}
ACTS: dict[str, str | Promise] = {
    "posting.created": _("Written"),
    "posting.imported": _("Imported"),
    "posting.changed": _("Changed"),
    "posting.published": _("Published"),
    "posting.held": _("Put on hold"),
    "posting.extended": _("Extended"),
    "posting.closed": _("Closed"),
}


@dataclass(frozen=True)
class Obstacle:
    """Why a posting is not public: a code and what to do."""

    code: str
    words: str | Promise


OBSTACLES: dict[str, str | Promise] = {
    "draft": _("It is a draft. Publish it when it is complete."),
    "on_hold": _("It is on hold. Publish it to go on."),
    "closed": _("It is closed. Write a new one if the vacancy opens again."),
    "unverified": _("The employer is not verified. Ask the talent office for verification."),
    "future": _("Its first day is still to come."),
    "expired": _("Its last day has passed. Extend it if the vacancy is still open."),
}


def obstacles(posting: Posting, on: date) -> list[Obstacle]:
    return [Obstacle(code, OBSTACLES[code]) for code in obstacle_codes(posting, on)]


def obstacle_codes(posting: Posting, on: date) -> Iterator[str]:
    if posting.state != Posting.State.ACTIVE:
        yield posting.state
    if posting.valid_through < on and posting.state != Posting.State.CLOSED:
        yield "expired"
    if posting.posted_on > on:
        yield "future"
    until = posting.employer.verified_until
    if until is None or until < on:
        yield "unverified"


@dataclass(frozen=True)
class Event:
    """A line of the posting's history."""

    at: Any
    title: str | Promise
    who: str = ""
    note: str = ""
    kind: str = "info"


def history(posting: Posting) -> list[Event]:
    """Newest first."""
    lines: QuerySet[Any] = entries_of("posting", posting.uid).order_by("-pk")
    return [Event(line.at, ACTS.get(line.action, line.action)) for line in lines[:20]]
