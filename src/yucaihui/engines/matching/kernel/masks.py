"""Bits that say which talents satisfy a requirement: one row for each amount that is asked.

A row may also hold talents who do not satisfy it, so whoever enters a list is checked exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.index import Ints32, TalentIndex, bits, place_bits
from yucaihui.engines.matching.packed import Packed

_MOST_AMOUNTS = 64
_PLACE_BITS = 64

Words = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Masks:
    """`rows` uint64 (masks, places / 64), a bit for each talent by place in the layout.

    `mask_rows` int32 (m, r): the row of what a position asks, -1 for nothing. `place_bits` uint64
    (m,): the places it names modulo 64, 0 for none; `place_rows` int32 (64,) their rows, with
    those who name none. `exact`: no row holds others than those who satisfy it.
    """

    rows: Words
    mask_rows: Ints32
    place_bits: Words
    place_rows: Ints32
    exact: bool


def build_masks(positions: Packed, index: TalentIndex) -> Masks:
    """Masks for all that positions ask; `mask_rows` and `place_bits` by row."""
    rows: list[Words] = []
    exact = _most(positions) < _PLACE_BITS and _most(index.talents) < _PLACE_BITS
    mask_rows = np.full(positions.numbers.shape, -1, np.int32)
    for column, asked in enumerate(positions.numbers.T):
        known = ~np.isnan(asked)
        amounts = _amounts(asked[known])
        exact &= bool(np.isin(asked[known], amounts).all())
        number = np.searchsorted(amounts, asked[known], side="right") - 1
        mask_rows[known, column] = len(rows) + number
        rows.extend(bits(~(index.offers[column] < amount)) for amount in amounts)
    asked_places = place_bits(positions.places)
    named = np.bitwise_or.reduce(asked_places, initial=np.uint64(0))
    place_rows = np.full(_PLACE_BITS, -1, np.int32)
    for bit in np.flatnonzero(np.unpackbits(named[np.newaxis].view(np.uint8), bitorder="little")):
        place_rows[bit] = len(rows)
        rows.append(bits((index.named & np.uint64(1 << int(bit))) != 0))
    stacked = np.stack(rows) if rows else np.empty((0, len(index.exists)), np.uint64)
    return Masks(stacked, mask_rows, asked_places, place_rows, exact)


def _most(side: Packed) -> int:
    return int(side.places.members.max(initial=-1))


def _amounts(asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """The amounts asked, or some of them with the least, ascending."""
    amounts = np.unique(asked)
    chosen = np.linspace(0, len(amounts) - 1, min(len(amounts), _MOST_AMOUNTS)).astype(np.int64)
    return amounts[chosen]
