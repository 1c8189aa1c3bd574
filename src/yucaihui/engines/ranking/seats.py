"""Seats: who might judge what besides, as both aids propose them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.ranking.panel import Ints, Panel

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seat:
    """A further score of `entry` by `judge`; `worth` compares the seats of one proposal."""

    entry: str
    judge: str
    worth: float


class OpenSeats:
    """Seats that may still be given, by places in a panel's entries and judges.

    `allowed` (entries, judges) says who may judge what: no conflict, the right track. `spare`
    (judges,): how many more sheets each can take on. Raises ValueError for other shapes.
    """

    def __init__(self, panel: Panel, allowed: Bools, spare: Ints) -> None:
        shape = (len(panel.entries), len(panel.judges))
        if allowed.shape != shape or spare.shape != shape[1:]:
            raise ValueError(f"allowed has to be of shape {shape} and spare of {shape[1:]}")
        self.panel, self.free, self.spare = panel, allowed.copy(), spare.copy()
        self.free[panel.entry, panel.judge] = False
        self.free[:, self.spare <= 0] = False

    def take(self, entry: int, judge: int, worth: float) -> Seat:
        self.free[entry, judge] = False
        self.spare[judge] -= 1
        if self.spare[judge] <= 0:
            self.free[:, judge] = False
        return Seat(self.panel.entries[entry], self.panel.judges[judge], worth)
