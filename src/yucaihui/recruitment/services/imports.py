"""Verbs on imports: take the file, confirm its columns, import what is fine, take it back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.files.services import JSON, TEXT, XLS, XLSX, store
from yucaihui.core.jobs.queries import job_by_uid
from yucaihui.core.jobs.services import cancel
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services import verify_organisations
from yucaihui.directory.services.batches import move_on, start_work
from yucaihui.recruitment.models import ImportBatch
from yucaihui.recruitment.queries.imports import unverified_employers
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import may_import, may_see_batch
from yucaihui.recruitment.services.postings import default_last_day, require_future

State = ImportBatch.State
MAX_BYTES = 20 * 2**20
VERIFY_BLOCK = 50
ALLOWED = frozenset((TEXT, JSON, XLSX, XLS))
# Where a batch goes back to when its work is cancelled.
BEFORE = {State.VALIDATING: State.UPLOADED, State.COMMITTING: State.VALIDATED}


def upload_batch(data: bytes, name: str, *, by: Any, employer: Any = None) -> ImportBatch:
    """Keep the file and have its columns read; without `employer` the rows name theirs.

    Raises:
        PermissionDenied: the user may not import for this employer, or for many.
        RefusedFile: empty, too large, or no table.
    """
    if not may_import(viewer_of(by), employer):
        raise PermissionDenied
    file = store(
        data, name=name, owner=by, purpose="postings", allowed=ALLOWED, max_bytes=MAX_BYTES
    )
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            employer=employer, file=file, state=State.READING, created_by=by
        )
        record(by, "import.uploaded", batch, bytes=file.size)
        start_work(batch, "recruitment.read_file", by)
    return batch


def require(by: Any, batch: ImportBatch) -> None:
    if not may_see_batch(viewer_of(by), batch):
        raise PermissionDenied


def confirm_mapping(
    batch: ImportBatch,
    columns: Mapping[str, Mapping[str, int]],
    *,
    by: Any,
    open_until: date | None = None,
    reopen: bool = False,
    on: date | None = None,
) -> ImportBatch:
    """Say which column holds what, by sheet and field, and have every row checked.

    Raises:
        Refused: a sheet without a title column, or no sheet at all; `open_until` has passed.
    """
    require(by, batch)
    day = on or timezone.localdate()
    until = open_until or default_last_day(day)
    require_future(until, day)
    mapping = with_columns(batch.mapping, columns)
    with transaction.atomic():
        source = (State.UPLOADED, State.VALIDATED)
        move_on(batch, source, State.VALIDATING, mapping=mapping, open_until=until, reopen=reopen)
        start_work(batch, "recruitment.check_rows", by)
    return batch


def with_columns(
    mapping: Mapping[str, Any], columns: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """The mapping with the columns of each sheet replaced; a sheet not named is left out."""
    if "sheets" not in mapping:
        raise Refused(_("The file is still being read. Look again in a moment."))
    sheets = [
        {**sheet, "columns": dict(columns.get(sheet["name"], {}))} for sheet in mapping["sheets"]
    ]
    used = [sheet for sheet in sheets if sheet["columns"]]
    if not used:
        raise Refused(_("Say at least which column holds the title of the position."))
    for sheet in used:
        check_columns(sheet)
    return {**mapping, "sheets": sheets}


def check_columns(sheet: Mapping[str, Any]) -> None:
    if "title" not in sheet["columns"]:
        raise Refused(
            _("Say which column of “%(sheet)s” holds the title, or use no column of it.")
            % {"sheet": sheet["name"]}
        )
    if not all(0 <= column < len(sheet["headings"]) for column in sheet["columns"].values()):
        raise Refused(_("The file has no such column. Reload the page."))


def commit_batch(batch: ImportBatch, *, by: Any) -> ImportBatch:
    """Import the rows that are fine or to be looked at; asked twice, the second is refused."""
    require(by, batch)
    with transaction.atomic():
        move_on(batch, (State.VALIDATED,), State.COMMITTING)
        start_work(batch, "recruitment.import_rows", by)
    return batch


def cancel_work(batch: ImportBatch, *, by: Any) -> ImportBatch:
    """Stop checking or importing. Rows imported so far stay: go on later, or take them back."""
    require(by, batch)
    back = BEFORE.get(State(batch.state))
    if back is None:
        raise AlreadyDecided(_("This import has moved on since. Look at it again."))
    with transaction.atomic():
        job = job_by_uid(batch.job_uid)
        if job is not None:
            cancel(job)
        move_on(batch, (batch.state,), back)
        record(by, "import.cancelled", batch)
    return batch


def roll_back_batch(batch: ImportBatch, *, by: Any) -> ImportBatch:
    """Take the imported postings back: deleted, or closed where people have applied for them."""
    require(by, batch)
    with transaction.atomic():
        move_on(batch, (State.COMMITTED, State.VALIDATED), State.ROLLING_BACK)
        start_work(batch, "recruitment.take_back", by, user=by.uid)
    return batch


def start_verification(batch: ImportBatch, reason: str, *, by: Any) -> ImportBatch:
    """The office verifies all employers of a batch in one step, with one reason, in a job.

    Raises:
        PermissionDenied: not the office.
        Refused: no reason.
    """
    if not viewer_of(by).office:
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say on what ground: who checked these employers, and how."), "reason")
    with transaction.atomic():
        record(by, "import.verification_started", batch)
        start_work(
            batch, "recruitment.verify_employers", by, reason=reason.strip()[:300], officer=by.uid
        )
    return batch


def verify_batch_employers(
    batch: ImportBatch,
    reason: str,
    *,
    by: Any,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Verify the employers of a batch that are not; gives how many. Run again, it goes on."""
    employers = unverified_employers(batch, timezone.localdate())
    for start_at in range(0, len(employers), VERIFY_BLOCK):
        block = employers[start_at : start_at + VERIFY_BLOCK]
        verify_organisations(block, by=by, reason=reason)
        progress(start_at + len(block), len(employers))
    record(by, "import.employers_verified", batch, count=len(employers))
    return len(employers)
