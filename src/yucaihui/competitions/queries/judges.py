"""Reads on judges."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from yucaihui.competitions.models import Assignment, Edition, Judge
from yucaihui.directory.queries import emails_of, person_of


def judges_of(edition: Edition) -> QuerySet[Judge]:
    """For the office: with person, organisation, and how many they are to score and have."""
    open_ones = Q(assignments__state__in=Assignment.OPEN)
    scored = Q(assignments__state=Assignment.State.SUBMITTED)
    return (
        edition.judges.select_related("person__user", "organisation")
        .annotate(
            assigned=Count("assignments", filter=open_ones),
            scored=Count("assignments", filter=scored),
        )
        .order_by("code")
    )


def is_addressed_to(judge: Judge, user: Any) -> bool:
    """Is the invitation this user's: by their record, or by their address while it has none?"""
    if user is None or not user.is_authenticated:
        return False
    if judge.person == person_of(user):
        return True
    return judge.person.user_id is None and user.email in emails_of(judge.person)


def own_judges(user: Any) -> QuerySet[Judge]:
    """The user's seats, of every edition, newest first."""
    person = person_of(user)
    rows = Judge.objects.select_related("edition", "person__user")
    return rows.filter(person=person).order_by("-pk") if person else rows.none()
