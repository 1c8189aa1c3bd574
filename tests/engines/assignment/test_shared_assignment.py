"""Published optima of real instances (PrefLib bids of AAMAS and others, MIDL 2018)."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from yucaihui.engines.assignment import Problem, assign_fair, assign_optimal, open_problem


def bids(shared_data: Path, name: str, max_load: int) -> Problem:
    path = shared_data / "reviewer_assignment" / "aamas_preflib" / f"{name}.in"
    affinity = np.loadtxt(path, skiprows=1, max_rows=int(path.read_text().split(maxsplit=1)[0]))
    entries, judges = affinity.shape
    return open_problem(np.full(entries, 3), np.full(judges, max_load), affinity)


def midl(shared_data: Path) -> Problem:
    folder = shared_data / "reviewer_assignment" / "midl2018"
    demand, most, least = (
        np.load(folder / f"{name}.npy").ravel().astype(np.int64)
        for name in ("covs", "loads", "loads-lb")
    )
    scores = np.load(folder / "scores.npy")
    scores = scores if scores.shape == (len(demand), len(most)) else scores.T
    problem = open_problem(demand, most, np.maximum(scores, 0.0))
    return replace(problem, min_load=least, forbidden=scores < 0)


@pytest.mark.parametrize(
    ("name", "max_load", "total"),
    [
        ("aamas2015", 12, 1406.25),
        ("aamas2016", 12, 949.5),
        ("preflib1", 6, 124.25),
        ("preflib2", 7, 141.5),
        ("preflib3", 6, 454.25),
    ],
)
def test_bids_reach_the_published_total(
    shared_data: Path, name: str, max_load: int, total: float
) -> None:
    found = assign_optimal(bids(shared_data, name, max_load))
    assert (found.objective, found.bound) == (total, total)


def test_midl_reaches_the_published_total(shared_data: Path) -> None:
    assert round(assign_optimal(midl(shared_data)).objective, 4) == 150.0431


def test_the_worst_entry_of_aamas_2015_reaches_its_bound(shared_data: Path) -> None:
    problem = replace(bids(shared_data, "aamas2015", 12), min_load=np.full(201, 4))
    fair = assign_fair(problem)
    assert (fair.worst, fair.worst_bound) == (0.5, pytest.approx(0.5))


def test_the_worst_entry_of_midl_reaches_its_bound(shared_data: Path) -> None:
    fair = assign_fair(midl(shared_data))
    assert fair.worst >= 0.99 * fair.worst_bound
