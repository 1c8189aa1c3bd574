"""Deadlines of entries, and files that were left behind."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.competitions.services.entry_deadlines import (
    expire_drafts,
    remind_of_deadlines,
    tell_missed,
)
from yucaihui.competitions.services.entry_files import drop_unnamed
from yucaihui.core.jobs.registry import Progress, task


@task("competitions.entry_deadlines", every=timedelta(hours=1))
def deadlines(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    """Each letter is written once, however often this runs."""
    now = timezone.now()
    return {
        "reminded": remind_of_deadlines(now),
        "missed": tell_missed(now),
        "expired": expire_drafts(now),
    }


@task("competitions.drop_files", every=timedelta(hours=24))
def drop_files(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"dropped": drop_unnamed()}
