"""The office's decisions on entries: admit, ask for more, refuse, disqualify, reinstate, extend.

A person decides each time; rules only say what they found."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import CaseProblem, make_move
from yucaihui.competitions.models import EligibilityResult, Entry, Extension, Track
from yucaihui.competitions.process import DISQUALIFICATIONS, INELIGIBILITIES, OFFICE, OTHER
from yucaihui.competitions.queries.eligibility import (
    entries_by_eligibility,
    results_of,
    verdict_of,
)
from yucaihui.competitions.queries.entries import deadline_enforced, deadline_shown, with_parts
from yucaihui.competitions.services.eligibility import checked_reason
from yucaihui.competitions.services.entries import lock, said
from yucaihui.competitions.services.entry_letters import tell_team
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require

Verdict = EligibilityResult.Verdict


def step(entry: Entry, name: str, *, by: Any, **options: Any) -> Entry:
    """The office's move `name` on the entry as it stands now."""
    require(allowed=by is not None and is_office(by))
    held = lock(entry)
    make_move(held.case, name, actor=by, roles={OFFICE}, shared=True, **options)
    return held


def admit(entry: Entry, *, by: Any, version: int | None = None, note: str = "") -> Entry:
    """The entry takes part, from its track's first stage on.

    Raises:
        PermissionDenied: not of the office.
        Refused: a rule is not met and was not decided otherwise, or the track has no stage.
        StaleCase, MoveNotOpen: see casework.
    """
    with transaction.atomic():
        held = step(entry, "admit", by=by, version=version, note=note.strip())
        refuse_failed(held)
        enter_first_stage(held)
        tell_team(held, "admitted")
    return held


def refuse_failed(entry: Entry) -> None:
    failed = [one.rule for one in results_of(entry) if verdict_of(one) == Verdict.FAILED]
    if failed:
        raise Refused(
            _("Not met: %(rules)s. Decide on these rules with a reason first, or refuse the entry.")
            % {"rules": ", ".join(failed)},
            "eligibility",
        )


def enter_first_stage(entry: Entry) -> None:
    first = entry.track.stages.order_by("number").first()
    if first is None:
        raise Refused(_("This track has no stage yet: add one first."), "stage")
    entry.stage = first
    entry.save(update_fields=["stage"])


def admit_passing(
    track: Track,
    *,
    by: Any,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[int, int]:
    """Admit the submitted entries of a track whose rules are all met; gives how many were, and how
    many submitted ones are left for a closer look."""
    require(allowed=by is not None and is_office(by))
    passing = list(passing_entries(track))
    admitted = 0
    for done, entry in enumerate(passing, 1):
        admitted += admitted_now(entry, by)
        progress(done, len(passing))
    return admitted, Entry.objects.filter(track=track, case__state="submitted").count()


def passing_entries(track: Track) -> QuerySet[Entry]:
    waiting = with_parts().filter(track=track, case__state="submitted").order_by("pk")
    return entries_by_eligibility(waiting, Verdict.PASSED)


def admitted_now(entry: Entry, by: Any) -> bool:
    """One that has moved on since is left alone."""
    try:
        admit(entry, by=by)
    except (CaseProblem, Refused):
        return False
    return True


def ask(entry: Entry, *, by: Any, note: str, until: datetime, version: int | None = None) -> Entry:
    """Send a submitted entry back for more, with a day until which it is to be handed in again.

    Raises:
        PermissionDenied: not of the office.
        Refused: nothing is said, or the day lies in the past.
        StaleCase, MoveNotOpen: see casework.
    """
    words = note.strip()
    if not words:
        raise Refused(_("Say what is asked for."), "note")
    if until <= timezone.now():
        raise Refused(_("Give a time that lies ahead."), "until")
    with transaction.atomic():
        held = step(entry, "ask", by=by, version=version, note=words)
        if until > deadline_enforced(held):
            grant(held, until, words[:200], by)
        tell_team(held, "asked", note=words, until=until)
    return held


def refuse(
    entry: Entry, *, by: Any, reason: str, note: str = "", version: int | None = None
) -> Entry:
    """Not eligible, for one of INELIGIBILITIES; the team reads reason and note.

    Raises:
        PermissionDenied: not of the office.
        Refused: the reason is "other" and the note doesn't say which.
        StaleCase, MoveNotOpen, ReasonNeeded: see casework.
    """
    return decide(entry, "refuse", "refused", INELIGIBILITIES, by, reason, note, version)


def disqualify(
    entry: Entry, *, by: Any, reason: str, note: str = "", version: int | None = None
) -> Entry:
    """Out, for one of DISQUALIFICATIONS; raises what `refuse` does."""
    return decide(entry, "disqualify", "disqualified", DISQUALIFICATIONS, by, reason, note, version)


def decide(
    entry: Entry,
    move: str,
    letter: str,
    reasons: dict[str, Any],
    by: Any,
    reason: str,
    note: str,
    version: int | None,
) -> Entry:
    words = note.strip()
    if reason == OTHER and not words:
        raise Refused(_("Say in the note what the reason is."), "note")
    with transaction.atomic():
        held = step(entry, move, by=by, reason=reason, note=words, version=version)
        tell_team(held, letter, reason=reasons[reason], note=words)
    return held


def reinstate(
    entry: Entry, *, by: Any, reason: str, note: str = "", version: int | None = None
) -> Entry:
    """Takes part again, where it stood before, for one of REINSTATEMENTS.

    Raises:
        PermissionDenied: not of the office.
        StaleCase, MoveNotOpen, ReasonNeeded: see casework.
    """
    words = note.strip()
    with transaction.atomic():
        held = step(entry, "reinstate", by=by, reason=reason, note=words, version=version)
        if held.stage is None:
            enter_first_stage(held)
        tell_team(held, "reinstated", note=words)
    return held


def extend(
    entry: Entry, until: datetime, *, by: Any, reason: str, version: int | None = None
) -> Extension:
    """A later deadline for this entry alone.

    Raises:
        PermissionDenied: not of the office.
        Refused: no reason, or not later than the deadline that holds.
        StaleCase, MoveNotOpen: see casework.
    """
    words = checked_reason(reason)
    with transaction.atomic():
        held = step(entry, "extend", by=by, version=version, note=words)
        if until <= max(deadline_enforced(held), timezone.now()):
            raise Refused(
                _("The deadline of this entry is %(deadline)s. Give a later time that lies ahead.")
                % {"deadline": said(deadline_shown(held))},
                "until",
            )
        extension = grant(held, until, words, by)
        tell_team(held, "extended", until=until, note=words)
    return extension


def grant(entry: Entry, until: datetime, reason: str, by: Any) -> Extension:
    return Extension.objects.create(entry=entry, until=until, reason=reason, granted_by=by)


def close(entry: Entry, *, by: Any, version: int | None = None, note: str = "") -> Entry:
    """Nothing is left to do: a request for more was not answered, or all is settled.

    Raises:
        PermissionDenied: not of the office.
        StaleCase, MoveNotOpen: see casework.
    """
    with transaction.atomic():
        return step(entry, "close", by=by, version=version, note=note.strip())
