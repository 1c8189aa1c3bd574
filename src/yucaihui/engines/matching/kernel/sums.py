"""Compiled: the sums of a block's talents, as far as lists make them cheap."""

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.arrays import Scratch, Sides
from yucaihui.engines.matching.kernel.jit import inlined, trailing_zeros, uncounted
from yucaihui.engines.matching.kernel.layout import WORD
from yucaihui.engines.matching.kernel.thresholds import Place

_ONE_BIT = np.uint64(1)

Words = NDArray[np.uint64]


@uncounted
def mark_eligible(sides: Sides, scratch: Scratch, at: Place) -> bool:
    """Mark those of the block whom no requirement refuses, and perhaps more; whether any is."""
    wanted, first, words = sides.wanted, at.start // WORD, at.size // WORD
    masks, eligible, named = wanted.masks, scratch.eligible[:words], scratch.named[:words]
    exists = sides.supply.exists
    for word in range(words):
        eligible[word] = exists[first + word]
    if sides.rules.refused:
        return True
    for row in wanted.mask_rows[at.position]:
        if row >= 0:
            _keep(eligible, masks[row, first : first + words])
    places, rows = wanted.place_bits[at.position], wanted.place_rows
    if places:
        named[:] = 0
        while places:
            _join(named, masks[rows[trailing_zeros(places)], first : first + words])
            places &= places - _ONE_BIT
        _keep(eligible, named)
    found = np.uint64(0)
    for word in range(words):
        found |= eligible[word]
    return bool(found)


@inlined
def _keep(bits: Words, mask: Words) -> None:
    for word in range(len(bits)):
        bits[word] &= mask[word]


@inlined
def _join(bits: Words, mask: Words) -> None:
    for word in range(len(bits)):
        bits[word] |= mask[word]


@uncounted
def add_features(sides: Sides, scratch: Scratch, at: Place) -> None:
    """Add up what the position's features give, but for those left out."""
    supply, wanted, sums = sides.supply, sides.wanted, scratch.sums
    ends, base = supply.ends[at.block], supply.bases[at.block]
    places, data, features, weights = supply.places, supply.data, wanted.features, wanted.weights
    last = wanted.bounds[at.position, 1 if at.silent else 2]
    for number in range(wanted.bounds[at.position, 0], last):
        feature, weight = features[number], weights[number]
        for posting in range(base + ends[feature], base + ends[feature + 1]):
            sums[places[posting]] += weight * np.int32(data[posting])


@uncounted
def raise_near(sides: Sides, scratch: Scratch, at: Place) -> None:
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
