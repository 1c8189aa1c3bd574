"""The plain methods: mean, trimmed mean, and the additive model of entries and judges.

Their intervals come from a parametric bootstrap of the method's own model (Efron and Tibshirani,
1993): what was expected with fresh noise, scored anew. So they hold as far as the method's
assumption does: the mean's that no judge is more severe than another, the additive model's that
judges differ in nothing but severity.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from yucaihui.engines.ranking.additive import Additive
from yucaihui.engines.ranking.fit import Estimate, Fit, JudgeTraits, estimates
from yucaihui.engines.ranking.panel import Floats, Panel

DRAWS = 1_000
_BATCH = 100

Apply = Callable[[Floats], Floats]


def fit_mean(panel: Panel, seed: int) -> Fit:
    """The mean of an entry's sheets."""
    weight = 1.0 / panel.sheets[panel.entry]
    return _fit(panel, lambda score: means(panel, score), weight, seed)


def fit_trimmed(panel: Panel, trim: int, seed: int) -> Fit:
    """The mean without the `trim` highest and lowest sheets, or of all where none would be left."""
    weight = trimmed_weights(panel, panel.score[:, np.newaxis], trim)[:, 0]

    def apply(score: Floats) -> Floats:
        return np.add.reduceat(score * trimmed_weights(panel, score, trim), _starts(panel))

    return _fit(panel, apply, weight, seed)


def fit_additive(panel: Panel, seed: int) -> Fit:
    """Least squares of entry + judge."""
    model = Additive.of(panel)
    bias, expected = model.biases(panel.score), model.expected(panel.score)
    noise = _noise(panel, expected, model.parameters)
    bootstrap = _Bootstrap(expected, noise, seed)
    drawn = bootstrap.draws(model.biases)
    weight = 1.0 / panel.sheets[panel.entry]
    return Fit(
        scores=model.scores(panel.score),
        draws=bootstrap.draws(model.scores),
        expected=expected,
        spread=np.full(len(panel), noise),
        weight=weight,
        leverage=weight,
        severity=-bias[panel.judge],
        judges=_traits(panel, bias, drawn - drawn.mean(axis=0), noise),
    )


def means(panel: Panel, score: Floats) -> Floats:
    """(entries,) or (entries, draws): the mean of each entry's sheets."""
    sheets = panel.sheets if score.ndim == 1 else panel.sheets[:, np.newaxis]
    return np.asarray(np.add.reduceat(score, _starts(panel)) / sheets)


def trimmed_weights(panel: Panel, score: Floats, trim: int) -> Floats:
    """(n, draws) each sheet's share of its entry's trimmed mean; ties go by judge."""
    entry = np.broadcast_to(panel.entry[:, np.newaxis], score.shape)
    order = np.lexsort((score, entry), axis=0)
    sheets = panel.sheets[panel.entry]
    place = np.arange(len(panel)) - _starts(panel)[panel.entry]
    cut = np.where(sheets > 2 * trim, trim, 0)
    inside = (place >= cut) & (place < sheets - cut)
    weights = np.empty(score.shape)
    share = (inside / (sheets - 2 * cut))[:, np.newaxis]
    np.put_along_axis(weights, order, np.broadcast_to(share, score.shape), axis=0)
    return weights


def _starts(panel: Panel) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.cumsum(panel.sheets) - panel.sheets


def _fit(panel: Panel, apply: Apply, weight: Floats, seed: int) -> Fit:
    scores = apply(panel.score[:, np.newaxis])[:, 0]
    noise = _noise(panel, scores[panel.entry], len(panel.entries))
    return Fit(
        scores=scores,
        draws=_Bootstrap(scores[panel.entry], noise, seed).draws(apply),
        expected=scores[panel.entry],
        spread=np.full(len(panel), noise),
        weight=weight,
        leverage=weight,
        severity=np.zeros(len(panel)),
    )


def _noise(panel: Panel, expected: Floats, parameters: int) -> float:
    """Standard error of a sheet; that of all scores where no sheets are left to tell it."""
    left = len(panel) - parameters
    if left <= 0:
        return float(panel.score.std())
    return float(np.sqrt(np.square(panel.score - expected).sum() / left))


@dataclass(frozen=True, eq=False)
class _Bootstrap:
    """Sheets as `expected` with fresh noise; the same ones at each call."""

    expected: Floats
    noise: float
    seed: int

    def draws(self, apply: Apply) -> Floats:
        """(draws, k) what `apply` makes of them, in batches."""
        generator = np.random.default_rng(self.seed)
        size, middle = len(self.expected), self.expected[:, np.newaxis]
        found = []
        for _ in range(0, DRAWS, _BATCH):
            noise = generator.standard_normal((_BATCH, size)).T * self.noise
            found.append(apply(middle + noise).T)
        return np.concatenate(found)


def _traits(panel: Panel, bias: Floats, around: Floats, noise: float) -> tuple[JudgeTraits, ...]:
    """All judges have the same scale and noise in the additive model."""
    severity = [
        Estimate(float(-value), one.low, one.high)
        for value, one in zip(bias, estimates(-bias - around), strict=True)
    ]
    usual, error = Estimate(1.0, 1.0, 1.0), Estimate(noise, noise, noise)
    return tuple(
        JudgeTraits(judge, load, one, usual, error)
        for judge, load, one in zip(panel.judges, panel.loads.tolist(), severity, strict=True)
    )
