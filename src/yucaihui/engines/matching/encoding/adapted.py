"""Any function from texts to vectors as an `Encoder`, turned to our dimensions.

Its vectors are whitened by what differs between names of the same work and cut to the axes on which
kinds of work differ most; both are learned in closed form from the packaged names.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding.interface import DIMENSIONS, Vectors, quantise

Embed = Callable[[Sequence[str]], NDArray[np.floating]]
Floats = NDArray[np.float64]


class AdaptedEncoder:
    """Texts through `embed`, which gives (n, any) finite numbers for n texts.

    `kinds` are names of the same work, at least two kinds; `languages` those that `embed` knows.
    The digest follows from the vectors of these names: another model behind the same name shows.
    """

    def __init__(
        self,
        name: str,
        embed: Embed,
        kinds: Iterable[Sequence[str]],
        languages: frozenset[str],
    ) -> None:
        self.name, self.languages = name, languages
        self._embed = embed
        groups = [list(names) for names in kinds]
        rows = self._vectors([text for names in groups for text in names])
        self._centre = rows.mean(axis=0)
        self._axes = _axes(rows, [len(names) for names in groups])
        seen = self.encode([names[0] for names in groups])
        self.digest = sha256(name.encode() + seen.tobytes()).hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; blank texts are not sent."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.int8)
        told = [place for place, text in enumerate(texts) if text.strip()]
        if told:
            rows = self._vectors([texts[place] for place in told])
            vectors[told, : self._axes.shape[1]] = quantise((rows - self._centre) @ self._axes)
        return vectors

    def _vectors(self, texts: Sequence[str]) -> Floats:
        rows = np.asarray(self._embed(texts), dtype=np.float64)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise ValueError(f"{self.name} gave {rows.shape} for {len(texts)} texts, or no numbers")
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
        unit: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        return unit


def _axes(rows: Floats, sizes: Sequence[int]) -> Floats:
    """Whitening and the main axes after it in one matrix, (width, at most DIMENSIONS)."""
    kind = np.repeat(np.arange(len(sizes)), sizes)
    totals = np.stack([np.bincount(kind, column) for column in rows.T], axis=1)
    means = totals / np.array(sizes)[:, None]
    within = rows - means[kind]
    spread, axes = np.linalg.eigh(within.T @ within / len(rows))
    whiten: Floats = (axes / np.sqrt(spread + spread.mean())) @ axes.T
    turned = (rows - rows.mean(axis=0)) @ whiten
    main = np.linalg.eigh(turned.T @ turned)[1][:, ::-1][:, :DIMENSIONS]
    both: Floats = whiten @ main
    return both
