"""What becomes of a file's row when its document is confirmed or goes."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from yucaihui.core.files import services as files
from yucaihui.core.mail.services import forget_link
from yucaihui.directory.letters import path_for
from yucaihui.directory.models import CvFile, CvInvitation, Person, ResumeDocument
from yucaihui.directory.queries.cvs import token_of

Step = CvFile.Step
# A document moves to another record once; so often it is looked for again.
MOVES = 3
# An earlier copy of these is no reason to refuse the file: nothing of it is here.
FORGOTTEN = frozenset((Step.EXPIRED, Step.TAKEN_BACK))


def confirmed(document: ResumeDocument) -> bool:
    """Mark the file that `document` came from; False when its person handed it in."""
    return bool(CvFile.objects.filter(document=document).update(step=Step.CONFIRMED))


def forget_rows(rows: Any, step: CvFile.Step) -> None:
    """Nothing in these rows names anybody any more. The digest of a file whose person had it
    erased stays, so that the same file is not taken in again."""
    blank: dict[str, Any] = {"path": "", "document": None, "suspected": None, "likeness": []}
    if step in FORGOTTEN:
        blank["sha256"] = ""
    rows.update(step=step, **blank)


def lock_people(*people: int) -> None:
    """Whoever changes what hangs on a person locks the person first, several in one order: two
    who meet then wait for each other and never for good."""
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=people)
    list(rows.order_by("pk").values_list("pk", flat=True))


def locked_document(row: CvFile, *others: int) -> ResumeDocument | None:
    """The document that waits for its person, locked with them and with `others` (people's ids);
    None when there is none any more. It may move to another record while we wait for the lock."""
    waiting = ResumeDocument.objects.filter(cv_file=row, state=ResumeDocument.State.PARSED)
    for _ in range(MOVES):
        holder = waiting.values_list("person", flat=True).first()
        if holder is None:
            return None
        lock_people(holder, *others)
        locked = waiting.filter(person=holder).select_for_update(of=("self",))
        document = locked.select_related("person", "file").first()
        if document is not None:
            return document
    return None


def let_go(row: CvFile, step: CvFile.Step) -> bool:
    """Delete what a file brought, unless its person confirmed it; gives whether it did.

    With the last document an unconfirmed record goes too, and the letters that led to it.
    """
    with transaction.atomic():
        document = locked_document(row)
        if document is None:
            return False
        person, file = document.person, document.file
        forget_rows(CvFile.objects.filter(pk=row.pk), step)
        document.delete()
        files.delete(file)
        drop_if_empty(person)
    return True


def drop_if_empty(person: Person) -> None:
    """Delete an unconfirmed record that no document is left of; nothing else points at one."""
    shell = Person.objects.select_for_update(of=("self",)).filter(pk=person.pk, unconfirmed=True)
    if shell.first() is None or person.resume_documents.exists():
        return
    forget_letters(person.cv_invitations.all())
    shell.delete()


def forget_letters(invitations: Iterable[CvInvitation]) -> None:
    for invitation in invitations:
        forget_link(link_of(invitation))


def link_of(invitation: CvInvitation) -> str:
    """The path that the letter gives: to whom it is written has no account."""
    return path_for(None, "directory:cv_invitation", token_of(invitation))
