"""The office's verbs on one file: correct who it is, decide on a likeness, take it out."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import write_to
from yucaihui.directory.contacts import normal_email
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.letters import path_for
from yucaihui.directory.models import ContactPoint, CvFile, Person, ResumeDocument
from yucaihui.directory.queries.cvs import OPEN
from yucaihui.directory.services.cv_rows import drop_if_empty, let_go, locked_document
from yucaihui.directory.services.people import add_contacts, cleaned, require

Step = CvFile.Step
WAITS_LETTER = "directory/letters/cv_waits.txt"


def correct_file(row: CvFile, *, name_zh: str, name_en: str, email: str, by: Any) -> None:
    """Who the CV is of, as the office reads it. Its person sees it corrected and confirms it.

    Raises:
        Refused: no name, no address; or it is no longer the office's to correct.
    """
    require(allowed=is_office(by))
    with transaction.atomic():
        document = open_document(row)
        person = document.person
        if not person.unconfirmed:
            raise Refused(_("It belongs to a record on file: its person corrects it."))
        fields = cleaned({"name_zh": name_zh, "name_en": name_en})
        if not (fields["name_zh"] or fields["name_en"]):
            raise Refused(_("Give the name in Chinese or in English."), "name_zh")
        address = normal_email(email) if email.strip() else ""
        Person.objects.filter(pk=person.pk).update(**fields)
        ContactPoint.objects.filter(person=person, kind="email").exclude(value=address).delete()
        add_contacts(person, emails=[address])
        document.resume = corrected(document, fields, address)
        document.save(update_fields=["resume"])
        record(by, "cv.corrected", row)


def corrected(document: ResumeDocument, fields: dict[str, str], address: str) -> dict[str, Any]:
    """The document as its person will see it."""
    chinese = document.language.startswith("zh")
    first, second = ("name_zh", "name_en") if chinese else ("name_en", "name_zh")
    basics = {**(document.resume.get("basics") or {}), "name": fields[first] or fields[second]}
    basics.pop("email", None)
    return {**document.resume, "basics": {**basics, **({"email": address} if address else {})}}


def open_document(row: CvFile, *others: int) -> ResumeDocument:
    """The row's document, locked with its person and with `others`.

    Raises:
        AlreadyDecided: its person stepped in, or it is gone.
    """
    document = locked_document(row, *others)
    row.refresh_from_db()
    if document is None or row.step not in OPEN:
        raise AlreadyDecided(_("This file has moved on since. Look at it again."))
    return document


def same_person(row: CvFile, *, by: Any) -> None:
    """The CV is of the suspected person: it waits in their record, for their own word.

    Raises:
        AlreadyDecided: a colleague was quicker, or the suspected record is gone.
    """
    require(allowed=is_office(by))
    with transaction.atomic():
        document = open_document(row, row.suspected_id or 0)
        target = row.suspected
        decide(row, Step.READY)
        if target is None or target.erased_at:
            raise AlreadyDecided(_("That record is gone. Decide that it is another person."))
        target = target.merged_into or target
        attach(document, target)
        record(by, "cv.attached", target, file=row.uid)
        if target.user is not None:
            CvFile.objects.filter(pk=row.pk).update(step=Step.CLAIMED)
            tell_owner(document, row)
    row.refresh_from_db()


def attach(document: ResumeDocument, target: Person) -> None:
    """Move a document to another record; an unconfirmed one that is empty then goes."""
    shell, document.person = document.person, target
    document.save(update_fields=["person"])
    drop_if_empty(shell)


def tell_owner(document: ResumeDocument, row: CvFile) -> None:
    reader = document.person.user
    link = path_for(reader, "directory:resume", document.uid)
    write_to(reader, WAITS_LETTER, {"until": row.expires_on}, link=link)


def another_person(row: CvFile, *, by: Any) -> None:
    """The likeness is chance: the CV's record stands for itself."""
    require(allowed=is_office(by))
    with transaction.atomic():
        decide(row, Step.READY)
        record(by, "cv.told_apart", row)
    row.refresh_from_db()


def decide(row: CvFile, target: CvFile.Step) -> None:
    suggested = CvFile.objects.filter(pk=row.pk, step=Step.SUGGESTED)
    if not suggested.update(step=target, suspected=None):
        raise AlreadyDecided(_("A colleague has decided on this file. Look at it again."))


def remove_file(row: CvFile, *, by: Any) -> None:
    """Take one file out: nothing is kept of it.

    Raises:
        AlreadyDecided: its person stepped in, or it is gone.
    """
    require(allowed=is_office(by))
    with transaction.atomic():
        open_document(row)
        let_go(row, Step.TAKEN_BACK)
        record(by, "cv.removed", row)
    row.refresh_from_db()
