"""The nightly check of the books."""

from datetime import timedelta
from typing import Any

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.ledger.services import check_ledger


@task("ledger.verify", every=timedelta(days=1))
def verify(progress: Progress) -> dict[str, Any]:
    """Once a day; the office's page shows what came of it."""
    verdict = check_ledger(progress=progress)
    return {"whole": verdict.whole, "verification": verdict.uid}
