"""Compiled: sparse rows turned into lists by feature, in one pass to count and one to fill."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.jit import compiled, inlined
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


@compiled
def count_features(features: Features, ends: NDArray[np.uint32], first: int, last: int) -> None:
    """For the blocks first..last: the list of feature f ends at `ends[b, f + 1]`."""
    for block in range(first, last):
        row = ends[block]
        for place in range(features.starts[block], features.starts[block + 1]):
            talent = features.order[place]
            if talent < 0:
                continue
            for at in range(features.skill_starts[talent], features.skill_starts[talent + 1]):
                row[features.skills[at] + 1] += 1
            for at in range(features.word_starts[talent], features.word_starts[talent + 1]):
                row[features.first_word + features.words[at] + 1] += 1
        for feature in range(1, len(row)):
            row[feature] += row[feature - 1]


@compiled
def list_features(
    features: Features,
    ends: NDArray[np.uint32],
    bases: Ints,
    places: NDArray[np.uint16],
    data: NDArray[np.uint8],
    first: int,
    last: int,
) -> None:
    """Fill the lists of the blocks first..last."""
    for block in range(first, last):
        at_list, base = ends[block].copy(), bases[block]
        for place in range(features.starts[block], features.starts[block + 1]):
            talent, inside = features.order[place], place - features.starts[block]
            if talent < 0:
                continue
            for at in range(features.skill_starts[talent], features.skill_starts[talent + 1]):
                to = _next(at_list, base, features.skills[at])
                places[to], data[to] = inside, features.skill_data[at]
            for at in range(features.word_starts[talent], features.word_starts[talent + 1]):
                to = _next(at_list, base, features.first_word + features.words[at])
                places[to], data[to] = inside, features.word_data[at]


@compiled
def count_common(
    features: Features, number_of: NDArray[np.int16], counts: Ints, first: int, last: int
) -> None:
    """How many of the words with a number the talent of each place first..last has."""
    for place in range(first, last):
        talent = features.order[place]
        if talent >= 0:
            for at in range(features.word_starts[talent], features.word_starts[talent + 1]):
                counts[place] += number_of[features.words[at]] >= 0


@compiled
def list_common(
    features: Features,
    number_of: NDArray[np.int16],
    starts: Ints,
    words: NDArray[np.uint8],
    data: NDArray[np.uint8],
    first: int,
    last: int,
) -> None:
    """Fill the common words of the places first..last, from `starts` on."""
    for place in range(first, last):
        talent, to = features.order[place], starts[place]
        if talent >= 0:
            for at in range(features.word_starts[talent], features.word_starts[talent + 1]):
                number = number_of[features.words[at]]
                if number >= 0:
                    words[to], data[to] = number, features.word_data[at]
                    to += 1


@inlined
def _next(at_list: NDArray[np.uint32], base: np.int64, feature: int) -> np.int64:
    """Where the next entry of a feature's list goes."""
    to = at_list[feature]
    at_list[feature] = to + np.uint32(1)
    return base + np.int64(to)


@compiled
def turn(
    starts: Ints,
    indices: NDArray[np.int32],
    chosen: Ints,
    columns: int,
    order: Ints,
    owners: NDArray[np.int32],
) -> Ints:
    """The rows `chosen` by column: where each column's entries start, to (columns + 1,).

    `order` and `owners` (entries of these rows) get the entries' numbers and the numbers of their
    rows among the chosen ones, ascending in every column.
    """
    ends = np.zeros(columns + 2, np.int64)
    for row in chosen:
        for at in range(starts[row], starts[row + 1]):
            ends[indices[at] + 2] += 1
    for column in range(2, columns + 2):
        ends[column] += ends[column - 1]
    for number in range(len(chosen)):
        row = chosen[number]
        for at in range(starts[row], starts[row + 1]):
            to = ends[indices[at] + 1]
            order[to], owners[to] = at, number
            ends[indices[at] + 1] = to + 1
    return ends[:-1]
