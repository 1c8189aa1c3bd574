"""Positions prepared for the compiled path, on the features of an index of talents."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.index import Ints32, TalentIndex, place_bits
from yucaihui.engines.matching.packed import Ints, Packed

SEGMENTS = 4
COMMON_SKILLS, RARE_SKILLS, RARE_WORDS, COMMON_WORDS = range(SEGMENTS)


@dataclass(frozen=True, eq=False)
class Demand:
    """What positions ask for, in the order of their titles: place i is row `order[i]`.

    `features` and `weights` int32 in the four segments of each position, between `bounds[i, s]`
    and `bounds[i, s + 1]`; common features by their column. `asks` float32 (m, r), infinitely
    little where nothing is asked. `title` int32 (m,).
    """

    order: Ints
    title: Ints32
    features: Ints32
    weights: Ints32
    bounds: Ints
    asks: NDArray[np.float32]
    place_bits: NDArray[np.uint64]
    languages: NDArray[np.uint64]


def prepare_demand(positions: Packed, index: TalentIndex) -> Demand:
    """Sort the positions by title and their features by how they are worked on."""
    own = positions.owned.members[positions.owned.indptr[:-1]]
    order = np.argsort(own, kind="stable")
    features, weights, bounds = _segments(positions, index)
    asks = positions.numbers[order]
    return Demand(
        order=order,
        title=own[order],
        features=features,
        weights=weights,
        bounds=bounds[order],
        asks=np.where(np.isnan(asks), np.float32(-np.inf), asks),
        place_bits=place_bits(positions)[order],
        languages=positions.languages[order],
    )


def _segments(positions: Packed, index: TalentIndex) -> tuple[Ints32, Ints32, Ints]:
    skills, text = positions.skills, positions.text
    feature = np.concatenate((skills.indices, text.indices + np.int32(skills.columns)))
    weight = np.concatenate((skills.data, text.data)).astype(np.int32)
    row = np.concatenate([np.repeat(np.arange(len(s)), np.diff(s.indptr)) for s in (skills, text)])
    common = index.column_of[feature] >= 0
    word = feature >= skills.columns
    segment = np.where(
        word,
        np.where(common, COMMON_WORDS, RARE_WORDS),
        np.where(common, COMMON_SKILLS, RARE_SKILLS),
    )
    cell = row * SEGMENTS + segment
    by_cell = np.argsort(cell, kind="stable")
    ends = np.cumsum(np.bincount(cell, minlength=len(positions) * SEGMENTS))
    starts = np.concatenate(([0], ends)).astype(np.int64)
    bounds = starts[np.arange(len(positions))[:, np.newaxis] * SEGMENTS + np.arange(SEGMENTS + 1)]
    numbered = np.where(common, index.column_of[feature], feature)
    return numbered[by_cell].astype(np.int32), weight[by_cell], bounds
