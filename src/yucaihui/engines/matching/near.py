"""Skills that stand near each other: who has one is partly fit for the other, in quarters.

Two sources, the larger of which counts: families of the lexicon's skills (near_skills.txt), and
the similarity of the encoder's vectors where the lexicon lacks one of the two, in any of the
encoder's languages. Nearness depends on the two skills alone, never on the corpus.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.counts import Hashes, Ints, Matrix
from yucaihui.engines.matching.encoding.interface import Vectors
from yucaihui.engines.matching.features import feature_hash
from yucaihui.engines.matching.weights import QUARTERS
from yucaihui.engines.text.skills import lexicon, spelling

Quarters = NDArray[np.uint8]
Bools = NDArray[np.bool_]

# Least dot product of two vectors (of length at most 256) for so many quarters. Of two names of one
# ESCO occupation four in ten are as alike as the second, of names of two 3 in 10,000.
_ALIKE = ((3, round(0.89 * 2**16)), (2, round(0.73 * 2**16)))
# Products worked out at once.
_BLOCK = 4_000_000


@cache
def families() -> tuple[Hashes, Hashes, Quarters]:
    """Pairs of the lexicon's skills by hash, sorted by the first, with their quarters."""
    text = files(__package__).joinpath("near_skills.txt").read_text(encoding="utf-8")
    nearest: dict[tuple[int, int], int] = {}
    for quarters, names in _lines(text.splitlines()):
        hashes = [feature_hash(spelling(name)) for name in names]
        for pair in permutations(hashes, 2):
            nearest[pair] = max(quarters, nearest.get(pair, 0))
    pairs = sorted(nearest)
    columns = np.array(pairs, dtype=np.uint64).reshape(-1, 2)
    quarters_of = np.array([nearest[pair] for pair in pairs], dtype=np.uint8)
    return columns[:, 0].copy(), columns[:, 1].copy(), quarters_of


@cache
def _lexicon() -> Hashes:
    """The skills that the lexicon lists, by hash."""
    names = dict.fromkeys(map(spelling, lexicon().canonical))
    return np.fromiter(map(feature_hash, names), dtype=np.uint64, count=len(names))


def _lines(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines `quarters: name; name`, `#` a comment."""
    for line in lines:
        quarters, colon, names = line.partition(":")
        if colon and not line.startswith("#"):
            yield int(quarters), [name.strip() for name in names.split(";")]


def nearness(
    asked: Hashes, asked_vectors: Vectors, owned: Hashes, owned_vectors: Vectors
) -> Matrix:
    """Quarters that an owned skill counts for an asked one, (owned, asked), both by hash.

    Hashes are distinct; the same skill counts all its quarters, one that is not near none.
    """
    shape = (len(owned), len(asked))
    listed = np.isin(asked, _lexicon()), np.isin(owned, _lexicon())
    alike = _alike(asked_vectors, owned_vectors, *listed)
    found = [_same(asked, owned), _family(asked, owned), *alike]
    rows, columns, quarters = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((quarters, columns, rows))
    rows, columns, quarters = rows[order], columns[order], quarters[order]
    pair = rows * shape[1] + columns
    largest = np.append(pair[1:] != pair[:-1], True)[: len(pair)]
    kept = rows[largest], columns[largest]
    return sparse.csr_array((quarters[largest].astype(np.float64), kept), shape=shape)


Pairs = tuple[Ints, Ints, Quarters]


def _same(asked: Hashes, owned: Hashes) -> Pairs:
    _, columns, rows = np.intersect1d(asked, owned, assume_unique=True, return_indices=True)
    return rows, columns, np.full(len(rows), QUARTERS, dtype=np.uint8)


def _family(asked: Hashes, owned: Hashes) -> Pairs:
    first, second, quarters = families()
    column, row = _places(first, asked), _places(second, owned)
    both = (column >= 0) & (row >= 0)
    return row[both], column[both], quarters[both]


def _places(wanted: Hashes, among: Hashes) -> Ints:
    """Where each of `wanted` stands in `among` (in any order), -1 for nowhere."""
    order = np.argsort(among)
    place = np.searchsorted(among, wanted, sorter=order)
    place[place == len(among)] = 0
    found = order[place] if len(among) else place
    return np.where(among[found] == wanted, found, -1) if len(among) else np.full(len(wanted), -1)


def _alike(asked: Vectors, owned: Vectors, known: Bools, listed: Bools) -> Iterator[Pairs]:
    """By vectors; what the lexicon says of two skills that it lists is not overruled by them."""
    left, right = asked.astype(np.float32), owned.astype(np.float32)
    step = max(1, _BLOCK // max(1, len(left)))
    for start in range(0, len(right), step):
        products = right[start : start + step] @ left.T
        near = (products >= _ALIKE[-1][1]) & ~(listed[start : start + step, np.newaxis] & known)
        rows, columns = np.nonzero(near)
        quarters = np.zeros(len(rows), dtype=np.uint8)
        for count, least in reversed(_ALIKE):
            quarters[products[rows, columns] >= least] = count
        yield rows + start, columns, quarters
