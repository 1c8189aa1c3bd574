"""The nightly check of the books."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.ledger.services import check_ledger, drop_old_drafts, reconcile_all


@task("ledger.verify", every=timedelta(days=1))
def verify(progress: Progress) -> dict[str, Any]:
    """Once a day: reconcile what came late, then check; the auditor's page shows the verdict."""
    drop_old_drafts()
    reconcile_all(on=timezone.localdate())
    verdict = check_ledger(progress=progress)
    return {"whole": verdict.whole, "verification": verdict.uid}
