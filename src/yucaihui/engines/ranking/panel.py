"""What is ranked: the score sheets of a panel of judges, in an order that nothing depends on."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Panel:
    """Sheets of judges, one a pair of entry and judge; a sheet not handed in is absent, never zero.

    `entries`, `judges`: distinct ids. `entry`, `judge` (n,): places in them, `score` (n,): the
    sheet's weighted total on any scale. `tracks`: one of each entry, or none at all. `heaviest`
    (n,): the sheet's score of the rubric's heaviest criterion, which breaks ties, or None.
    Raises ValueError naming the field, the reason and the way out.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    entry: Ints
    judge: Ints
    score: Floats
    tracks: tuple[str, ...] = ()
    heaviest: Floats | None = None

    def __post_init__(self) -> None:
        _check_ids("entries", self.entries)
        _check_ids("judges", self.judges)
        if self.tracks and len(self.tracks) != len(self.entries):
            raise ValueError("tracks: give one of each entry, or none at all")
        _check_places("entry", self.entry, len(self.entries))
        _check_places("judge", self.judge, len(self.judges))
        _check_numbers("score", self.score, len(self.entry))
        _check_numbers("heaviest", self.mark, len(self.entry))
        if self.judge.shape != self.entry.shape:
            raise ValueError("judge: give one judge a sheet")
        pairs = self.entry * len(self.judges) + self.judge
        if len(np.unique(pairs)) != len(pairs):
            raise ValueError("judge: two sheets of one entry and judge; keep one of them")

    def __len__(self) -> int:
        return len(self.score)

    @property
    def mark(self) -> Floats:
        """The heaviest criterion's scores, or the totals where they are not known."""
        return self.score if self.heaviest is None else self.heaviest

    @property
    def track_of(self) -> tuple[str, ...]:
        """The track of each entry; all are in one where none is named."""
        return self.tracks or ("",) * len(self.entries)

    @property
    def sheets(self) -> Ints:
        """(entries,) how many sheets each entry has."""
        return np.bincount(self.entry, minlength=len(self.entries))

    @property
    def loads(self) -> Ints:
        """(judges,) how many sheets each judge has handed in."""
        return np.bincount(self.judge, minlength=len(self.judges))


def canonical(panel: Panel) -> Panel:
    """The same sheets with ids in their order and sheets by entry, then judge.

    Entries and judges without a sheet are left out: nothing is known of them.
    """
    seen_entries, seen_judges = np.flatnonzero(panel.sheets), np.flatnonzero(panel.loads)
    entries = sorted(seen_entries.tolist(), key=panel.entries.__getitem__)
    judges = sorted(seen_judges.tolist(), key=panel.judges.__getitem__)
    entry = _places(entries, len(panel.entries))[panel.entry]
    judge = _places(judges, len(panel.judges))[panel.judge]
    order = np.lexsort((judge, entry))
    return replace(
        panel,
        entries=tuple(panel.entries[n] for n in entries),
        judges=tuple(panel.judges[n] for n in judges),
        entry=entry[order],
        judge=judge[order],
        score=panel.score[order],
        tracks=tuple(panel.tracks[n] for n in entries) if panel.tracks else (),
        heaviest=None if panel.heaviest is None else panel.heaviest[order],
    )


def unscored(panel: Panel) -> tuple[str, ...]:
    """Entries without any sheet, which no method can place."""
    return tuple(sorted(panel.entries[n] for n in np.flatnonzero(panel.sheets == 0)))


def _places(kept: list[int], size: int) -> Ints:
    places = np.full(size, -1, np.int64)
    places[kept] = np.arange(len(kept))
    return places


def _check_ids(field: str, ids: tuple[str, ...]) -> None:
    if len(set(ids)) != len(ids):
        raise ValueError(f"{field}: an id stands twice; make the ids unique")


def _check_places(field: str, places: Ints, size: int) -> None:
    if places.ndim != 1 or (len(places) and not 0 <= places.min() <= places.max() < size):
        raise ValueError(f"{field}: places have to be whole numbers from 0 to {size - 1}")


def _check_numbers(field: str, numbers: Floats, size: int) -> None:
    if numbers.shape != (size,) or not np.isfinite(numbers).all():
        raise ValueError(f"{field}: give one finite number a sheet; leave out what is missing")
