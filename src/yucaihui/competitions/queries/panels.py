"""The score sheets of stages as the ranking engine takes them, and as a ranking keeps them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from yucaihui.competitions.definitions import read_rubric
from yucaihui.competitions.models import (
    Assignment,
    Conflict,
    Entry,
    Judge,
    PanelMembership,
    Score,
    ScoreSheet,
    Stage,
)
from yucaihui.competitions.rules.judging import bars

if TYPE_CHECKING:
    from yucaihui.engines.ranking import Panel

# Entries that a ranking of a stage holds, whatever became of them since.
RANKED = ("admitted", "waitlisted", "not_advanced", "awarded")
# Totals are stored in ten-thousandths of a point, points in hundredths.
TOTAL, POINT = 10_000, 100


@dataclass(frozen=True)
class Sheets:
    """What a ranking is computed from: `entries` are [id, track], `sheets` are
    [place of the entry, place of the judge, total, points of the heaviest criterion]."""

    entries: list[list[str]]
    judges: list[str]
    sheets: list[list[float]]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def panel(self) -> "Panel":
        import numpy as np  # noqa: PLC0415 - web processes start without it

        from yucaihui.engines.ranking import Panel  # noqa: PLC0415 - it loads NumPy

        rows = np.array(self.sheets, dtype=np.float64).reshape(-1, 4)
        return Panel(
            entries=tuple(entry for entry, _track in self.entries),
            judges=tuple(self.judges),
            entry=rows[:, 0].astype(np.int64),
            judge=rows[:, 1].astype(np.int64),
            score=rows[:, 2],
            tracks=tuple(track for _entry, track in self.entries),
            heaviest=rows[:, 3],
        )


def entries_in(stages: Sequence[Stage]) -> list[Entry]:
    """The entries that take part in these stages: those that stand there, or were scored there."""
    scored = Assignment.objects.filter(stage__in=stages, state=Assignment.State.SUBMITTED)
    standing = Entry.objects.filter(stage__in=stages).values("pk")
    rows = Entry.objects.filter(case__state__in=RANKED).select_related("case", "track")
    found = rows.filter(pk__in=scored.values("entry").union(standing))
    return list(found.order_by("track__order", "track_id", "code"))


def sheets_in(stages: Sequence[Stage]) -> QuerySet[ScoreSheet]:
    """The sheets that count: submitted, of entries that take part."""
    return ScoreSheet.objects.filter(
        state=ScoreSheet.State.SUBMITTED,
        assignment__state=Assignment.State.SUBMITTED,
        assignment__stage__in=stages,
        assignment__entry__case__state__in=RANKED,
    )


def sheets_of(stages: Sequence[Stage]) -> Sheets:
    """All sheets that count, in one order; four statements, however many there are."""
    entries = entries_in(stages)
    rows = sheets_in(stages).order_by("assignment__entry_id", "assignment__judge__uid")
    named = ("pk", "total", "assignment__entry_id", "assignment__judge__uid")
    listed = [row for row in rows.values_list(*named) if row[1] is not None]
    judges = sorted({judge for *_rest, judge in listed})
    heaviest = heaviest_points(stages)
    entry_at = {entry.pk: place for place, entry in enumerate(entries)}
    judge_at = {judge: place for place, judge in enumerate(judges)}
    return Sheets(
        entries=[[entry.uid, entry.track.code] for entry in entries],
        judges=judges,
        sheets=[
            [entry_at[entry], judge_at[judge], (total or 0) / TOTAL, heaviest.get(pk, 0.0)]
            for pk, total, entry, judge in listed
        ],
    )


def heaviest_points(stages: Sequence[Stage]) -> dict[int, float]:
    """By sheet: points of the criterion that weighs most in its rubric, the first of equals."""
    counted = sheets_in(stages)
    rubrics = counted.order_by().values_list("rubric_id", "rubric__content").distinct()
    heaviest = {
        pk: max(read_rubric(content).criteria, key=lambda one: one.weight).code
        for pk, content in rubrics
    }
    scores = Score.objects.filter(
        sheet__in=counted, criterion__in=set(heaviest.values()), points__isnull=False
    ).values_list("sheet_id", "sheet__rubric_id", "criterion", "points")
    return {
        sheet: (points or 0) / POINT
        for sheet, rubric, criterion, points in scores
        if heaviest[rubric] == criterion
    }


def allowed_of(sheets: Sheets, stages: Sequence[Stage]) -> tuple[Any, Any]:
    """Who may still judge what, for the engine's aids: (entries, judges) no conflict and the right
    track; (judges,) how many more sheets each may take on."""
    import numpy as np  # noqa: PLC0415 - web processes start without it

    tracks = {stage.track.code: stage.track_id for stage in stages}
    seats = PanelMembership.objects.filter(
        track__in=tracks.values(), judge__uid__in=sheets.judges, judge__state=Judge.State.ACTIVE
    ).values_list("judge__uid", "track__code", "max_load")
    judge_at = {judge: place for place, judge in enumerate(sheets.judges)}
    allowed = np.zeros((len(sheets.entries), len(sheets.judges)), dtype=np.bool_)
    spare = np.zeros(len(sheets.judges), dtype=np.int64)
    in_track = np.array([track for _entry, track in sheets.entries])
    for judge, track, most in seats:
        allowed[in_track == track, judge_at[judge]] = True
        spare[judge_at[judge]] += most
    for _place, judged_by, *_rest in sheets.sheets:
        spare[int(judged_by)] -= 1
    bar_conflicts(allowed, sheets, judge_at)
    return allowed, spare


def bar_conflicts(allowed: Any, sheets: Sheets, judge_at: dict[str, int]) -> None:
    """What bars a judge from an entry bars them from the aids' proposals too."""
    entry_at = {entry: place for place, (entry, _track) in enumerate(sheets.entries)}
    held = Conflict.objects.filter(judge__uid__in=sheets.judges).exclude(
        state=Conflict.State.DISMISSED
    )
    for conflict in held.select_related("judge", "entry__case"):
        if bars(conflict) and conflict.entry.uid in entry_at:
            allowed[entry_at[conflict.entry.uid], judge_at[conflict.judge.uid]] = False
