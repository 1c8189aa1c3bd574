"""How far judging has come, for the office: who is missing where. No points."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yucaihui.competitions.models import Assignment, Entry, Judge, ScoreSheet, Stage
from yucaihui.competitions.queries.plan_ground import judged_entries

State = Assignment.State


@dataclass
class StageProgress:
    """Seats of a stage by state; `empty` are seats that nobody holds."""

    wanted: int = 0
    scored: int = 0
    begun: int = 0
    waiting: int = 0
    ended: dict[str, int] = field(default_factory=dict)

    @property
    def empty(self) -> int:
        return max(0, self.wanted - self.scored - self.begun - self.waiting)


def progress_of(stage: Stage) -> StageProgress:
    """In three statements."""
    drafts = ScoreSheet.objects.filter(
        assignment=OuterRef("pk"), state=ScoreSheet.State.DRAFT, revision__gt=0
    )
    rows = stage.assignments.annotate(begun=Exists(drafts)).values("state", "begun")
    counts: dict[tuple[str, bool], int] = defaultdict(int)
    for row in rows.annotate(n=Count("pk")):
        counts[row["state"], row["begun"]] += row["n"]
    ended = {
        state: counts[state, False] + counts[state, True]
        for state in State
        if state not in Assignment.OPEN
    }
    return StageProgress(
        wanted=judged_entries([stage]).count() * stage.judges_per_entry,
        scored=counts[State.SUBMITTED, False] + counts[State.SUBMITTED, True],
        begun=counts[State.PUBLISHED, True],
        waiting=counts[State.PUBLISHED, False],
        ended={state: count for state, count in ended.items() if count},
    )


def judges_in(stage: Stage) -> QuerySet[Judge]:
    """Judges with something to do in the stage, those furthest behind first."""
    mine = Q(assignments__stage=stage)
    return (
        Judge.objects.filter(edition=stage.track.edition_id)
        .annotate(
            assigned=Count("assignments", filter=mine & Q(assignments__state__in=Assignment.OPEN)),
            scored=Count("assignments", filter=mine & Q(assignments__state=State.SUBMITTED)),
            missing=Count("assignments", filter=mine & Q(assignments__state=State.PUBLISHED)),
        )
        .filter(assigned__gt=0)
        .select_related("person__user")
        .order_by("-missing", "code")
    )


def entries_short(stage: Stage) -> QuerySet[Entry]:
    """Entries that fewer judges hold than the stage wants."""
    held = Count(
        "assignments",
        filter=Q(assignments__stage=stage, assignments__state__in=Assignment.OPEN),
    )
    rows = judged_entries([stage]).annotate(held=held)
    return rows.filter(held__lt=stage.judges_per_entry).order_by("held", "code")
