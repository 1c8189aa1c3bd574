"""The oracle: every pair is scored and sorted. Slow, short and the measure of the fast paths."""

from collections.abc import Iterator

import numpy as np

from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packed import Best, Ints, Lists, Packed, Weights

NOT_RANKED = -1
_PAIRS_AT_ONCE = 2_000_000


def reference(
    positions: Packed,
    talents: Packed,
    weights: Weights,
    k: int,
    *,
    backward: int = 0,
    refused: bool = False,
) -> Best:
    """Like `best`, by brute force; the whole matrix of scores stands in memory for `backward`."""
    rows = np.arange(len(positions))
    forward = reference_lists(positions, talents, weights, k, rows=rows, refused=refused)
    if not backward:
        return Best(forward)
    pairs = Pairs(positions, talents, weights)
    ranked = np.empty((len(positions), len(talents)), dtype=np.int64)
    for block in blocks(rows, len(talents), _PAIRS_AT_ONCE):
        ranked[block] = ranking_values(pairs, block, refused=refused)
    return Best(forward, _sorted(ranked.T, min(backward, len(positions))))


def reference_lists(
    positions: Packed,
    talents: Packed,
    weights: Weights,
    k: int,
    *,
    rows: Ints,
    refused: bool = False,
) -> Lists:
    """The best talents of the positions `rows` only, by brute force."""
    pairs, k = Pairs(positions, talents, weights), min(k, len(talents))
    return joined(
        k,
        [
            _sorted(ranking_values(pairs, block, refused=refused), k)
            for block in blocks(rows, len(talents), _PAIRS_AT_ONCE)
        ],
    )


def ranking_values(pairs: Pairs, rows: Ints, *, refused: bool) -> Ints:
    """Scores of the pairs that are ranked, `NOT_RANKED` for the others, (rows, talents)."""
    values = pairs.scores(rows)
    values[pairs.refusals(rows) != refused] = NOT_RANKED
    return values


def blocks(rows: Ints, columns: int, pairs: int) -> Iterator[Ints]:
    """Parts of `rows` with about `pairs` pairs each."""
    size = max(1, pairs // max(1, columns))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def joined(k: int, lists: list[Lists]) -> Lists:
    """Lists of `k` places, one under the other."""
    rows, scores = np.empty((0, k), dtype=np.int64), np.empty((0, k), dtype=np.int32)
    return Lists(
        np.concatenate([rows, *(part.rows for part in lists)]),
        np.concatenate([scores, *(part.scores for part in lists)]),
    )


def _sorted(values: Ints, k: int) -> Lists:
    """The k best columns of each row; the sort is stable, so ties stay in the order of rows."""
    order = np.argsort(-values, axis=1, kind="stable")[:, :k]
    best = np.take_along_axis(values, order, axis=1)
    return Lists(np.where(best < 0, -1, order), best.astype(np.int32))
