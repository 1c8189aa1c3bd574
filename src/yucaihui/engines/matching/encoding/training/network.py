"""The network of the head with its derivatives, in float32 for speed: for training only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]
Weights = dict[str, Floats32]

NAMES = ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")


@dataclass(frozen=True, eq=False)
class Pooled:
    """Features of texts: means over the root of their numbers of tokens, and those roots.

    `features` is (n, WIDTH), `roots` (n, 1).
    """

    features: Floats32
    roots: Floats32

    def __getitem__(self, rows: NDArray[np.int64]) -> "Pooled":
        return Pooled(self.features[rows], self.roots[rows])


@dataclass(frozen=True, eq=False)
class _Pass:
    """What the way back needs of the way there."""

    pooled: Pooled
    kept: Floats32
    mean: Floats32
    hidden: tuple[Floats32, Floats32, Floats32]
    last: Floats32
    lasts: Floats32
    unit: Floats32
    lengths: Floats32
    vectors: Floats32


def unit_rows(rows: Floats32) -> tuple[Floats32, Floats32]:
    """Rows of length 1, and the lengths they had, (n, 1)."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / lengths, lengths


def forward(weights: Mapping[str, Floats32], pooled: Pooled, kept: Floats32) -> _Pass:
    """Unit vectors of texts; `kept` (n, 512) multiplies the pooled means (dropout)."""
    mean = (pooled.features @ weights["cnn_W"] + pooled.roots * weights["cnn_b"]) * kept
    first = np.maximum(mean @ weights["d0"], 0)
    second = np.maximum(mean @ weights["p1"] + first @ weights["d1"], 0)
    third = np.maximum(second @ weights["d2"], 0)
    last = np.tanh(second @ weights["p3"] + third @ weights["d3"])
    unit, lasts = unit_rows(last)
    vectors, lengths = unit_rows(unit @ weights["whiten"] - weights["shift"])
    hidden = (first, second, third)
    return _Pass(pooled, kept, mean, hidden, last, lasts, unit, lengths, vectors)


def backward(weights: Mapping[str, Floats32], seen: _Pass, slope: Floats32) -> Weights:
    """Derivatives by every weight, of a loss whose derivative by the vectors is `slope`."""
    first, second, third = seen.hidden
    outer = _through_length(slope, seen.vectors, seen.lengths)
    inner = _through_length(outer @ weights["whiten"].T, seen.unit, seen.lasts)
    inner *= 1 - seen.last**2
    third_slope = (inner @ weights["d3"].T) * (third > 0)
    second_slope = inner @ weights["p3"].T + third_slope @ weights["d2"].T
    second_slope *= second > 0
    first_slope = (second_slope @ weights["d1"].T) * (first > 0)
    mean_slope = second_slope @ weights["p1"].T + first_slope @ weights["d0"].T
    mean_slope *= seen.kept
    return {
        "whiten": seen.unit.T @ outer,
        "shift": -outer.sum(axis=0),
        "p3": second.T @ inner,
        "d3": third.T @ inner,
        "d2": second.T @ third_slope,
        "p1": seen.mean.T @ second_slope,
        "d1": first.T @ second_slope,
        "d0": seen.mean.T @ first_slope,
        "cnn_W": seen.pooled.features.T @ mean_slope,
        "cnn_b": (mean_slope * seen.pooled.roots).sum(axis=0),
    }


def _through_length(slope: Floats32, unit: Floats32, lengths: Floats32) -> Floats32:
    """The derivative before rows were divided by their lengths."""
    along = (slope * unit).sum(axis=1, keepdims=True)
    before: Floats32 = (slope - unit * along) / lengths
    return before


def contrast(vectors: Floats32, groups: NDArray[Any], temperature: float) -> tuple[float, Floats32]:
    """InfoNCE of pairs, and its derivative by `vectors`, whose halves are the pairs' two sides.

    van den Oord et al. 2018, "Representation Learning with Contrastive Predictive Coding"; pairs
    of one group (n / 2,) are not held against each other.
    """
    left, right = np.split(vectors, 2)
    scores = left @ right.T / np.float32(temperature)
    near = groups[:, None] == groups[None, :]
    np.fill_diagonal(near, val=False)
    scores[near] = -1e9
    loss, slope = _half(scores)
    other, other_slope = _half(scores.T)
    both = (slope + other_slope.T) / np.float32(2 * temperature)
    return (loss + other) / 2, np.concatenate([both @ right, both.T @ left])


def _half(scores: Floats32) -> tuple[float, Floats32]:
    """Cross entropy of each row with its own number as the answer, and its derivative."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    own = np.arange(len(scores))
    loss = -float(np.log(chances[own, own] + 1e-12).mean())
    chances[own, own] -= 1
    return loss, chances / np.float32(len(scores))
