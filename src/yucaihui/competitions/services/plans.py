"""Plans of assignments: drafted by the engine, compared, changed by hand, published.

rows (`queries.plan_ground`) → arrays (`plan_problems`) → engine → stored as a draft
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yucaihui.competitions.models import (
    Assignment,
    AssignmentPlan,
    Entry,
    Judge,
    PanelMembership,
    Stage,
)
from yucaihui.competitions.queries.conflicts import barred_pairs, is_barred
from yucaihui.competitions.queries.plan_ground import (
    Pair,
    Wishes,
    judged_entries,
)
from yucaihui.competitions.services.judging_letters import tell_judge
from yucaihui.competitions.services.seats import end_assignments
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services.people import require

State = AssignmentPlan.State
TASK = "competitions.compute_plan"
BATCH = 500

MODES = {
    "optimal": gettext_lazy("Best total fit"),
    "fair": gettext_lazy("Fair: lift the worst entry"),
    "randomised": gettext_lazy("By lot, with a cap for every pair"),
    "keep": gettext_lazy("Keep what was published, fill what is free"),
}
# At most this chance for any pair, so that nobody can count on a judge.
CAP = 0.5


def draft_plan(
    stages: Sequence[Stage],
    mode: str,
    *,
    by: Any,
    wishes: Wishes = Wishes(),  # noqa: B008 - it is frozen
    cap: float = CAP,
    seed: int | None = None,
) -> AssignmentPlan:
    """Queue the computing of a draft for stages of one edition.

    Raises:
        Refused: no stage, no entries, no judges, an unknown mode, or a forced pair in conflict.
    """
    require(allowed=by is None or is_office(by))
    edition = need_stages(stages)
    if mode not in MODES:
        raise Refused(_("Choose one of the ways to assign."), "mode")
    if not 0 < cap <= 1:
        raise Refused(_("The cap lies above 0 and at most at 1."), "cap")
    check_wishes(stages, wishes)
    # Nobody can know beforehand how the lot falls; kept, it falls the same way again.
    drawn = secrets.randbelow(2**31) if seed is None else seed
    with transaction.atomic():
        plan = AssignmentPlan.objects.create(
            edition=edition,
            mode=mode,
            parameters={**asdict(wishes), "cap": cap, "seed": drawn},
            made_by=by,
        )
        plan.stages.set(stages)
        record(by, "plan.asked", plan, mode=mode)
        enqueue(TASK, owner=by, key=f"{TASK}:{plan.uid}", plan=plan.uid)
    return plan


def need_stages(stages: Sequence[Stage]) -> Any:
    editions = {stage.track.edition_id: stage.track.edition for stage in stages}
    if len(editions) != 1:
        raise Refused(_("Choose one or more stages of this edition."), "stages")
    for stage in stages:
        if stage.state not in (Stage.State.PLANNED, Stage.State.JUDGING):
            raise Refused(_("Judging of “%(stage)s” has ended.") % {"stage": stage}, "stages")
        if not judged_entries([stage]).exists():
            raise Refused(
                _("No admitted entry stands in “%(stage)s”.") % {"stage": stage}, "stages"
            )
        if not PanelMembership.objects.filter(track=stage.track_id).exists():
            raise Refused(
                _("The panel of “%(track)s” has no judge.") % {"track": stage.track}, "stages"
            )
    return next(iter(editions.values()))


def check_wishes(stages: Sequence[Stage], wishes: Wishes) -> None:
    barred = {(entry, judge) for judge, entry in barred_pairs(stages[0].track.edition)}
    for pair in wishes.forced:
        if pair in barred:
            raise Refused(conflict_text(pair), "forced")
        if pair in wishes.forbidden:
            raise Refused(_("A pair can't be both demanded and ruled out."), "forced")


def conflict_text(pair: Pair) -> str:
    entry, judge = Entry.objects.get(pk=pair[0]), Judge.objects.get(pk=pair[1])
    return _(
        "%(judge)s has a conflict of interest with %(entry)s. Decide it first, or choose another."
    ) % {"judge": judge.code, "entry": entry.code}


def drop_plan(plan: AssignmentPlan, *, by: Any) -> None:
    require(allowed=is_office(by))
    unpublished = AssignmentPlan.objects.filter(pk=plan.pk).exclude(state=State.PUBLISHED)
    with transaction.atomic():
        if not unpublished.update(state=State.DROPPED):
            raise AlreadyDecided(_("This plan is published: it can't be dropped any more."))
        record(by, "plan.dropped", plan)
    plan.refresh_from_db()


def change_plan(
    plan: AssignmentPlan,
    *,
    revision: int,
    by: Any,
    add: Iterable[Pair] = (),
    remove: Iterable[Pair] = (),
) -> AssignmentPlan:
    """Add and remove pairs (entry id, judge id) of a draft by hand.

    Raises:
        Refused: a pair is in conflict, there already, not there, or not of these stages and panels.
        AlreadyDecided: somebody changed or published the plan since `revision`.
    """
    require(allowed=is_office(by))
    added, removed = list(add), set(remove)
    held = {(entry, judge) for entry, judge, _fit in plan.pairs}
    if removed - held:
        raise Refused(_("This pair is not in the plan."), "remove")
    for pair in added:
        check_addition(plan, pair, held)
    kept = [row for row in plan.pairs if (row[0], row[1]) not in removed]
    pairs = [*kept, *([entry, judge, None] for entry, judge in added)]
    seen = AssignmentPlan.objects.filter(pk=plan.pk, state=State.DRAFT, revision=revision)
    with transaction.atomic():
        if not seen.update(pairs=pairs, revision=F("revision") + 1):
            raise AlreadyDecided(_("Somebody else changed this plan meanwhile. Look at it again."))
        record(by, "plan.changed", plan, added=len(added), removed=len(removed))
    plan.refresh_from_db()
    return plan


def check_addition(plan: AssignmentPlan, pair: Pair, held: set[Pair]) -> None:
    entry, judge = pair
    if pair in held:
        raise Refused(_("This pair is in the plan already."), "add")
    if not judged_entries(plan.stages.all()).filter(pk=entry).exists():
        raise Refused(_("This entry does not stand in the stages of the plan."), "add")
    if not Judge.objects.filter(pk=judge, edition=plan.edition, state=Judge.State.ACTIVE).exists():
        raise Refused(_("This is no active judge of the edition."), "add")
    if is_barred(judge, entry):
        raise Refused(conflict_text(pair), "add")


def publish_plan(plan: AssignmentPlan, *, by: Any) -> int:
    """Judges are told what they are to score; gives how many assignments are new.

    What was published for these stages before, is not in this plan and is not scored, lapses.

    Raises:
        Refused: a pair came into conflict since the plan was made.
        AlreadyDecided: it is no draft any more, or another plan of its stages came first.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        # One after the other for these stages: SQLite has one writer anyway.
        stages = list(Stage.objects.select_for_update().filter(plans=plan).order_by("pk"))
        need_newest(plan, stages)
        draft = AssignmentPlan.objects.filter(pk=plan.pk, state=State.DRAFT)
        if not draft.update(state=State.PUBLISHED):
            raise AlreadyDecided(_("This plan is no draft any more."))
        need_free_of_conflicts(plan)
        dropped = lapse_others(plan, stages, by=by)
        made = make_assignments(plan)
        record(by, "plan.published", plan, new=len(made), dropped=dropped)
        tell_judges(plan, made)
    plan.refresh_from_db()
    return len(made)


def need_newest(plan: AssignmentPlan, stages: list[Stage]) -> None:
    since = AssignmentPlan.objects.filter(
        stages__in=stages, state=State.PUBLISHED, published_at__gte=plan.made_at
    )
    if since.exists():
        raise AlreadyDecided(
            _("Another plan of these stages was published since. Compute this one anew.")
        )


def need_free_of_conflicts(plan: AssignmentPlan) -> None:
    barred = barred_pairs(plan.edition)
    bad = [(entry, judge) for entry, judge, _fit in plan.pairs if (judge, entry) in barred]
    if bad:
        said = ngettext(
            "%(n)d pair has come into conflict since the plan was made: %(first)s",
            "%(n)d pairs have come into conflict since the plan was made. The first: %(first)s",
            len(bad),
        )
        raise Refused(said % {"n": len(bad), "first": conflict_text(bad[0])}, "pairs")


def lapse_others(plan: AssignmentPlan, stages: list[Stage], *, by: Any) -> int:
    wanted = {(entry, judge) for entry, judge, _fit in plan.pairs}
    waiting = Assignment.objects.filter(stage__in=stages, state=Assignment.State.PUBLISHED)
    gone = [
        pk for pk, *pair in waiting.values_list("pk", "entry", "judge") if tuple(pair) not in wanted
    ]
    rows = Assignment.objects.filter(pk__in=gone)
    return end_assignments(rows, Assignment.State.LAPSED, by=by, note="replaced")


def make_assignments(plan: AssignmentPlan) -> list[Assignment]:
    """For every pair that has none yet; each names the version that is handed in now."""
    rows = judged_entries(plan.stages.all()).select_related("stage", "submitted")
    entries = {row.pk: row for row in rows}
    open_rows = Assignment.objects.filter(stage__plans=plan, state__in=Assignment.OPEN)
    held = set(open_rows.values_list("entry", "judge"))
    made = [
        Assignment(
            stage=entries[entry].stage,
            entry=entries[entry],
            version=entries[entry].submitted,
            judge_id=judge,
            plan=plan,
        )
        for entry, judge, _fit in plan.pairs
        if (entry, judge) not in held and entry in entries
    ]
    Assignment.objects.bulk_create(made, batch_size=BATCH)
    AssignmentPlan.objects.filter(pk=plan.pk).update(published_at=timezone.now())
    return made


def tell_judges(plan: AssignmentPlan, made: list[Assignment]) -> None:
    """One letter each, however many entries."""
    counts: dict[int, int] = {}
    for assignment in made:
        counts[assignment.judge_id] = counts.get(assignment.judge_id, 0) + 1
    judges = Judge.objects.filter(pk__in=counts).select_related("edition", "person__user")
    last = max((s.closes_at for s in plan.stages.all() if s.closes_at), default=None)
    for judge in judges:
        tell_judge(judge, "assigned", "judge_seat", count=counts[judge.pk], until=last)
