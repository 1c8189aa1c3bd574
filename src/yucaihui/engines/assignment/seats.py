"""Who sits where, as arrays that compiled searches change in place."""

from typing import NamedTuple

import numpy as np

from yucaihui.engines.assignment.problem import Bools, Floats, Ints, Problem
from yucaihui.engines.jit import compiled


class Rules(NamedTuple):
    """What binds: (entries, judges), (judges,), (entries,), then (quotas, judges) and (quotas,)."""

    affinity: Floats
    allowed: Bools
    min_load: Ints
    max_load: Ints
    demand: Ints
    groups: Ints
    most: Ints


class Seats(NamedTuple):
    """Seats that may change judges: `entry`, `judge`, `place` (seats,), by entry from `first`.

    `at[judge, :held[judge]]` are a judge's seats, a seat's `place` says which of them it is.
    `taken` (entries, judges), `load` (judges,) and `total` (entries,) count fixed pairs as well.
    """

    entry: Ints
    judge: Ints
    place: Ints
    first: Ints
    at: Ints
    held: Ints
    taken: Bools
    load: Ints
    total: Floats


def rules_of(problem: Problem, affinity: Floats) -> Rules:
    """The problem for compiled searches."""
    judges = problem.shape[1]
    groups = [quota.group_of for quota in problem.quotas]
    return Rules(
        affinity=np.ascontiguousarray(affinity, dtype=np.float64),
        allowed=problem.allowed,
        min_load=problem.min_load,
        max_load=problem.max_load,
        demand=problem.demand,
        groups=np.array(groups, dtype=np.int64).reshape(len(groups), judges),
        most=np.array([quota.most for quota in problem.quotas], dtype=np.int64),
    )


def seats_of(rules: Rules, taken: Bools, fixed: Bools) -> Seats:
    """Seats of the pairs taken, those that are fixed left out."""
    entries, judges = taken.shape
    entry, judge = np.nonzero(taken & ~fixed)
    held = np.bincount(judge, minlength=judges)
    order = np.argsort(judge, kind="stable")
    place = np.empty(len(judge), dtype=np.int64)
    place[order] = np.arange(len(judge)) - np.repeat(np.cumsum(held) - held, held)
    at = np.zeros((judges, int(rules.max_load.max(initial=0)) + 1), dtype=np.int64)
    at[judge, place] = np.arange(len(judge))
    return Seats(
        entry=entry,
        judge=judge,
        place=place,
        first=np.searchsorted(entry, np.arange(entries + 1)),
        at=at,
        held=held,
        taken=taken.copy(),
        load=taken.sum(axis=0),
        total=np.where(taken, rules.affinity, 0.0).sum(axis=1),
    )


def copied(seats: Seats) -> Seats:
    """The same seats, to be changed apart."""
    return Seats(
        entry=seats.entry,
        judge=seats.judge.copy(),
        place=seats.place.copy(),
        first=seats.first,
        at=seats.at.copy(),
        held=seats.held.copy(),
        taken=seats.taken.copy(),
        load=seats.load.copy(),
        total=seats.total.copy(),
    )


@compiled
def fits(rules: Rules, seats: Seats, entry: int, judge: int, leaving: int) -> bool:
    """Whether `judge` may take the seat on `entry` that `leaving` leaves."""
    if seats.taken[entry, judge] or not rules.allowed[entry, judge]:
        return False
    for quota in range(len(rules.most)):
        group = rules.groups[quota, judge]
        if group >= 0 and rules.groups[quota, leaving] != group:
            sitting = 0
            for other in np.flatnonzero(seats.taken[entry]):
                sitting += rules.groups[quota, other] == group
            if sitting >= rules.most[quota]:
                return False
    return True


@compiled
def has_room(rules: Rules, seats: Seats, judge: int, leaving: int) -> bool:
    """Whether the loads let `judge` take an entry over from `leaving`."""
    below_most = seats.load[judge] < rules.max_load[judge]
    return bool(below_most and seats.load[leaving] > rules.min_load[leaving])


@compiled
def reseat(rules: Rules, seats: Seats, seat: int, judge: int) -> None:
    """Give a seat to another judge; the caller sees to rules and to a swap's other half."""
    entry, leaving = seats.entry[seat], seats.judge[seat]
    seats.held[leaving] -= 1
    last = seats.at[leaving, seats.held[leaving]]
    seats.at[leaving, seats.place[seat]] = last
    seats.place[last] = seats.place[seat]
    seats.at[judge, seats.held[judge]] = seat
    seats.place[seat] = seats.held[judge]
    seats.held[judge] += 1
    seats.judge[seat] = judge
    seats.taken[entry, leaving] = False
    seats.taken[entry, judge] = True
    seats.load[leaving] -= 1
    seats.load[judge] += 1
    seats.total[entry] += rules.affinity[entry, judge] - rules.affinity[entry, leaving]
