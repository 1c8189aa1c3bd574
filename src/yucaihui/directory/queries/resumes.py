"""Reads on CVs that were handed in."""

from typing import Any

from django.db.models import QuerySet

from yucaihui.directory.models import Person, ResumeDocument
from yucaihui.directory.queries.people import visible_to
from yucaihui.engines.text.documents.model import reason_words


def resumes_of(person: Person) -> QuerySet[ResumeDocument]:
    rows = ResumeDocument.objects.filter(person=person).select_related("file")
    return rows.order_by("-pk")


def visible_resumes(user: Any) -> QuerySet[ResumeDocument]:
    """Of one's own record; the office sees all."""
    rows = ResumeDocument.objects.filter(person__in=visible_to(user).order_by())
    return rows.select_related("file", "person")


def why(document: ResumeDocument) -> tuple[str, str]:
    """Why the file could not be read and what to do, in Chinese and in English."""
    return reason_words(document.reason) if document.reason else ("", "")
