"""Compiled: the exact parts of one pair's score, and its refusal.

What the position gives for each common word that the sums leave out stands in a table `common`,
what its title gives for each gram in a table `grams`.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.arrays import (
    Ints32,
    Rules,
    Supply,
    Talents,
    TitlePairs,
    Wanted,
)
from yucaihui.engines.matching.kernel.jit import inlined, uncounted


@inlined
def is_silent(asked: np.uint64, spoken: np.uint64) -> bool:
    """Whether both texts' languages are known and none is common."""
    return bool(asked != 0 and spoken != 0 and (asked & spoken) == 0)


@uncounted
def spread_grams(titles: TitlePairs, title: Any, grams: Ints32, times: int) -> None:
    """Lay out by gram what the batch's `title` gives, or with `times` 0 take it away again."""
    own, listed, data = titles.own[title], titles.own_grams, titles.own_gram_data
    for at in range(titles.own_gram_starts[own], titles.own_gram_starts[own + 1]):
        grams[listed[at]] = np.int32(data[at]) * times


@inlined
def similarity(titles: TitlePairs, rules: Rules, grams: Ints32, own: int, title: int) -> Any:
    """The similarity of the position's title `own` with a talent's `title`."""
    listed, data, lexical = titles.grams, titles.gram_data, np.int32(0)
    for at in range(titles.gram_starts[title], titles.gram_starts[title + 1]):
        lexical += grams[listed[at]] * np.int32(data[at])
    points = np.int64(lexical) * rules.alone
    if titles.own_known[own] and titles.known[title]:
        left, right, dot = titles.own_vectors, titles.vectors, np.int32(0)
        for at in range(left.shape[1]):
            dot += np.int32(left[own, at]) * np.int32(right[title, at])
        points = np.int64(lexical) * rules.grams + np.int64(dot) * rules.dense
    return min(max(points >> rules.shift, np.int64(0)), np.int64(rules.title))


@inlined
def title_leg(
    supply: Supply,
    titles: TitlePairs,
    rules: Rules,
    grams: Ints32,
    title: int,
    place: Any,
    least: Any,
) -> Any:
    """The similarity of the most similar title of the talent at a place.

    Titles whose bound is not above the best so far, or below `least`, are not worked out.
    """
    best, owned, bounds = np.int64(0), supply.owned, titles.bounds
    for at in range(supply.owned_starts[place], supply.owned_starts[place + 1]):
        bound = np.int64(bounds[title, owned[at]]) << rules.step
        if bound > best and bound >= least:
            best = max(best, similarity(titles, rules, grams, titles.own[title], owned[at]))
    return best


@inlined
def title_bound(
    starts: NDArray[np.int64], owned: Ints32, bounds: NDArray[np.uint16], place: Any
) -> Any:
    """The largest bound of the titles of the talent at a place."""
    bound = np.int64(0)
    for at in range(starts[place], starts[place + 1]):
        bound = max(bound, np.int64(bounds[owned[at]]))
    return bound


@inlined
def common_words(
    starts: NDArray[np.int64],
    words: NDArray[np.uint8],
    data: NDArray[np.uint8],
    common: Ints32,
    place: Any,
) -> Any:
    """What the common words of the talent at a place give, which the sums leave out."""
    total = np.int32(0)
    for at in range(starts[place], starts[place + 1]):
        total += common[words[at]] * np.int32(data[at])
    return total


@uncounted
def is_refused(wanted: Wanted, talents: Talents, row: int, talent: int) -> bool:
    """Whether a requirement refuses the pair."""
    asks, offers = wanted.numbers[row], talents.numbers[talent]
    for number in range(len(asks)):
        if offers[number] < asks[number]:
            return True
    return not _share_place(wanted, talents, row, talent)


@inlined
def _share_place(wanted: Wanted, talents: Talents, row: int, talent: int) -> bool:
    """Whether both name a common place, or one of them names none."""
    at, end = wanted.named_starts[row], wanted.named_starts[row + 1]
    other, last = talents.named_starts[talent], talents.named_starts[talent + 1]
    if at == end or other == last:
        return True
    for mine in range(at, end):
        for theirs in range(other, last):
            if wanted.named[mine] == talents.named[theirs]:
                return True
    return False
