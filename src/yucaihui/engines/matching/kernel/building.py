"""Compiled: features of talents counted and laid down block by block."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.jit import compiled
from yucaihui.engines.matching.packed import Ints


class Features(NamedTuple):
    """Both legs' rows of talents in their layout; words are numbered after the skills."""

    order: Ints
    starts: Ints
    skill_starts: Ints
    skills: NDArray[np.int32]
    skill_data: NDArray[np.uint8]
    word_starts: Ints
    words: NDArray[np.int32]
    word_data: NDArray[np.uint8]
    first_word: int
    column_of: NDArray[np.int32]


@compiled
def count_rare(features: Features, ends: NDArray[np.uint32], first: int, last: int) -> None:
    """For the blocks first..last: `ends` (blocks, features + 1) where each rare one's list ends.

    The list of feature f is then between `ends[b, f]` and `ends[b, f + 1]`.
    """
    for block in range(first, last):
        row = ends[block]
        for place in range(features.starts[block], features.starts[block + 1]):
            talent = features.order[place]
            for at in range(features.skill_starts[talent], features.skill_starts[talent + 1]):
                row[features.skills[at] + 1] += 1
            for at in range(features.word_starts[talent], features.word_starts[talent + 1]):
                row[features.first_word + features.words[at] + 1] += 1
        total = np.uint32(0)
        for feature in range(len(features.column_of)):
            if features.column_of[feature] < 0:
                total += row[feature + 1]
            row[feature + 1] = total


@compiled
def fill(
    features: Features,
    ends: NDArray[np.uint32],
    bases: Ints,
    columns: NDArray[np.uint8],
    places: NDArray[np.uint16],
    data: NDArray[np.uint8],
    first: int,
    last: int,
) -> None:
    """Lay the talents of the blocks first..last into columns and lists."""
    for block in range(first, last):
        at_list = ends[block].astype(np.int64) + bases[block]
        start = features.starts[block]
        for place in range(start, features.starts[block + 1]):
            talent = features.order[place]
            for at in range(features.skill_starts[talent], features.skill_starts[talent + 1]):
                feature = features.skills[at]
                column = features.column_of[feature]
                if column >= 0:
                    columns[block, column, place - start] = features.skill_data[at]
                else:
                    places[at_list[feature]] = place - start
                    data[at_list[feature]] = features.skill_data[at]
                    at_list[feature] += 1
            for at in range(features.word_starts[talent], features.word_starts[talent + 1]):
                feature = features.first_word + features.words[at]
                column = features.column_of[feature]
                if column >= 0:
                    columns[block, column, place - start] = features.word_data[at]
                else:
                    places[at_list[feature]] = place - start
                    data[at_list[feature]] = features.word_data[at]
                    at_list[feature] += 1
