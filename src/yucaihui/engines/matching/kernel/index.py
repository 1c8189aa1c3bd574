"""Talents prepared for the compiled path: blocks, common features as columns, rare as postings."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel import building
from yucaihui.engines.matching.kernel.layout import Layout, known_offers, lay_out
from yucaihui.engines.matching.packed import Ints, Packed, Rows, Titles

BLOCK = 2048
# Above this share of talents a feature costs less as a dense column than as a posting list.
_COMMON_WORD, _COMMON_SKILL = 0.02, 0.02
_MOST_COLUMNS = 400
_COMMON_GRAM, _MOST_GRAMS = 0.02, 256
ROOM = 512

Bytes = NDArray[np.uint8]
Ints32 = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class TitleIndex:
    """Distinct titles of talents, and who has them.

    `owned_starts` int64 (n + 1), `owned` int32: titles by place in the layout; `holder_starts`
    int64 (u + 1), `holders` int32: places by title; `gram_*`: postings of titles by gram, and
    columns int16 (columns, room) of the common ones. `panels` uint8: vectors raised by 128 in
    groups of 32 titles, each (dimensions / 4, 2, 16, 4), as the C path multiplies them.
    """

    owned_starts: Ints
    owned: Ints32
    holder_starts: Ints
    holders: Ints32
    gram_starts: Ints
    gram_titles: Ints32
    gram_data: NDArray[np.int16]
    gram_column_of: Ints32
    gram_columns: NDArray[np.int16]
    panels: Bytes
    known: Bytes


@dataclass(frozen=True, eq=False)
class TalentIndex:
    """Talents by place in the layout: place i is row `layout.order[i]`.

    Features are skills, then words. `column_of` int32 (features,): number of a common feature's
    column or -1. `columns` uint8 (blocks, columns, BLOCK). The rare ones' postings of block b
    and feature f are `places[s:e]` (uint16 within the block) and `data[s:e]` with `s, e =
    ends[b, f:f + 2] + bases[b]`. `offers` float32 (r, n). `place_bits` uint64 (n,).
    """

    talents: Packed
    layout: Layout
    titles: TitleIndex
    column_of: Ints32
    columns: Bytes
    bases: Ints
    ends: NDArray[np.uint32]
    places: NDArray[np.uint16]
    data: Bytes
    offers: NDArray[np.float32]
    place_bits: NDArray[np.uint64]
    block_languages: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.talents)


def build_index(
    talents: Packed,
    asked: NDArray[np.float32] | None = None,
    *,
    block: int = BLOCK,
    threads: int = 2,
) -> TalentIndex:
    """Prepare talents for searching; `asked` (m, r): the demands to expect, else the offers."""
    layout = lay_out(talents, talents.numbers if asked is None else asked, block)
    column_of = _columns(talents)
    features = _features(talents, layout, column_of)
    blocks = len(layout.starts) - 1
    ends = np.zeros((blocks, len(column_of) + 1), np.uint32)
    _in_parts(partial(building.count_rare, features, ends), blocks, threads)
    bases = np.concatenate(([0], np.cumsum(ends[:, -1], dtype=np.int64)))
    columns = np.zeros((blocks, column_of.max(initial=-1) + 1, block), np.uint8)
    places, data = np.empty(bases[-1], np.uint16), np.empty(bases[-1], np.uint8)
    fill = partial(building.fill, features, ends, bases, columns, places, data)
    _in_parts(fill, blocks, threads)
    return TalentIndex(
        talents=talents,
        layout=layout,
        titles=_title_index(talents, layout.order),
        column_of=column_of,
        columns=columns,
        bases=bases,
        ends=ends,
        places=places,
        data=data,
        offers=np.ascontiguousarray(known_offers(talents)[layout.order].T),
        place_bits=place_bits(talents)[layout.order],
        block_languages=talents.languages[layout.order[layout.starts[:-1]]],
    )


def _features(talents: Packed, layout: Layout, column_of: Ints32) -> building.Features:
    skills, text = talents.skills, talents.text
    return building.Features(
        order=layout.order,
        starts=layout.starts,
        skill_starts=skills.indptr,
        skills=skills.indices,
        skill_data=skills.data,
        word_starts=text.indptr,
        words=text.indices,
        word_data=text.data,
        first_word=skills.columns,
        column_of=column_of,
    )


def _in_parts(work: Callable[[int, int], None], count: int, threads: int) -> None:
    """Call `work(first, last)` for equal parts of 0..count, at once."""
    edges = [count * part // threads for part in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, edges[:-1], edges[1:]))


def place_bits(side: Packed) -> NDArray[np.uint64]:
    """A bit for each place named (modulo 64), all bits where none is; (n,)."""
    lengths = np.diff(side.places.indptr)
    bits = np.full(len(side), np.iinfo(np.uint64).max, dtype=np.uint64)
    bits[lengths > 0] = 0
    shifts = (side.places.members % 64).astype(np.uint64)
    np.bitwise_or.at(bits, np.repeat(np.arange(len(side)), lengths), np.uint64(1) << shifts)
    return bits


def _columns(talents: Packed) -> Ints32:
    """Numbers of the columns of common features, -1 for rare ones; (features,)."""
    held = [
        np.bincount(rows.indices, minlength=rows.columns) / max(1, len(talents)) / share
        for rows, share in ((talents.skills, _COMMON_SKILL), (talents.text, _COMMON_WORD))
    ]
    return _common(np.concatenate(held), _MOST_COLUMNS)


def _common(times: NDArray[np.float64], count: int) -> Ints32:
    """Columns for those (`count` at most) whose `times` the limit is above 1, else -1."""
    most = np.argsort(-times, kind="stable")[:count]
    common = np.sort(most[times[most] > 1])
    column_of = np.full(len(times), -1, dtype=np.int32)
    column_of[common] = np.arange(len(common))
    return column_of


def _title_index(talents: Packed, order: Ints) -> TitleIndex:
    owned = talents.owned
    lengths = np.diff(owned.indptr)[order]
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    inside = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
    members = owned.members[np.repeat(owned.indptr[order], lengths) + inside]
    by_title = np.argsort(members, kind="stable")
    holders = np.repeat(np.arange(len(order), dtype=np.int32), lengths)[by_title]
    gram_column_of = _common(
        np.bincount(talents.titles.grams.indices, minlength=talents.titles.grams.columns)
        / max(1, len(talents.titles))
        / _COMMON_GRAM,
        _MOST_GRAMS,
    )
    gram_starts, gram_titles, gram_data = _turned(talents.titles.grams)
    return TitleIndex(
        owned_starts=starts,
        owned=members,
        holder_starts=_starts_of(members, len(talents.titles)),
        holders=holders,
        gram_starts=gram_starts,
        gram_titles=gram_titles,
        gram_data=gram_data,
        gram_column_of=gram_column_of,
        gram_columns=_gram_columns(talents.titles, gram_column_of),
        panels=_panels(talents.titles),
        known=_padded(talents.titles.known.astype(np.uint8)),
    )


def _gram_columns(titles: Titles, column_of: Ints32) -> NDArray[np.int16]:
    grams = titles.grams
    number = column_of[grams.indices]
    common = number >= 0
    owner = np.repeat(np.arange(len(grams)), np.diff(grams.indptr))
    room = len(_padded(titles.known))
    columns = np.zeros((column_of.max(initial=-1) + 1, room), np.int16)
    columns[number[common], owner[common]] = grams.data[common]
    return columns


def _panels(titles: Titles) -> Bytes:
    vectors = _padded(titles.vectors)
    count, dimensions = vectors.shape
    if dimensions % 4:
        return np.empty(0, np.uint8)
    raised = (vectors.view(np.uint8) ^ 128).reshape(count // 32, 2, 16, dimensions // 4, 4)
    return np.ascontiguousarray(raised.transpose(0, 3, 1, 2, 4)).reshape(-1)


def _padded(values: NDArray[Any]) -> NDArray[Any]:
    """Rows of zeros added up to a multiple of `ROOM`."""
    missing = -len(values) % ROOM
    return np.concatenate((values, np.zeros((missing, *values.shape[1:]), values.dtype)))


def _turned(rows: Rows) -> tuple[Ints, Ints32, NDArray[np.int16]]:
    """The rows by column: starts, row numbers, data."""
    order = np.argsort(rows.indices, kind="stable")
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.indptr))
    return _starts_of(rows.indices, rows.columns), owner[order], rows.data[order]


def _starts_of(numbers: Ints32, count: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=count)))).astype(np.int64)
