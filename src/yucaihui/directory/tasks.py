"""The directory's work outside requests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.accounts.queries import user_by_uid
from yucaihui.core.jobs.registry import Progress, task
from yucaihui.directory.models import CvBatch, Person, ResumeDocument
from yucaihui.directory.services.cv_batches import INVITE_TASK, READ_TASK, TAKE_BACK_TASK
from yucaihui.directory.services.cv_invitations import invite_all
from yucaihui.directory.services.cv_reading import expire, read_batch, take_back_batch
from yucaihui.directory.services.merging import suspect_duplicates
from yucaihui.directory.services.privacy import EXPORT_TASK, write_export
from yucaihui.directory.services.resumes import TASK, read_resume
from yucaihui.directory.services.verification import lapse_verifications, remind_of_expiry


@task(TASK)
def parse_resume(progress: Progress, *, document: str) -> dict[str, Any]:
    """Read one CV; a discarded one is passed over."""
    progress(0, 1)
    found = ResumeDocument.objects.select_related("file").filter(uid=document).first()
    state = read_resume(found) if found else "discarded"
    progress(1, 1)
    return {"state": state}


@task(EXPORT_TASK)
def export_person(progress: Progress, *, person: str) -> dict[str, Any]:
    """Write the export of one's data."""
    progress(0, 1)
    file = write_export(Person.objects.select_related("user").get(uid=person))
    progress(1, 1)
    return {"file": file.uid}


@task("directory.remind_verification", every=timedelta(hours=6))
def remind(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"letters": remind_of_expiry(timezone.localdate())}


@task("directory.lapse_verifications", every=timedelta(hours=6))
def lapse(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    """The first round after midnight takes the roles back; each letter is written once."""
    return dict(lapse_verifications(timezone.localdate()))


@task("directory.suspect_duplicates", every=timedelta(days=1))
def suspect(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - it runs in blocks of its own
    return {"pairs": suspect_duplicates()}


def batch_in(uid: str, state: str) -> CvBatch | None:
    """None when it has moved on since the job was queued."""
    rows = CvBatch.objects.select_related("created_by")
    return rows.filter(uid=uid, state=state).first()


@task(READ_TASK)
def read_cvs(progress: Progress, *, batch: str) -> dict[str, Any]:
    found = batch_in(batch, CvBatch.State.READING)
    return read_batch(found, progress) if found else {}


@task(INVITE_TASK)
def invite_cvs(progress: Progress, *, batch: str, officer: str) -> dict[str, Any]:
    found, by = batch_in(batch, CvBatch.State.READ), user_by_uid(officer)
    return {"letters": invite_all(found, by=by, progress=progress)} if found and by else {}


@task(TAKE_BACK_TASK)
def take_back_cvs(progress: Progress, *, batch: str) -> dict[str, Any]:
    found = batch_in(batch, CvBatch.State.TAKING_BACK)
    return take_back_batch(found, progress) if found else {}


@task("directory.cv_expire", every=timedelta(days=1))
def expire_cvs(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"erased": expire(timezone.localdate())}
