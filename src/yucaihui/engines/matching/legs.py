"""The three terms of the scores of chosen pairs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.counts import Ints
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packed import SILENT_ONE, Packed, Rows, Weights

# Values gathered at once; a matter of memory only.
_BLOCK = 2_000_000


@dataclass(frozen=True, eq=False)
class Legs:
    """Title, skills and text of pairs, in parts of `packed.ONE`; their sum is the score."""

    title: Ints
    skills: Ints
    text: Ints


def legs_of(
    positions: Packed, talents: Packed, weights: Weights, rows: Ints, columns: Ints, scores: Ints
) -> Legs:
    """The terms of the pairs (rows[i], columns[i]) whose scores are `scores`, each (pairs,)."""
    skills = _products(positions.skills, talents.skills, rows, columns)
    title = _titles(Pairs(positions, talents, weights), rows, columns)
    asked, offered = positions.languages[rows], talents.languages[columns]
    silent = (asked != 0) & (offered != 0) & ((asked & offered) == 0)
    title = np.where(silent, title * weights.silent // SILENT_ONE, title)
    skills = np.where(silent, scores - title, skills)
    return Legs(title, skills, scores - title - skills)


def _products(left: Rows, right: Rows, rows: Ints, columns: Ints) -> Ints:
    """Dot products of left[rows[i]] and right[columns[i]], (pairs,)."""
    keys = right.indices.astype(np.int64) + right.columns * np.repeat(
        np.arange(len(right)), np.diff(right.indptr)
    )
    found: Ints = np.zeros(len(rows), dtype=np.int64)
    lengths = np.diff(left.indptr)[rows]
    for part in _parts(lengths):
        start, count = left.indptr[rows[part]], lengths[part]
        pair = np.repeat(np.arange(len(count)), count)
        inside = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
        at = np.repeat(start, count) + inside
        wanted = left.indices[at] + right.columns * columns[part][pair]
        place = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        hit = keys[place] == wanted if len(keys) else np.zeros(len(wanted), dtype=np.bool_)
        values = left.data[at[hit]].astype(np.float64) * right.data[place[hit]]
        sums = np.bincount(pair[hit], weights=values, minlength=len(count))
        found[part] = sums.astype(np.int64)
    return found


def _titles(pairs: Pairs, rows: Ints, columns: Ints) -> Ints:
    """The title leg of each pair, worked out by the positions' distinct titles."""
    owned = pairs.talents.owned
    title = pairs.positions.owned.members[rows].astype(np.int64)
    order = np.argsort(title, kind="stable")
    found: Ints = np.zeros(len(rows), dtype=np.int64)
    counts = np.diff(owned.indptr)
    size = max(1, _BLOCK // max(1, len(pairs.talents.titles)))
    distinct = np.unique(title)
    for start in range(0, len(distinct), size):
        block = distinct[start : start + size]
        similar = pairs.similarities(block)
        first, last = np.searchsorted(title[order], [block[0], block[-1] + 1])
        part = order[first:last]
        line = np.searchsorted(block, title[part])
        best = np.zeros(len(part), dtype=np.int64)
        for nth in range(counts.max(initial=0)):
            more = counts[columns[part]] > nth
            member = owned.members[owned.indptr[columns[part][more]] + nth]
            best[more] = np.maximum(best[more], similar[line[more], member])
        found[part] = best
    return found


def _parts(lengths: Ints) -> list[NDArray[np.int64]]:
    """Pairs in parts of about `_BLOCK` values."""
    ends = np.cumsum(lengths)
    cuts = np.searchsorted(ends, np.arange(_BLOCK, int(ends[-1]) if len(ends) else 0, _BLOCK))
    return np.split(np.arange(len(lengths)), np.unique(cuts + 1))
