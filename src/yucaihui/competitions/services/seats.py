"""What ends an assignment: declined, recused, lapsed or void. Its sheets end with it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Assignment, Conflict, Judge, ScoreSheet, Stage
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record, record_many
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import person_of
from yucaihui.directory.services.people import require

State = Assignment.State
LIVE_SHEETS = (ScoreSheet.State.DRAFT, ScoreSheet.State.SUBMITTED)


def end_assignments(
    rows: QuerySet[Assignment], state: Assignment.State, *, by: Any, note: str = ""
) -> int:
    """End those of `rows` that are open, and void their sheets; gives how many.

    The rows are taken first: a sheet that is being submitted meanwhile either comes first and is
    voided with its assignment, or finds the assignment ended.
    """
    with transaction.atomic():
        ids = list(rows.filter(state__in=Assignment.OPEN).values_list("pk", flat=True))
        open_rows = Assignment.objects.filter(pk__in=ids, state__in=Assignment.OPEN)
        open_rows.update(state=state, note=note[:200])
        ended = list(Assignment.objects.filter(pk__in=ids, state=state))
        sheets = ScoreSheet.objects.filter(assignment__in=ended, state__in=LIVE_SHEETS)
        voided = list(sheets)
        sheets.update(state=ScoreSheet.State.VOIDED)
        record_many(by, f"assignment.{state}", ended)
        record_many(by, "sheet.voided", voided, state=str(state))
    return len(ended)


def decline_assignment(assignment: Assignment, note: str, *, by: Any) -> None:
    """No time, or not one's field: the seat is free for somebody else.

    Raises:
        AlreadyDecided: it was scored, or ended otherwise.
    """
    require_own(assignment, by)
    step_back(assignment, State.DECLINED, note, by=by)


def recuse(assignment: Assignment, note: str, *, by: Any) -> Conflict:
    """The judge says that they are too close: from now on they see nothing of the entry.

    Raises:
        Refused: no word on why.
        AlreadyDecided: the assignment has ended.
    """
    require_own(assignment, by)
    if not note.strip():
        raise Refused(_("Say in a few words what ties you to this entry."), "note")
    with transaction.atomic():
        step_back(assignment, State.RECUSED, note, by=by, scored_too=True)
        return bar(assignment.judge, assignment, note, by=by)


def bar(judge: Judge, assignment: Assignment, note: str, *, by: Any) -> Conflict:
    """What a judge says of themselves is a conflict at once; the office may look at it again."""
    conflict, _made = Conflict.objects.update_or_create(
        judge=judge,
        entry_id=assignment.entry_id,
        kind="declared",
        defaults={
            "source": Conflict.Source.DECLARED,
            "state": Conflict.State.CONFIRMED,
            "strength": 100,
            "note": note[:200],
            "decided_by": by,
            "decided_at": timezone.now(),
        },
    )
    record(by, "conflict.declared", conflict)
    others = Assignment.objects.filter(judge=judge, entry=assignment.entry_id)
    end_assignments(others, State.VOIDED, by=by, note=note)
    return conflict


def step_back(
    assignment: Assignment,
    state: Assignment.State,
    note: str,
    *,
    by: Any,
    scored_too: bool = False,
) -> None:
    states = Assignment.OPEN if scored_too else (State.PUBLISHED,)
    rows = Assignment.objects.filter(pk=assignment.pk, state__in=states)
    if not end_assignments(rows, state, by=by, note=note):
        raise AlreadyDecided(_("This entry is scored or has gone to somebody else."))
    assignment.refresh_from_db()


def lapse_assignments(rows: QuerySet[Assignment], note: str, *, by: Any) -> int:
    """The office waits no longer for these; gives how many were still open."""
    require(allowed=is_office(by))
    waiting = rows.filter(state=State.PUBLISHED)
    return end_assignments(waiting, State.LAPSED, by=by, note=note)


def open_judging(stage: Stage, *, by: Any) -> None:
    """From now on judges score. Twice is once."""
    require(allowed=is_office(by))
    move_stage(stage, Stage.State.PLANNED, Stage.State.JUDGING, by=by)


def close_judging(stage: Stage, *, by: Any) -> None:
    """No scores any more: what is not submitted lapses. Twice is once."""
    require(allowed=is_office(by))
    with transaction.atomic():
        if move_stage(stage, Stage.State.JUDGING, Stage.State.CLOSED, by=by):
            waiting = stage.assignments.filter(state=State.PUBLISHED)
            end_assignments(waiting, State.LAPSED, by=by, note="closed")


def move_stage(stage: Stage, source: str, target: str, *, by: Any) -> bool:
    with transaction.atomic():
        moved = Stage.objects.filter(pk=stage.pk, state=source).update(state=target)
        if moved:
            record(by, f"stage.{target}", stage)
    stage.refresh_from_db()
    return bool(moved)


def require_own(assignment: Assignment, by: Any) -> None:
    require(allowed=assignment.judge.person == person_of(by))
