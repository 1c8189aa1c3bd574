"""The rows behind a plan of assignments: entries to be judged, seats on panels, what is bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from yucaihui.competitions.models import (
    Assignment,
    Entry,
    Judge,
    PanelMembership,
    Stage,
)
from yucaihui.competitions.queries.conflicts import barred_pairs

Pair = tuple[int, int]  # entry, judge


@dataclass(frozen=True)
class Ground:
    """Entries are the rows of the problem, seats (a judge on a track's panel) its columns."""

    stages: Sequence[Stage]
    entries: Sequence[Entry]
    seats: Sequence[PanelMembership]
    # Pairs of entry and judge: in conflict or given back, published now, and scored already.
    barred: frozenset[Pair]
    published: frozenset[Pair]
    scored: frozenset[Pair]

    @property
    def judges(self) -> list[Judge]:
        """Each once, in the order of the seats."""
        return list({seat.judge_id: seat.judge for seat in self.seats}.values())


@dataclass(frozen=True)
class Wishes:
    """What the office asks for besides the panels: pairs by ids of entry and judge; at most so
    many judges of one organisation, or of one country, on an entry (0: any number)."""

    forced: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    per_organisation: int = 0
    per_country: int = 0


def judged_entries(stages: Iterable[Stage]) -> QuerySet[Entry]:
    """The admitted entries that stand in these stages."""
    admitted = Entry.objects.filter(stage__in=list(stages), case__state="admitted")
    return admitted.exclude(submitted=None).order_by("track__order", "track", "code")


def open_seats(stages: Iterable[Stage]) -> QuerySet[PanelMembership]:
    """The seats of active judges on the panels of these stages' tracks."""
    tracks = {stage.track_id for stage in stages}
    rows = PanelMembership.objects.filter(track__in=tracks, judge__state=Judge.State.ACTIVE)
    return rows.select_related("judge__person", "judge__organisation").order_by(
        "track__order", "track", "judge__code"
    )


def ground_of(stages: Sequence[Stage]) -> Ground:
    """Everything a plan for these stages (of one edition) needs, in a few statements."""
    rows = Assignment.objects.filter(stage__in=list(stages))
    pairs = list(rows.values_list("state", "entry", "judge"))
    state = Assignment.State
    barred = {(entry, judge) for judge, entry in barred_pairs(stages[0].track.edition)}
    given_back = {
        (entry, judge)
        for held, entry, judge in pairs
        if held in (state.DECLINED, state.LAPSED, state.RECUSED)
    }
    scored = frozenset((entry, judge) for held, entry, judge in pairs if held == state.SUBMITTED)
    published = frozenset((entry, judge) for held, entry, judge in pairs if held in Assignment.OPEN)
    entries = judged_entries(stages).select_related("track", "project", "submitted__form", "stage")
    return Ground(
        stages=stages,
        entries=list(entries),
        seats=list(open_seats(stages)),
        barred=frozenset(barred | (given_back - published)),
        published=published,
        scored=scored,
    )
