"""The order in which talents are laid out, so that whole blocks of them can be refused at once.

Talents are split by the languages of their text first (a block is silent towards a position as a
whole), then as in a decision tree: by the requirement and the amount that spare most pairs, those
who offer less apart from those who offer as much, until a part fits a block.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.packed import Ints, Packed

_SAMPLE = 4096
_CUTS = 12

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Layout:
    """Row numbers in blocks: block b holds `order[starts[b]:starts[b + 1]]`.

    `most` float32 (blocks, r): the largest offer in a block, infinite where one is not known.
    """

    order: Ints
    starts: Ints
    most: Floats


def lay_out(talents: Packed, asked: Floats, size: int) -> Layout:
    """Blocks of at most `size` talents; `asked` (m, r) are demands to expect."""
    offers = known_offers(talents)
    cuts = [_typical(column) for column in asked.T]
    parts: list[Ints] = []
    for languages in np.unique(talents.languages):
        waiting = [np.flatnonzero(talents.languages == languages)]
        while waiting:
            rows = waiting.pop()
            if len(rows) <= size:
                parts.append(rows)
            else:
                waiting.extend(_split(rows, offers, cuts, size))
    starts = np.cumsum([0, *map(len, parts)]).astype(np.int64)
    order = np.concatenate([np.empty(0, dtype=np.int64), *parts])
    most = np.stack([offers[rows].max(axis=0) for rows in parts]) if parts else offers[:0]
    return Layout(order, starts, most.astype(np.float32))


def known_offers(talents: Packed) -> Floats:
    """What talents offer, infinite where it is not known: that refuses nobody; (n, r)."""
    return np.where(np.isnan(talents.numbers), np.float32(np.inf), talents.numbers)


def _typical(asked: Floats) -> list[tuple[np.float32, float]]:
    """Amounts asked for, each with the share of positions that ask for so much or more."""
    known = np.sort(asked[~np.isnan(asked)])
    if not len(known):
        return []
    amounts = np.unique(known[np.linspace(0, len(known) - 1, _CUTS).astype(np.int64)])
    shares = (len(known) - np.searchsorted(known, amounts)) / len(asked)
    return list(zip(amounts, shares.tolist(), strict=True))


def _split(
    rows: Ints, offers: Floats, cuts: list[list[tuple[np.float32, float]]], size: int
) -> tuple[Ints, Ints]:
    """Two parts; those who offer too little for the most positions come first."""
    sample = offers[rows[:: max(1, len(rows) // _SAMPLE)]]
    least, most = size / 2 / len(rows), 1 - size / 2 / len(rows)
    best, where = 0.0, (-1, np.float32(0))
    for column, amounts in enumerate(cuts):
        highest = sample[:, column].max()
        beyond = max((share for amount, share in amounts if amount > highest), default=0.0)
        for amount, share in amounts:
            below = float((sample[:, column] < amount).mean())
            if least < below < most and below * (share - beyond) > best:
                best, where = below * (share - beyond), (column, amount)
    if where[0] < 0:
        middle = len(rows) // 2
        return rows[:middle], rows[middle:]
    low = offers[rows, where[0]] < where[1]
    return (rows[low], rows[~low]) if 0 < low.sum() < len(rows) else (rows[::2], rows[1::2])
