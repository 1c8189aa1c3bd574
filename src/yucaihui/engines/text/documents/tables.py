"""Cells of a table from the rulings around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SLACK = 3.0  # points by which drawn lines miss each other at corners


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line, as the thin box it covers; points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        return self.right - self.left > self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a cell, rounded so that its segments agree on it."""

    left: int
    bottom: int
    right: int
    top: int


def cell_of(x: float, y: float, rulings: Sequence[Ruling]) -> Box | None:
    """The cell around a point: the nearest ruling on each of its four sides, None if one lacks."""
    below = [r.top for r in rulings if r.is_level and _spans(r.left, x, r.right) and r.top <= y]
    above = [r.top for r in rulings if r.is_level and _spans(r.left, x, r.right) and r.top > y]
    upright = [r for r in rulings if not r.is_level and _spans(r.bottom, y, r.top)]
    left = [r.left for r in upright if r.left <= x]
    right = [r.left for r in upright if r.left > x]
    if not (below and above and left and right):
        return None
    return Box(round(max(left)), round(max(below)), round(min(right)), round(min(above)))


def _spans(low: float, value: float, high: float) -> bool:
    return low - _SLACK <= value <= high + _SLACK


def rows_of(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes that begin at the same height, top to bottom, each row left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (-b.top, b.left)):
        if rows and abs(rows[-1][0].top - box.top) <= _SLACK:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda b: b.left) for row in rows]
