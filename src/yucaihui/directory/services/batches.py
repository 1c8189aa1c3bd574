"""What every import has in common: it moves from state to state once, and its work is a job."""

from typing import Any

from django.utils.translation import gettext as _

from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.errors import AlreadyDecided


def start_work(batch: Any, task: str, by: Any, **arguments: Any) -> None:
    """Queue the work on a batch; its page shows that job's progress."""
    job = enqueue(task, owner=by, batch=batch.uid, **arguments)
    batch.job_uid = job.uid
    batch.save(update_fields=["job_uid"])


def move_on(batch: Any, source: tuple[str, ...], target: str, **values: Any) -> None:
    """Move the batch on if it still is in `source`.

    Raises:
        AlreadyDecided: a colleague, or another tab, was quicker.
    """
    rows = type(batch).objects.filter(pk=batch.pk, state__in=source)
    if not rows.update(state=target, **values):
        raise AlreadyDecided(_("This import has moved on since. Look at it again."))
    batch.refresh_from_db()
