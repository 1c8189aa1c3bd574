"""Why an entry's score differs from its raw one: which judge moved it by how much."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from yucaihui.engines.ranking.fit import Fit
from yucaihui.engines.ranking.panel import Floats, Ints, Panel

# A move of so many places needs no reason.
UNREMARKABLE = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """Points that an entry gains by what is known of one of its judges.

    `severity`: by how severe the judge is; `weighting`: by how much more or less the judge's sheet
    counts than another's (scale, noise, or dropped as the highest or lowest).
    """

    judge: str
    severity: float
    weighting: float


@dataclass(frozen=True, slots=True)
class Move:
    """The effects and `shrinkage` sum to `points`: score - raw score.

    `shrinkage`: points by being drawn towards the mean of the track, the more the less is known.
    """

    entry: str
    points: float
    effects: tuple[Effect, ...]
    shrinkage: float


def moves(panel: Panel, fit: Fit, raw: Floats, moved: Ints) -> tuple[Move, ...]:
    """The moves of the entries `moved`, from their `raw` scores (entries,)."""
    severity = fit.severity / panel.sheets[panel.entry]
    usual = (np.bincount(panel.entry, fit.weight) / panel.sheets)[panel.entry]
    weighting = (fit.weight - usual) * (panel.score + fit.severity - fit.scores.mean())
    effects = [
        Effect(panel.judges[judge], *points)
        for judge, *points in zip(
            panel.judge.tolist(), severity.tolist(), weighting.tolist(), strict=True
        )
    ]
    ends = np.cumsum(panel.sheets).tolist()
    sheets = [effects[start:end] for start, end in pairwise([0, *ends])]
    points = fit.scores - raw
    rest = points - np.bincount(panel.entry, severity + weighting)
    return tuple(
        Move(panel.entries[n], float(points[n]), tuple(sheets[n]), float(rest[n]))
        for n in moved.tolist()
    )
