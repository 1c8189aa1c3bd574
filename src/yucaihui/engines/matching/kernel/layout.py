"""The order in which talents are laid out: in blocks whose sums fit a processor's own cache.

A block's talents have texts in the same languages, so a block is silent towards a position as a
whole. Blocks begin at multiples of 64, so that bits about talents come in whole words.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.packed import Ints

WORD = 64


@dataclass(frozen=True, eq=False)
class Layout:
    """Row numbers in blocks: block b holds `order[starts[b]:starts[b + 1]]`, -1 for a free place.

    `languages` uint64 (blocks,).
    """

    order: Ints
    starts: Ints
    languages: NDArray[np.uint64]

    def places(self) -> Ints:
        """The place of every row."""
        taken = np.flatnonzero(self.order >= 0)
        place_of = np.empty(len(taken), np.int64)
        place_of[self.order[taken]] = taken
        return place_of


def lay_out(languages: NDArray[np.uint64], size: int) -> Layout:
    """Blocks of at most `size` talents, about equal ones for those of the same `languages`."""
    parts, spoken = [], []
    for common in np.unique(languages):
        rows = np.flatnonzero(languages == common)
        for part in np.array_split(rows, -(-len(rows) // size)):
            parts.append(np.append(part, np.full(-len(part) % WORD, -1)))
            spoken.append(common)
    starts = np.cumsum([0, *map(len, parts)]).astype(np.int64)
    order = np.concatenate([np.empty(0, dtype=np.int64), *parts])
    return Layout(order, starts, np.array(spoken, dtype=np.uint64))
