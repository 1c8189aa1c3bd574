"""Open a case, move it, and keep its journal. Every process of the platform goes through here."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yucaihui.casework.models import Case, Entry, digest_of_note
from yucaihui.casework.process import Move, Process, process_named
from yucaihui.directory.services.redaction import redact_letters

OPENED = "open"

# Sent after the transaction: `case`, `entry`, `move` (None when the case was opened).
moved = Signal()


class CaseProblem(Exception):
    """A move that was not made. `message` says why and what to do, in the reader's language."""

    message: str | Promise = ""

    def __str__(self) -> str:
        return str(self.message)


class StaleCase(CaseProblem):
    """Somebody else moved the case first."""

    message = _("Somebody else was quicker: this has moved on since. Look at it again.")


class MoveNotOpen(CaseProblem):
    """The state of the case, or the role of the actor, does not allow the move."""

    message = _("This step is not open to you here. The page shows those that are.")


class ReasonNeeded(CaseProblem):
    """The move is a decision, which gives one of its reasons."""

    message = _("Choose a reason: this step is not taken without one.")


class PersonNeeded(CaseProblem):
    """The move is a decision, which only a person takes."""

    message = _("Only a person may take this step. Sign in and take it yourself.")


def open_case(
    process: Process,
    *,
    subject: Any,
    actor: Any,
    role: str,
    parent: Case | None = None,
    due_on: date | None = None,
) -> Case:
    """A new case about `subject` (a person or None) at the start of its process."""
    now = timezone.now()
    with transaction.atomic():
        case = Case.objects.create(
            process=process.name,
            state=process.start,
            subject=subject,
            parent=parent,
            due_on=due_on,
            opened_at=now,
            moved_at=now,
        )
        write_entry(case, None, before="", actor=actor, role=role)
    return case


def make_move(
    case: Case,
    name: str,
    *,
    actor: Any,
    roles: Iterable[str],
    version: int | None = None,
    reason: str = "",
    note: str = "",
    shared: bool = False,
) -> Entry:
    """Make the move `name` as one who holds `roles` in this case; `case` then shows the new state.

    `version` is the one that the actor had before them (the loaded one by default); `shared` lets
    the case's subject read reason and note.

    Raises:
        StaleCase: the case was moved since.
        MoveNotOpen: no such move from here for these roles.
        ReasonNeeded: `reason` is not among the move's reasons.
        PersonNeeded: the move is a decision and `actor` is None.
    """
    held = frozenset(roles)
    if version is not None and version != case.version:
        raise StaleCase
    move = allowed_move(case, name, held, reason, actor)
    with transaction.atomic():
        advance(case, move)
        before = Entry.objects.values_list("digest", flat=True)
        return write_entry(
            case,
            move,
            before=before.get(case=case, number=case.version - 1),
            actor=actor,
            role=min(move.roles & held),
            reason=reason,
            note=note,
            shared=shared,
        )


def allowed_move(case: Case, name: str, roles: frozenset[str], reason: str, actor: Any) -> Move:
    move = process_named(case.process).move(case.state, name, roles)
    if move is None:
        raise MoveNotOpen
    if move.needs_reason and actor is None:
        raise PersonNeeded
    if reason not in (move.reasons or ("",)):
        raise ReasonNeeded
    return move


def advance(case: Case, move: Move) -> None:
    """Only from the version that was seen: of two at once, the second finds no row."""
    now = timezone.now()
    closed_at = now if move.target in process_named(case.process).closed else None
    seen = Case.objects.filter(pk=case.pk, version=case.version, state=move.source)
    changed = seen.update(
        state=move.target, version=F("version") + 1, moved_at=now, closed_at=closed_at
    )
    if not changed:
        raise StaleCase
    case.state, case.version = move.target, case.version + 1
    case.moved_at, case.closed_at = now, closed_at


def write_entry(
    case: Case, move: Move | None, *, before: str, actor: Any, note: str = "", **line: Any
) -> Entry:
    """The journal's next line, told to all who listen; its number is the case's version now."""
    salt = secrets.token_hex(16) if note else ""
    entry = Entry(
        case=case,
        number=case.version,
        at=case.moved_at,
        actor=actor,
        actor_uid=actor.uid if actor else "",
        move=move.name if move else OPENED,
        source=move.source if move else "",
        target=case.state,
        note=note,
        note_salt=salt,
        note_digest=digest_of_note(salt, note),
        **line,
    )
    entry.digest = entry.digest_after(before, case.uid)
    entry.save(force_insert=True)
    transaction.on_commit(lambda: moved.send(Case, case=case, entry=entry, move=move))
    return entry


def erase_notes(person: Any) -> None:
    """Forget what was written about a person in their cases, and who it was in the letters that
    lead there; the chains still hold."""
    with transaction.atomic():
        Entry.objects.filter(case__subject=person).update(note="", note_salt="")
        cases = Case.objects.filter(subject=person).values_list("uid", flat=True)
        redact_letters(person, about=list(cases))
