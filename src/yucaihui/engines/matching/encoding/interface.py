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

# Half a step of rounding in each of 128 dimensions adds at most sqrt(128) / 2 < 6 to a length.
_UNIT = SCALE - 6


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
    """Vectors of any length to int8 of length at most SCALE; zero stays zero.

    A component beyond ±127 is cut off, which only shortens the vector.
    """
    rows = np.asarray(vectors, dtype=np.float64)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    unit = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    scaled: Vectors = np.clip(np.rint(unit * _UNIT), -127, 127).astype(np.int8)
    return scaled
