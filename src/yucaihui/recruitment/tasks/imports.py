"""Jobs of an import. Each finds its batch by uid and does nothing when it has moved on since."""

from typing import Any

from django.utils import timezone, translation

from yucaihui.core.accounts.queries import user_by_uid
from yucaihui.core.jobs.registry import Progress, task
from yucaihui.recruitment.models import ImportBatch
from yucaihui.recruitment.services import import_work as work
from yucaihui.recruitment.services.imports import verify_batch_employers

State = ImportBatch.State


def batch_in(uid: str, state: str) -> ImportBatch | None:
    rows = ImportBatch.objects.select_related("file", "employer", "created_by")
    return rows.filter(uid=uid, state=state).first()


@task("recruitment.read_file")
def read_file(progress: Progress, *, batch: str) -> dict[str, Any]:  # noqa: ARG001 - one step
    found = batch_in(batch, State.READING)
    if found is not None:
        with translation.override(found.created_by.language if found.created_by else None):
            work.read_file(found)
    return {}


@task("recruitment.check_rows")
def check_rows(progress: Progress, *, batch: str) -> dict[str, Any]:
    found = batch_in(batch, State.VALIDATING)
    if found is not None:
        work.check_rows(found, progress, timezone.localdate())
    return {}


@task("recruitment.import_rows")
def import_rows(progress: Progress, *, batch: str) -> dict[str, Any]:
    found = batch_in(batch, State.COMMITTING)
    return work.import_rows(found, progress, timezone.localdate()) if found else {}


@task("recruitment.take_back")
def take_back(progress: Progress, *, batch: str, user: str) -> dict[str, Any]:
    found = batch_in(batch, State.ROLLING_BACK)
    return work.take_back(found, progress, by=user_by_uid(user)) if found else {}


@task("recruitment.verify_employers")
def verify_employers(
    progress: Progress, *, batch: str, reason: str, officer: str
) -> dict[str, Any]:
    found, office = ImportBatch.objects.filter(uid=batch).first(), user_by_uid(officer)
    if found is None or office is None:
        return {}
    return {"verified": verify_batch_employers(found, reason, by=office, progress=progress)}
