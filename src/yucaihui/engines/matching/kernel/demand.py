"""Positions prepared for the compiled path, on the features of an index of talents."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.index import Ints32, TalentIndex
from yucaihui.engines.matching.kernel.jit import compiled
from yucaihui.engines.matching.packed import Ints, Packed

# Common words are left out of the sums while all of them give at most this share of what the
# position's words give.
_MOST_LEFT_OUT = 0.2


@dataclass(frozen=True, eq=False)
class Demand:
    """What positions ask for, in the order of their titles: place i is row `order[i]`.

    `features` and `weights` int32 of the position's skills, of its words, and of the common words
    that are left out of the sums, by their numbers among the common ones: segment s is between
    `bounds[i, s]` and `bounds[i, s + 1]`. What is left out gives at most `rest[i]`. `title` int32
    (m,).
    """

    order: Ints
    title: Ints32
    features: Ints32
    weights: Ints32
    bounds: Ints
    rest: Ints32
    languages: NDArray[np.uint64]


def prepare_demand(positions: Packed, index: TalentIndex) -> Demand:
    """Sort the positions by title, and leave out what is too common to be summed."""
    own = positions.owned.members[positions.owned.indptr[:-1]]
    order = np.argsort(own, kind="stable")
    skills, text = positions.skills, positions.text
    entries = len(skills.indices) + len(text.indices)
    features, weights = np.empty(entries, np.int32), np.empty(entries, np.int32)
    bounds, rest = np.empty((len(positions), 4), np.int64), np.zeros(len(positions), np.int32)
    legs = _Legs(
        order=order,
        skill_starts=skills.indptr,
        skills=skills.indices,
        skill_data=skills.data,
        word_starts=text.indptr,
        words=text.indices,
        word_data=text.data,
        number_of=index.common.number_of,
        first_word=skills.columns,
    )
    _choose(legs, features, weights, bounds, rest)
    return Demand(order, own[order], features, weights, bounds, rest, positions.languages[order])


class _Legs(NamedTuple):
    """Both legs of the positions by row, taken in `order`, and which words are common."""

    order: Ints
    skill_starts: Ints
    skills: Ints32
    skill_data: NDArray[Any]
    word_starts: Ints
    words: Ints32
    word_data: NDArray[Any]
    number_of: NDArray[np.int16]
    first_word: int


@compiled
def _choose(legs: _Legs, features: Ints32, weights: Ints32, bounds: Ints, rest: Ints32) -> None:
    skills, skill_data, words, word_data = legs.skills, legs.skill_data, legs.words, legs.word_data
    starts, number_of, end = legs.word_starts, legs.number_of, 0
    for place in range(len(legs.order)):
        row = legs.order[place]
        bounds[place, 0] = end
        for at in range(legs.skill_starts[row], legs.skill_starts[row + 1]):
            features[end], weights[end] = skills[at], skill_data[at]
            end += 1
        bounds[place, 1] = end
        words_end = end + starts[row + 1] - starts[row]
        bounds[place, 3] = left_out = words_end
        room = np.int64(word_data[starts[row] : starts[row + 1]].sum() * _MOST_LEFT_OUT)
        for at in range(starts[row], starts[row + 1]):
            number = number_of[words[at]]
            if number >= 0 and word_data[at] <= room:
                left_out -= 1
                features[left_out], weights[left_out] = number, word_data[at]
                room -= word_data[at]
                rest[place] += 255 * word_data[at]
            else:
                features[end], weights[end] = legs.first_word + words[at], word_data[at]
                end += 1
        bounds[place, 2] = end
        end = words_end
