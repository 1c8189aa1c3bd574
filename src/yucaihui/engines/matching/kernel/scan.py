"""Compiled: the pass over all pairs, a block of talents against every position of a batch.

For each pair of a block and a position, all legs are summed exactly but for the titles below the
floor; those whose sum can still enter a list get their exact title and are offered. Common
features are dense columns, rare ones postings. Refused pairs start far below zero.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.arrays import Found, Ints32, Rows, Rules, Supply, Wanted
from yucaihui.engines.matching.kernel.jit import compiled, inlined
from yucaihui.engines.matching.packed import SILENT_ONE, Ints

_REFUSED = np.int32(-(2**30))
_NONE = np.int32(-(2**29))
_ROW_MASK = np.int64(2**32 - 1)
_NEVER = np.int64(2**31 - 1)


@compiled
def scan(
    supply: Supply,
    wanted: Wanted,
    rows: Rows,
    found: Found,
    rules: Rules,
    first: int,
    step: int,
) -> None:
    """Take the blocks first, first + step, … against every position of the batch."""
    size = supply.columns.shape[2]
    scratch = (np.zeros(size, dtype=np.int32), np.zeros(size + 1, dtype=np.uint16))
    for block in range(first, len(supply.starts) - 1, step):
        for position in range(len(wanted.order)):
            if rules.refused or not _all_refused(supply, wanted, block, position):
                _take(supply, wanted, rows, found, rules, block, position, scratch)


@inlined
def is_silent(asked: np.uint64, spoken: np.uint64) -> bool:
    """Whether both texts' languages are known and none is common."""
    return bool(asked != 0 and spoken != 0 and (asked & spoken) == 0)


@inlined
def _all_refused(supply: Supply, wanted: Wanted, block: int, position: int) -> bool:
    for number in range(wanted.asks.shape[1]):
        if wanted.asks[position, number] > supply.most[block, number]:
            return True
    return False


@inlined
def _take(
    supply: Supply,
    wanted: Wanted,
    rows: Rows,
    found: Found,
    rules: Rules,
    block: int,
    position: int,
    scratch: tuple[Ints32, NDArray[np.uint16]],
) -> None:
    """One position against one block."""
    sums, chosen = scratch
    silent = is_silent(wanted.languages[position], supply.languages[block])
    _refuse(supply, wanted, rules, block, position, sums)
    _add_common(supply, wanted, block, position, 0, sums)
    _add_rare(supply, wanted, block, position, silent, sums)
    if not silent:
        _add_common(supply, wanted, block, position, 3, sums)
    title = wanted.title[position]
    for at in range(rows.starts[title, block], rows.starts[title, block + 1]):
        sums[rows.places[at]] += rows.rise[at]
    start, end = supply.starts[block], supply.starts[block + 1]
    floors = found.floors[1 if silent else 0, start:end]
    base, both_ways = np.int64(rows.floors[title]), found.backward.shape[1] > 0
    least = _least(found, rules, position, silent)
    for at in range(_choose(sums, floors, least - base, base, both_ways, chosen)):
        place = chosen[at]
        takes = min(least, np.int64(floors[place])) if both_ways else least
        if sums[place] >= takes - base:
            pair = (position, start + place, sums[place], silent)
            _offer(supply, wanted, rows, found, rules, pair)
            least = _least(found, rules, position, silent)


@inlined
def _choose(
    sums: Ints32,
    floors: Ints32,
    need: np.int64,
    base: np.int64,
    both_ways: bool,
    chosen: NDArray[np.uint16],
) -> np.int64:
    """Places whose sums reach what a list still takes, ascending; how many."""
    taken, enough = np.int64(0), np.int32(max(need, np.int64(_NONE)))
    if both_ways:
        given = np.int32(base)
        for at in range(len(floors)):
            chosen[taken] = at
            reaches = (sums[at] >= enough) | (sums[at] >= floors[at] - given)
            taken += np.int64(reaches & (sums[at] > _NONE))
    else:
        for at in range(len(floors)):
            chosen[taken] = at
            taken += np.int64(sums[at] >= enough)
    return taken


@inlined
def _refuse(
    supply: Supply,
    wanted: Wanted,
    rules: Rules,
    block: int,
    position: int,
    sums: Ints32,
) -> None:
    """Start the sums: 0, or far below for those a requirement refuses."""
    start = supply.starts[block]
    count = supply.starts[block + 1] - start
    sums[:] = 0
    if rules.refused:
        return
    for number in range(wanted.asks.shape[1]):
        ask = wanted.asks[position, number]
        if ask > -np.inf:
            offers = supply.offers[number, start : start + count]
            for at in range(count):
                sums[at] |= _REFUSED if offers[at] < ask else np.int32(0)
    bits = wanted.place_bits[position]
    if ~bits != 0:
        named = supply.place_bits[start : start + count]
        for at in range(count):
            sums[at] |= _REFUSED if (named[at] & bits) == 0 else np.int32(0)


@inlined
def _add_rare(
    supply: Supply, wanted: Wanted, block: int, position: int, silent: bool, sums: Ints32
) -> None:
    ends, base = supply.ends[block], supply.bases[block]
    for at in range(wanted.bounds[position, 1], wanted.bounds[position, 2 if silent else 3]):
        feature, weight = wanted.features[at], wanted.weights[at]
        for posting in range(base + ends[feature], base + ends[feature + 1]):
            sums[supply.places[posting]] += weight * np.int32(supply.data[posting])


@inlined
def _add_common(
    supply: Supply, wanted: Wanted, block: int, position: int, segment: int, sums: Ints32
) -> None:
    """Add the columns of a segment, four at a time."""
    columns, features, weights = supply.columns[block], wanted.features, wanted.weights
    at, end = wanted.bounds[position, segment], wanted.bounds[position, segment + 1]
    while at + 4 <= end:
        a, b = columns[features[at]], columns[features[at + 1]]
        c, d = columns[features[at + 2]], columns[features[at + 3]]
        p, q, r, s = weights[at], weights[at + 1], weights[at + 2], weights[at + 3]
        for place in range(len(a)):
            sums[place] += (
                p * np.int32(a[place])
                + q * np.int32(b[place])
                + r * np.int32(c[place])
                + s * np.int32(d[place])
            )
        at += 4
    for rest in range(at, end):
        column, weight = columns[features[rest]], weights[rest]
        for place in range(len(column)):
            sums[place] += weight * np.int32(column[place])


@inlined
def _least(found: Found, rules: Rules, position: int, silent: bool) -> Any:
    """The least sum of title and other legs that the position's list still takes."""
    if found.forward.shape[1] == 0:
        return _NEVER
    key = max(found.forward[position, 0], found.reached[position])
    score = max(key >> 32, np.int64(0))
    if silent:
        return (score * SILENT_ONE + rules.silent - 1) // rules.silent
    return score


@inlined
def _offer(
    supply: Supply,
    wanted: Wanted,
    rows: Rows,
    found: Found,
    rules: Rules,
    pair: tuple[int, int, int, bool],
) -> None:
    """Score a pair (position, place, its sum, silent) exactly and offer it to both lists."""
    position, place, partial, silent = pair
    similar = rows.similar[wanted.title[position]]
    title = np.int32(0)
    for at in range(supply.owned_starts[place], supply.owned_starts[place + 1]):
        title = max(title, similar[supply.owned[at]])
    score = np.int64(partial) + min(title, rows.floors[wanted.title[position]])
    if silent:
        score = score * rules.silent // SILENT_ONE
    key = (score << 32) | (_ROW_MASK - supply.order[place])
    forward = found.forward.shape[1] > 0 and key > max(
        found.forward[position, 0], found.reached[position]
    )
    mirrored = (score << 32) | (_ROW_MASK - wanted.order[position])
    backward = found.backward.shape[1] > 0 and mirrored > found.backward[place, 0]
    if not (forward or backward):
        return
    if rules.refused != is_refused(supply, wanted, rules, position, place):
        return
    if forward:
        _replace_least(found.forward[position], key)
        found.reached[position] = max(found.reached[position], found.forward[position, 0])
    if backward:
        _replace_least(found.backward[place], mirrored)
        least = max(found.backward[place, 0] >> 32, np.int64(0))
        found.floors[0, place] = least
        found.floors[1, place] = (least * SILENT_ONE + rules.silent - 1) // rules.silent


@inlined
def is_refused(supply: Supply, wanted: Wanted, rules: Rules, position: int, place: int) -> bool:
    """Whether a requirement refuses the pair."""
    for number in range(wanted.asks.shape[1]):
        if supply.offers[number, place] < wanted.asks[position, number]:
            return True
    if (supply.place_bits[place] & wanted.place_bits[position]) == 0:
        return True
    return rules.check_places and not _share_place(supply, wanted, position, place)


@inlined
def _share_place(supply: Supply, wanted: Wanted, position: int, place: int) -> bool:
    """Whether both name a common place, or one of them names none."""
    row, talent = wanted.order[position], supply.order[place]
    at, end = wanted.named_starts[row], wanted.named_starts[row + 1]
    other, last = supply.named_starts[talent], supply.named_starts[talent + 1]
    if at == end or other == last:
        return True
    for mine in range(at, end):
        for theirs in range(other, last):
            if wanted.named[mine] == supply.named[theirs]:
                return True
    return False


@inlined
def _replace_least(heap: Ints, key: np.int64) -> None:
    """Put `key` in the place of a heap's least."""
    at, count = 0, len(heap)
    while True:
        child = 2 * at + 1
        if child >= count:
            break
        if child + 1 < count and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = key
