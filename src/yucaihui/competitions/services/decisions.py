"""Make a ranking the one that counts, decide by it, and carry the decisions out."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import StaleCase, make_move
from yucaihui.competitions.models import (
    Assignment,
    Entry,
    PublicNotice,
    RankedEntry,
    Ranking,
    ScoreSheet,
    Stage,
)
from yucaihui.competitions.process import OFFICE
from yucaihui.competitions.queries.rankings import next_stage
from yucaihui.competitions.services.result_letters import tell_decided
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.registry import Progress
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require

TASK = "competitions.decide"
Decision = RankedEntry.Decision
MOVES: dict[str, tuple[str, str]] = {
    Decision.ADVANCES: ("advance", ""),
    Decision.WILD_CARD: ("advance", ""),
    Decision.WAITLISTED: ("waitlist", ""),
    Decision.ENDS: ("stop", "below_cut"),
}


def make_provisional(ranking: Ranking, *, by: Any) -> None:
    """It is the one that counts from now on; an earlier one of the same stages is superseded, and
    its notice ends with it.

    Raises:
        Refused: judging is not closed, a sheet is being scored anew, or the ranking was superseded
            or is final already.
    """
    require(allowed=by is None or is_office(by))
    stages = list(ranking.stages.all())
    if any(stage.state not in (Stage.State.CLOSED, Stage.State.DECIDED) for stage in stages):
        raise Refused(_("Close judging first: more sheets could come in."), "stage")
    need_no_reopened(stages)
    others = Ranking.objects.filter(stages__in=stages, state=Ranking.State.PROVISIONAL)
    with transaction.atomic():
        lock_stages(stages)
        move(ranking, (Ranking.State.COMPUTED,), Ranking.State.PROVISIONAL, by)
        for other in others.exclude(pk=ranking.pk).distinct():
            if set(other.stages.all()) == set(stages):
                supersede(other, by)


def need_no_reopened(stages: Sequence[Stage]) -> None:
    """Sheets that an appeal opened again come in first."""
    waiting = ScoreSheet.objects.filter(
        assignment__stage__in=stages,
        assignment__state=Assignment.State.PUBLISHED,
        state=ScoreSheet.State.DRAFT,
    ).exclude(reason="")
    if waiting.exists():
        raise Refused(
            _("%(count)d sheets are being scored anew. Wait for them, then compute the ranking.")
            % {"count": waiting.count()},
            "stage",
        )


def lock_stages(stages: Sequence[Stage]) -> None:
    """Of two rankings made provisional at once, the second finds the first."""
    list(Stage.objects.select_for_update().filter(pk__in=[one.pk for one in stages]).order_by("pk"))


def supersede(ranking: Ranking, by: Any) -> None:
    move(ranking, (Ranking.State.PROVISIONAL,), Ranking.State.SUPERSEDED, by)
    PublicNotice.objects.filter(ranking=ranking, closed_at=None).update(closed_at=timezone.now())


def move(
    ranking: Ranking, sources: tuple[Ranking.State, ...], target: Ranking.State, by: Any
) -> None:
    """Only from one of `sources`: of two at once, the second finds another state."""
    if not Ranking.objects.filter(pk=ranking.pk, state__in=sources).update(state=target):
        raise Refused(_("The ranking has moved on meanwhile. Look at it again."), "ranking")
    ranking.refresh_from_db()
    record(by, f"competition.ranking_{target.value}", ranking)


def decide_row(row: RankedEntry, decision: str, *, by: Any) -> None:
    """The office decides otherwise than the rule proposes, before the decisions are carried out.

    Raises:
        Refused: the ranking is not provisional, was carried out, or there is no such decision.
    """
    require(allowed=by is None or is_office(by))
    if decision not in MOVES:
        raise Refused(_("There is no such decision."), "decision")
    if row.ranking.state != Ranking.State.PROVISIONAL or is_decided(row.ranking):
        raise Refused(_("Decisions of this ranking are not changed now."), "ranking")
    row.decision = Decision(decision)
    with transaction.atomic():
        row.save(update_fields=["decision"])
        record(by, "competition.row_decided", row.entry.case, decision=decision)


def is_decided(ranking: Ranking) -> bool:
    return all(stage.state == Stage.State.DECIDED for stage in ranking.stages.all())


def start_decisions(ranking: Ranking, *, by: Any) -> Job:
    """Queue `carry_out`. Queued twice, the second passes over what the first moved.

    Raises:
        Refused: the ranking is not the one that counts.
    """
    require(allowed=is_office(by))
    need_counted(ranking)
    return enqueue(TASK, owner=by, ranking=ranking.uid, by=by.uid)


def need_counted(ranking: Ranking) -> None:
    if ranking.state not in (Ranking.State.PROVISIONAL, Ranking.State.FINAL):
        raise Refused(_("Only the provisional ranking is carried out."), "ranking")


def carry_out(ranking: Ranking, *, by: Any, progress: Progress = lambda _done, _total: None) -> int:
    """Do what the rows say: advance, wait, end; an entry that nobody scored ends too. Gives how
    many entries moved; what was moved before is passed over.

    Raises:
        Refused: the ranking is not the one that counts.
    """
    require(allowed=by is None or is_office(by))
    need_counted(ranking)
    stages = {stage.track_id: stage for stage in ranking.stages.select_related("track")}
    following = {track: next_stage(stage) for track, stage in stages.items()}
    rows = list(ranking.rows.select_related("entry", "entry__case", "entry__case__subject"))
    moved = 0
    for done, row in enumerate(rows, 1):
        track = row.entry.track_id
        moved += carry_out_row(row, stages[track], following[track], by)
        progress(done, len(rows))
    moved += sum(end_unscored(entry, by) for entry in unscored_in(list(stages.values()), rows))
    with transaction.atomic():
        Stage.objects.filter(pk__in=[stage.pk for stage in stages.values()]).update(
            state=Stage.State.DECIDED
        )
        record(by, "competition.decisions_carried_out", ranking, moved=moved)
    return moved


def carry_out_row(row: RankedEntry, stage: Stage, following: Stage | None, by: Any) -> bool:
    """One entry's move, unless it was made before. In the last stage nobody advances: those
    named stay admitted, to be awarded."""
    entry = row.entry
    name, reason = MOVES[row.decision]
    if entry.stage_id != stage.pk or (name == "advance" and following is None):
        return False
    if not is_open_to(entry, name):
        return False
    try:
        with transaction.atomic():
            make_move(entry.case, name, actor=by, roles={OFFICE}, reason=reason, shared=True)
            if name == "advance":
                Entry.objects.filter(pk=entry.pk).update(stage=following)
            tell_decided(entry, name)
    except StaleCase:  # it withdrew in this moment, or the job runs twice
        return False
    return True


def is_open_to(entry: Entry, name: str) -> bool:
    sources = {"waitlist": ("admitted",)}
    return entry.case.state in sources.get(name, ("admitted", "waitlisted"))


def unscored_in(stages: Sequence[Stage], rows: Sequence[RankedEntry]) -> list[Entry]:
    """Entries that stand in these stages and have no place in the ranking."""
    standing = Entry.objects.filter(stage__in=stages, case__state__in=("admitted", "waitlisted"))
    placed = [row.entry_id for row in rows]
    return list(standing.exclude(pk__in=placed).select_related("case__subject", "submitted"))


def end_unscored(entry: Entry, by: Any) -> bool:
    with transaction.atomic():
        make_move(entry.case, "stop", actor=by, roles={OFFICE}, reason="no_scores", shared=True)
        tell_decided(entry, "stop")
    return True
