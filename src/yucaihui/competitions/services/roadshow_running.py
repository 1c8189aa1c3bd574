"""A roadshow while it runs: one entry after the other, then its result.

Every move is one conditional update: of two officers who press at once, one is told.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.models import Assignment, Judge, Roadshow, ScoreSheet, Slot, Stage
from yucaihui.competitions.rules.roadshows import MOVES, TooFewSheets, trimmed_mean
from yucaihui.competitions.services.roadshows import draw_lots, seal_lots, seat_panel
from yucaihui.competitions.services.seats import end_assignments, move_stage
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services.people import require

State = Roadshow.State
LAPSED = Assignment.State.LAPSED


def start_roadshow(roadshow: Roadshow, *, by: Any) -> Roadshow:
    """From now on entries are called; the panel's judges get their sheets.

    Raises:
        Refused: the order is not drawn, the panel is empty, or the stage is not open for scores.
        AlreadyDecided: it has started.
    """
    require(allowed=by is None or is_office(by))
    if roadshow.drawn_at is None:
        raise Refused(_("Draw the order first."), "order")
    if not roadshow.panel.filter(state=Judge.State.ACTIVE).exists():
        raise Refused(_("Choose the judges of the panel first."), "panel")
    with transaction.atomic():
        planned = Roadshow.objects.filter(pk=roadshow.pk, state=State.PLANNED)
        if not planned.exclude(drawn_at=None).update(state=State.RUNNING):
            raise AlreadyDecided(_("This roadshow has started already."))
        move_stage(roadshow.stage, Stage.State.PLANNED, Stage.State.JUDGING, by=by)
        if roadshow.stage.state != Stage.State.JUDGING:
            raise Refused(_("The stage takes no scores any more."), "stage")
        seats = seat_panel(roadshow.slots.all(), roadshow)
        record(by, "roadshow.started", roadshow, seats=len(seats))
    roadshow.refresh_from_db()
    return roadshow


def end_roadshow(roadshow: Roadshow, *, by: Any) -> Roadshow:
    """No further calls; sheets of entries that did not come lapse.

    Raises:
        Refused: an entry has not had its turn.
        AlreadyDecided: it does not run.
    """
    require(allowed=by is None or is_office(by))
    done = (Slot.State.CLOSED, Slot.State.NO_SHOW)
    with transaction.atomic():
        running = Roadshow.objects.filter(pk=roadshow.pk, state=State.RUNNING)
        if not running.update(state=State.ENDED):
            raise AlreadyDecided(_("This roadshow does not run."))
        if roadshow.slots.exclude(state__in=done).exists():
            raise Refused(
                _("Not every entry has had its turn: call it, or note that it did not come."),
                "order",
            )
        end_assignments(waiting_in(roadshow.slots.all(), roadshow), LAPSED, by=by, note="no_show")
        record(by, "roadshow.ended", roadshow)
    roadshow.refresh_from_db()
    return roadshow


STEPS = {
    "seal": seal_lots,
    "draw": draw_lots,
    "start": start_roadshow,
    "end": end_roadshow,
}


def take_step(roadshow: Roadshow, name: str, *, by: Any) -> Roadshow:
    """One of STEPS, by its name.

    Raises:
        Refused: no such step, or as the step says.
    """
    require(allowed=by is None or is_office(by))
    if name not in STEPS:
        raise Refused(_("There is no step “%(name)s”.") % {"name": name}, "step")
    return STEPS[name](roadshow, by=by)


def waiting_in(slots: Any, roadshow: Roadshow) -> Any:
    """Assignments of these slots that nobody has scored yet."""
    rows = Assignment.objects.filter(stage=roadshow.stage, entry__in=slots.values("entry"))
    return rows.filter(state=Assignment.State.PUBLISHED)


def move_slot(
    slot: Slot, name: str, *, by: Any, seen: str = "", without_missing: bool = False
) -> Slot:
    """Make the move `name` of `rules.roadshows.MOVES`. `seen` is the state that the page showed.

    Raises:
        Refused: no such move; scoring is closed while judges are missing (`without_missing`
            closes without them: their sheets lapse).
        AlreadyDecided: the slot has moved on, another slot is on, or the roadshow does not run.
    """
    require(allowed=by is None or is_office(by))
    move = MOVES.get(name)
    if move is None:
        raise Refused(_("There is no move “%(name)s”.") % {"name": name}, "move")
    sources = [state for state in move.sources if seen in ("", state)]
    # Locked, so that it doesn't end meanwhile. As a condition of the update it would be a subquery,
    # which PostgreSQL does not look at again after it waited for the slot.
    running = Roadshow.objects.select_for_update().filter(pk=slot.roadshow_id, state=State.RUNNING)
    rows = Slot.objects.filter(pk=slot.pk, state__in=sources)
    try:
        with transaction.atomic():
            if not running.first() or not rows.update(state=move.target, since=timezone.now()):
                raise AlreadyDecided(_("Somebody else was quicker. The page shows how it stands."))
            slot.refresh_from_db()
            settle_seats(slot, without_missing=without_missing, by=by)
            record(by, f"slot.{move.target}", slot)
    except IntegrityError:
        raise AlreadyDecided(_("Another entry is on. Close its scoring first.")) from None
    return slot


def settle_seats(slot: Slot, *, without_missing: bool, by: Any) -> None:
    """A called entry has a seat for each judge who may have one since; a closed one has none that
    waits."""
    if slot.state == Slot.State.CALLED:
        seat_panel([slot], slot.roadshow)
    if slot.state != Slot.State.CLOSED:
        return
    waiting = waiting_in(Slot.objects.filter(pk=slot.pk), slot.roadshow)
    if without_missing:
        end_assignments(waiting, LAPSED, by=by, note="roadshow")
    elif waiting.exists():
        raise Refused(
            _("Judges are missing. Wait for them, or close without them: their sheets lapse."),
            "without_missing",
        )


def result_of(slot: Slot) -> int:
    """From the submitted sheets, by the roadshow's rule.

    Raises:
        Refused: a sheet is still open, or too few remain.
    """
    if waiting_in(Slot.objects.filter(pk=slot.pk), slot.roadshow).exists():
        raise Refused(_("A sheet of this entry is open again. Wait until it is submitted."))
    totals = submitted_sheets(slot).values_list("total", flat=True)
    try:
        return trimmed_mean(list(totals), slot.roadshow.dropped_each_side)
    except TooFewSheets:
        raise Refused(
            _("Too few sheets: %(sheets)d are there, and %(n)d highest and lowest are left out.")
            % {"sheets": len(totals), "n": slot.roadshow.dropped_each_side}
        ) from None


def submitted_sheets(slot: Slot) -> Any:
    return ScoreSheet.objects.filter(
        assignment__stage=slot.roadshow.stage_id,
        assignment__entry=slot.entry_id,
        state=ScoreSheet.State.SUBMITTED,
    ).order_by("assignment__judge__code")


def reveal(slot: Slot, *, by: Any) -> Slot:
    """Show the result to everybody, once and for all.

    Raises:
        Refused: see `result_of`.
        AlreadyDecided: it is shown already, or scoring is not closed.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        hidden = Slot.objects.filter(pk=slot.pk, state=Slot.State.CLOSED, revealed_at=None)
        if not hidden.update(revealed_at=timezone.now()):
            raise AlreadyDecided(_("The result is shown already, or scoring is not closed yet."))
        Slot.objects.filter(pk=slot.pk).update(result=result_of(slot))
        record(by, "slot.revealed", slot)
    slot.refresh_from_db()
    return slot
