"""Compiled: what a former run's lists still reach, so that a new run starts from there."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.arrays import Found, Ints32, Scratch, Sides
from yucaihui.engines.matching.kernel.exact import (
    is_refused,
    is_silent,
    spread_grams,
    title_leg,
)
from yucaihui.engines.matching.kernel.jit import compiled, inlined
from yucaihui.engines.matching.packed import SILENT_ONE, Ints, Packed, Rows


class Sought(NamedTuple):
    """Both sides' rows; words are numbered after the `skills`. `place_of` talents' rows."""

    skills: int
    features: int
    asked_skills: tuple[Ints, Ints32, Ints32]
    asked_words: tuple[Ints, Ints32, Ints32]
    had_skills: tuple[Ints, Ints32, NDArray[np.uint8]]
    had_words: tuple[Ints, Ints32, NDArray[np.uint8]]
    languages: NDArray[np.uint64]
    place_of: Ints


def sought(positions: Packed, talents: Packed, place_of: Ints) -> Sought:
    """What `reach` reads."""
    return Sought(
        skills=positions.skills.columns,
        features=positions.skills.columns + positions.text.columns,
        asked_skills=_arrays(positions.skills),
        asked_words=_arrays(positions.text),
        had_skills=_arrays(talents.skills),
        had_words=_arrays(talents.text),
        languages=talents.languages,
        place_of=place_of,
    )


def seed_rows(rows: Ints, talents: int) -> Ints32:
    """The rows of former lists that may be looked at, -1 for none, unknown ones and twins."""
    known = np.sort(np.where(rows < talents, rows, -1), axis=1).astype(np.int32)
    known[:, 1:][known[:, 1:] == known[:, :-1]] = -1
    return known


def _arrays(rows: Rows) -> tuple[Ints, Ints32, NDArray[Any]]:
    return rows.indptr, rows.indices, rows.data


@compiled
def reach(
    sides: Sides,
    sought: Sought,
    seeds: Ints32,
    found: Found,
    scratch: Scratch,
    first: int,
    last: int,
) -> None:
    """Set `found.reached` just below the k-th best of the `seeds` of the positions first..last.

    `seeds` int32 (positions of the batch, s): rows of talents, -1 for none.
    """
    wanted, rules = sides.wanted, sides.rules
    weights = np.zeros(sought.features, np.int32)
    k, keys = found.forward.shape[1], np.empty(seeds.shape[1], np.int64)
    for position in range(first, last):
        row, count = wanted.order[position], 0
        _spread(sought, row, weights, 1)
        spread_grams(sides.titles, wanted.title[position], scratch.grams, 1)
        for seed in seeds[position]:
            if seed >= 0 and rules.refused == is_refused(wanted, sides.talents, row, seed):
                score = _score(sides, sought, scratch, weights, position, seed)
                keys[count] = (score << 32) | (np.int64(2**32 - 1) - seed)
                count += 1
        if count >= k:
            found.reached[position] = np.sort(keys[:count])[count - k] - 1
        _spread(sought, row, weights, 0)
        spread_grams(sides.titles, wanted.title[position], scratch.grams, 0)


@compiled
def _spread(sought: Sought, row: int, weights: Ints32, times: int) -> None:
    """Lay a position's weights out by feature, or take them away again."""
    starts, features, data = sought.asked_skills
    for at in range(starts[row], starts[row + 1]):
        weights[features[at]] = data[at] * times
    starts, features, data = sought.asked_words
    for at in range(starts[row], starts[row + 1]):
        weights[sought.skills + features[at]] = data[at] * times


@inlined
def _score(
    sides: Sides, sought: Sought, scratch: Scratch, weights: Ints32, position: int, talent: int
) -> Any:
    title, rules = sides.wanted.title[position], sides.rules
    score = title_leg(
        sides.supply, sides.titles, rules, scratch.grams, title, sought.place_of[talent], 0
    )
    starts, features, data = sought.had_skills
    for at in range(starts[talent], starts[talent + 1]):
        score += weights[features[at]] * np.int64(data[at])
    if is_silent(sides.wanted.languages[position], sought.languages[talent]):
        return score * rules.silent // SILENT_ONE
    starts, features, data = sought.had_words
    for at in range(starts[talent], starts[talent + 1]):
        score += weights[sought.skills + features[at]] * np.int64(data[at])
    return score
