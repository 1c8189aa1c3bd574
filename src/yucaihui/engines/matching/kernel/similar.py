"""Titles of a batch of positions against all titles of talents, in threads."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from math import sqrt
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel import native, title_rows
from yucaihui.engines.matching.kernel.index import TalentIndex
from yucaihui.engines.matching.packed import Titles, Weights

_ROW_BYTES = 3 * 2**27
_LEAST_TITLES, _MOST_TITLES = 16, 512
_FEW_TITLES = 8
_CHUNK = 8192
# The share of talents' titles that count as near a position's: more lists, fewer false alarms.
# Where there are more titles, a list reaches higher, and a smaller share will do.
_NEAR, _NEAR_TITLES = 0.02, 70_000
_MOST_DIMENSIONS = 1024

Ints32 = NDArray[np.int32]


class _Sides(NamedTuple):
    """What the C path reads beside the grams; the order of titles.c."""

    titles: Ints32
    vectors: NDArray[np.int8]
    speaks: NDArray[np.bool_]
    panels: NDArray[np.uint8]
    known: NDArray[np.uint8]
    similar: Ints32
    rows: int
    others: int
    room: int
    dimensions: int


@dataclass(frozen=True, eq=False)
class TitleBatches:
    """Works out `Near` for one batch of titles after the other, in the same memory."""

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
        fit = _ROW_BYTES // 4 // max(1, len(self.index.talents.titles))
        return max(_LEAST_TITLES, min(_MOST_TITLES, fit))

    def near(self, titles: Ints32) -> title_rows.Near:
        """Similarities of positions' `titles` and the talents near them."""
        similar = self._similarities(titles)
        near = self._room_for(similar)
        if self.use_c:
            self.in_parts(len(titles), partial(self._list_by_c, near))
        else:
            self.in_parts(len(titles), partial(self._list, near))
        return near

    def _list(self, near: title_rows.Near, first: int, last: int) -> None:
        title_rows.list_near(self._scratch(near), first, last)

    def _list_by_c(self, near: title_rows.Near, first: int, last: int) -> None:
        found = np.empty(near.others + 1, np.int32)
        native.call("list_near", self._scratch(near), (found,), numbers=(first, last))

    def _scratch(self, near: title_rows.Near) -> title_rows.Near:
        """The same lists with scratch of a thread's own."""
        return near._replace(
            rises=np.zeros(near.talents + 1, np.int32),
            marks=np.zeros((near.talents >> 6) + 1, np.uint64),
        )

    def _room_for(self, similar: Ints32) -> title_rows.Near:
        titles, starts = self.index.titles, self.index.layout.starts
        count = len(similar)
        floors, room = np.empty(count, np.int32), np.empty(count, np.int64)
        most, share = (
            self.weights.title,
            _NEAR * min(1.0, sqrt(_NEAR_TITLES / max(1, similar.shape[1]))),
        )
        self.in_parts(
            count,
            partial(title_rows.pick_floors, similar, self._holders, share, most, floors, room),
        )
        ends = np.cumsum(room)
        lists = np.zeros((count, len(starts)), np.int64)
        lists[:, 0] = ends - room
        return title_rows.Near(
            *(similar, titles.holder_starts, titles.holders, starts, floors, lists),
            *(np.empty(ends[-1], np.uint16), np.empty(ends[-1], np.int32)),
            *(np.empty(0, np.int32), np.empty(0, np.uint64)),
            *(similar.shape[1], len(starts) - 1, len(self.index)),
        )

    def _similarities(self, titles: Ints32) -> Ints32:
        similar = self._memory[: len(titles)]
        if self.use_c and native.level() == 4 and self._fits_panels:
            self._similar_by_c(titles, similar)
        else:
            self._similar(titles, similar)
        return similar

    def _similar_by_c(self, titles: Ints32, similar: Ints32) -> None:
        index = self.index.titles
        vectors = np.ascontiguousarray(self.own.vectors[titles])
        sides = _Sides(
            *(titles, vectors, self.own.known[titles], index.panels, index.known, similar),
            *(*similar.shape, len(index.known), vectors.shape[1]),
        )
        # Twelve titles are multiplied together, so threads take whole dozens.
        self.in_parts(
            -(-len(titles) // 12),
            lambda first, last: native.call(
                *("similar", sides, self._grams, self._blend),
                numbers=(first * 12, min(last * 12, len(titles))),
            ),
        )

    def _similar(self, titles: Ints32, similar: Ints32) -> None:
        grams, blend, known = self._grams, self._blend, self.index.talents.titles.known
        speaks = self.own.known[titles]
        self.in_parts(
            len(titles),
            partial(title_rows.add_grams, grams, titles, similar),
        )
        for column, dots in self._dots(self.own.vectors[titles]):
            mix = partial(title_rows.blend_dots, blend, dots, column, speaks, known, similar)
            self.in_parts(len(titles), mix)

    def _dots(self, vectors: NDArray[np.int8]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Dot products a chunk of titles at a time: its first column and (titles, chunk)."""
        others = self.index.talents.titles.vectors
        if len(vectors) < _FEW_TITLES:
            dots = np.empty((len(vectors), len(others)), np.float32)
            self.in_parts(
                len(others),
                partial(title_rows.integer_dots, vectors, others, dots),
            )
            yield 0, dots
            return
        own = vectors.astype(np.float32)
        for column in range(0, len(others), _CHUNK):
            yield column, own @ others[column : column + _CHUNK].astype(np.float32).T

    def in_parts(self, count: int, work: Callable[[int, int], None]) -> None:
        """Call `work(first, last)` for a part of 0..count in each thread."""
        edges = [count * part // self.threads for part in range(self.threads + 1)]
        list(self._pool.map(work, edges[:-1], edges[1:]))

    @cached_property
    def _pool(self) -> Executor:
        return ThreadPoolExecutor(self.threads)

    @cached_property
    def _memory(self) -> Ints32:
        most = min(self.at_once, len(self.own))
        return np.empty((most, len(self.index.talents.titles)), np.int32)

    @cached_property
    def _holders(self) -> Ints32:
        return np.diff(self.index.titles.holder_starts).astype(np.int32)

    @cached_property
    def _fits_panels(self) -> bool:
        dimensions = self.own.vectors.shape[1]
        return bool(dimensions % 4 == 0 and dimensions <= _MOST_DIMENSIONS)

    @cached_property
    def _blend(self) -> title_rows.Blend:
        weights = self.weights
        return title_rows.Blend(
            weights.dense, weights.grams, weights.alone, weights.shift, weights.title
        )

    @cached_property
    def _grams(self) -> title_rows.Grams:
        own, titles = self.own.grams, self.index.titles
        return title_rows.Grams(
            *(own.indptr, own.indices, own.data),
            *(titles.gram_starts, titles.gram_titles, titles.gram_data),
            *(titles.gram_column_of, titles.gram_columns),
        )
