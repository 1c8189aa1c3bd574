"""The path without a compiler: NumPy and SciPy, a block of positions at a time."""

import numpy as np

from yucaihui.engines.matching.kernel.reference import (
    NOT_RANKED,
    blocks,
    joined,
    ranking_values,
)
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packed import Best, Ints, Lists, Packed, Weights
from yucaihui.engines.matching.types import Progress

# A block's arrays take about 60 bytes a pair while it is worked on.
_PAIRS_AT_ONCE = 3_000_000


def plain(
    positions: Packed,
    talents: Packed,
    weights: Weights,
    k: int,
    *,
    backward: int = 0,
    refused: bool = False,
    progress: Progress | None = None,
) -> Best:
    """Like `best`; needs no compiled code."""
    pairs, k = Pairs(positions, talents, weights), min(k, len(talents))
    rows = np.arange(len(positions))
    forward, running = [], _Running(len(talents), min(backward, len(positions)))
    for block in blocks(rows, len(talents), _PAIRS_AT_ONCE):
        values = ranking_values(pairs, block, refused=refused)
        forward.append(_top(values, k))
        running.add(values, block[0])
        if progress:
            progress(int(block[-1]) + 1, len(rows))
    return Best(joined(k, forward), running.lists() if backward else None)


class _Running:
    """The best rows seen so far for each column, best first.

    Rows are added in ascending order and the sort is stable, so ties stay in the order of rows.
    """

    def __init__(self, columns: int, k: int) -> None:
        self.rows: Ints = np.full((columns, k), -1, dtype=np.int64)
        self.values: Ints = np.full((columns, k), NOT_RANKED, dtype=np.int64)

    def add(self, values: Ints, first_row: int) -> None:
        """Take a block of values, (rows, columns), whose first row is `first_row`."""
        k = self.values.shape[1]
        if not k:
            return
        better = np.flatnonzero(values.max(axis=0) > self.values[:, -1])
        top = _top(np.ascontiguousarray(values[:, better].T), min(k, len(values)))
        rows = np.where(top.rows < 0, -1, top.rows + first_row)
        all_rows = np.concatenate((self.rows[better], rows), axis=1)
        all_values = np.concatenate((self.values[better], top.scores), axis=1)
        order = np.argsort(np.negative(all_values), axis=1, kind="stable")[:, :k]
        self.rows[better] = np.take_along_axis(all_rows, order, axis=1)
        self.values[better] = np.take_along_axis(all_values, order, axis=1)

    def lists(self) -> Lists:
        """What has been kept."""
        return Lists(self.rows, self.values.astype(np.int32))


def _top(values: Ints, k: int) -> Lists:
    """Each row's `k` best ranked columns of `values`, (rows, k), best first, ties by column."""
    count = len(values)
    rows = np.full((count, k), -1, dtype=np.int64)
    best = np.full((count, k), NOT_RANKED, dtype=np.int32)
    row, column = np.nonzero(values >= _below_kth(values, k))
    value = values[row, column]
    order = np.lexsort((-value, row))  # stable: columns stay ascending among equals
    row, column, value = row[order], column[order], value[order]
    place = np.arange(len(row)) - np.searchsorted(row, np.arange(count))[row]
    kept = place < k
    rows[row[kept], place[kept]] = column[kept]
    best[row[kept], place[kept]] = value[kept]
    return Lists(rows, best)


def _below_kth(values: Ints, k: int) -> Ints:
    """A number at most each row's k-th best value and above those not ranked, (rows, 1).

    It is the k-th best of the maxima of groups of columns, so only a few columns are above it:
    cheaper than a partition of the whole row (8 groups for each of the k, by trial).
    """
    rows, columns = values.shape
    groups = min(columns, 8 * k)
    if not groups:
        return np.zeros((rows, 1), dtype=np.int64)
    maxima = values[:, :groups].copy()
    for start in range(groups, columns - groups + 1, groups):
        np.maximum(maxima, values[:, start : start + groups], out=maxima)
    kth = np.partition(maxima, groups - k, axis=1)[:, groups - k, np.newaxis]
    return np.maximum(kth, 0)
