"""Simulated panels, with the qualities and the judges that made them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.ranking import Panel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# How severity and noise spread, in units of the spread of quality.
SCENARIOS = {
    "precise": (0.3, 0.4),
    "typical": (0.6, 0.8),
    "harsh": (1.0, 0.8),
    "noisy": (0.6, 1.2),
}
# Judges' scales and noises differ by these standard deviations of their logarithms.
_SCALES, _NOISES = 0.25, 0.4
_CENTRE, _UNIT, _MOST = 65.0, 12.0, 100.0


@dataclass(frozen=True)
class Sizes:
    """How large a simulated panel is."""

    entries: int = 1369
    judges: int = 200
    per_entry: int = 3


@dataclass(frozen=True, eq=False)
class Simulated:
    """A panel and what made it: qualities (entries,) and judges' traits (judges,)."""

    panel: Panel
    quality: Floats
    bias: Floats
    scale: Floats
    noise: Floats

    def given(self, entry: Ints, judge: Ints, seed: int) -> Floats:
        """(n,) whole points from 0 to 100 that these judges would give these entries."""
        errors = np.random.default_rng(seed).standard_normal(len(entry)) * self.noise[judge]
        points = self.scale[judge] * self.quality[entry] + self.bias[judge] + errors
        return np.clip(np.round(_CENTRE + _UNIT * points), 0.0, _MOST)

    def known_judges(self) -> Floats:
        """(entries,) the best estimate there is, were the judges' traits known."""
        panel, judge = self.panel, self.panel.judge
        pull = (self.scale / self.noise**2)[judge]
        apart = (panel.score - _CENTRE) / _UNIT - self.bias[judge]
        precision = 1.0 + np.bincount(panel.entry, pull * self.scale[judge])
        return np.asarray(np.bincount(panel.entry, pull * apart) / precision)


def simulate(scenario: str, seed: int, sizes: Sizes | None = None) -> Simulated:
    """A panel of judges who score entries by lot, all as many as they can be."""
    wanted = sizes or Sizes()
    severity, noise = SCENARIOS[scenario]
    generator = np.random.default_rng(seed)
    quality = generator.standard_normal(wanted.entries)
    bias = severity * generator.standard_normal(wanted.judges)
    scale, noises = np.exp(generator.standard_normal((2, wanted.judges)) * [[_SCALES], [_NOISES]])
    entry = np.repeat(np.arange(wanted.entries), wanted.per_entry)
    judge = _seats(wanted, generator)
    blank = np.zeros(len(entry))
    panel = Panel(_names("E", wanted.entries), _names("J", wanted.judges), entry, judge, blank)
    made = Simulated(panel, quality, bias, scale, noise * noises)
    return replace(made, panel=replace(panel, score=made.given(entry, judge, seed + 1)))


def with_sheets(simulated: Simulated, entry: Ints, judge: Ints, seed: int) -> Simulated:
    """With further sheets of these pairs."""
    panel = simulated.panel
    score = np.concatenate([panel.score, simulated.given(entry, judge, seed)])
    pairs = np.concatenate([panel.entry, entry]), np.concatenate([panel.judge, judge])
    return replace(simulated, panel=replace(panel, entry=pairs[0], judge=pairs[1], score=score))


def _seats(sizes: Sizes, generator: np.random.Generator) -> Ints:
    """Judges by lot in equal numbers; a judge drawn twice for an entry makes room for another."""
    count = sizes.entries * sizes.per_entry
    rounds = [generator.permutation(sizes.judges) for _ in range(-(-count // sizes.judges))]
    seats = np.concatenate(rounds)[:count].reshape(sizes.entries, sizes.per_entry)
    for row in seats:
        if len(np.unique(row)) < sizes.per_entry:
            row[:] = generator.choice(sizes.judges, sizes.per_entry, replace=False)
    return seats.ravel()


def _names(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number:05}" for number in range(count))
