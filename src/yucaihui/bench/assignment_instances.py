"""The instances of `yucaihui bench assignment`: made up at any size, and real ones where there."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from yucaihui.engines.assignment.problem import Floats, Ints, Problem, open_problem

_TRACKS = 12
_ORGANISATIONS = 100
_CONFLICTS = 0.02
_LEAST_LOAD, _MOST_LOAD = 0.7, 1.2


@dataclass(frozen=True)
class Sizes:
    """How much there is to assign."""

    entries: int
    judges: int
    per_entry: int


def made_up(sizes: Sizes, seed: int = 1) -> Problem:
    """Uneven tracks, judges about in proportion, 2 % conflicts and colleagues, loads near the mean.

    Affinity: 0.35 for the same track, up to 0.35 for the subject, up to 0.2 by chance. A judge may
    leave their track, which affinity alone discourages.
    """
    dice = np.random.default_rng(seed)
    shape = (sizes.entries, sizes.judges)
    entry_track, judge_track = (_tracks(count, dice) for count in shape)
    same_track = entry_track[:, np.newaxis] == judge_track
    affinity = 0.35 * same_track + 0.35 * dice.beta(2, 3, shape) + 0.2 * dice.random(shape)
    entry_home, judge_home = (dice.integers(0, _ORGANISATIONS, count) for count in shape)
    colleagues = entry_home[:, np.newaxis] == judge_home
    mean = sizes.entries * sizes.per_entry / sizes.judges
    return replace(
        open_problem(
            np.full(sizes.entries, sizes.per_entry),
            np.full(sizes.judges, int(np.ceil(_MOST_LOAD * mean))),
            affinity,
        ),
        min_load=np.full(sizes.judges, int(_LEAST_LOAD * mean)),
        forbidden=colleagues | (dice.random(shape) < _CONFLICTS),
    )


def _tracks(count: int, dice: np.random.Generator) -> Ints:
    """A track for each of `count`, drawn with the odds 1 : 2 : … : 12."""
    odds = np.arange(1, _TRACKS + 1)
    return dice.choice(_TRACKS, count, p=odds / odds.sum())


def without_judges(problem: Problem, pairs: Ints, gone: int) -> Problem:
    """The problem after its first judges withdrew, when `pairs` were published."""
    published = np.zeros(problem.shape, np.bool_)
    published[tuple(pairs.T)] = True
    forbidden, min_load = problem.forbidden.copy(), problem.min_load.copy()
    forbidden[:, :gone], min_load[:gone] = True, 0
    return replace(problem, forbidden=forbidden, min_load=min_load, published=published)


# Bids of three judges an entry: name, minimum and maximum load, published total.
BIDS = (
    ("aamas2015", 4, 12, 1406.25),
    ("aamas2016", 0, 12, 949.5),
    ("preflib1", 0, 6, 124.25),
    ("preflib2", 0, 7, 141.5),
    ("preflib3", 0, 6, 454.25),
)
MIDL_TOTAL = 150.0431


def real_ones() -> dict[str, tuple[Problem, float]]:
    """Real instances by name with their published totals; none without the shared data."""
    folder = Path(os.environ.get("YUCAIHUI_SHARED_DATA", "")) / "reviewer_assignment"
    if not os.environ.get("YUCAIHUI_SHARED_DATA") or not folder.is_dir():
        return {}
    found = {
        name: (_bids(folder / "aamas_preflib" / f"{name}.in", least, most), total)
        for name, least, most, total in BIDS
    }
    return found | {"midl2018": (_midl(folder / "midl2018"), MIDL_TOTAL)}


def _bids(path: Path, least: int, most: int) -> Problem:
    """First the numbers of entries and judges, then a row of affinities for each entry."""
    entries = int(path.read_text(encoding="utf-8").split(maxsplit=1)[0])
    affinity: Floats = np.loadtxt(path, skiprows=1, max_rows=entries)
    judges = affinity.shape[1]
    problem = open_problem(np.full(entries, 3), np.full(judges, most), affinity)
    return replace(problem, min_load=np.full(judges, least))


def _midl(folder: Path) -> Problem:
    demand, most, least = (
        np.load(folder / f"{name}.npy").ravel().astype(np.int64)
        for name in ("covs", "loads", "loads-lb")
    )
    scores: Floats = np.load(folder / "scores.npy")
    scores = scores if scores.shape == (len(demand), len(most)) else scores.T
    problem = open_problem(demand, most, np.maximum(scores, 0.0))
    return replace(problem, min_load=least, forbidden=scores < 0)
