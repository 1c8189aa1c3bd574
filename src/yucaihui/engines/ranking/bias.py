"""Whether judges favour their own: scores beside those of the rest of the panel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.ranking.fit import Estimate
from yucaihui.engines.ranking.panel import Floats, Ints, Panel

# Half the width of a 90 % interval in standard errors.
_HALF_WIDTH = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class HomeEffect:
    """Points above the mean of the entry's other judges, by home sheets and by others.

    `effect`: how much more a judge gives a home entry than the same judge gives others; None where
    no judge has both. Intervals are of 90 %, with judges as clusters.
    """

    home_sheets: int
    home: Estimate | None
    away_sheets: int
    away: Estimate | None
    effect: Estimate | None


def home_effect(panel: Panel, home: NDArray[np.bool_]) -> HomeEffect:
    """The effect of sharing a country, an organisation …: `home` (n,) says of which sheets.

    Entries with one sheet have no rest of the panel and say nothing.
    """
    known = panel.sheets[panel.entry] > 1
    apart, judge, ours = beside_others(panel)[known], panel.judge[known], home[known]
    return HomeEffect(
        home_sheets=int(ours.sum()),
        home=_mean(apart[ours], judge[ours]),
        away_sheets=int((~ours).sum()),
        away=_mean(apart[~ours], judge[~ours]),
        effect=_within_judges(apart, ours.astype(np.float64), judge),
    )


def beside_others(panel: Panel) -> Floats:
    """(n,) score less the mean of the same entry's other sheets; 0 where there is none."""
    sheets = panel.sheets
    totals = np.bincount(panel.entry, panel.score, minlength=len(sheets))
    others = np.maximum(sheets - 1, 1)[panel.entry]
    rest = (totals[panel.entry] - panel.score) / others
    return np.where(sheets[panel.entry] > 1, panel.score - rest, 0.0)


def _mean(values: Floats, cluster: Ints) -> Estimate | None:
    if not len(values):
        return None
    mean = float(values.mean())
    return _around(mean, _sums_of(values - mean, cluster), float(len(values)))


def _within_judges(apart: Floats, home: Floats, judge: Ints) -> Estimate | None:
    """The slope of `apart` on `home` with each judge's own level taken out."""
    loads = np.maximum(np.bincount(judge), 1)
    home = home - (np.bincount(judge, home) / loads)[judge]
    apart = apart - (np.bincount(judge, apart) / loads)[judge]
    information = float(home @ home)
    if information <= np.finfo(np.float64).eps * len(home):
        return None
    slope = float(home @ apart) / information
    return _around(slope, _sums_of(home * (apart - slope * home), judge), information)


def _sums_of(values: Floats, cluster: Ints) -> Floats:
    """(clusters,) the values of each cluster summed."""
    sums: Floats = np.bincount(cluster, values).astype(np.float64)
    return sums


def _around(value: float, cluster_sums: Floats, information: float) -> Estimate:
    """With the standard error that is robust to clusters (Liang and Zeger, 1986)."""
    clusters = np.count_nonzero(cluster_sums)
    correction = clusters / (clusters - 1) if clusters > 1 else 1.0
    error = float(np.sqrt(correction * (cluster_sums @ cluster_sums))) / information
    return Estimate(value, value - _HALF_WIDTH * error, value + _HALF_WIDTH * error)
