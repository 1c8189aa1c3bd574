"""Rows of a plan as the arrays of `engines.assignment`, and its answer as pairs and figures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from yucaihui.competitions.queries.plan_ground import Ground, Pair, Wishes
from yucaihui.engines.assignment import Assignment, Infeasible, Names, Problem, Quota, say

Bools = NDArray[np.bool_]
Tongue = Literal["zh", "en"]
TONGUES: tuple[Tongue, ...] = ("zh", "en")


def problem_of(
    ground: Ground, wishes: Wishes, affinity: NDArray[np.float64] | None, *, keep: bool
) -> Problem:
    """One row for an entry, one column for a judge's seat on a track's panel. Scored pairs stay
    whatever is asked; `affinity` is (entries, judges) in the order of `ground`.

    Raises:
        ValueError: the wishes contradict themselves or the panels.
    """
    columns = Columns(ground)
    tracks = sorted({entry.track_id for entry in ground.entries})
    forced = columns.mask([*ground.scored, *wishes.forced], home_only=False)
    demand = np.array(
        [entry.stage.judges_per_entry if entry.stage else 0 for entry in ground.entries],
        dtype=np.int64,
    )
    barred = ground.barred - ground.scored | set(wishes.forbidden)
    max_load = np.array([seat.max_load for seat in ground.seats], dtype=np.int64)
    return Problem(
        demand=np.maximum(demand, forced.sum(axis=1)),
        min_load=np.array([seat.min_load for seat in ground.seats], dtype=np.int64),
        max_load=np.maximum(max_load, forced.sum(axis=0)),
        forbidden=columns.mask(barred, home_only=True) | columns.twice(forced),
        forced=forced,
        entry_track=np.array([tracks.index(entry.track_id) for entry in ground.entries]),
        judge_tracks=np.array(
            [[seat.track_id == track for track in tracks] for seat in ground.seats], dtype=np.bool_
        ).reshape(len(ground.seats), len(tracks)),
        affinity=None if affinity is None else affinity[:, columns.judge_of],
        quotas=tuple(quotas_of(ground, wishes)),
        published=columns.mask(ground.published, home_only=True) if keep else None,
    )


class Columns:
    """Where the judges' seats stand in the arrays."""

    def __init__(self, ground: Ground) -> None:
        self.rows = {entry.pk: row for row, entry in enumerate(ground.entries)}
        self.tracks = [entry.track_id for entry in ground.entries]
        self.home: dict[int, dict[int, int]] = {}
        for column, seat in enumerate(ground.seats):
            self.home.setdefault(seat.judge_id, {})[seat.track_id] = column
        places = {judge.pk: place for place, judge in enumerate(ground.judges)}
        self.judge_of = [places[seat.judge_id] for seat in ground.seats]
        self.shape = len(ground.entries), len(ground.seats)

    def mask(self, pairs: Iterable[Pair], *, home_only: bool) -> Bools:
        """True at the judge's seat on the entry's track. Elsewhere a judge sits only as a bridge:
        then at the first of their seats, unless `home_only`."""
        found: Bools = np.zeros(self.shape, dtype=np.bool_)
        for entry, judge in pairs:
            row, seats = self.rows.get(entry), self.home.get(judge)
            if row is None or not seats:
                continue
            if self.tracks[row] in seats or not home_only:
                found[row, seats.get(self.tracks[row], next(iter(seats.values())))] = True
        return found

    def twice(self, forced: Bools) -> Bools:
        """A judge with seats on several panels is on an entry once."""
        found: Bools = np.zeros(self.shape, dtype=np.bool_)
        judges = np.array(self.judge_of)
        for row, column in np.argwhere(forced):
            found[row] |= judges == judges[column]
        return found & ~forced


def quotas_of(ground: Ground, wishes: Wishes) -> Iterable[Quota]:
    groups: Mapping[str, tuple[int, list[Any]]] = {
        "organisation": (
            wishes.per_organisation,
            [seat.judge.organisation_id for seat in ground.seats],
        ),
        "country": (wishes.per_country, [seat.judge.country for seat in ground.seats]),
    }
    for name, (most, values) in groups.items():
        if most:
            yield Quota(name, numbered(values), most)


def numbered(values: Sequence[Any]) -> NDArray[np.int64]:
    """The groups by number; -1 for a judge of none."""
    places = {value: place for place, value in enumerate(dict.fromkeys(filter(None, values)))}
    return np.array([places.get(value, -1) for value in values], dtype=np.int64)


def pairs_of(ground: Ground, problem: Problem, answer: Assignment) -> list[list[Any]]:
    """[entry id, judge id, affinity] of every pair."""
    known = problem.affinity
    return [
        [
            ground.entries[row].pk,
            ground.seats[column].judge_id,
            None if known is None else round(float(known[row, column]), 6),
        ]
        for row, column in answer.pairs.tolist()
    ]


def figures_of(ground: Ground, answer: Assignment, pairs: list[list[Any]]) -> dict[str, Any]:
    """What the pages say of a plan; figures that do not exist are null."""
    return {
        "entries": len(ground.entries),
        "judges": len(ground.judges),
        "barred": len(ground.barred),
        "objective": finite(answer.objective),
        "bound": finite(answer.bound),
        "worst_bound": finite(getattr(answer, "worst_bound", float("nan"))),
        "kept": len(ground.published & {(entry, judge) for entry, judge, _fit in pairs}),
        "published": len(ground.published),
    }


def finite(value: float) -> float | None:
    return round(float(value), 6) if np.isfinite(value) else None


def shortage_of(ground: Ground, problem: Problem, infeasible: Infeasible) -> list[dict[str, str]]:
    """What is short and the way out, in both languages."""
    return [
        {tongue: say(one, problem, names_in(ground, tongue), tongue) for tongue in TONGUES}
        for one in infeasible.bottlenecks
    ]


def names_in(ground: Ground, tongue: Tongue) -> Names:
    """What the engine's sentences call entries, judges and tracks."""
    tracks = {entry.track_id: entry.track for entry in ground.entries}
    return Names(
        entries=[entry.code for entry in ground.entries],
        judges=[seat.judge.code for seat in ground.seats],
        tracks=[getattr(tracks[pk], f"name_{tongue}") or str(tracks[pk]) for pk in sorted(tracks)],
    )
