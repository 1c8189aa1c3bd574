"""Compiled: a position before a block of talents, and what its list still takes of it."""

from typing import Any, NamedTuple

import numpy as np

from yucaihui.engines.matching.kernel.arrays import Found
from yucaihui.engines.matching.kernel.jit import inlined
from yucaihui.engines.matching.packed import SILENT_ONE

NEVER = np.int64(2**31 - 1)


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


@inlined
def as_sum(score: Any, stretch: int) -> Any:
    """The least sum of title and other legs that makes the score."""
    return (score * SILENT_ONE + stretch - 1) // stretch


@inlined
def least_taken(found: Found, at: Place) -> Any:
    """The least sum of title and other legs that the position's list still takes."""
    if found.forward.shape[1] == 0:
        return NEVER
    key = max(found.forward[at.position, 0], found.reached[at.position])
    return as_sum(max(key >> 32, np.int64(0)), at.stretch)
