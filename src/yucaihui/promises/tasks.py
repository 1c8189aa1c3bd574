"""The alarm of promises."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.promises.services import sound_alarms


@task("promises.alarm", every=timedelta(hours=6))
def alarm(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"letters": sound_alarms(timezone.localdate())}
