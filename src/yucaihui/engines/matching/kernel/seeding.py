"""Compiled: what a former run's lists still reach, so that a new run starts from there."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.arrays import Rows, Rules, Supply, Wanted
from yucaihui.engines.matching.kernel.index import TalentIndex
from yucaihui.engines.matching.kernel.jit import compiled
from yucaihui.engines.matching.kernel.scan import is_refused, is_silent
from yucaihui.engines.matching.packed import SILENT_ONE, Ints, Packed
from yucaihui.engines.matching.packed import Rows as SparseRows

Ints32 = NDArray[np.int32]


class Sought(NamedTuple):
    """Both sides' rows, and the talents (by place, -1 for none, none twice) to look at first.

    `seeds` int32 (positions of the batch, s); words are numbered after the `skills`.
    """

    seeds: Ints32
    k: int
    skills: int
    features: int
    asked_skills: tuple[Ints, Ints32, Ints32]
    asked_words: tuple[Ints, Ints32, Ints32]
    had_skills: tuple[Ints, Ints32, NDArray[np.uint8]]
    had_words: tuple[Ints, Ints32, NDArray[np.uint8]]
    languages: NDArray[np.uint64]


def places_of(index: TalentIndex, rows: Ints) -> Ints32:
    """Places in the layout of the talents' `rows`; -1 for none, for unknown ones and twins."""
    place_of = np.empty(len(index) + 1, np.int32)
    place_of[index.layout.order] = np.arange(len(index), dtype=np.int32)
    place_of[-1] = -1
    known = (rows >= 0) & (rows < len(index))
    places = np.sort(place_of[np.where(known, rows, len(index))], axis=1)
    places[:, 1:][places[:, 1:] == places[:, :-1]] = -1
    return places


def sought(positions: Packed, index: TalentIndex, seeds: Ints32, k: int) -> Sought:
    """What `reach` reads."""
    return Sought(
        seeds=seeds,
        k=k,
        skills=positions.skills.columns,
        features=positions.skills.columns + positions.text.columns,
        asked_skills=_arrays(positions.skills),
        asked_words=_arrays(positions.text),
        had_skills=_arrays(index.talents.skills),
        had_words=_arrays(index.talents.text),
        languages=index.talents.languages,
    )


def _arrays(rows: SparseRows) -> tuple[Ints, Ints32, NDArray[Any]]:
    return rows.indptr, rows.indices, rows.data


@compiled
def reach(
    supply: Supply,
    wanted: Wanted,
    rows: Rows,
    rules: Rules,
    sought: Sought,
    reached: Ints,
    first: int,
    last: int,
) -> None:
    """Set `reached` just below the k-th best of the seeds of the positions first..last."""
    weights = np.zeros(sought.features, np.int32)
    keys = np.empty(sought.seeds.shape[1], np.int64)
    for position in range(first, last):
        row, count = wanted.order[position], 0
        _spread(sought, row, weights, 1)
        for seed in sought.seeds[position]:
            if seed >= 0 and rules.refused == is_refused(supply, wanted, rules, position, seed):
                talent = supply.order[seed]
                score = _score(supply, wanted, rows, rules, sought, position, seed, weights)
                keys[count] = (score << 32) | (np.int64(2**32 - 1) - talent)
                count += 1
        if count >= sought.k:
            reached[position] = np.sort(keys[:count])[count - sought.k] - 1
        _spread(sought, row, weights, 0)


@compiled
def _spread(sought: Sought, row: int, weights: Ints32, times: int) -> None:
    """Lay a position's weights out by feature, or take them away again."""
    starts, features, data = sought.asked_skills
    for at in range(starts[row], starts[row + 1]):
        weights[features[at]] = data[at] * times
    starts, features, data = sought.asked_words
    for at in range(starts[row], starts[row + 1]):
        weights[sought.skills + features[at]] = data[at] * times


@compiled
def _score(
    supply: Supply,
    wanted: Wanted,
    rows: Rows,
    rules: Rules,
    sought: Sought,
    position: int,
    place: int,
    weights: Ints32,
) -> Any:
    talent, similar = supply.order[place], rows.similar[wanted.title[position]]
    title = np.int32(0)
    for at in range(supply.owned_starts[place], supply.owned_starts[place + 1]):
        title = max(title, similar[supply.owned[at]])
    score = np.int64(title)
    starts, features, data = sought.had_skills
    for at in range(starts[talent], starts[talent + 1]):
        score += weights[features[at]] * np.int64(data[at])
    if is_silent(wanted.languages[position], sought.languages[talent]):
        return score * rules.silent // SILENT_ONE
    starts, features, data = sought.had_words
    for at in range(starts[talent], starts[talent + 1]):
        score += weights[sought.skills + features[at]] * np.int64(data[at])
    return score
