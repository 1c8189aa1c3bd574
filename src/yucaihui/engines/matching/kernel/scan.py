"""Compiled: the pass over all pairs, a position against one block of talents after the other.

For each position and block, what is cheap is summed up for every talent: skills and rare words by
the lists of who has them, and the bound of a title that is near. Those whose sum, with all that it
leaves out (common words, a title that is not near), cannot enter a list are passed over. When all
blocks have been summed, the highest are scored exactly, and then those who are still within reach
of the list: ever dearer bounds first, the exact score last. So sums only decide who is scored.

Functions take their arrays out of the tuples once, before their loops: to do so costs numba as
much as many turns of a loop.
"""

from typing import Any, NamedTuple

import numpy as np

from yucaihui.engines.matching.kernel.arrays import (
    Found,
    Ints32,
    Rules,
    Scratch,
    Supply,
    Talents,
    TitlePairs,
    Wanted,
)
from yucaihui.engines.matching.kernel.exact import (
    common_words,
    is_refused,
    is_silent,
    spread_grams,
    title_bound,
    title_leg,
)
from yucaihui.engines.matching.kernel.jit import compiled, inlined
from yucaihui.engines.matching.kernel.layout import WORD
from yucaihui.engines.matching.kernel.offers import replace_least
from yucaihui.engines.matching.packed import SILENT_ONE

_ROW_MASK = np.int64(2**32 - 1)
_NEVER = np.int64(2**31 - 1)
_BINS, _BIN_SHIFT, _BOUND_SHIFT, _SAMPLED = 1024, 12, 6, 1024
_ONE_BIT = np.uint64(1)


class Sides(NamedTuple):
    """All that a pass reads."""

    supply: Supply
    talents: Talents
    wanted: Wanted
    titles: TitlePairs
    rules: Rules


class Place(NamedTuple):
    """A position (its place in the batch, its title in the batch) before a block.

    `floor`: a title with a higher bound is near; `beyond`: the most that sums leave out;
    `stretch`: what sums are multiplied by to be scores, in parts of `SILENT_ONE`.
    """

    position: int
    title: int
    block: int
    start: int
    size: int
    floor: int
    beyond: int
    silent: bool
    stretch: int


@compiled
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
            floor = _pick_floor(sides, title)
            _list_near(sides, scratch, title, floor)
        _spread_common(sides.wanted, scratch.common, position, 1)
        _take_position(sides, found, scratch, position, title, floor)
        _spread_common(sides.wanted, scratch.common, position, 0)
    if title >= 0:
        spread_grams(sides.titles, title, scratch.grams, 0)
    return stop


@compiled
def _is_out_of_room(sides: Sides, found: Found) -> bool:
    room = len(found.offered_keys) - found.offered[0]
    return bool(found.floors.shape[1] > 0 and room < len(sides.supply.order))


@compiled
def _spread_common(wanted: Wanted, common: Ints32, position: int, times: int) -> None:
    """Lay out by number what the position gives for common words, or take it away again."""
    features, weights = wanted.features, wanted.weights
    for at in range(wanted.bounds[position, 2], wanted.bounds[position, 3]):
        common[features[at]] = weights[at] * times


@compiled
def _pick_floor(sides: Sides, title: int) -> int:
    """A bound that about `rules.near` in a thousand titles of the talents exceed."""
    bounds, count = sides.titles.bounds[title], len(sides.titles.known)
    counts = np.zeros(_BINS, np.int32)
    step, sampled = max(1, count // _SAMPLED), 0
    for other in range(0, count, step):
        counts[bounds[other] >> _BOUND_SHIFT] += 1
        sampled += 1
    above, bin_ = 0, _BINS
    while bin_ > 1:
        above += counts[bin_ - 1]
        if above * 1000 > sampled * sides.rules.near:
            break
        bin_ -= 1
    return (bin_ << _BOUND_SHIFT) - 1


@compiled
def _list_near(sides: Sides, scratch: Scratch, title: int, floor: int) -> None:
    """Who has a title near the position's: places and bounds by block."""
    bounds, ends = sides.titles.bounds[title], scratch.near_ends
    places, place_bounds = scratch.near_places, scratch.near_bounds
    starts, holders = sides.supply.holder_starts, sides.supply.holders
    ends[:] = sides.supply.near_starts
    for other in range(len(sides.titles.known)):
        if bounds[other] > floor:
            for at in range(starts[other], starts[other + 1]):
                block = holders[at] >> np.uint32(16)
                end = ends[block]
                places[end] = holders[at] & np.uint32(0xFFFF)
                place_bounds[end] = bounds[other]
                ends[block] = end + 1


@compiled
def _take_position(
    sides: Sides, found: Found, scratch: Scratch, position: int, title: int, floor: int
) -> None:
    """One position against every talent."""
    blocks, ends = len(sides.supply.languages), scratch.deferred_ends
    seeded = found.forward.shape[1] == 0 or found.reached[position] >= 0
    counts, bin_ = np.zeros(_BINS, np.int32), np.int64(0)
    ends[0] = 0
    for block in range(blocks):
        at = _place(sides, position, title, block, floor)
        ends[block + 1] = ends[block]
        if _mark_eligible(sides, scratch, at):
            _add_features(sides, scratch, at)
            _raise_near(sides, scratch, at)
            least = _least(found, at)
            if not seeded:
                bin_ = _count_scores(scratch, at, counts, bin_, found.forward.shape[1])
                least = _as_sum(bin_ << _BIN_SHIFT, at.stretch) - sides.titles.excess[title]
            _defer(found, scratch, at, max(least - at.beyond, np.int64(0)))
            scratch.sums[: at.size] = 0
    highest = _NEVER if seeded else bin_ << _BIN_SHIFT
    for low, high in ((highest, _NEVER), (np.int64(0), highest)):
        for block in range(blocks):
            at = _place(sides, position, title, block, floor)
            _offer_deferred(sides, found, scratch, at, low, high)


@compiled
def _place(sides: Sides, position: int, title: int, block: int, floor: int) -> Place:
    wanted, supply, rules = sides.wanted, sides.supply, sides.rules
    silent = is_silent(wanted.languages[position], supply.languages[block])
    beyond = (floor << rules.step) + wanted.rest[position]
    start, end = supply.starts[block], supply.starts[block + 1]
    stretch = rules.silent if silent else SILENT_ONE
    return Place(position, title, block, start, end - start, floor, beyond, silent, stretch)


@compiled
def _mark_eligible(sides: Sides, scratch: Scratch, at: Place) -> bool:
    """Mark those of the block whom no requirement refuses, and perhaps more; whether any is."""
    wanted, first, words = sides.wanted, at.start // WORD, at.size // WORD
    eligible, named = scratch.eligible[:words], scratch.named[:words]
    eligible[:] = sides.supply.exists[first : first + words]
    if sides.rules.refused:
        return True
    for row in wanted.mask_rows[at.position]:
        if row >= 0:
            eligible &= wanted.masks[row, first : first + words]
    places = wanted.place_bits[at.position]
    if places:
        named[:] = 0
        for bit in range(WORD):
            if (places >> np.uint64(bit)) & _ONE_BIT:
                named |= wanted.masks[wanted.place_rows[bit], first : first + words]
        eligible &= named
    return bool(eligible.any())


@compiled
def _add_features(sides: Sides, scratch: Scratch, at: Place) -> None:
    """Add up what the position's features give, but for those left out."""
    supply, wanted, sums = sides.supply, sides.wanted, scratch.sums
    ends, base = supply.ends[at.block], supply.bases[at.block]
    places, data, features, weights = supply.places, supply.data, wanted.features, wanted.weights
    last = wanted.bounds[at.position, 1 if at.silent else 2]
    for number in range(wanted.bounds[at.position, 0], last):
        feature, weight = features[number], weights[number]
        for posting in range(base + ends[feature], base + ends[feature + 1]):
            sums[places[posting]] += weight * np.int32(data[posting])


@compiled
def _raise_near(sides: Sides, scratch: Scratch, at: Place) -> None:
    """Raise the sums of those who are near by the bound of their title."""
    first, last = sides.supply.near_starts[at.block], scratch.near_ends[at.block]
    places, bounds, raised = scratch.near_places, scratch.near_bounds, scratch.raised
    sums, step = scratch.sums, sides.rules.step
    for number in range(first, last):
        place, bound = places[number], np.int32(bounds[number])
        before = np.int32(raised[place])
        if bound > before:
            raised[place] = bound
            sums[place] += (bound - before) << step
    for number in range(first, last):
        raised[places[number]] = 0


@inlined
def _as_sum(score: Any, stretch: int) -> Any:
    """The least sum of title and other legs that makes the score."""
    return (score * SILENT_ONE + stretch - 1) // stretch


@inlined
def _least(found: Found, at: Place) -> Any:
    """The least sum of title and other legs that the position's list still takes."""
    if found.forward.shape[1] == 0:
        return _NEVER
    key = max(found.forward[at.position, 0], found.reached[at.position])
    return _as_sum(max(key >> 32, np.int64(0)), at.stretch)


@inlined
def _highest(sums: Ints32, place: int) -> np.int32:
    highest = np.int32(0)
    for inside in range(place, place + WORD):
        highest = max(highest, sums[inside])
    return highest


@compiled
def _count_scores(scratch: Scratch, at: Place, counts: Ints32, bin_: np.int64, k: int) -> np.int64:
    """Count the eligible by what their sums make as scores; the bin of the k-th highest."""
    sums, eligible = scratch.sums, scratch.eligible
    need = _as_sum(max(bin_, np.int64(1)) << _BIN_SHIFT, at.stretch)
    for place in range(0, at.size, WORD):
        bits = eligible[place // WORD]
        if bits and _highest(sums, place) >= need:
            for inside in range(WORD):
                total = np.int64(sums[place + inside])
                if total >= need and (bits >> np.uint64(inside)) & _ONE_BIT:
                    score = total * at.stretch // SILENT_ONE
                    counts[min(score >> _BIN_SHIFT, np.int64(_BINS - 1))] += 1
    above, highest = 0, np.int64(_BINS)
    while above < k and highest > bin_:
        highest -= 1
        above += counts[highest]
    return highest


@compiled
def _defer(found: Found, scratch: Scratch, at: Place, need: np.int64) -> None:
    """Put aside the eligible who are, with all that their sums leave out, within reach of a list.

    `need` is what the position's list asks of the sums.
    """
    sums, eligible, taken = scratch.sums, scratch.eligible, scratch.deferred_ends[at.block]
    deferred, deferred_sums = scratch.deferred, scratch.deferred_sums
    both_ways = found.floors.shape[1] > 0
    floors = found.floors[1 if at.silent else 0, at.start : at.start + at.size]
    for place in range(0, at.size, WORD):
        bits = eligible[place // WORD]
        if bits and (both_ways or _highest(sums, place) >= need):
            for inside in range(place, place + WORD):
                total = np.int64(sums[inside])
                reaches = total >= need
                if both_ways:
                    reaches |= total >= floors[inside] - at.beyond
                if reaches and (bits >> np.uint64(inside - place)) & _ONE_BIT:
                    deferred[taken] = at.start + inside
                    deferred_sums[taken] = sums[inside]
                    taken += 1
    scratch.deferred_ends[at.block + 1] = taken


@compiled
def _offer_deferred(
    sides: Sides, found: Found, scratch: Scratch, at: Place, low: np.int64, high: np.int64
) -> None:
    """Offer those put aside whose sums make scores from `low` on and below `high`."""
    need, below = _as_sum(low, at.stretch), _as_sum(high, at.stretch)
    deferred, deferred_sums = scratch.deferred, scratch.deferred_sums
    supply, step, rest = sides.supply, sides.rules.step, sides.wanted.rest[at.position]
    starts, owned, bounds = supply.owned_starts, supply.owned, sides.titles.bounds[at.title]
    common_starts, words, data = supply.common_starts, supply.common_words, supply.common_data
    both_ways, common, least = found.floors.shape[1] > 0, scratch.common, _least(found, at)
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
            least = _least(found, at)


@compiled
def _offer(
    sides: Sides, found: Found, scratch: Scratch, at: Place, place: Any, total: np.int64
) -> None:
    """Offer a pair to both lists: `total` of all but the title."""
    both_ways, position = found.floors.shape[1] > 0, at.position
    needed = np.int64(0) if both_ways else _least(found, at) - total
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
