"""Small problems, the rules by their definition, and an integer programme that knows no network."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from yucaihui.engines.assignment import Assignment, Problem, Quota, open_problem
from yucaihui.engines.assignment.problem import Bools, Floats


@st.composite
def problems(draw: st.DrawFn, *, balanced: bool = False, published: bool = False) -> Problem:
    """Up to six entries and judges with everything that can bind; some have no solution."""
    entries, judges = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    dice = np.random.default_rng(draw(st.integers(0, 2**32)))
    tracks = draw(st.integers(1, 2))
    max_load = dice.integers(0, entries + 1, judges)
    forbidden = dice.random((entries, judges)) < 0.15
    organisation = dice.integers(-1, 4, judges)
    region = np.where(organisation < 0, dice.integers(-1, 2, judges), organisation % 2)
    problem = replace(
        open_problem(dice.integers(0, 4, entries), max_load),
        min_load=dice.integers(0, 2, judges).clip(max=max_load),
        forbidden=forbidden,
        entry_track=dice.integers(0, tracks, entries),
        judge_tracks=dice.random((judges, tracks)) < 0.8,
        affinity=None if balanced else dice.random((entries, judges)),
        published=dice.random((entries, judges)) < 0.4 if published else None,
    )
    if draw(st.booleans()):
        quotas = (Quota("region", region, 2), Quota("organisation", organisation, 1))
        problem = replace(problem, quotas=quotas[draw(st.integers(0, 1)) :])
    return _with_forced_pair(problem, dice) if draw(st.booleans()) else problem


def _with_forced_pair(problem: Problem, dice: np.random.Generator) -> Problem:
    """One pair that may cross tracks is forced, if there is room for one."""
    room = (problem.demand[:, np.newaxis] > 0) & (problem.max_load > 0) & ~problem.forbidden
    places = np.argwhere(room)
    forced = np.zeros(problem.shape, np.bool_)
    if len(places):
        forced[tuple(places[dice.integers(len(places))])] = True
    return replace(problem, forced=forced)


def seated(problem: Problem, assignment: Assignment) -> Bools:
    taken = np.zeros(problem.shape, np.bool_)
    taken[tuple(assignment.pairs.T)] = True
    return taken


def broken_rules(problem: Problem, taken: Bools) -> list[str]:
    """The rules of the problem that the pairs taken break."""
    in_track = problem.judge_tracks[:, problem.entry_track].T
    rules = {
        "demand": (taken.sum(axis=1) == problem.demand).all(),
        "min_load": (taken.sum(axis=0) >= problem.min_load).all(),
        "max_load": (taken.sum(axis=0) <= problem.max_load).all(),
        "forbidden": not (taken & problem.forbidden).any(),
        "forced": taken[problem.forced].all(),
        "tracks": (in_track | problem.forced)[taken].all(),
        **{quota.name: (counts <= quota.most).all() for quota, counts in _seats_of(problem, taken)},
    }
    return [name for name, holds in rules.items() if not holds]


def _seats_of(problem: Problem, taken: Bools) -> Iterator[tuple[Quota, Floats]]:
    for quota in problem.quotas:
        for group in range(quota.group_of.max(initial=-1) + 1):
            yield quota, taken[:, quota.group_of == group].sum(axis=1)


def best_by_programme(
    problem: Problem, worth: Floats, *, most: float = 1.0, whole: bool = True
) -> float | None:
    """The largest total worth of pairs by HiGHS, None where there is no solution.

    `most`: what a free pair counts at most; not `whole`: in fractions.
    """
    entries, judges = problem.shape
    allowed = problem.judge_tracks[:, problem.entry_track].T & ~problem.forbidden
    upper = np.where(problem.forced, 1.0, np.where(allowed, most, 0.0)).ravel()
    pair = np.arange(entries * judges).reshape(entries, judges)
    rows, low, high = [], [], []

    def limit(places: np.ndarray, least: float, at_most: float) -> None:
        rows.append(np.isin(pair, places).ravel().astype(float))
        low.append(least)
        high.append(at_most)

    for entry in range(entries):
        limit(pair[entry], problem.demand[entry], problem.demand[entry])
        for quota in problem.quotas:
            for group in range(quota.group_of.max(initial=-1) + 1):
                limit(pair[entry, quota.group_of == group], 0, quota.most)
    for judge in range(judges):
        limit(pair[:, judge], problem.min_load[judge], problem.max_load[judge])
    found = milp(
        -worth.ravel(),
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(problem.forced.ravel().astype(float), upper),
        integrality=np.full(entries * judges, int(whole)),
    )
    return None if found.x is None else -float(found.fun)
