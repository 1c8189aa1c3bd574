"""Compiled: the pass over all pairs, a position against one block of talents after the other.

For each position and block, what is cheap is summed up for every talent: skills and rare words by
the lists of who has them, and the bound of a title that is near. Those whose sum, with all that it
leaves out (common words, a title that is not near), cannot enter a list are passed over. When all
blocks have been summed, the highest are scored exactly, and then those who are still within reach
of the list: ever dearer bounds first, the exact score last. So sums only decide who is scored.

Functions take their arrays out of the tuples once, before their loops: to do so costs numba as
much as many turns of a loop.
"""

from typing import Any

import numpy as np

from yucaihui.engines.matching.kernel.arrays import Found, Ints32, Scratch, Sides, Wanted
from yucaihui.engines.matching.kernel.deferring import BIN_SHIFT, BINS, count_scores, defer
from yucaihui.engines.matching.kernel.exact import is_silent, spread_grams
from yucaihui.engines.matching.kernel.jit import inlined, uncounted
from yucaihui.engines.matching.kernel.offering import offer_deferred
from yucaihui.engines.matching.kernel.sums import add_features, mark_eligible, raise_near
from yucaihui.engines.matching.kernel.thresholds import NEVER, Place, as_sum, least_taken
from yucaihui.engines.matching.packed import SILENT_ONE

_BOUND_SHIFT, _SAMPLED = 6, 1024


@uncounted
def scan(sides: Sides, found: Found, scratch: Scratch, first: int, last: int) -> int:
    """Positions first..last of the batch; where it stopped for want of room for offers."""
    of_position, title, floor, stop = sides.wanted.title, -1, 0, last
    for position in range(first, last):
        if _is_out_of_room(sides, found):
            stop = position
            break
        if of_position[position] != title:
            if title >= 0:
                spread_grams(sides.titles, title, scratch.grams, 0)
            title = int(of_position[position])
            spread_grams(sides.titles, title, scratch.grams, 1)
            floor = _pick_floor(sides, scratch.counts, title)
            _list_near(sides, scratch, title, floor)
        _spread_common(sides.wanted, scratch.common, position, 1)
        _take_position(sides, found, scratch, position, title, floor)
        _spread_common(sides.wanted, scratch.common, position, 0)
    if title >= 0:
        spread_grams(sides.titles, title, scratch.grams, 0)
    return stop


@uncounted
def _is_out_of_room(sides: Sides, found: Found) -> bool:
    room = len(found.offered_keys) - found.offered[0]
    return bool(found.floors.shape[1] > 0 and room < len(sides.supply.order))


@uncounted
def _spread_common(wanted: Wanted, common: Ints32, position: int, times: int) -> None:
    """Lay out by number what the position gives for common words, or take it away again."""
    features, weights = wanted.features, wanted.weights
    for at in range(wanted.bounds[position, 2], wanted.bounds[position, 3]):
        common[features[at]] = weights[at] * times


@uncounted
def _pick_floor(sides: Sides, counts: Ints32, title: int) -> int:
    """A bound that about `rules.near` in a thousand titles of the talents exceed."""
    bounds, count = sides.titles.bounds[title], len(sides.titles.known)
    counts[:] = 0
    step, sampled = max(1, count // _SAMPLED), 0
    for other in range(0, count, step):
        counts[bounds[other] >> _BOUND_SHIFT] += 1
        sampled += 1
    above, bin_ = 0, BINS
    while bin_ > 1:
        above += counts[bin_ - 1]
        if above * 1000 > sampled * sides.rules.near:
            break
        bin_ -= 1
    return (bin_ << _BOUND_SHIFT) - 1


@uncounted
def _list_near(sides: Sides, scratch: Scratch, title: int, floor: int) -> None:
    """Who has a title near the position's: places and bounds by block."""
    bounds, ends = sides.titles.bounds[title], scratch.near_ends
    places, place_bounds = scratch.near_places, scratch.near_bounds
    starts, holders = sides.supply.holder_starts, sides.supply.holders
    for block in range(len(ends)):
        ends[block] = sides.supply.near_starts[block]
    for other in range(len(sides.titles.known)):
        if bounds[other] > floor:
            for at in range(starts[other], starts[other + 1]):
                block = holders[at] >> np.uint32(16)
                end = ends[block]
                places[end] = holders[at] & np.uint32(0xFFFF)
                place_bounds[end] = bounds[other]
                ends[block] = end + 1


@uncounted
def _take_position(
    sides: Sides, found: Found, scratch: Scratch, position: int, title: int, floor: int
) -> None:
    """One position against every talent.

    k talents have a sum of the bin so far, which sets a threshold for who is put aside, unless
    some of them may be refused when they are checked.
    """
    blocks, ends = len(sides.supply.languages), scratch.deferred_ends
    seeded = found.forward.shape[1] == 0 or found.reached[position] >= 0
    counts, bin_ = scratch.counts, np.int64(0)
    counts[:] = 0
    ends[0] = 0
    for block in range(blocks):
        at = _place(sides, position, title, block, floor)
        ends[block + 1] = ends[block]
        if mark_eligible(sides, scratch, at):
            add_features(sides, scratch, at)
            raise_near(sides, scratch, at)
            least = least_taken(found, at)
            if not seeded:
                bin_ = count_scores(scratch, at, counts, bin_, found.forward.shape[1])
                if not sides.rules.check:
                    least = as_sum(_sure(sides, title, bin_ << BIN_SHIFT), at.stretch)
            defer(found, scratch, at, max(least - at.beyond, np.int64(0)))
            scratch.sums[: at.size] = 0
    highest = NEVER if seeded else bin_ << BIN_SHIFT
    for low, high in ((highest, NEVER), (np.int64(0), highest)):
        for block in range(blocks):
            at = _place(sides, position, title, block, floor)
            offer_deferred(sides, found, scratch, at, low, high)


@inlined
def _sure(sides: Sides, title: int, score: Any) -> Any:
    """The least score of those whose sums make `score`: a near title's bound may be too high."""
    stretch = max(sides.rules.silent, SILENT_ONE)
    excess = sides.titles.excess[title] * stretch // SILENT_ONE + 1
    return max(score - excess, np.int64(0))


@uncounted
def _place(sides: Sides, position: int, title: int, block: int, floor: int) -> Place:
    wanted, supply, rules = sides.wanted, sides.supply, sides.rules
    silent = is_silent(wanted.languages[position], supply.languages[block])
    beyond = (floor << rules.step) + wanted.rest[position]
    start, end = supply.starts[block], supply.starts[block + 1]
    stretch = rules.silent if silent else SILENT_ONE
    return Place(position, title, block, start, end - start, floor, beyond, silent, stretch)
