"""Who sees which job: its owner; the office sees all."""

from typing import Any

from django.db.models import QuerySet

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.jobs.models import Job, State


def visible_to(user: Any) -> QuerySet[Job]:
    jobs = Job.objects.order_by("-id")
    if is_office(user):
        return jobs
    return jobs.filter(owner=user) if user.is_authenticated else jobs.none()


def failed_jobs() -> QuerySet[Job]:
    return Job.objects.filter(state=State.FAILED)


def job_by_uid(uid: str) -> Job | None:
    """The job that a page watches; None when it was none, or is forgotten."""
    return Job.objects.filter(uid=uid).first() if uid else None
