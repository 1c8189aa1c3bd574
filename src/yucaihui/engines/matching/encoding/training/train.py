"""From names of work to the arrays of a head: whiten, fine-tune, turn, remember."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding.exact import Floats
from yucaihui.engines.matching.encoding.head import Head
from yucaihui.engines.matching.encoding.interface import DIMENSIONS
from yucaihui.engines.matching.encoding.pooling import WIDTH, Ids, Pooling
from yucaihui.engines.matching.encoding.training.network import (
    NAMES,
    Pooled,
    Weights,
    forward,
    unit_rows,
)
from yucaihui.engines.matching.encoding.training.steps import Names, Settings, fine_tune
from yucaihui.engines.matching.encoding.training.work import Work

Arrays = Mapping[str, NDArray[Any]]
Progress = Callable[[int, int], None]
_BLOCK = 2048


def train(
    work: Sequence[Work],
    model: Arrays,
    pooling: Pooling,
    settings: Settings,
    progress: Progress,
) -> dict[str, NDArray[Any]]:
    """The arrays of a head over those of `model`, in half precision.

    `progress` hears how many of how many parts are done. The same input, settings and BLAS give
    the same bits; another BLAS rounds otherwise, which moves a cosine by some thousandths.
    """
    texts = list(dict.fromkeys(chain.from_iterable(chain(*one.names.values()) for one in work)))
    parts = -(-len(texts) // _BLOCK)
    whole = parts + len(settings.seeds)
    sums, tokens = _features(pooling, texts, lambda part: progress(part, whole))
    names = _names(work, {text: row for row, text in enumerate(texts)})
    roots = np.sqrt(np.maximum(tokens, 1))[:, None]
    pooled = Pooled((sums / roots).astype(np.float32), roots.astype(np.float32))
    start = _start(model, pooled, names)
    runs = []
    for run, seed in enumerate(settings.seeds, start=1):
        runs.append(fine_tune(start, pooled, names, settings, seed))
        progress(parts + run, whole)
    tuned = {name: np.mean([run[name] for run in runs], axis=0) for name in start}
    arrays = _turned(tuned, pooled)
    memory = _memory({**model, **arrays}, sums, tokens, names)
    return arrays | {"memory": memory, "groups": names.groups.astype(np.uint16)}


def to_bytes(arrays: Arrays) -> bytes:
    """A NumPy archive of the arrays, the same bytes for the same arrays."""
    out = BytesIO()
    np.savez_compressed(out, allow_pickle=False, **dict(arrays))
    return out.getvalue()


def _features(
    pooling: Pooling, texts: Sequence[str], done: Callable[[int], None]
) -> tuple[NDArray[np.float32], Ids]:
    """Sums of token features, (n, WIDTH), and numbers of tokens."""
    sums, tokens = np.empty((len(texts), WIDTH), dtype=np.float32), np.empty(len(texts), np.int64)
    for part, start in enumerate(range(0, len(texts), _BLOCK), start=1):
        rows = slice(start, start + _BLOCK)
        sums[rows], tokens[rows] = pooling.pooled(texts[rows])
        done(part)
    return sums, tokens


def _names(work: Sequence[Work], row_of: Mapping[str, int]) -> Names:
    groups = {group: number for number, group in enumerate(sorted({one.group for one in work}))}
    rows = [
        [
            np.array([row_of[name] for name in names])
            for _, names in sorted(one.names.items())
            if names
        ]
        for one in work
    ]
    named = [number for number, languages in enumerate(rows) if languages]
    return Names(
        rows=[rows[number] for number in named],
        groups=np.array([groups[work[number].group] for number in named]),
    )


def _start(model: Arrays, pooled: Pooled, names: Names) -> Weights:
    """The model's own weights, and a map that whitens what differs within a kind of work.

    Within-class covariance normalisation: Hatch et al. 2006, "Within-class covariance
    normalization for SVM-based speaker recognition"; the spread is smoothed by its own mean.
    """
    weights = {name: np.asarray(model[name], dtype=np.float32) for name in NAMES}
    plain = {"whiten": np.eye(512, dtype=np.float32), "shift": np.zeros(512, dtype=np.float32)}
    vectors = _vectors(weights | plain, pooled).astype(np.float64)
    kinds = [np.unique(np.concatenate(rows)) for rows in names.rows]
    within = sum(_scatter(vectors[rows]) for rows in kinds) / sum(map(len, kinds))
    spread, axes = np.linalg.eigh(within)
    whiten = (axes / np.sqrt(spread + spread.mean())) @ axes.T
    whiten /= np.abs(whiten).max()  # a size at which Adam's steps fit
    shift = vectors.mean(axis=0) @ whiten
    return weights | {"whiten": whiten.astype(np.float32), "shift": shift.astype(np.float32)}


def _scatter(rows: Floats) -> Floats:
    around = rows - rows.mean(axis=0)
    scatter: Floats = around.T @ around
    return scatter


def _vectors(weights: Weights, pooled: Pooled) -> NDArray[np.float32]:
    one = np.ones((1, 1), dtype=np.float32)
    blocks = [
        forward(weights, pooled[np.arange(start, min(start + _BLOCK, len(pooled.roots)))], one)
        for start in range(0, len(pooled.roots), _BLOCK)
    ]
    return np.concatenate([block.vectors for block in blocks])


def _turned(weights: Weights, pooled: Pooled) -> dict[str, NDArray[Any]]:
    """The weights with the last map turned to the axes on which names differ most.

    The axes are then mixed by a fixed rotation, which evens their ranges for rounding.
    """
    vectors = _vectors(weights, pooled).astype(np.float64)
    main = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1][:, :DIMENSIONS]
    main *= np.sign(main[np.abs(main).argmax(axis=0), np.arange(DIMENSIONS)])
    mixed = np.linalg.qr(np.random.default_rng(0).normal(size=(DIMENSIONS, DIMENSIONS)))[0]
    turn = main @ mixed
    kept = {name: weights[name].astype(np.float16) for name in NAMES}
    axes = (weights["whiten"] @ turn).astype(np.float16)
    return {**kept, "axes": axes, "shift": (weights["shift"] @ turn).astype(np.float16)}


def _memory(
    arrays: Arrays, sums: NDArray[np.float32], tokens: Ids, names: Names
) -> NDArray[np.float16]:
    """The direction in the middle of each kind's names, (kinds, DIMENSIONS)."""
    none = {"memory": np.zeros((0, DIMENSIONS)), "groups": np.zeros(0)}
    head = Head({**arrays, **none})
    vectors = np.concatenate(
        [
            head.plain(
                sums[start : start + _BLOCK].astype(np.float64), tokens[start : start + _BLOCK]
            )
            for start in range(0, len(tokens), _BLOCK)
        ]
    )
    kinds = [np.concatenate(rows) for rows in names.rows]
    middles = np.array([vectors[rows].mean(axis=0) for rows in kinds], dtype=np.float32)
    return unit_rows(middles)[0].astype(np.float16)
