"""Audits of runs: counted in the background, once each run is there."""

from typing import Any

from django.utils import timezone

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.matching.queries import latest_run
from yucaihui.matching.services import audit_run


@task("matching.audit")
def audit_latest(
    progress: Progress,  # noqa: ARG001 - it is two grouped reads
    left: str,
    right: str,
    run: str,
) -> dict[str, Any]:
    """Audit the run `run`; a later one has taken its lists' place: then that is audited instead."""
    latest = latest_run(left, right)
    if latest is None or latest.uid != run:
        return {}
    return {"audit": audit_run(latest, timezone.localdate()).uid}
