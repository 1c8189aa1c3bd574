"""Compiled: lift an entry by a chain of judges handed on, where no single exchange can.

The entry takes a judge from a second entry, which takes one from a third, and so on, until
somebody takes the judge whom the first gave up, or one with room. Nobody falls below the aim, or
below where they stand if that is lower. The shortest chain is found breadth first; a judge who
was reached once need not be reached again, so a search looks at each seat and judge once.
"""

from typing import NamedTuple

import numpy as np

from yucaihui.engines.assignment.problem import Bools, Ints
from yucaihui.engines.assignment.seats import Rules, Seats, fits, has_room, reseat
from yucaihui.engines.jit import compiled

_TOLERANCE = 1e-12
_LEAST_GAIN = 1e-9


class Chain(NamedTuple):
    """What is looked for: `gain` for the entry of seat `start`, nobody pushed below `aim`."""

    start: int
    gain: float
    aim: float


@compiled
def raise_to(rules: Rules, seats: Seats, aim: float) -> bool:
    """Chains for the entries whose mean is below `aim`, the worst first; whether all reached it."""
    parent = np.empty(len(seats.entry), dtype=np.int64)
    for entry in np.argsort(seats.total / np.maximum(rules.demand, 1)):
        goal = aim * rules.demand[entry] - _TOLERANCE
        while seats.total[entry] < goal:
            lack = goal - seats.total[entry]
            if not _lift_entry(rules, seats, entry, lack, aim, parent):
                return False
    return True


@compiled
def _lift_entry(
    rules: Rules, seats: Seats, entry: int, lack: float, aim: float, parent: Ints
) -> bool:
    """One chain that ends the lack, or else any that lessens it."""
    for gain in (lack, _LEAST_GAIN):
        for seat in range(seats.first[entry], seats.first[entry + 1]):
            if _hand_on(rules, seats, Chain(seat, gain, aim), parent):
                return True
    return False


@compiled
def _hand_on(rules: Rules, seats: Seats, chain: Chain, parent: Ints) -> bool:
    """Find a chain and make its changes; whether there was one."""
    reached = np.zeros(len(seats.load), dtype=np.bool_)
    reached[seats.judge[chain.start]] = True
    queue = np.empty(len(seats.entry) + 1, dtype=np.int64)
    queue[0], ahead, behind = chain.start, 0, 1
    parent[chain.start] = -1
    while ahead < behind:
        seat = queue[ahead]
        last = _last_judge(rules, seats, chain, seat)
        if last >= 0:
            _reseat_chain(rules, seats, parent, seat, last)
            return True
        behind = _spread(rules, seats, chain, seat, reached, parent, queue, behind)
        ahead += 1
    return False


@compiled
def _spread(
    rules: Rules,
    seats: Seats,
    chain: Chain,
    seat: int,
    reached: Bools,
    parent: Ints,
    queue: Ints,
    behind: int,
) -> int:
    """Queue the seats of all judges whom the seat could take; the new end of the queue."""
    entry, leaving = seats.entry[seat], seats.judge[seat]
    least = _least(rules, seats, chain, seat)
    for judge in range(len(seats.load)):
        if reached[judge] or rules.affinity[entry, judge] < least:
            continue
        if fits(rules, seats, entry, judge, leaving):
            reached[judge] = True
            for other in seats.at[judge, : seats.held[judge]]:
                if not _in_chain(seats, parent, seat, seats.entry[other]):
                    parent[other] = seat
                    queue[behind] = other
                    behind += 1
    return behind


@compiled
def _least(rules: Rules, seats: Seats, chain: Chain, seat: int) -> float:
    """The least affinity of a judge who may take the seat."""
    entry = seats.entry[seat]
    held = rules.affinity[entry, seats.judge[seat]]
    if seat == chain.start:
        return float(held + chain.gain)
    spare = seats.total[entry] - chain.aim * rules.demand[entry]
    return float(held - max(0.0, spare) - _TOLERANCE)


@compiled
def _last_judge(rules: Rules, seats: Seats, chain: Chain, seat: int) -> int:
    """The best judge for the seat whom nobody has to replace, -1 for none."""
    entry, freed = seats.entry[seat], seats.judge[chain.start]
    least = _least(rules, seats, chain, seat)
    best = -1
    for judge in range(len(seats.load)):
        affinity = rules.affinity[entry, judge]
        if affinity < least or (best >= 0 and affinity <= rules.affinity[entry, best]):
            continue
        if judge != freed and not has_room(rules, seats, judge, freed):
            continue
        if fits(rules, seats, entry, judge, seats.judge[seat]):
            best = judge
    return best


@compiled
def _in_chain(seats: Seats, parent: Ints, seat: int, entry: int) -> bool:
    while seat >= 0:
        if seats.entry[seat] == entry:
            return True
        seat = parent[seat]
    return False


@compiled
def _reseat_chain(rules: Rules, seats: Seats, parent: Ints, seat: int, judge: int) -> None:
    """The seat gets the judge, the one before it in the chain the seat's judge, and so on."""
    while seat >= 0:
        leaving = seats.judge[seat]
        reseat(rules, seats, seat, judge)
        judge, seat = leaving, parent[seat]
