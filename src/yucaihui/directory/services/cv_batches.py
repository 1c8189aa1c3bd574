"""Verbs on folders of CVs: take the files, stop, go on, invite everybody, take back."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.files import services as files
from yucaihui.core.jobs.queries import job_by_uid
from yucaihui.core.jobs.services import cancel
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import CvBatch, CvFile
from yucaihui.directory.services.batches import move_on, start_work
from yucaihui.directory.services.people import require
from yucaihui.directory.services.resumes import MAX_BYTES, TYPES
from yucaihui.engines.text.documents.model import Limits, Refusal
from yucaihui.engines.text.documents.sniff import kind_of

READ_TASK, INVITE_TASK, TAKE_BACK_TASK = (
    "directory.cv_read",
    "directory.cv_invite",
    "directory.cv_undo",
)
State, Verdict = CvBatch.State, CvFile.Verdict
# What one upload may hold; an archive is unpacked to no more than engines' ArchiveLimits.
MAX_FILES, MAX_TOTAL = 300, 200 * 2**20
# Days that anything is kept which nobody confirmed: from the upload, then from the invitation.
KEEP = timedelta(days=30)


class Upload(Protocol):
    """A file as a form or an endpoint gives it."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def read(self) -> bytes: ...


def upload_cvs(uploads: Sequence[Upload], *, by: Any, on: date | None = None) -> CvBatch:
    """Keep the files and have them read; ZIP files among them are unpacked by the worker.

    A file that can't be read at all gets its verdict at once and is not kept.

    Raises:
        PermissionDenied: not the office.
        Refused: no file, too many, or too much together.
    """
    require(allowed=is_office(by))
    check_amount(uploads)
    until = (on or timezone.localdate()) + KEEP
    with transaction.atomic():
        batch = CvBatch.objects.create(created_by=by)
        for number, upload in enumerate(uploads, start=1):
            take_in(batch, str(number), upload.name or "", upload.read(), until, archives=True)
        record(by, "cvs.uploaded", batch, files=len(uploads))
        start_work(batch, READ_TASK, by)
    return batch


def check_amount(uploads: Sequence[Upload]) -> None:
    if not uploads:
        raise Refused(_("Choose at least one file."), "documents")
    if len(uploads) > MAX_FILES:
        raise Refused(
            _("These are %(count)d files; at most %(limit)d are taken at once. Pack them as a ZIP.")
            % {"count": len(uploads), "limit": MAX_FILES},
            "documents",
        )
    total = sum(upload.size or 0 for upload in uploads)
    if total > MAX_TOTAL:
        raise Refused(
            _("Together %(size)d MB; at most %(limit)d MB are taken. Upload them in parts.")
            % {"size": -(-total // 2**20), "limit": MAX_TOTAL // 2**20},
            "documents",
        )


def take_in(
    batch: CvBatch, place: str, path: str, data: bytes, until: date, *, archives: bool = False
) -> CvFile:
    """A row for one file; its bytes are kept only if there is something to read."""
    row = CvFile(batch=batch, place=place, path=path[-300:], size=len(data), expires_on=until)
    row.sha256 = hashlib.sha256(data).hexdigest()
    allowed = TYPES | {files.ZIP} if archives else TYPES
    limit = MAX_TOTAL if archives and files.sniff(data) == files.ZIP else MAX_BYTES
    try:
        row.file = files.store(
            data, name=path, owner=batch.created_by, purpose="cv", allowed=allowed, max_bytes=limit
        )
    except files.RefusedFile:
        row.verdict, row.reason = verdict_unread(data)
    row.save()
    return row


def verdict_unread(data: bytes) -> tuple[str, str]:
    """The verdict on a file that is not kept."""
    if files.sniff(data) == files.ZIP:
        return Verdict.REFUSED, "archive_nested"
    try:
        kind = kind_of(data, Limits(size=MAX_BYTES))
    except Refusal as refusal:
        return Verdict.REFUSED, refusal.code
    if kind == "image":
        return Verdict.IMAGE_ONLY, "no_text_layer"
    return Verdict.REFUSED, "not_a_document"


def require_rest(batch: CvBatch) -> None:
    """Raises AlreadyDecided while a job works on the batch."""
    job = job_by_uid(batch.job_uid)
    if job is not None and job.is_open and not job.cancel_requested:
        raise AlreadyDecided(_("The work is still going on. Wait for its end, or stop it."))


def stop_reading(batch: CvBatch, *, by: Any) -> None:
    """What was read so far stays; go on whenever you like, or take it back."""
    require(allowed=is_office(by))
    with transaction.atomic():
        job = job_by_uid(batch.job_uid)
        if job is not None:
            cancel(job)
        move_on(batch, (State.READING,), State.STOPPED)
        record(by, "cvs.stopped", batch)


def go_on_reading(batch: CvBatch, *, by: Any) -> None:
    """Go on after a stop, or after the work ended before it was done."""
    require(allowed=is_office(by))
    require_rest(batch)
    with transaction.atomic():
        move_on(batch, (State.STOPPED, State.READING), State.READING)
        record(by, "cvs.went_on", batch)
        start_work(batch, READ_TASK, by)


def invite_everybody(batch: CvBatch, *, by: Any) -> None:
    """Write to everybody of the batch who is ready, in a job.

    Raises:
        Refused: it is not read to the end, or was taken back.
    """
    require(allowed=is_office(by))
    require_rest(batch)
    with transaction.atomic():
        move_on(batch, (State.READ,), State.READ)
        record(by, "cvs.inviting", batch)
        start_work(batch, INVITE_TASK, by, officer=by.uid)


def take_back(batch: CvBatch, *, by: Any) -> None:
    """Erase what nobody confirmed, in a job; what was confirmed is its person's."""
    require(allowed=is_office(by))
    require_rest(batch)
    with transaction.atomic():
        move_on(batch, (State.READ, State.STOPPED, State.TAKING_BACK), State.TAKING_BACK)
        record(by, "cvs.taking_back", batch)
        start_work(batch, TAKE_BACK_TASK, by)
