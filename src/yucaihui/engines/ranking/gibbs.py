"""Compiled sweeps of a Gibbs sampler for y = m + a[j] q[i] + b[j] + e, e ~ N(0, v[j]).

Qualities are spread around the mean of their track: q[i] ~ N(t[track[i]], v of q).

Random numbers come in as arrays, so that the same seed gives the same draws on any machine.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.jit import compiled
from yucaihui.engines.ranking.panel import Floats, Ints

# Places in `State.level`.
MEAN, QUALITY, TRACK, BIAS, SCALE, NOISE = range(6)


class Sheets(NamedTuple):
    """Sheets by entry, then judge; `by_judge` (n,) are their places by judge, then entry."""

    entry: Ints
    judge: Ints
    score: Floats
    entry_starts: Ints
    by_judge: Ints
    judge_starts: Ints
    track: Ints
    track_sizes: Ints


class State(NamedTuple):
    """Where the chain stands: `level` holds m, the variances of q, t, b and a, and the usual v."""

    quality: Floats
    track: Floats
    bias: Floats
    scale: Floats
    variance: Floats
    level: Floats


class Priors(NamedTuple):
    """Inverse gamma priors (shape, rate) of the variances of q, t, b and a.

    A judge's v is scaled inverse chi-square: `freedom` degrees around a usual one, itself gamma.
    """

    quality: tuple[float, float]
    track: tuple[float, float]
    bias: tuple[float, float]
    scale: tuple[float, float]
    noise: tuple[float, float]
    freedom: float


class Kept(NamedTuple):
    """Draws of a batch, one sweep a row; `width` is the variance of q."""

    quality: NDArray[np.float32]
    bias: Floats
    scale: Floats
    variance: Floats
    width: Floats


@compiled
def sweep(
    sheets: Sheets, priors: Priors, state: State, normals: Floats, gammas: Floats, kept: Kept
) -> None:
    """As many sweeps as `normals` (sweeps, entries + tracks + 2 judges) has rows, into `kept`.

    `gammas` (sweeps, 5 + judges) are of the shapes of `gamma_shapes`. `state` is left changed.
    """
    entries, tracks, judges = len(state.quality), len(state.track), len(state.bias)
    for turn in range(len(normals)):
        normal, gamma = normals[turn], gammas[turn]
        draw_entries(sheets, state, normal)
        draw_tracks(sheets, state, normal[entries:])
        draw_judges(sheets, priors, state, normal[entries + tracks :], gamma[5:])
        draw_levels(sheets, priors, state, gamma)
        kept.width[turn] = state.level[QUALITY]
        for i in range(entries):
            kept.quality[turn, i] = state.level[MEAN] + state.quality[i]
        for j in range(judges):
            kept.bias[turn, j] = state.bias[j]
            kept.scale[turn, j] = state.scale[j]
            kept.variance[turn, j] = state.variance[j]


@compiled
def draw_entries(sheets: Sheets, state: State, normal: Floats) -> None:
    """Qualities given all else, then centred with their tracks; their mean goes into m."""
    quality, track, bias, scale, variance, level = state
    mean = level[MEAN]
    for i in range(len(quality)):
        precision = 1.0 / level[QUALITY]
        pull = track[sheets.track[i]] * precision
        for k in range(sheets.entry_starts[i], sheets.entry_starts[i + 1]):
            j = sheets.judge[k]
            weight = scale[j] / variance[j]
            precision += scale[j] * weight
            pull += weight * (sheets.score[k] - mean - bias[j])
        quality[i] = pull / precision + normal[i] / np.sqrt(precision)
    before = level[MEAN]
    centre(quality, level)
    track -= level[MEAN] - before


@compiled
def draw_tracks(sheets: Sheets, state: State, normal: Floats) -> None:
    """The mean quality of each track given its entries."""
    track, level = state.track, state.level
    sums = np.zeros(len(track))
    for i in range(len(state.quality)):
        sums[sheets.track[i]] += state.quality[i]
    for t in range(len(track)):
        precision = 1.0 / level[TRACK] + sheets.track_sizes[t] / level[QUALITY]
        track[t] = sums[t] / level[QUALITY] / precision + normal[t] / np.sqrt(precision)


@compiled
def draw_judges(
    sheets: Sheets, priors: Priors, state: State, normal: Floats, gamma: Floats
) -> None:
    """Each judge's bias, scale and variance given all else; biases are centred like qualities."""
    quality, _, bias, scale, variance, level = state
    judges = len(bias)
    for j in range(judges):
        places = sheets.by_judge[sheets.judge_starts[j] : sheets.judge_starts[j + 1]]
        mean, known = level[MEAN], variance[j]
        pull = 0.0
        for k in places:
            pull += sheets.score[k] - mean - scale[j] * quality[sheets.entry[k]]
        precision = 1.0 / level[BIAS] + len(places) / known
        bias[j] = pull / known / precision + normal[j] / np.sqrt(precision)
        precision, pull = 1.0 / level[SCALE], 1.0 / level[SCALE]
        for k in places:
            q = quality[sheets.entry[k]]
            precision += q * q / known
            pull += q * (sheets.score[k] - mean - bias[j]) / known
        proposed = pull / precision + normal[judges + j] / np.sqrt(precision)
        # The prior of a scale ends at 0: what falls below is refused, as Metropolis would.
        if proposed > 0.0:
            scale[j] = proposed
        squares = 0.0
        for k in places:
            error = sheets.score[k] - mean - bias[j] - scale[j] * quality[sheets.entry[k]]
            squares += error * error
        variance[j] = 0.5 * (priors.freedom * level[NOISE] + squares) / gamma[j]
    centre(bias, level)


@compiled
def draw_levels(sheets: Sheets, priors: Priors, state: State, gamma: Floats) -> None:
    """The variances of qualities, tracks, biases and scales, and the usual one of a sheet."""
    quality, track, bias, scale, variance, level = state
    within = quality - track[sheets.track]
    level[QUALITY] = (priors.quality[1] + 0.5 * (within * within).sum()) / gamma[0]
    level[TRACK] = (priors.track[1] + 0.5 * (track * track).sum()) / gamma[1]
    level[BIAS] = (priors.bias[1] + 0.5 * (bias * bias).sum()) / gamma[2]
    level[SCALE] = (priors.scale[1] + 0.5 * ((scale - 1.0) ** 2).sum()) / gamma[3]
    level[NOISE] = gamma[4] / (priors.noise[1] + 0.5 * priors.freedom * (1.0 / variance).sum())


@compiled
def centre(values: Floats, level: Floats) -> None:
    """Move the mean of `values` into m, so that the two do not drift apart."""
    mean = values.mean()
    values -= mean
    level[MEAN] += mean


def gamma_shapes(priors: Priors, entries: int, tracks: int, loads: Ints) -> Floats:
    """(5 + judges,) shapes of the gamma variates that a sweep divides by."""
    judges = len(loads)
    levels = (
        priors.quality[0] + entries / 2,
        priors.track[0] + tracks / 2,
        priors.bias[0] + judges / 2,
        priors.scale[0] + judges / 2,
        priors.noise[0] + judges * priors.freedom / 2,
    )
    return np.concatenate([levels, (priors.freedom + loads) / 2])
