"""The long work on a folder of CVs, run by jobs: unpack, read, take back, let expire.

Each can be started again after a crash at any file: what was done for a file was done wholly, and
the next run begins with the first file that waits.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from yucaihui.core.audit.services import record
from yucaihui.core.files import services as files
from yucaihui.core.jobs.registry import Progress
from yucaihui.directory.contacts import normal_email, normal_phone
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import CvBatch, CvFile, Person, ResumeDocument
from yucaihui.directory.queries.cvs import counts_of, most_alike, same_bytes, traits_in
from yucaihui.directory.services.cv_batches import take_in
from yucaihui.directory.services.cv_rows import forget_rows, let_go
from yucaihui.directory.services.people import add_contacts, cleaned
from yucaihui.directory.services.profiles import named_by
from yucaihui.directory.services.resumes import language_of
from yucaihui.engines.text.documents.archive import (
    ArchiveLimits,
    Member,
    archive_members,
    member_bytes,
)
from yucaihui.engines.text.documents.model import Refusal
from yucaihui.engines.text.isolate import Exceeded, call_isolated
from yucaihui.engines.text.resumes.isolate import parse_many
from yucaihui.engines.text.resumes.model import ParsedResume

State, Verdict, Step = CvBatch.State, CvFile.Verdict, CvFile.Step
LIMITS = ArchiveLimits()
SECONDS, MIB = 20, 512
READERS = 2
# What a record's columns hold; a longer address is no address.
MAX_EMAIL = 254


def read_batch(batch: CvBatch, progress: Progress) -> dict[str, int]:
    """Give every file that waits its verdict; gives how many have each."""
    for archive in waiting(batch).filter(file__media_type=files.ZIP):
        unpack(archive, progress)
    total = batch.files.count()
    done = total - waiting(batch).count()
    progress(done, total)
    for uid, parsed in parse_many(readable(batch), READERS, SECONDS, MIB):
        keep(CvFile.objects.select_related("file", "batch").get(uid=uid), parsed)
        done = total - waiting(batch).count()
        progress(done, total)
    progress(total, total)
    return finish(batch, State.READING, State.READ, "cvs.read")


def waiting(batch: CvBatch) -> QuerySet[CvFile]:
    rows = CvFile.objects.filter(batch=batch, verdict=Verdict.WAITING).order_by("pk")
    return rows.select_related("file", "batch")


def finish(
    batch: CvBatch, source: CvBatch.State, target: CvBatch.State, act: str
) -> dict[str, int]:
    """The work is done, if nobody stopped it meanwhile."""
    with transaction.atomic():
        counts = counts_of(batch)
        if CvBatch.objects.filter(pk=batch.pk, state=source).update(state=target):
            record(batch.created_by, act, batch, **counts)
    return counts


def unpack(archive: CvFile, progress: Progress) -> None:
    """A row for each file in a ZIP, one after another; then the ZIP itself goes."""
    data = bytes_of(archive)
    try:
        members = call_isolated(archive_members, SECONDS, MIB, data, LIMITS)
    except (Refusal, Exceeded) as refused:
        settle(archive, Verdict.REFUSED, refused.code)
        return
    for done, member in enumerate(members):
        progress(done, 2 * len(members))
        add_member(archive, member, data)
    with transaction.atomic():
        file = archive.file
        archive.delete()
        if file is not None:
            files.delete(file)


def add_member(archive: CvFile, member: Member, data: bytes) -> None:
    place = f"{archive.place}.{member.index}"
    if archive.batch.files.filter(place=place).exists():
        return
    path = f"{archive.path}/{member.name}"
    refused, unpacked = member.refused, b""
    if not refused:
        try:
            unpacked = member_bytes(data, member.index, LIMITS)
        except Refusal as refusal:
            refused = refusal.code
    with transaction.atomic():
        if not refused:
            take_in(archive.batch, place, path, unpacked, archive.expires_on)
            return
        CvFile.objects.create(
            batch=archive.batch,
            place=place,
            path=path[-300:],
            size=member.size,
            verdict=Verdict.REFUSED,
            reason=refused,
            expires_on=archive.expires_on,
        )


def bytes_of(row: CvFile) -> bytes:
    return files.read_bytes(row.file) if row.file else b""


def readable(batch: CvBatch) -> Iterator[tuple[str, bytes]]:
    """Files to read; one that is here already is settled without."""
    seen: set[str] = set()
    for row in list(waiting(batch)):
        reason = "same_file" if row.sha256 in seen else same_bytes(row)
        seen.add(row.sha256)
        if reason:
            settle(row, Verdict.DUPLICATE, reason)
        else:
            yield row.uid, bytes_of(row)


def settle(row: CvFile, verdict: CvFile.Verdict, reason: str) -> None:
    """Nothing comes of this file: it is not kept."""
    with transaction.atomic():
        file = row.file
        waits = CvFile.objects.filter(pk=row.pk, verdict=Verdict.WAITING)
        if waits.update(verdict=verdict, reason=reason, file=None) and file is not None:
            files.delete(file)


def keep(row: CvFile, parsed: ParsedResume) -> None:
    """What was read of one file, wholly or not at all."""
    if parsed.status != "parsed":
        settle(row, Verdict(parsed.status), parsed.reason or "")
        return
    try:
        with transaction.atomic():
            if CvFile.objects.select_for_update().filter(pk=row.pk, verdict=Verdict.WAITING):
                bring(row, parsed.resume)
    except IntegrityError:
        # Another batch brought the same bytes a moment ago.
        row.refresh_from_db()
        settle(row, Verdict.DUPLICATE, "same_file")


def bring(row: CvFile, resume: dict[str, Any]) -> None:
    """A record that waits for its person, with the document, and whom it resembles."""
    assert row.file is not None  # noqa: S101 - it waited to be read
    basics = dict(resume.get("basics") or {})
    emails = normal(normal_email, basics.get("email"))
    person = Person(unconfirmed=True, **cleaned(named_by(basics)))
    phones = normal(normal_phone, basics.get("phone"))
    alike = most_alike(traits_in(resume, person, emails, phones), person.name_en_key)
    person.save()
    add_contacts(person, emails=emails)
    document = ResumeDocument.objects.create(
        person=person,
        file=row.file,
        state=ResumeDocument.State.PARSED,
        resume=resume,
        language=language_of(resume),
    )
    row.document, row.file = document, None
    row.verdict, row.step = Verdict.PARSED, Step.READY
    if alike:
        row.verdict, row.step = Verdict.KNOWN, Step.SUGGESTED
        row.suspected_id, row.likeness = alike[0], list(alike[1].reasons)
    row.save()
    record(row.batch.created_by, "person.read_from_cv", person, batch=row.batch.uid)


def normal(form: Any, value: Any) -> list[str]:
    """The contact in its normal form, if it is one: what the reader found may be none."""
    try:
        found = form(str(value or ""))
    except Refused:
        return []
    return [found] if len(found) <= MAX_EMAIL else []


def take_back_batch(batch: CvBatch, progress: Progress) -> dict[str, int]:
    """Erase what nobody confirmed; gives how many rows have each step then."""
    rows = list(batch.files.exclude(document=None).select_related("document"))
    for done, row in enumerate(rows):
        let_go(row, Step.TAKEN_BACK)
        progress(done + 1, len(rows))
    drop_unread(batch.files.filter(verdict=Verdict.WAITING), Step.TAKEN_BACK)
    forget_rows(batch.files.filter(document=None, step=Step.NONE), Step.TAKEN_BACK)
    return finish(batch, State.TAKING_BACK, State.TAKEN_BACK, "cvs.taken_back")


def drop_unread(rows: QuerySet[CvFile], step: CvFile.Step) -> None:
    """Files that were never read go with their bytes."""
    for row in rows.select_related("file"):
        settle(row, Verdict.REFUSED, "")
        forget_rows(CvFile.objects.filter(pk=row.pk), step)


def expire(on: date) -> int:
    """Erase what nobody confirmed in time; gives how many files it was."""
    late = CvFile.objects.filter(expires_on__lt=on)
    due = late.exclude(document=None).exclude(step=Step.CONFIRMED).select_related("document")
    gone = [row for row in due if let_go(row, Step.EXPIRED)]
    for row in gone:
        record(None, "cv.expired", row)
    drop_unread(late.filter(verdict=Verdict.WAITING), Step.EXPIRED)
    forget_rows(late.filter(document=None, step=Step.NONE), Step.EXPIRED)
    return len(gone)
