"""Register what is owed, and end it: kept, broken or withdrawn. Each ends once."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import write_to
from yucaihui.directory.errors import Refused
from yucaihui.directory.letters import path_for
from yucaihui.directory.queries import active_members
from yucaihui.promises.models import Promise
from yucaihui.promises.queries import open_promises, overdue

# Sent inside the transaction in which a promise was kept, broken or withdrawn: `promise`, `by`.
ended_promise = Signal()
# Days before the due day on which the owner is reminded.
SOON = timedelta(days=3)


def register_promise(
    *,
    kind: str,
    title_zh: str,
    title_en: str,
    due_on: date,
    source: tuple[str, str],
    to_person: Any = None,
    to_organisation: Any = None,
    owed_by: Any = None,
) -> Promise:
    """Something is owed to a person or an organisation by an organisation, or by the office when
    `owed_by` is None. `source` is (type, uid) of the record in which it was promised; telling it
    again changes nothing and gives the first one.

    Raises:
        Refused: owed to nobody, or to two.
    """
    if (to_person is None) == (to_organisation is None):
        raise Refused(_("A promise is owed to one person or one organisation."), "to_person")
    source_type, source_uid = source
    with transaction.atomic():
        promise, made = Promise.objects.get_or_create(
            kind=kind,
            source_type=source_type,
            source_uid=source_uid,
            defaults={
                "title_zh": title_zh[:120],
                "title_en": title_en[:160],
                "due_on": due_on,
                "to_person": to_person,
                "to_organisation": to_organisation,
                "owed_by": owed_by,
            },
        )
        if made:
            record(None, "promise.made", promise, kind=kind, due_on=due_on.isoformat())
    return promise


def keep_promise(
    source_type: str, source_uid: str, kind: str, by: Any, *, note: str = ""
) -> Promise | None:
    """It was done. Gives the promise, or None when nothing of the kind is open."""
    return end(Promise.State.KEPT, source_type, source_uid, kind, by, note)


def break_promise(
    source_type: str, source_uid: str, kind: str, by: Any, *, note: str
) -> Promise | None:
    """It will not be done; the note says why.

    Raises:
        Refused: without a note.
    """
    if not note.strip():
        raise Refused(_("Say why this can't be kept; the person it is owed to reads it."), "note")
    return end(Promise.State.BROKEN, source_type, source_uid, kind, by, note)


def withdraw_promise(
    source_type: str, source_uid: str, kind: str, by: Any, *, note: str = ""
) -> Promise | None:
    """Its ground fell away: nobody waits for it any more."""
    return end(Promise.State.WITHDRAWN, source_type, source_uid, kind, by, note)


def end(
    state: Promise.State, source_type: str, source_uid: str, kind: str, by: Any, note: str
) -> Promise | None:
    """Only an open promise ends: of two at once, the second finds none."""
    promise = Promise.objects.filter(
        kind=kind, source_type=source_type, source_uid=source_uid
    ).first()
    if promise is None:
        return None
    with transaction.atomic():
        ended = Promise.objects.filter(pk=promise.pk, state=Promise.State.OPEN).update(
            state=state, ended_at=timezone.now(), note=note.strip()[:300]
        )
        if not ended:
            return None
        record(by, f"promise.{state.value}", promise, kind=kind)
        promise.refresh_from_db()
        ended_promise.send(Promise, promise=promise, by=by)
    return promise


def erase_notes_to(person: Any) -> None:
    """Forget what was written to a person; the promise itself is counted on."""
    Promise.objects.filter(to_person=person).update(note="")


def sound_alarms(on: date) -> int:
    """Letters to those who owe: once when it is due soon, once when it is overdue.

    Gives how many letters are new; running again on the same day writes none.
    """
    soon = open_promises().filter(due_on__range=(on, on + SOON))
    office = list(users_in_role(Role.OFFICE))
    written = sum(warn(promise, "soon", office) for promise in soon)
    return written + sum(warn(promise, "overdue", office) for promise in overdue(on))


def warn(promise: Promise, how: str, office: list[Any]) -> int:
    owners = office
    if promise.owed_by is not None:
        owners = [one.user for one in active_members(promise.owed_by) if one.user is not None]
    letters = [
        write_to(
            reader,
            f"promises/letters/{how}.txt",
            {"promise": promise},
            link=path_for(reader, "promises:owed"),
            key=f"promise-{how}:{promise.uid}:{reader.uid}",
        )
        for reader in owners
    ]
    return sum(letter is not None for letter in letters)
