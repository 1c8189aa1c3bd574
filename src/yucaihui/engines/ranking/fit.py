"""What every method comes to: scores, draws that tell how sure they are, and how they arose."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.ranking.panel import Floats

# Intervals leave out a twentieth on each side.
LEVELS = (0.05, 0.95)
# Below this a sheet cannot differ from what was expected of it: it is the only one there is.
_LEAST_SPREAD = 1e-9


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its 90 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class JudgeTraits:
    """How a judge scores.

    `severity`: points below (+) or above (-) what the panel would give; `scale`: how far apart the
    judge sets entries that the panel sets 1 apart; `noise`: points of a sheet's standard error.
    """

    judge: str
    sheets: int
    severity: Estimate
    scale: Estimate
    noise: Estimate


@dataclass(frozen=True, eq=False)
class Fit:
    """A method applied to n sheets of a canonical panel.

    `scores` (entries,) on the scale of the sheets; `draws` (draws, entries) of the same; `expected`
    and `spread` (n,): what each sheet should have read, and its standard error; `weight` (n,): its
    share of the entry's score; `leverage` (n,): its share of what was expected of it; `severity`
    (n,): points that its judge gives too few.
    """

    scores: Floats
    draws: NDArray[np.float32] | Floats
    expected: Floats
    spread: Floats
    weight: Floats
    leverage: Floats
    severity: Floats
    judges: tuple[JudgeTraits, ...] = ()

    def errors(self, score: Floats) -> Floats:
        """(n,) how many standard errors each sheet is above what was expected (studentised)."""
        free = np.sqrt(np.clip(1.0 - self.leverage, 0.0, 1.0))
        spread = self.spread * free
        apart = score - self.expected
        return np.divide(apart, spread, out=np.zeros_like(apart), where=spread > _LEAST_SPREAD)


def estimates(draws: Floats) -> list[Estimate]:
    """Mean and 90 % interval of each column of `draws` (draws, k)."""
    low, high = np.quantile(draws, LEVELS, axis=0)
    columns = zip(draws.mean(axis=0), low, high, strict=True)
    return [Estimate(float(value), float(least), float(most)) for value, least, most in columns]
