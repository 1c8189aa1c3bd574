"""Matching runs: every night over everybody, and at once over one who changed."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.recruitment.services.matches import match_everything, match_person, match_posting


@task("recruitment.match", every=timedelta(hours=24))
def match_all(progress: Progress) -> dict[str, Any]:
    return match_everything(timezone.localdate(), progress)


@task("recruitment.match_posting")
def match_one_posting(progress: Progress, posting: int) -> None:  # noqa: ARG001 - it is short
    match_posting(posting, timezone.localdate())


@task("recruitment.match_person")
def match_one_person(progress: Progress, person: int) -> None:  # noqa: ARG001 - it is short
    match_person(person, timezone.localdate())
