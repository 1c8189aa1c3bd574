"""The trained part: from pooled features to the vector of a title.

The encoder's own small network after pooling, fine-tuned on names of the same work; a linear map
that whitens what differs between such names and keeps 128 axes; and a memory of kinds of work,
which draws a title towards those it is nearest to and their groups.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding.exact import Floats, activations, weights
from yucaihui.engines.matching.encoding.interface import DIMENSIONS
from yucaihui.engines.matching.encoding.pooling import Ids

Arrays = Mapping[str, NDArray[Any]]

# How sharply the nearest kinds of work are preferred, how far a title is drawn to them, and how far
# to their groups: chosen on names held out of ESCO, the sharpness and the last also with English
# and Chinese queries of TalentCLEF in sight, whose figures are not blind.
_SHARPNESS = 32.0
_PULL, _GROUP_PULL = 0.5, 0.5
_EPSILON = 2.0**-30
_NAMES = ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3", "shift", "axes", "memory", "groups")


class Head:
    """Vectors of pooled features; `arrays` are the wheel's with those of a trained head over them.

    Named as in the wheel: `cnn_W`, `cnn_b` project, `d0`–`d3`, `p1`, `p3` are the network. Then
    `axes` (512, DIMENSIONS) and `shift` (DIMENSIONS,) are the map; `memory` (kinds, DIMENSIONS) has
    a direction for each kind of work, `groups` (kinds,) the number of its group.
    """

    def __init__(self, arrays: Arrays) -> None:
        missing = [name for name in _NAMES if name not in arrays]
        if missing:
            raise ValueError(
                f"the head has no array {missing[0]}: make it with `yucaihui matching train`"
            )
        self._weights = {name: weights(arrays[name]) for name in _NAMES}
        self._recall = _PULL * self._weights["memory"] + _GROUP_PULL * self._middles()

    def __call__(self, sums: Floats, tokens: Ids) -> Floats:
        """Vectors of any length, (n, DIMENSIONS), of sums, (n, WIDTH), over numbers of tokens."""
        return self._recalled(self.plain(sums, tokens))

    def plain(self, sums: Floats, tokens: Ids) -> Floats:
        """Unit vectors before the memory is asked."""
        w, counts = self._weights, np.maximum(tokens, 1)[:, None].astype(np.float64)
        pooled = activations((sums @ w["cnn_W"] + counts * w["cnn_b"]) / np.sqrt(counts))
        first = _rectified(pooled @ w["d0"])
        second = _rectified(pooled @ w["p1"] + first @ w["d1"])
        third = _rectified(second @ w["d2"])
        last = _unit(activations(np.tanh(activations(second @ w["p3"] + third @ w["d3"]))))
        return _unit(activations(last @ w["axes"] - w["shift"]))

    def _recalled(self, vectors: Floats) -> Floats:
        """Each vector and the mean of the memory as it looks from there.

        One step of a modern Hopfield network: Ramsauer et al. 2021, "Hopfield Networks is All You
        Need".
        """
        memory = self._weights["memory"]
        nearness = vectors @ memory.T
        nearness -= nearness.max(axis=1, keepdims=True, initial=-1.0)
        attention = activations(np.exp(nearness * _SHARPNESS))
        whole = np.maximum(attention.sum(axis=1, keepdims=True), _EPSILON)
        drawn: Floats = activations(vectors + attention @ self._recall / whole)
        return drawn

    def _middles(self) -> Floats:
        """The direction in the middle of each kind's group, (kinds, DIMENSIONS)."""
        _, group = np.unique(self._weights["groups"], return_inverse=True)
        totals = np.zeros((group.max(initial=-1) + 1, DIMENSIONS))
        np.add.at(totals, group, self._weights["memory"])
        middles: Floats = weights(_unit(totals))[group]
        return middles


def read_arrays(data: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of an archive; ValueError when the bytes are none."""
    try:
        with np.load(BytesIO(data), allow_pickle=False) as archive:
            return dict(archive)
    except (BadZipFile, EOFError, KeyError, ValueError) as error:
        raise ValueError(
            "these bytes are no NumPy archive: make a head with `yucaihui matching train`"
        ) from error


def _rectified(values: Floats) -> Floats:
    return activations(np.maximum(values, 0, out=values))


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return activations(rows / np.maximum(lengths, _EPSILON)[:, None])
