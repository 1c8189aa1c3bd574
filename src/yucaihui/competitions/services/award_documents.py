"""What a prize is paid on: handed in by the captain, file by file, and checked by the office."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Award, AwardDocument
from yucaihui.competitions.queries.award_documents import Asked, asked_document, documents_of
from yucaihui.competitions.queries.teams import captain_of, is_captain
from yucaihui.competitions.services.result_letters import tell_office, write
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.files import services as files
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services.people import require
from yucaihui.ui.formats import in_language

State = AwardDocument.State
KINDS = (files.PDF, files.PNG, files.JPEG)
LARGEST = 10 * 2**20
PURPOSE = "award_document"


def hand_in(award: Award, code: str, data: bytes, *, name: str, by: Any) -> AwardDocument:
    """Hand one in, or another in its place as long as it was not accepted.

    Raises:
        PermissionDenied: `by` is not the captain.
        Refused: it is not asked for, the award does not wait for documents, or the file is of
            another kind than PDF, PNG and JPEG, empty or too large.
        AlreadyDecided: it was accepted.
    """
    require(allowed=is_captain(by, award.entry))
    asked = asked_document(award, code)
    if asked is None:
        raise Refused(_("This award does not ask for such a document."), "file")
    if award.case.state != "accepted":
        raise Refused(_("Documents are taken once the award is accepted, until they are complete."))
    file = None
    try:
        with transaction.atomic():
            make_room(asked)
            file = files.store(
                data, name=name, owner=by, purpose=PURPOSE, allowed=KINDS, max_bytes=LARGEST
            )
            made = AwardDocument.objects.create(award=award, code=code, file=file, handed_in_by=by)
            record(by, "award.document_handed_in", made, code=code)
            tell_when_all_are_in(award)
    except files.RefusedFile as refused:
        raise Refused(str(refused), "file") from None
    except IntegrityError:
        drop_bytes(file)
        raise AlreadyDecided(
            _("Another file was handed in at the same moment. Look again.")
        ) from None
    return made


def make_room(asked: Asked) -> None:
    """The file that was there goes, unless it was accepted."""
    if asked.given is None:
        return
    rows = AwardDocument.objects.filter(pk=asked.given.pk).exclude(state=State.ACCEPTED)
    if not rows.delete()[0]:
        raise AlreadyDecided(_("This document was accepted: no other is needed."), "file")
    files.delete(asked.given.file)


def drop_bytes(file: StoredFile | None) -> None:
    """Bytes whose row was rolled back."""
    if file is not None:
        file.path.unlink(missing_ok=True)


def tell_when_all_are_in(award: Award) -> None:
    if not any(one.waits_for_captain for one in documents_of(award)):
        last = award.documents.order_by("-pk").values_list("pk", flat=True)[0]
        key = f"documents:{award.uid}:{last}"
        tell_office(award.entry, "documents_in", key, "award", award.uid, award=award)


def accept_document(document: AwardDocument, *, by: Any) -> None:
    """Raises AlreadyDecided: it was checked already, or another was handed in."""
    require(allowed=is_office(by))
    with transaction.atomic():
        decide(document, State.ACCEPTED, "", by)


def refuse_document(document: AwardDocument, reason: str, *, by: Any) -> None:
    """The captain is told why, and hands in another.

    Raises:
        Refused: no reason.
        AlreadyDecided: it was checked already, or another was handed in.
    """
    require(allowed=is_office(by))
    if not reason.strip():
        raise Refused(_("Say what is wrong with it: the captain reads it."), "reason")
    with transaction.atomic():
        decide(document, State.REFUSED, reason.strip()[:200], by)
        tell_captain(document)


def decide(document: AwardDocument, state: AwardDocument.State, reason: str, by: Any) -> None:
    rows = AwardDocument.objects.filter(pk=document.pk, state=State.HANDED_IN)
    if not rows.update(state=state, reason=reason):
        raise AlreadyDecided(_("This document was checked already, or another was handed in."))
    document.refresh_from_db()
    record(by, f"award.document_{state}", document, code=document.code)


def tell_captain(document: AwardDocument) -> None:
    award = document.award
    captain = captain_of(award.entry)
    asked = asked_document(award, document.code)
    if captain is None or captain.person is None or captain.person.user is None or asked is None:
        return
    write(
        [captain.person.user], award.entry, "document_refused", f"document:{document.uid}",
        "award", award.uid, {"asked": asked.asked, "reason": document.reason},
    )  # fmt: skip


def need_documents(award: Award) -> None:
    """Raises Refused: not all that is asked for was accepted; the message names what is missing."""
    missing = [
        in_language(one.asked, "label") for one in documents_of(award) if not one.is_accepted
    ]
    if missing:
        raise Refused(
            _("Not accepted yet: %(names)s.") % {"names": "、".join(missing)}, "documents"
        )


def forget_documents(user: Any) -> None:
    """What a person handed in goes with them."""
    for document in AwardDocument.objects.filter(handed_in_by=user).select_related("file"):
        document.delete()
        files.delete(document.file)
