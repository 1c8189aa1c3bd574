"""Compiled: who of a block is put aside to be scored.

Places are looked at 64 at a time: those who reach a sum make a word of bits, which is joined with
the word of the eligible, so that only the bits that are left are walked through.
"""

from typing import Any

import numpy as np

from yucaihui.engines.matching.kernel.arrays import Found, Ints32, Scratch
from yucaihui.engines.matching.kernel.jit import inlined, trailing_zeros, uncounted
from yucaihui.engines.matching.kernel.layout import WORD
from yucaihui.engines.matching.kernel.thresholds import NEVER, Place, as_sum
from yucaihui.engines.matching.packed import SILENT_ONE

BINS, BIN_SHIFT = 1024, 12
_ONE_BIT = np.uint64(1)


@uncounted
def count_scores(scratch: Scratch, at: Place, counts: Ints32, bin_: np.int64, k: int) -> np.int64:
    """Count the eligible by what their sums make as scores; the bin of the k-th highest."""
    words, stretch, eligible = at.size // WORD, at.stretch, scratch.eligible
    rows = scratch.sums[: at.size].reshape(words, WORD)
    need = _narrow(as_sum(max(bin_, np.int64(1)) << BIN_SHIFT, stretch))
    for word in range(words):
        bits, row = eligible[word], rows[word]
        if bits:
            bits &= _reach(row, need)
            while bits:
                score = np.int64(row[trailing_zeros(bits)]) * stretch // SILENT_ONE
                counts[min(score >> BIN_SHIFT, np.int64(BINS - 1))] += 1
                bits &= bits - _ONE_BIT
    above, highest = 0, np.int64(BINS)
    while above < k and highest > bin_:
        highest -= 1
        above += counts[highest]
    return highest


@uncounted
def defer(found: Found, scratch: Scratch, at: Place, need: np.int64) -> None:
    """Put aside the eligible who are, with all that their sums leave out, within reach of a list.

    `need` is what the position's list asks of the sums.
    """
    words, eligible, taken = at.size // WORD, scratch.eligible, scratch.deferred_ends[at.block]
    rows = scratch.sums[: at.size].reshape(words, WORD)
    deferred, deferred_sums = scratch.deferred, scratch.deferred_sums
    both_ways, least, beyond = found.floors.shape[1] > 0, _narrow(need), _narrow(at.beyond)
    floors = found.floors[1 if at.silent else 0]
    for word in range(words):
        bits, row, first = eligible[word], rows[word], at.start + word * WORD
        if bits:
            reached = _reach(row, least)
            if both_ways:
                reached |= _reach_back(row, floors[first : first + WORD], beyond)
            bits &= reached
            while bits:
                inside = trailing_zeros(bits)
                deferred[taken], deferred_sums[taken] = first + inside, row[inside]
                taken += 1
                bits &= bits - _ONE_BIT
    scratch.deferred_ends[at.block + 1] = taken


@inlined
def _narrow(number: Any) -> np.int32:
    """As wide as a sum, so that sixteen are compared at once."""
    return np.int32(min(number, NEVER))


@inlined
def _reach(sums: Ints32, need: np.int32) -> np.uint64:
    """A bit for each of 64 places whose sum is at least `need`."""
    bits = np.uint64(0)
    for inside in range(WORD):
        bits |= np.uint64(sums[inside] >= need) << np.uint64(inside)
    return bits


@inlined
def _reach_back(sums: Ints32, floors: Ints32, beyond: np.int32) -> np.uint64:
    """A bit for each of 64 talents whose own list may take the position."""
    bits = np.uint64(0)
    for inside in range(WORD):
        bits |= np.uint64(sums[inside] + beyond >= floors[inside]) << np.uint64(inside)
    return bits
