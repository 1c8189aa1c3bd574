"""Fine-tuning: batches of pairs of names, Adam, and a running mean of the weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding.training.network import (
    Pooled,
    Weights,
    backward,
    contrast,
    forward,
)

Ids = NDArray[np.int64]
_WARM_UP = 10  # steps over which the rate rises
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8  # Kingma & Ba 2015, "Adam"


@dataclass(frozen=True)
class Settings:
    """How the head is trained; chosen on names and occupations held out of ESCO (`steps` also with
    the development queries of TalentCLEF in sight).

    `pairs` names a batch, each of another kind of work; half of them in one language, half in any
    two. `steps` are few: longer training forgets the languages that it doesn't see. The weights
    are means over `seeds` runs, which start alike and see other batches.
    """

    seeds: tuple[int, ...] = (0, 1)
    steps: int = 90
    pairs: int = 768
    rate: float = 5e-4
    temperature: float = 0.1
    dropout: float = 0.1
    mean: float = 0.98


@dataclass(frozen=True, eq=False)
class Names:
    """Rows of the pooled features of each kind of work, by language; and the kinds' groups."""

    rows: Sequence[Sequence[Ids]]
    groups: NDArray[np.int64]


def fine_tune(
    start: Weights, pooled: Pooled, names: Names, settings: Settings, seed: int
) -> Weights:
    """The weights after all steps, as their running mean."""
    random = np.random.default_rng(seed)
    weights = {name: values.copy() for name, values in start.items()}
    mean = {name: values.copy() for name, values in start.items()}
    first = {name: np.zeros_like(values) for name, values in start.items()}
    second = {name: np.zeros_like(values) for name, values in start.items()}
    for step in range(1, settings.steps + 1):
        kinds, rows = _batch(names, settings, random)
        kept = _kept(len(rows), start["cnn_b"].shape[0], settings.dropout, random)
        seen = forward(weights, pooled[rows], kept)
        _, slope = contrast(seen.vectors, names.groups[kinds], settings.temperature)
        rate = settings.rate * min(1, step / _WARM_UP)
        for name, change in backward(weights, seen, slope).items():
            first[name] += np.float32(1 - _FIRST) * (change - first[name])
            second[name] += np.float32(1 - _SECOND) * (change**2 - second[name])
            root = np.sqrt(second[name] / np.float32(1 - _SECOND**step)) + np.float32(_TINY)
            weights[name] -= np.float32(rate / (1 - _FIRST**step)) * first[name] / root
            mean[name] += np.float32(1 - settings.mean) * (weights[name] - mean[name])
    return mean


def _batch(names: Names, settings: Settings, random: np.random.Generator) -> tuple[Ids, Ids]:
    """Kinds of work, (pairs,), and the rows of two names of each, (2 · pairs,)."""
    size = min(settings.pairs, len(names.rows))
    kinds = random.choice(len(names.rows), size, replace=False)
    pairs = np.array([_pair(names.rows[kind], random) for kind in kinds.tolist()])
    return kinds, pairs.T.reshape(-1)


def _pair(languages: Sequence[Ids], random: np.random.Generator) -> tuple[int, int]:
    one, other = (languages[int(random.integers(len(languages)))] for _ in range(2))
    if random.random() < 0.5:
        other = one
    first = random.integers(len(one))
    if other is not one or len(one) == 1:
        return int(one[first]), int(other[random.integers(len(other))])
    second = (first + 1 + random.integers(len(one) - 1)) % len(one)
    return int(one[first]), int(one[second])


def _kept(
    rows: int, width: int, dropout: float, random: np.random.Generator
) -> NDArray[np.float32]:
    """Zeros in a share `dropout`, elsewhere what keeps the mean."""
    kept = random.random((rows, width), dtype=np.float32) >= dropout
    return kept.astype(np.float32) / np.float32(1 - dropout)
