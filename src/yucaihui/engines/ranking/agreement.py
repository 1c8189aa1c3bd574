"""How far judges agree: Krippendorff's alpha for interval data (Krippendorff, 2004)."""

import numpy as np

from yucaihui.engines.ranking.panel import Panel


def krippendorff_alpha(panel: Panel) -> float | None:
    """1 when judges agree, 0 when they might as well draw lots; None without two differing sheets.

    Entries with one sheet say nothing of agreement and are left out.
    """
    kept = (panel.sheets > 1)[panel.entry]
    _, entry = np.unique(panel.entry[kept], return_inverse=True)
    score = panel.score[kept]
    if not len(score) or np.ptp(score) == 0:
        return None
    sheets = np.bincount(entry)
    means = np.bincount(entry, score) / sheets
    # Within a unit of m values the squares of all pairs' differences sum to 2m times those around
    # the mean; each unit counts 1 / (m - 1).
    within = (np.square(score - means[entry]) * (sheets / (sheets - 1))[entry]).sum()
    between = np.square(score - score.mean()).sum() * len(score) / (len(score) - 1)
    return float(1.0 - within / between)
