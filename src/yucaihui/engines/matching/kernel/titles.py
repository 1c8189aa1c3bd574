"""Bounds of the similarities of a batch of positions' titles with all titles of talents.

No similarity is above its bound times 2 ** `step`. Where the vectors speak both languages, the
bound is the part of the vectors and the most that the grams could add (by Cauchy and Schwarz);
elsewhere it is the similarity, rounded up.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel import native
from yucaihui.engines.matching.kernel.index import (
    TalentIndex,
    gram_norms,
    room,
)
from yucaihui.engines.matching.kernel.jit import compiled
from yucaihui.engines.matching.packed import Ints, Titles, Weights

_BYTES = 2**26
_LEAST_TITLES, _MOST_TITLES = 24, 1024
_FEW_TITLES = 8
_CHUNK = 8192
_MOST_DIMENSIONS = 1024
_DOZEN = 12
_BOUND_BITS = 15
# Half a unit in the last place of float32 for the product, the sum and the factors.
_ROUNDING = 2.0**-21

Ints32 = NDArray[np.int32]
Floats = NDArray[np.float32]
Bounds = NDArray[np.uint16]


class _Sides(NamedTuple):
    """What the C path reads; the order of titles.c."""

    vectors: NDArray[np.int8]
    panels: NDArray[np.uint8]
    scale: Floats
    extra: Floats
    bounds: Bounds
    room: int
    dimensions: int
    most: int


class _Grams(NamedTuple):
    """Grams of the batch's `titles`, and lists of which of the `others` have a gram."""

    titles: Ints32
    own_starts: Ints
    own_grams: Ints32
    own_data: NDArray[np.int16]
    others: Ints
    starts: Ints
    owners: Ints32
    data: NDArray[np.int16]


class _Blend(NamedTuple):
    """How grams alone make a similarity, and what bounds count in."""

    alone: int
    shift: int
    most: int
    step: int


@dataclass(frozen=True, eq=False)
class TitleBatches:
    """Works out bounds for one batch of titles after the other, in the same memory."""

    own: Titles
    index: TalentIndex
    weights: Weights
    threads: int
    use_c: bool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    @property
    def at_once(self) -> int:
        """How many titles make a batch."""
        fit = _BYTES // 2 // max(1, self._room)
        return max(_LEAST_TITLES, min(_MOST_TITLES, fit))

    @property
    def step(self) -> int:
        """The power of two that bounds count in."""
        return max(0, self.weights.title.bit_length() - _BOUND_BITS)

    def bounds(self, titles: Ints32) -> Bounds:
        """Bounds of the positions' `titles`, (titles, talents' titles and some room)."""
        bounds = self._memory[: len(titles)]
        vectors = np.ascontiguousarray(self.own.vectors[titles])
        if self.use_c and native.level() == 4 and self._fits_panels:
            self._bound_by_c(titles, vectors, bounds)
        else:
            for column, dots in self._dots(vectors):
                work = partial(
                    _bound_dots, dots, column, self._scale, self._extras[titles], self._most, bounds
                )
                self.in_parts(len(titles), work)
        bounds[:, len(self.index.talents.titles) :] = 0
        self.in_parts(len(titles), partial(self._bound_lexically, titles, bounds))
        return bounds

    def in_parts(self, count: int, work: Callable[[int, int], None]) -> None:
        """Call `work(first, last)` for a part of 0..count in each thread."""
        edges = [count * part // self.threads for part in range(self.threads + 1)]
        list(self._pool.map(work, edges[:-1], edges[1:]))

    def _bound_by_c(self, titles: Ints32, vectors: NDArray[np.int8], bounds: Bounds) -> None:
        sides = _Sides(
            *(vectors, self.index.titles.panels, self._scale, self._extras[titles], bounds),
            *(self._room, vectors.shape[1], self._most),
        )
        # A dozen titles are multiplied together, so threads take whole dozens.
        dozens = -(-len(titles) // _DOZEN)

        def work(first: int, last: int) -> None:
            numbers = (first * _DOZEN, min(last * _DOZEN, len(titles)))
            native.call("bound_titles", sides, numbers=numbers)

        self.in_parts(dozens, work)

    def _dots(self, vectors: NDArray[np.int8]) -> Iterator[tuple[int, Floats]]:
        """Dot products a chunk of titles at a time: its first column and (titles, chunk)."""
        others = self.index.talents.titles.vectors
        if len(vectors) < _FEW_TITLES:
            dots = np.empty((len(vectors), len(others)), np.float32)
            self.in_parts(len(others), partial(_integer_dots, vectors, others, dots))
            yield 0, dots
            return
        own = vectors.astype(np.float32)
        for column in range(0, len(others), _CHUNK):
            yield column, own @ others[column : column + _CHUNK].astype(np.float32).T

    def _bound_lexically(self, titles: Ints32, bounds: Bounds, first: int, last: int) -> None:
        """Where the vectors do not speak a title's language."""
        known = self.own.known[titles[first:last]]
        for known_too in (True, False):
            chosen = np.flatnonzero(known == known_too) + first
            if not len(chosen):
                continue
            lists = self.index.titles.unknown if known_too else self.index.all_grams
            if len(lists.titles):
                own = self.own.grams
                grams = _Grams(
                    *(titles, own.indptr, own.indices, own.data),
                    *(lists.titles, lists.starts, lists.owners, lists.data),
                )
                weights = self.weights
                blend = _Blend(weights.alone, weights.shift, weights.title, self.step)
                _bound_grams(grams, blend, chosen, bounds)

    @cached_property
    def _pool(self) -> Executor:
        return ThreadPoolExecutor(self.threads)

    @cached_property
    def _memory(self) -> Bounds:
        return np.empty((min(self.at_once, len(self.own)), self._room), np.uint16)

    @property
    def _room(self) -> int:
        return room(len(self.index.talents.titles))

    @property
    def _most(self) -> int:
        return -(-self.weights.title >> self.step)

    @cached_property
    def _scale(self) -> Floats:
        unit = 2.0 ** (self.weights.shift + self.step)
        return np.array([self.weights.dense / unit], np.float32)

    @cached_property
    def _extras(self) -> Floats:
        """What is added to the part of the vectors, by the positions' titles."""
        own, largest_norm = gram_norms(self.own), self.index.titles.largest_norm
        unit = 2.0 ** (self.weights.shift + self.step)
        most = own * largest_norm * self.weights.grams / unit + 1
        largest = self.own.vectors.shape[1] * 128.0**2 * float(self._scale[0])
        return np.asarray(most + (most + largest) * _ROUNDING, np.float32)

    @cached_property
    def excess(self) -> Ints32:
        """By how much a similarity may be below its bound times 2 ** `step`, by title."""
        most = np.ceil(self._extras.astype(np.float64) + 1) * 2.0**self.step
        return np.minimum(most, 2**30).astype(np.int32)

    @cached_property
    def _fits_panels(self) -> bool:
        dimensions = self.own.vectors.shape[1]
        return bool(dimensions % 4 == 0 and dimensions <= _MOST_DIMENSIONS)


@compiled
def _integer_dots(
    vectors: NDArray[np.int8], others: NDArray[np.int8], dots: Floats, first: int, last: int
) -> None:
    """Dot products of few `vectors` with the vectors first..last of `others`, into `dots`."""
    for row in range(len(vectors)):
        own = vectors[row]
        for other in range(first, last):
            total = np.int32(0)
            theirs = others[other]
            for at in range(len(own)):
                total += np.int32(own[at]) * np.int32(theirs[at])
            dots[row, other] = total


@compiled
def _bound_dots(
    dots: Floats,
    column: int,
    scale: Floats,
    extra: Floats,
    most: int,
    bounds: Bounds,
    first: int,
    last: int,
) -> None:
    """Turn `dots` (titles, chunk), of the titles from `column` on, into bounds of these rows."""
    highest, count = np.float32(most), dots.shape[1]
    for row in range(first, last):
        line, dot, more = bounds[row, column : column + count], dots[row], extra[row]
        for other in range(count):
            bound = min(max(dot[other] * scale[0] + more, np.float32(0)), highest)
            line[other] = np.uint16(np.int32(bound))


@compiled
def _bound_grams(grams: _Grams, blend: _Blend, chosen: Ints, bounds: Bounds) -> None:
    """Write the lexical similarities, rounded up, of the rows `chosen` with the others."""
    others, starts, owners, data = grams.others, grams.starts, grams.owners, grams.data
    sums = np.empty(len(others), np.int32)
    for row in chosen:
        sums[:] = 0
        title = grams.titles[row]
        for at in range(grams.own_starts[title], grams.own_starts[title + 1]):
            gram, own = grams.own_grams[at], np.int32(grams.own_data[at])
            for entry in range(starts[gram], starts[gram + 1]):
                sums[owners[entry]] += own * np.int32(data[entry])
        line = bounds[row]
        for number in range(len(others)):
            points = np.int64(sums[number]) * blend.alone >> blend.shift
            points = min(max(points, np.int64(0)), np.int64(blend.most))
            line[others[number]] = (points + (1 << blend.step) - 1) >> blend.step
