"""Reads on requests that a human reviews a match."""

from typing import Any

from django.db.models import QuerySet

from yucaihui.recruitment.models import Posting, ReviewRequest
from yucaihui.recruitment.queries.applications import reader_of


def reviews_visible_to(user: Any) -> QuerySet[ReviewRequest]:
    """One's own, all for the office; those due first on top, answered ones below."""
    reader = reader_of(user)
    rows = ReviewRequest.objects.select_related(
        "case", "case__subject", "person__user", "posting__employer"
    ).order_by("case__closed_at", "case__due_on", "-pk")
    return rows if reader.office else rows.filter(person=reader.person_id or 0)


def open_review(person: Any, posting: Posting) -> ReviewRequest | None:
    waiting = ReviewRequest.objects.filter(person=person, posting=posting, case__closed_at=None)
    return waiting.select_related("case").first()
