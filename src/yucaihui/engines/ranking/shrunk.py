"""The default method: every judge's severity, scale and noise, drawn towards those of the panel.

y = m + a[j] q[i] + b[j] + e: entry i has quality q, judge j has bias b, scale a and noise e. All
are given priors whose widths are learnt from the sheets, so that a judge of whom little is known
is taken for a usual one and the result is near the plain mean where judges hardly differ. A track
has a mean quality of its own: otherwise a strong track's judges would be taken for lenient ones.
Fitted by Gibbs sampling (Gelfand and Smith, 1990) on scores in units of their standard deviation.
"""

from dataclasses import dataclass

import numpy as np

from yucaihui.engines.ranking import gibbs
from yucaihui.engines.ranking.fit import Estimate, Fit, JudgeTraits, estimates
from yucaihui.engines.ranking.panel import Floats, Panel

# Widths in units of the standard deviation of all scores. That of the scale is held tightest: with
# few sheets a judge, or with ranks for scores, a free scale fits the noise.
PRIORS = gibbs.Priors(
    quality=(1.0, 0.5),
    track=(2.0, 0.05),
    bias=(2.0, 0.1),
    scale=(6.0, 0.25),
    noise=(1.0, 1.0),
    freedom=10.0,
)
BURN_IN = 1_000
_BATCH = 250
# Neighbouring draws are alike: every second one tells as much of ranks in half the time.
_THINNING = 2


def fit_shrunk(panel: Panel, sweeps: int, seed: int) -> Fit:
    """Fit a canonical panel; the first `BURN_IN` sweeps of `sweeps` are thrown away."""
    centre, unit = float(panel.score.mean()), float(panel.score.std()) or 1.0
    chain = _Chain(_sheets(panel, (panel.score - centre) / unit), panel, seed)
    chain.run(BURN_IN)
    kept = chain.run(max(sweeps - BURN_IN, _BATCH))
    middle = _Middle.of(kept)
    weight = middle.weights(panel)
    return Fit(
        scores=kept.quality.mean(axis=0, dtype=np.float64) * unit + centre,
        draws=kept.quality[::_THINNING] * np.float32(unit) + np.float32(centre),
        expected=middle.expected(panel) * unit + centre,
        spread=middle.noise[panel.judge] * unit,
        weight=weight,
        leverage=weight * middle.scale[panel.judge],
        severity=-middle.bias[panel.judge] * unit,
        judges=_traits(panel, kept, unit),
    )


@dataclass(frozen=True, eq=False)
class _Middle:
    """The middle of the draws, in units of the standard deviation of all scores."""

    quality: Floats
    bias: Floats
    scale: Floats
    noise: Floats
    width: float

    @classmethod
    def of(cls, kept: gibbs.Kept) -> "_Middle":
        quality = kept.quality.mean(axis=0, dtype=np.float64)
        noise = np.sqrt(kept.variance).mean(axis=0)
        width = float(kept.width.mean())
        return cls(quality, kept.bias.mean(axis=0), kept.scale.mean(axis=0), noise, width)

    def expected(self, panel: Panel) -> Floats:
        mean = self.quality.mean()
        merit = self.scale[panel.judge] * (self.quality - mean)[panel.entry]
        return np.asarray(mean + merit + self.bias[panel.judge])

    def weights(self, panel: Panel) -> Floats:
        """(n,) what a point more on a sheet adds to the entry's score."""
        pull = (self.scale / self.noise**2)[panel.judge]
        precision = np.bincount(panel.entry, pull * self.scale[panel.judge]) + 1.0 / self.width
        return np.asarray(pull / precision[panel.entry])


class _Chain:
    """A chain that can be run on."""

    def __init__(self, sheets: gibbs.Sheets, panel: Panel, seed: int) -> None:
        entries, tracks, judges = len(panel.entries), len(sheets.track_sizes), len(panel.judges)
        self.sheets, self.generator = sheets, np.random.default_rng(seed)
        self.shapes = gibbs.gamma_shapes(PRIORS, entries, tracks, panel.loads)
        self.normals = entries + tracks + 2 * judges
        self.state = gibbs.State(
            quality=np.zeros(entries),
            track=np.zeros(tracks),
            bias=np.zeros(judges),
            scale=np.ones(judges),
            variance=np.full(judges, 0.5),
            level=np.array([0.0, 0.5, 0.1, 0.2, 0.05, 0.5]),
        )

    def run(self, sweeps: int) -> gibbs.Kept:
        """Run on by `sweeps`, in batches, so that random numbers take little room."""
        entries, judges = len(self.state.quality), len(self.state.bias)
        kept = gibbs.Kept(
            quality=np.empty((sweeps, entries), np.float32),
            bias=np.empty((sweeps, judges)),
            scale=np.empty((sweeps, judges)),
            variance=np.empty((sweeps, judges)),
            width=np.empty(sweeps),
        )
        for first in range(0, sweeps, _BATCH):
            batch = slice(first, first + _BATCH)
            part = gibbs.Kept(
                quality=kept.quality[batch],
                bias=kept.bias[batch],
                scale=kept.scale[batch],
                variance=kept.variance[batch],
                width=kept.width[batch],
            )
            rows = len(part.bias)
            normals = self.generator.standard_normal((rows, self.normals))
            gammas = self.generator.standard_gamma(self.shapes, (rows, len(self.shapes)))
            gibbs.sweep(self.sheets, PRIORS, self.state, normals, gammas, part)
        return kept


def _sheets(panel: Panel, score: Floats) -> gibbs.Sheets:
    by_judge = np.argsort(panel.judge, kind="stable")
    _, track, sizes = np.unique(panel.track_of, return_inverse=True, return_counts=True)
    return gibbs.Sheets(
        entry=panel.entry,
        judge=panel.judge,
        score=score,
        entry_starts=np.concatenate([[0], np.cumsum(panel.sheets)]),
        by_judge=by_judge,
        judge_starts=np.concatenate([[0], np.cumsum(panel.loads)]),
        track=track,
        track_sizes=sizes,
    )


def _traits(panel: Panel, kept: gibbs.Kept, unit: float) -> tuple[JudgeTraits, ...]:
    severity, noise = estimates(-kept.bias * unit), estimates(np.sqrt(kept.variance) * unit)
    scale: list[Estimate] = estimates(kept.scale)
    loads = panel.loads.tolist()
    return tuple(map(JudgeTraits, panel.judges, loads, severity, scale, noise))
