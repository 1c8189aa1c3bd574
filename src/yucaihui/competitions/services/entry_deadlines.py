"""Letters before and after the deadline of a draft, and its end. Nobody is refused here."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from yucaihui.casework.services import CaseProblem
from yucaihui.competitions.models import Entry
from yucaihui.competitions.queries.entries import (
    deadline_enforced,
    deadline_shown,
    newest_version,
    with_parts,
)
from yucaihui.competitions.services.entries import expire
from yucaihui.competitions.services.entry_letters import tell_team
from yucaihui.competitions.services.versions import missing

REMINDED = timedelta(days=3)
# How long after the deadline an extension may still wake a draft.
KEPT = timedelta(days=7)


def drafts(now: datetime) -> QuerySet[Entry]:
    """Drafts whose track closes soon or has closed."""
    rows = with_parts().filter(case__state__in=("draft", "more_info"))
    soon = rows.filter(track__opens_at__lte=now).prefetch_related("extensions")
    return soon.order_by("pk")


def remind_of_deadlines(now: datetime) -> int:
    """To the teams of what is not submitted within three days of its deadline, with what is
    missing; once for each deadline. Gives the number of new letters."""
    return sum(
        tell_ending(entry)
        for entry in drafts(now)
        if now <= deadline_shown(entry) <= now + REMINDED
    )


def tell_ending(entry: Entry) -> int:
    deadline = deadline_shown(entry)
    return tell_team(
        entry, "ending", about=f"{deadline:%Y%m%d%H%M}", deadline=deadline,
        faults=missing(entry, newest_version(entry)),
    )  # fmt: skip


def tell_missed(now: datetime) -> int:
    """To the teams of drafts whose deadline has passed: how to ask for an extension, by when."""
    return sum(
        tell_over(entry)
        for entry in drafts(now)
        if entry.case.state == "draft" and is_over(entry, now) and not is_spent(entry, now)
    )


def tell_over(entry: Entry) -> int:
    deadline = deadline_shown(entry)
    return tell_team(
        entry, "missed", about=f"{deadline:%Y%m%d%H%M}", deadline=deadline,
        until=deadline + KEPT,
    )  # fmt: skip


def is_over(entry: Entry, now: datetime) -> bool:
    return deadline_enforced(entry) < now


def is_spent(entry: Entry, now: datetime) -> bool:
    return deadline_enforced(entry) + KEPT < now


def expire_drafts(now: datetime) -> int:
    """End the drafts that were not submitted a week after their deadline; gives how many."""
    spent = [entry for entry in drafts(now) if entry.case.state == "draft" and is_spent(entry, now)]
    return sum(expired(entry) for entry in spent)


def expired(entry: Entry) -> bool:
    """One that was moved meanwhile is left alone."""
    try:
        expire(entry)
    except CaseProblem:
        return False
    return True
