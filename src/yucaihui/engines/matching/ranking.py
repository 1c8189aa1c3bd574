"""The k best of the eligible, exactly, ties by id; both ways in one pass over the pairs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from yucaihui.engines.matching.counts import Floats, Ints
from yucaihui.engines.matching.encoded import encode_positions, encode_talents
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.pairing import Pairing
from yucaihui.engines.matching.types import Match, Position, Progress, Talent

# Pairs scored at once: a block's arrays take about 100 bytes a pair while it is worked on.
PAIRS_PER_BLOCK = 3_000_000
_REFUSED = -1.0  # below every score

Ranked = dict[str, tuple[Match, ...]]


@dataclass(frozen=True)
class BothWays:
    """Talents ranked for each position and positions for each talent, by id."""

    talents_for: Ranked
    positions_for: Ranked


def rank_talents(position: Position, talents: TalentIndex, k: int) -> tuple[Match, ...]:
    """The `k` best eligible talents for one position."""
    wanted = PositionIndex(encode_positions([position]), talents.statistics)
    return match_both(wanted, talents, k).talents_for[position.id]


def rank_positions(talent: Talent, positions: PositionIndex, k: int) -> tuple[Match, ...]:
    """The `k` best eligible positions for one talent."""
    wanting = TalentIndex(encode_talents([talent]), positions.statistics)
    return match_both(positions, wanting, k).positions_for[talent.id]


def match_both(
    positions: PositionIndex, talents: TalentIndex, k: int, progress: Progress | None = None
) -> BothWays:
    """The `k` best eligible talents of each position and positions of each talent.

    Lists are shorter where fewer are eligible. A score depends on the pair and the statistics
    only, not on `k`. `progress` is called with positions done and in all.
    """
    return _best(Pairing(positions, talents), k, progress, refused=False)


def match_refused(
    positions: PositionIndex, talents: TalentIndex, k: int, progress: Progress | None = None
) -> BothWays:
    """Like `match_both` among the pairs that a hard requirement refuses: the near misses."""
    return _best(Pairing(positions, talents), k, progress, refused=True)


def _best(pairing: Pairing, k: int, progress: Progress | None, *, refused: bool) -> BothWays:
    if k < 0:
        raise ValueError(f"k must be 0 or more, not {k}")
    positions, talents = pairing.positions.records.ids, pairing.talents.records.ids
    forward, backward = [], _Running(len(talents), min(k, len(positions)))
    for rows in _blocks(len(positions), len(talents)):
        scores = pairing.scores(rows)
        scores[pairing.eligible(rows) == refused] = _REFUSED
        forward.append(_top(scores, k))
        backward.add(scores, rows.start)
        if progress:
            progress(rows.stop, len(positions))
    return BothWays(
        _named(
            positions, talents, [pair for block in forward for pair in zip(*block, strict=True)]
        ),
        _named(talents, positions, list(zip(backward.rows, backward.scores, strict=True))),
    )


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    if not columns:
        return
    size = max(1, PAIRS_PER_BLOCK // columns)
    for start in range(0, rows, size):
        yield slice(start, min(start + size, rows))


def _top(scores: Floats, k: int) -> tuple[Ints, Floats]:
    """Columns and scores of each row's `k` best, (rows, k), best first, ties by column.

    Places that no eligible pair takes hold the score of a refused one.
    """
    rows, k = scores.shape[0], min(k, scores.shape[1])
    chosen, best = np.zeros((rows, k), dtype=np.int64), np.full((rows, k), _REFUSED)
    row, column = np.nonzero(scores >= _below_kth(scores, k))
    value = scores[row, column]
    order = np.lexsort((-value, row))  # stable: columns stay ascending among equals
    row, column, value = row[order], column[order], value[order]
    place = np.arange(len(row)) - np.searchsorted(row, np.arange(rows))[row]
    kept = place < k
    chosen[row[kept], place[kept]] = column[kept]
    best[row[kept], place[kept]] = value[kept]
    return chosen, best


def _below_kth(scores: Floats, k: int) -> Floats:
    """A number at most each row's k-th best score and above refused ones, (rows, 1).

    It is the k-th best of the maxima of groups of columns, so only a few columns are above it:
    cheaper than a partition of the whole row (8 groups for each of the k, by trial).
    """
    rows, columns = scores.shape
    groups = min(columns, 8 * k)
    if not groups:
        return np.zeros((rows, 1))
    maxima = scores[:, :groups].copy()
    for start in range(groups, columns - groups + 1, groups):
        np.maximum(maxima, scores[:, start : start + groups], out=maxima)
    kth = np.partition(maxima, groups - k, axis=1)[:, groups - k, np.newaxis]
    return np.maximum(kth, 0.0)


class _Running:
    """The best rows seen so far for each column, best first.

    Rows are added in ascending order and the sort is stable, so ties stay in the order of ids.
    """

    def __init__(self, columns: int, k: int) -> None:
        self.rows: Ints = np.zeros((columns, k), dtype=np.int64)
        self.scores: Floats = np.full((columns, k), _REFUSED)

    def add(self, scores: Floats, first_row: int) -> None:
        """Take a block of scores, (rows, columns), whose first row is `first_row`."""
        k = self.scores.shape[1]
        if not k:
            return
        better = np.flatnonzero(scores.max(axis=0) > self.scores[:, -1])
        rows, values = _top(np.ascontiguousarray(scores[:, better].T), k)
        all_rows = np.concatenate((self.rows[better], rows + first_row), axis=1)
        all_values = np.concatenate((self.scores[better], values), axis=1)
        order = np.argsort(-all_values, axis=1, kind="stable")[:, :k]
        self.rows[better] = np.take_along_axis(all_rows, order, axis=1)
        self.scores[better] = np.take_along_axis(all_values, order, axis=1)


def _named(
    owners: tuple[str, ...], others: tuple[str, ...], lists: list[tuple[Ints, Floats]]
) -> Ranked:
    if not lists:
        return dict.fromkeys(owners, ())
    return {
        owner: tuple(
            Match(others[row], score)
            for row, score in zip(rows.tolist(), scores.tolist(), strict=True)
            if score > _REFUSED
        )
        for owner, (rows, scores) in zip(owners, lists, strict=True)
    }
