"""CVs handed in as files: read in a worker, and used only after their person confirms them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.files import services as files
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory import rules
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import CvFile, Person, Profile, ResumeDocument
from yucaihui.directory.services import cv_rows
from yucaihui.directory.services.people import require, require_edit
from yucaihui.directory.services.profiles import named_by, save_profile
from yucaihui.engines.text.resumes.isolate import parse_isolated
from yucaihui.engines.text.tokens import search_tokens

TYPES = frozenset({files.PDF, files.DOCX, files.XML, files.JSON, files.TEXT})
MAX_BYTES = 10 * 2**20
AT_ONCE = 10
TASK = "directory.parse_resume"
State = ResumeDocument.State


def upload_resume(person: Person, data: bytes, name: str, *, by: Any) -> ResumeDocument:
    """Keep a CV and queue its reading.

    Raises:
        RefusedFile: too large, empty or of a kind that is not read.
    """
    require_edit(by, person)
    with transaction.atomic():
        file = files.store(
            data, name=name, owner=by, purpose="resume", allowed=TYPES, max_bytes=MAX_BYTES
        )
        document = ResumeDocument.objects.create(person=person, file=file)
        record(by, "resume.uploaded", person, media_type=file.media_type)
        enqueue(TASK, owner=by, key=job_key(document), document=document.uid)
    return document


def upload_resumes(
    person: Person, uploads: Sequence[tuple[bytes, str]], *, by: Any
) -> list[ResumeDocument]:
    """Several CVs at once, with their names: all of them or none.

    Raises:
        RefusedFile: one is too large, empty or of a kind that is not read; the message names it.
        Refused: too many.
    """
    if len(uploads) > AT_ONCE:
        raise Refused(_("At most %(limit)d files at once.") % {"limit": AT_ONCE}, "file")
    with transaction.atomic():
        return [named_upload(person, data, name, by) for data, name in uploads]


def named_upload(person: Person, data: bytes, name: str, by: Any) -> ResumeDocument:
    try:
        return upload_resume(person, data, name, by=by)
    except files.RefusedFile as refused:
        raise files.RefusedFile(f"{files.safe_name(name)}: {refused}") from None


def job_key(document: ResumeDocument) -> str:
    return f"resume:{document.uid}"


def job_of(document: ResumeDocument) -> Job | None:
    return Job.objects.filter(key=job_key(document)).first()


def read_resume(document: ResumeDocument) -> str:
    """Read the file in a process of its own; gives the new state. Read once, however often."""
    parsed = parse_isolated(files.read_bytes(document.file), document.uid)
    ResumeDocument.objects.filter(pk=document.pk, state=State.UPLOADED).update(
        state=State(parsed.status),
        resume=parsed.resume,
        reason=parsed.reason or "",
        language=language_of(parsed.resume) if parsed.resume else "",
    )
    document.refresh_from_db()
    return str(document.state)


def language_of(resume: Mapping[str, Any]) -> str:
    """Chinese when at least a fifth of its words are Chinese."""
    words = search_tokens(json.dumps(resume, ensure_ascii=False))
    chinese = sum(not word.isascii() for word in words)
    return "zh-hans" if chinese * 5 >= len(words) else "en"


def confirm_resume(
    document: ResumeDocument,
    resume: Mapping[str, Any],
    *,
    by: Any,
    language: str,
    on: date | None = None,
) -> Profile:
    """The person confirms `resume`, what was read as they corrected it: it becomes their profile.

    Raises:
        PermissionDenied: somebody else, the office included.
        AlreadyDecided: it was confirmed or discarded before, or could not be read.
    """
    require(allowed=by is None or rules.owns(by, document.person))
    with transaction.atomic():
        cv_rows.lock_people(document.person_id)
        decide(document, State.PARSED, State.CONFIRMED)
        if cv_rows.confirmed(document):
            let_name_themselves(document.person, resume)
        profile = save_profile(document.person, language, resume, by=by, on=on)
        record(by, "resume.confirmed", document.person, language=language)
    return profile


def let_name_themselves(person: Person, resume: Mapping[str, Any]) -> None:
    """The name of a record that the office made from a CV is its person's to say."""
    if not person.profiles.exists() and named_by(dict(resume.get("basics") or {})):
        person.name_zh = person.name_en = person.name_en_key = ""
        person.save(update_fields=["name_zh", "name_en", "name_en_key"])


def discard_resume(document: ResumeDocument, *, by: Any) -> None:
    """Nothing of it is used, and the file is deleted.

    Raises:
        Refused: it is the source of a profile already.
    """
    require_edit(by, document.person)
    if document.state == State.CONFIRMED:
        raise Refused(_("You confirmed this CV; edit the profile instead."))
    with transaction.atomic():
        cv_rows.lock_people(document.person_id)
        record(by, "resume.discarded", document.person, state=document.state)
        cv_rows.forget_rows(CvFile.objects.filter(document=document), CvFile.Step.DECLINED)
        file = document.file
        document.delete()
        files.delete(file)


def decide(document: ResumeDocument, source: State, target: State) -> None:
    decided = ResumeDocument.objects.filter(pk=document.pk, state=source).update(
        state=target, decided_at=timezone.now()
    )
    if not decided:
        raise AlreadyDecided(_("This CV was confirmed or discarded before. Look at your profile."))
    document.refresh_from_db()
