"""Compiled: lift what is worst by the best single exchange, over and over.

The welfare of an entry of mean m with k judges is k (m - strength · softness · exp((aim - m) /
softness)): its total, less a price that is small above the aim and grows the steeper the further
an entry is below it. So the worst gain first, and where the aim can't be reached the lack is
shared evenly; a price that rose in proportion would be indifferent to who bears it.
"""

from typing import NamedTuple

import numpy as np

from yucaihui.engines.assignment.seats import Rules, Seats, fits, has_room, reseat
from yucaihui.engines.jit import compiled

_LARGEST_EXPONENT = 60.0
_LEAST_GAIN = 1e-9
_TOLERANCE = 1e-12


class Aim(NamedTuple):
    """Where the price begins and how steep it is, in units of mean affinity.

    No exchange pushes an entry below `floor`.
    """

    mean: float
    floor: float
    softness: float
    strength: float


class Exchange(NamedTuple):
    """A seat, the judge it gets, the seat given in return (-1 for none), the welfare gained."""

    seat: int
    judge: int
    back: int
    gain: float


@compiled
def welfare(total: float, demand: int, aim: Aim) -> float:
    below = min((aim.mean - total / demand) / aim.softness, _LARGEST_EXPONENT)
    return float(total - demand * aim.strength * aim.softness * np.exp(below))


@compiled
def lift(rules: Rules, seats: Seats, aim: Aim) -> None:
    """Exchange until no single exchange gains; the worst entries choose first."""
    changed = True
    while changed:
        changed = False
        for entry in np.argsort(seats.total / np.maximum(rules.demand, 1)):
            best = _best_exchange(rules, seats, aim, entry)
            while best.seat >= 0:
                leaving = seats.judge[best.seat]
                reseat(rules, seats, best.seat, best.judge)
                if best.back >= 0:
                    reseat(rules, seats, best.back, leaving)
                changed = True
                best = _best_exchange(rules, seats, aim, entry)


@compiled
def _best_exchange(rules: Rules, seats: Seats, aim: Aim, entry: int) -> Exchange:
    """The exchange that gives the entry a better judge at the best gain in welfare of all."""
    best = Exchange(-1, -1, -1, _LEAST_GAIN)
    if seats.first[entry] == seats.first[entry + 1]:
        return best
    demand, total = rules.demand[entry], seats.total[entry]
    before = welfare(total, demand, aim)
    for seat in range(seats.first[entry], seats.first[entry + 1]):
        leaving = seats.judge[seat]
        for judge in range(len(seats.load)):
            more = rules.affinity[entry, judge] - rules.affinity[entry, leaving]
            if more <= 0 or not fits(rules, seats, entry, judge, leaving):
                continue
            rise = welfare(total + more, demand, aim) - before
            if rise > best.gain and has_room(rules, seats, judge, leaving):
                best = Exchange(seat, judge, -1, rise)
            best = _best_swap(rules, seats, aim, Exchange(seat, judge, -1, rise), best)
    return best


@compiled
def _best_swap(rules: Rules, seats: Seats, aim: Aim, wanted: Exchange, best: Exchange) -> Exchange:
    """The better of `best` and the judge wanted, in return for the one who leaves."""
    leaving = seats.judge[wanted.seat]
    for back in seats.at[wanted.judge, : seats.held[wanted.judge]]:
        other = seats.entry[back]
        more = rules.affinity[other, leaving] - rules.affinity[other, wanted.judge]
        total, demand = seats.total[other], rules.demand[other]
        too_low = more < 0 and total + more < demand * aim.floor - _TOLERANCE
        if too_low or (more < 0 and wanted.gain + more <= best.gain):
            continue
        if fits(rules, seats, other, leaving, wanted.judge):
            rise = welfare(total + more, demand, aim) - welfare(total, demand, aim)
            if wanted.gain + rise > best.gain:
                best = Exchange(wanted.seat, wanted.judge, back, wanted.gain + rise)
    return best
