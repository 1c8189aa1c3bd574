"""The directory's work outside requests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.jobs.registry import Progress, task
from yucaihui.directory.models import Person, ResumeDocument
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
