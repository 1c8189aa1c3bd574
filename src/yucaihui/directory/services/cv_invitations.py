"""Invite the people of CVs; they step in with an account, or have everything erased."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.accounts.services import grant_role
from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import queue_letter
from yucaihui.directory import signals
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.letters import in_both_languages
from yucaihui.directory.models import CvBatch, CvFile, CvInvitation, Person
from yucaihui.directory.queries.cvs import (
    WRITABLE,
    latest_invitation,
    waiting_documents,
)
from yucaihui.directory.queries.people import emails_of, person_of
from yucaihui.directory.services.cv_batches import KEEP
from yucaihui.directory.services.cv_files import attach, open_document
from yucaihui.directory.services.cv_rows import forget_letters, let_go, link_of
from yucaihui.directory.services.people import add_contacts, require

Step = CvFile.Step
LETTER = "directory/letters/cv_invitation.txt"
# Nobody is written to more often.
PAUSE = timedelta(days=1)


def invite(row: CvFile, *, by: Any, on: date | None = None) -> CvInvitation:
    """Write to the person of a CV; all their files wait for the one answer.

    The first letter sets the day after which everything is erased; later ones repeat it.

    Raises:
        Refused: a likeness is undecided, name or address is missing, or the last letter is fresh.
    """
    require(allowed=is_office(by))
    day = on or timezone.localdate()
    with transaction.atomic():
        document = open_document(row)
        person = document.person
        address = address_for(row, person)
        rows = CvFile.objects.filter(document__person=person)
        rows.filter(step=Step.READY).update(step=Step.INVITED, expires_on=day + KEEP)
        row.refresh_from_db()
        invitation = replace_invitation(person, address, row.expires_on, by)
        record(by, "cv.invited", row)
    return invitation


def address_for(row: CvFile, person: Person) -> str:
    """Where the letter goes: to the record's own address, never to one that only a CV names."""
    if row.step not in WRITABLE:
        raise Refused(_("Decide first whether it is the same person."))
    if not person.name:
        raise Refused(_("Give the name in Chinese or in English."), "name_zh")
    addresses = emails_of(person)
    if not addresses:
        raise Refused(_("There is no e-mail address. Write it in first."), "email")
    return addresses[0]


def replace_invitation(person: Person, address: str, until: date, by: Any) -> CvInvitation:
    """A new link; the one before leads nowhere from now on."""
    earlier = latest_invitation(person)
    fresh = earlier is not None and earlier.sent_at > timezone.now() - PAUSE
    if earlier is not None and fresh and earlier.sent_to == address:
        raise Refused(_("The letter went out less than a day ago. Give them time to answer."))
    forget_letters(person.cv_invitations.all())
    person.cv_invitations.all().delete()
    invitation = CvInvitation.objects.create(
        person=person, sent_to=address, sent_by=by, expires_on=until
    )
    link = link_of(invitation)
    subject, body = in_both_languages(LETTER, {"person": person, "until": until, "link": link})
    queue_letter(to=address, subject=subject, body=body, link=link)
    return invitation


def invite_all(
    batch: CvBatch,
    *,
    by: Any,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Write to everybody of a batch who is ready and can be written to; gives how many letters."""
    ready = list(batch.files.filter(step=Step.READY).order_by("pk"))
    sent = 0
    for done, row in enumerate(ready):
        row.refresh_from_db()
        sent += row.step == Step.READY and invited(row, by)
        progress(done + 1, len(ready))
    return sent


def invited(row: CvFile, by: Any) -> bool:
    try:
        invite(row, by=by)
    except Refused:
        return False
    return True


def step_in(invitation: CvInvitation, user: Any) -> Person:
    """The holder of the link takes the record over; one who has a record gets the CVs into it.

    Raises:
        AlreadyDecided: the link was used or has expired.
    """
    with transaction.atomic():
        person = used(invitation)
        documents = list(waiting_documents(person))
        require(allowed=person.user_id in (None, user.pk))
        own = person_of(user) or take_over(person, user)
        for document in documents:
            if own != document.person:
                attach(document, own)
        rows = CvFile.objects.filter(document__in=[document.pk for document in documents])
        rows.update(step=Step.CLAIMED)
        grant_role(user, Role.TALENT)
        record(user, "cv.stepped_in", own)
    return own


def used(invitation: CvInvitation) -> Person:
    """The link is used up; gives its person, locked."""
    person = (
        Person.objects.select_for_update(of=("self",))
        .filter(cv_invitations=invitation.pk, erased_at=None)
        .first()
    )
    rows = CvInvitation.objects.filter(
        pk=invitation.pk, used_at=None, expires_on__gte=timezone.localdate()
    )
    if person is None or not rows.update(used_at=timezone.now()):
        raise AlreadyDecided(_("This link was used or has expired."))
    return person


def take_over(person: Person, user: Any) -> Person:
    person.user, person.unconfirmed = user, False
    person.save(update_fields=["user", "unconfirmed"])
    add_contacts(person, emails=[user.email], verified=True)
    signals.profile_saved.send(Person, person=person)
    return person


def decline(invitation: CvInvitation) -> int:
    """The holder of the link wants nothing kept; gives how many files went. A record that was
    confirmed before stays: its person erases it by themselves.

    Raises:
        AlreadyDecided: the link was used or has expired.
    """
    with transaction.atomic():
        person = used(invitation)
        rows = CvFile.objects.filter(document__in=waiting_documents(person).values("pk"))
        gone = [row for row in rows if let_go(row, Step.DECLINED)]
        for row in gone:
            record(None, "cv.declined", row)
        forget_letters([invitation])
    return len(gone)
