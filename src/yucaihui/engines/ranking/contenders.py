"""The adaptive second look: which further scores would settle who is among the top n."""

from heapq import heapify, heappop, heapreplace

import numpy as np

from yucaihui.engines.ranking.panel import Floats, Ints, Panel
from yucaihui.engines.ranking.results import Ranking
from yucaihui.engines.ranking.seats import Bools, OpenSeats, Seat


def second_look(
    panel: Panel, ranking: Ranking, allowed: Bools, spare: Ints, budget: int
) -> tuple[Seat, ...]:
    """At most `budget` seats, the most telling first; arrays are as in `OpenSeats`.

    An entry with chance p to be among the top n has p (1 - p) to settle, and each further sheet
    settles less of it. Of the judges who may, the one is asked whose sheets tell most. It pays to
    spend half of a budget, rank anew and ask again: what is settled needs no more.
    """
    open_seats, sheets = OpenSeats(panel, allowed, spare), panel.sheets.tolist()
    telling, unsettled = _telling(panel, ranking), _unsettled(panel, ranking)
    heap = [(-worth / (sheets[n] + 1), n) for n, worth in enumerate(unsettled) if worth]
    heapify(heap)
    seats: list[Seat] = []
    while heap and len(seats) < budget:
        worth, entry = heap[0]
        free = open_seats.free[entry]
        if not free.any():
            heappop(heap)
            continue
        judge = int(np.argmax(np.where(free, telling, -1.0)))
        seats.append(open_seats.take(entry, judge, -worth))
        sheets[entry] += 1
        heapreplace(heap, (-unsettled[entry] / (sheets[entry] + 1), entry))
    return tuple(seats)


def _unsettled(panel: Panel, ranking: Ranking) -> list[float]:
    """(entries,) p (1 - p); nothing is known of an entry without sheets, so all is open."""
    chances = {one.entry: one.overall.chance for one in ranking.entries}
    return [p * (1.0 - p) for p in (chances.get(entry, 0.5) for entry in panel.entries)]


def _telling(panel: Panel, ranking: Ranking) -> Floats:
    """(judges,) what a sheet of each tells; where the method takes all for alike, the same."""
    known = {one.judge: (one.scale.value / one.noise.value) ** 2 for one in ranking.judges}
    usual = float(np.median(list(known.values()))) if known else 1.0
    return np.array([known.get(judge, usual) for judge in panel.judges])
