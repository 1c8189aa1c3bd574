"""Bids that close by the clock."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.competitions.services.challenges import close_bids
from yucaihui.core.jobs.registry import Progress, task


@task("competitions.close_bids", every=timedelta(minutes=10))
def close(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"closed": close_bids(timezone.now())}
