"""What can't be met is explained: who is short, by how much, and what would mend it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.engines.assignment.problems import problems
from yucaihui.engines.assignment import (
    Infeasible,
    Names,
    Problem,
    Quota,
    assign_optimal,
    open_problem,
    say,
)

NAMES = Names([f"P{row}" for row in range(9)], [f"J{row}" for row in range(9)], ["芯片", "汽车"])


def shortage(problem: Problem) -> Infeasible:
    with pytest.raises(Infeasible) as raised:
        assign_optimal(problem)
    return raised.value


def two_tracks(seats: int, loads: list[int]) -> Problem:
    """Three entries of each track; the judges are the first track's but for the last two."""
    judges = len(loads)
    return replace(
        open_problem(np.full(6, seats), np.array(loads)),
        entry_track=np.array([0, 0, 0, 1, 1, 1]),
        judge_tracks=np.array([[row < judges - 2, row >= judges - 2] for row in range(judges)]),
    )


def test_full_judges_are_the_bottleneck_of_their_track() -> None:
    problem = two_tracks(2, [3, 3, 2, 1])
    found = shortage(problem)
    assert str(found) == "no assignment: 3 seats and 0 minimum loads short"
    (one,) = found.bottlenecks
    assert (one.kind, one.tracks.tolist()) == ("seats", [1])
    assert (one.entries.tolist(), one.judges.tolist()) == ([3, 4, 5], [2, 3])
    assert (one.needed, one.available, one.capacity, one.missing) == (6, 3, 3, 3)
    assert one.short[:, 1].sum() == 3
    assert say(one, problem, NAMES, "en") == (
        "汽车: 3 of 6 seats can't be filled. Judges left to these entries: 2, who take 3 "
        "(1 × 2 + 1 × 1). Raise their maximum loads by 2 each, add judges who take 3 more, or ask "
        "for fewer judges on an entry."
    )
    assert say(one, problem, NAMES, "zh") == (
        "汽车缺3个评审席位：3个项目共需6个席位，可用的2位评委最多承担3个（1 × 2 + 1 × 1）。"
        "可将这些评委的上限各提高2个，或增补能承担3个项目的评委，或减少每个项目的评委数。"
    )


def test_entries_without_enough_judges_to_choose_from_are_named_together() -> None:
    problem = two_tracks(3, [9, 9, 9, 9, 9])
    (one,) = shortage(problem).bottlenecks
    assert (one.tracks.tolist(), one.entries.tolist(), one.judges.tolist()) == ([1], [3, 4, 5], [])
    assert one.short.tolist() == [[3, 1], [4, 1], [5, 1]]
    assert say(one, problem, NAMES, "en") == (
        "汽车: 3 of 9 seats can't be filled. Too few judges to choose from for P3, P4, P5: all "
        "others are in conflict, of another track or shut out by a quota. Add judges without a "
        "conflict, or ask for fewer judges on these entries."
    )


def test_judges_beside_the_bottleneck_give_what_a_quota_lets_through() -> None:
    problem = replace(
        open_problem(np.array([3, 3]), np.array([1, 9, 9])),
        quotas=(Quota("organisation", np.array([-1, 0, 0]), 1),),
    )
    (one,) = shortage(problem).bottlenecks
    assert one.judges.tolist() == [0]
    assert (one.needed, one.available, one.capacity) == (6, 3, 1)
    assert "who take 1 (1 × 1); all others, 2. Raise" in say(one, problem, NAMES, "en")
    assert "最多承担1个（1 × 1），其余评委至多再承担2个。可" in say(one, problem, NAMES, "zh")


def test_minimum_loads_that_nobody_can_fill_are_named() -> None:
    problem = replace(
        open_problem(np.array([1, 1]), np.array([2, 2, 2])), min_load=np.array([1, 1, 2])
    )
    (one,) = shortage(problem).bottlenecks
    assert (one.kind, one.needed, one.available, one.missing) == ("minimum", 4, 2, 2)
    assert one.judges.tolist() == [0, 1, 2]
    sentence = say(one, problem, NAMES, "en")
    assert sentence.startswith("Minimum loads can't be met: J")
    assert sentence.endswith(
        "are to take 4, and the entries they may take have 2 seats for them. Lower their minimum "
        "loads, or ask for more judges on an entry."
    )


def test_many_names_are_cut() -> None:
    problem = open_problem(np.full(5, 2), np.array([9]))
    (one,) = shortage(problem).bottlenecks
    assert "for P0, P1, P2 and 2 more: all" in say(one, problem, NAMES, "en")
    assert "（P0、P1、P2等5个）" in say(one, problem, NAMES, "zh")


@settings(max_examples=60, deadline=None)
@given(problems())
def test_no_seat_more_is_called_missing_than_must_be(problem: Problem) -> None:
    fewest = fewest_missing(problem)
    if not fewest:
        assert assign_optimal(problem).load.sum() == problem.demand.sum()
        return
    bottlenecks = shortage(problem).bottlenecks
    assert sum(one.missing for one in bottlenecks) == fewest
    assert all(one.missing == one.short[:, 1].sum() > 0 for one in bottlenecks)


def fewest_missing(problem: Problem) -> int:
    """Empty seats and unmet minimum loads, by an integer programme with slacks."""
    entries, judges = problem.shape
    pairs = entries * judges
    place = np.arange(pairs).reshape(entries, judges)
    size = pairs + entries + judges
    rows, low, high = [], [], []

    def limit(places: np.ndarray, least: float, most: float) -> None:
        row = np.zeros(size)
        row[places] = 1
        rows.append(row)
        low.append(least)
        high.append(most)

    for entry, wanted in enumerate(problem.demand):
        limit(np.append(place[entry], pairs + entry), wanted, wanted)
        for quota in problem.quotas:
            for group in range(quota.group_of.max(initial=-1) + 1):
                limit(place[entry, quota.group_of == group], 0, quota.most)
    for judge in range(judges):
        limit(place[:, judge], 0, problem.max_load[judge])
        minimum = np.append(place[:, judge], pairs + entries + judge)
        limit(minimum, problem.min_load[judge], np.inf)
    upper = np.append(problem.allowed.ravel().astype(float), np.full(entries + judges, np.inf))
    lower = np.append(problem.forced.ravel().astype(float), np.zeros(entries + judges))
    found = milp(
        np.append(np.zeros(pairs), np.ones(entries + judges)),
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(lower, upper),
        integrality=np.ones(size),
    )
    return round(found.fun)
