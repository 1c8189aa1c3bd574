"""The three terms of the scores of chosen pairs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.counts import Ints
from yucaihui.engines.matching.packed import SILENT_ONE, Packed, Rows, Titles, Weights

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
    title = _titles(positions, talents, weights, rows, columns)
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


def _titles(
    positions: Packed, talents: Packed, weights: Weights, rows: Ints, columns: Ints
) -> Ints:
    """The title leg of each pair: the largest over the talent's titles, 0 without any."""
    owned = talents.owned
    counts = np.diff(owned.indptr)[columns]
    pair = np.repeat(np.arange(len(rows)), counts)
    starts = np.cumsum(counts) - counts
    inside = np.arange(len(pair)) - np.repeat(starts, counts)
    held = owned.members[np.repeat(owned.indptr[columns], counts) + inside].astype(np.int64)
    asked = positions.owned.members[positions.owned.indptr[rows]].astype(np.int64)[pair]
    distinct, place = np.unique(asked * len(talents.titles) + held, return_inverse=True)
    left, right = np.divmod(distinct, max(1, len(talents.titles)))
    similar = _similarities(positions.titles, talents.titles, weights, left, right)[place]
    best: Ints = np.zeros(len(rows), dtype=np.int64)
    some = np.flatnonzero(counts)
    if len(some):
        best[some] = np.maximum.reduceat(similar, starts[some])
    return best


def _similarities(left: Titles, right: Titles, weights: Weights, one: Ints, other: Ints) -> Ints:
    """Similarity of left[one[i]] and right[other[i]], (pairs,); see `packed`."""
    grams = _products(left.grams, right.grams, one, other)
    dots: Ints = np.zeros(len(one), dtype=np.int64)
    step = _BLOCK // left.vectors.shape[1]
    for start in range(0, len(one), step):
        part = slice(start, start + step)
        ours = left.vectors[one[part]].astype(np.float32)
        theirs = right.vectors[other[part]].astype(np.float32)
        dots[part] = np.einsum("ij,ij->i", ours, theirs).astype(np.int64)
    speaks = left.known[one] & right.known[other]
    blend = np.where(speaks, dots * weights.dense + grams * weights.grams, grams * weights.alone)
    return (blend >> weights.shift).clip(0, weights.title)


def _parts(lengths: Ints) -> list[NDArray[np.int64]]:
    """Pairs in parts of about `_BLOCK` values."""
    ends = np.cumsum(lengths)
    cuts = np.searchsorted(ends, np.arange(_BLOCK, int(ends[-1]) if len(ends) else 0, _BLOCK))
    return np.split(np.arange(len(lengths)), np.unique(cuts + 1))
