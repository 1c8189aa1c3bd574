"""Reminders, and offers that run out. No task decides about a person: none rejects."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.recruitment.services.endings import tell_expired
from yucaihui.recruitment.services.offers import expire_offers
from yucaihui.recruitment.services.reminders import (
    remind_of_idle,
    remind_of_interviews,
    remind_of_offers,
    remind_of_unseen,
)


@task("recruitment.expire_offers", every=timedelta(hours=1))
def expire(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"expired": expire_offers(timezone.localdate())}


@task("recruitment.remind", every=timedelta(hours=6))
def remind(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    """Each reminder is written once, however often this runs."""
    now, on = timezone.now(), timezone.localdate()
    return {
        "unseen": remind_of_unseen(on),
        "idle": remind_of_idle(now),
        "interviews": remind_of_interviews(on),
        "offers": remind_of_offers(on),
        "expired": tell_expired(on),
    }
