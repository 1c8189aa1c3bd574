"""What the engine needs of an encoder: short texts in, small integer vectors out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 128
# A vector's length is at most SCALE, so a product of two is at most SCALE squared, which a float32
# product of matrices holds exactly.
SCALE = 256
Vectors = NDArray[np.int8]
_MOST = 127


class Encoder(Protocol):
    """Turns titles and names of skills into vectors whose product says how alike they are."""

    @property
    def name(self) -> str:
        """What a reader knows it by."""

    @property
    def digest(self) -> str:
        """Changes whenever a text's vector may change; stored results name it."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages it was trained on."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, (len(texts), DIMENSIONS); a text it makes nothing of is all zeros.

        The vector of a text depends on no other text.
        """


def quantise(vectors: NDArray[np.floating]) -> Vectors:
    """Vectors of any length to int8 of length SCALE, or as near below as they come; zero stays.

    A text's product with itself is then SCALE squared: the same title is wholly alike. Components
    are cut to whole numbers, then raised by one, those that lost most first, while the length
    allows it. One beyond ±127 is cut off, which only shortens the vector.
    """
    rows = np.asarray(vectors, dtype=np.float64)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    exact = np.abs(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)) * SCALE
    whole = np.minimum(np.floor(exact), _MOST)
    missing = SCALE**2 - np.einsum("ij,ij->i", whole, whole)
    costs = np.where((whole < exact) & (whole < _MOST), 2 * whole + 1, np.inf)
    order = np.argsort(whole - exact, axis=1, kind="stable")
    in_order = np.take_along_axis(costs, order, axis=1).T.copy()
    raised = np.empty_like(in_order)
    for step, cost in zip(raised, in_order, strict=True):
        np.less_equal(cost, missing, out=step)
        missing -= np.where(step > 0, cost, 0)
    np.put_along_axis(costs, order, raised.T, axis=1)
    signed: Vectors = np.copysign(whole + costs, rows).astype(np.int8)
    return signed
