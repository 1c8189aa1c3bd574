"""Compiled: those put aside, by ever dearer bounds and the exact score last."""

from typing import Any

import numpy as np

from yucaihui.engines.matching.kernel.arrays import Found, Scratch, Sides
from yucaihui.engines.matching.kernel.exact import common_words, is_refused, title_bound, title_leg
from yucaihui.engines.matching.kernel.jit import inlined, uncounted
from yucaihui.engines.matching.kernel.offers import replace_least
from yucaihui.engines.matching.kernel.thresholds import Place, as_sum, least_taken
from yucaihui.engines.matching.packed import SILENT_ONE

_ROW_MASK = np.int64(2**32 - 1)


@uncounted
def offer_deferred(
    sides: Sides, found: Found, scratch: Scratch, at: Place, low: np.int64, high: np.int64
) -> None:
    """Offer those put aside whose sums make scores from `low` on and below `high`."""
    need, below = as_sum(low, at.stretch), as_sum(high, at.stretch)
    deferred, deferred_sums = scratch.deferred, scratch.deferred_sums
    supply, step, rest = sides.supply, sides.rules.step, sides.wanted.rest[at.position]
    starts, owned, bounds = supply.owned_starts, supply.owned, sides.titles.bounds[at.title]
    common_starts, words, data = supply.common_starts, supply.common_words, supply.common_data
    both_ways, common, least = found.floors.shape[1] > 0, scratch.common, least_taken(found, at)
    floors = found.floors[1 if at.silent else 0]
    for number in range(scratch.deferred_ends[at.block], scratch.deferred_ends[at.block + 1]):
        place, total = np.int64(deferred[number]), np.int64(deferred_sums[number])
        takes = min(least, np.int64(floors[place])) if both_ways else least
        if total < need or total >= below or total + at.beyond < takes:
            continue
        bound = title_bound(starts, owned, bounds, place)
        if bound > at.floor:
            total -= bound << step
        bound <<= step
        if total + rest + bound < takes:
            continue
        if not at.silent:
            total += common_words(common_starts, words, data, common, place)
        if total + bound >= takes:
            _offer(sides, found, scratch, at, place, total)
            least = least_taken(found, at)


@inlined
def _offer(
    sides: Sides, found: Found, scratch: Scratch, at: Place, place: Any, total: np.int64
) -> None:
    """Offer a pair to both lists: `total` of all but the title."""
    both_ways, position = found.floors.shape[1] > 0, at.position
    needed = np.int64(0) if both_ways else least_taken(found, at) - total
    title = title_leg(
        sides.supply, sides.titles, sides.rules, scratch.grams, at.title, place, needed
    )
    score = (total + title) * at.stretch // SILENT_ONE
    talent, row = sides.supply.order[place], sides.wanted.order[position]
    key = (score << 32) | (_ROW_MASK - talent)
    forward = found.forward.shape[1] > 0 and key > max(
        found.forward[position, 0], found.reached[position]
    )
    back = both_ways and score >= found.floors[0, place]
    if not (forward or back):
        return
    check, refused = sides.rules.check, sides.rules.refused
    if check and is_refused(sides.wanted, sides.talents, row, talent) != refused:
        return
    if forward:
        replace_least(found.forward[position], key)
    if back:
        end = found.offered[0]
        found.offered_places[end] = place
        found.offered_keys[end] = (score << 32) | (_ROW_MASK - row)
        found.offered[0] = end + 1
