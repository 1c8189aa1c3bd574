"""Talents prepared for the compiled path: a layout, and lists of who has a feature or a title."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel import listing
from yucaihui.engines.matching.kernel.layout import Layout, lay_out
from yucaihui.engines.matching.packed import Ints, Packed, Sets, Titles

BLOCK = 32_768
PANEL = 32
# Words that more than this share of talents have are common; as many as a byte can number.
_COMMON, _MOST_COMMON = 0.02, 256
_PART = 16_384
_FIRST = 4
_PLACE_BITS = 64

Bytes = NDArray[np.uint8]
Ints32 = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class GramLists:
    """Who of `titles` has a gram: of gram g between `starts[g]` and `starts[g + 1]`.

    `owners` int32 numbers in `titles`, ascending; `data` int16.
    """

    titles: Ints
    starts: Ints
    owners: Ints32
    data: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class TitleIndex:
    """Distinct titles of talents, and who has them.

    `owned_starts` int64 (places + 1), `owned` int32: titles by place in the layout;
    `first_titles` int32 (places, 4): the first of them, `u` where there is none;
    `holder_starts` int64 (u + 1), `holders` uint32: block << 16 | place in the block, by title,
    ascending; `near_starts` int64 (blocks,): how many holders earlier blocks have. `panels`
    uint8: vectors raised by 128 in groups of 32 titles, each (dimensions / 4, 2, 16, 4), as the C
    path multiplies them. `unknown`: gram lists of the titles that the vectors do not know;
    `largest_norm` of all titles' grams.
    """

    owned_starts: Ints
    owned: Ints32
    first_titles: Ints32
    holder_starts: Ints
    holders: NDArray[np.uint32]
    near_starts: Ints
    panels: Bytes
    unknown: GramLists
    largest_norm: float


@dataclass(frozen=True, eq=False)
class CommonWords:
    """What talents have of the words that many have.

    `number_of` int16 (words,), -1 for a word that is not common. The talent at place i has
    `words[s:e]`, uint8 numbers, with `data[s:e]`, uint8, where `s, e = starts[i:i + 2]`.
    """

    number_of: NDArray[np.int16]
    starts: Ints
    words: Bytes
    data: Bytes


@dataclass(frozen=True, eq=False)
class TalentIndex:
    """Talents by place in the layout: place i is row `layout.order[i]`.

    Features are skills, then words. Those of block b who have feature f are `places[s:e]` (uint16
    within the block), how strongly `data[s:e]`, with `s, e = ends[b, f:f + 2] + bases[b]`.
    `exists` uint64 (places / 64,): a bit for each place that is taken. `offers` float32
    (r, places); `named` uint64 (places,): bits of the places named (modulo 64), all for none.
    """

    talents: Packed
    layout: Layout
    titles: TitleIndex
    common: CommonWords
    bases: Ints
    ends: NDArray[np.uint32]
    places: NDArray[np.uint16]
    data: Bytes
    exists: NDArray[np.uint64]
    offers: NDArray[np.float32]
    named: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.talents)

    @cached_property
    def all_grams(self) -> GramLists:
        """Gram lists of all titles: made for the first position whose title no vector knows."""
        titles = self.talents.titles
        return gram_lists(titles, np.arange(len(titles)))


def build_index(talents: Packed, *, block: int = BLOCK, threads: int = 2) -> TalentIndex:
    """Prepare talents for searching, in blocks of at most `block` (a multiple of 64, 65,536)."""
    layout = lay_out(talents.languages, block)
    features, blocks = _features(talents, layout), len(layout.starts) - 1
    ends = np.zeros((blocks, talents.skills.columns + talents.text.columns + 1), np.uint32)
    with ThreadPoolExecutor(threads) as pool:
        titles = pool.submit(_title_index, talents, layout)
        _each(pool, blocks, partial(listing.count_features, features, ends))
        bases = np.concatenate(([0], np.cumsum(ends[:, -1], dtype=np.int64)))
        places, data = np.empty(bases[-1], np.uint16), np.empty(bases[-1], np.uint8)
        _each(pool, blocks, partial(listing.list_features, features, ends, bases, places, data))
        return TalentIndex(
            talents=talents,
            layout=layout,
            titles=titles.result(),
            common=_common_words(pool, features, _number_common(ends, talents)),
            bases=bases,
            ends=ends,
            places=places,
            data=data,
            exists=bits(layout.order >= 0),
            offers=np.ascontiguousarray(talents.numbers[layout.order].T),
            named=_named(talents.places)[layout.order],
        )


def bits(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """A bit for each flag (n,), the first the lowest of the first word; n is a multiple of 64."""
    return np.packbits(flags, bitorder="little").view(np.uint64)


def place_bits(places: Sets) -> NDArray[np.uint64]:
    """A bit for each place named (modulo 64); (n,)."""
    named = np.zeros(len(places), np.uint64)
    shifts = (places.members % _PLACE_BITS).astype(np.uint64)
    owners = np.repeat(np.arange(len(places)), np.diff(places.indptr))
    np.bitwise_or.at(named, owners, np.uint64(1) << shifts)
    return named


def _named(places: Sets) -> NDArray[np.uint64]:
    named = place_bits(places)
    named[np.diff(places.indptr) == 0] = np.iinfo(np.uint64).max
    return named


def gram_norms(titles: Titles) -> NDArray[np.float64]:
    """Lengths of the titles as vectors of grams."""
    grams = titles.grams
    sums = np.concatenate(([0], np.cumsum(grams.data.astype(np.int64) ** 2)))
    squares = sums[grams.indptr[1:]] - sums[grams.indptr[:-1]]
    return np.asarray(np.sqrt(squares), np.float64)


def gram_lists(titles: Titles, chosen: Ints) -> GramLists:
    """Gram lists of the titles `chosen`."""
    grams = titles.grams
    entries = int(np.diff(grams.indptr)[chosen].sum())
    order, owners = np.empty(entries, np.int64), np.empty(entries, np.int32)
    starts = listing.turn(grams.indptr, grams.indices, chosen, grams.columns, order, owners)
    return GramLists(chosen, starts, owners, grams.data[order])


def room(titles: int) -> int:
    """The least multiple of `PANEL` above the number of titles."""
    return titles // PANEL * PANEL + PANEL


def padded(values: NDArray[Any]) -> NDArray[Any]:
    """Rows of zeros added up to the `room`."""
    missing = room(len(values)) - len(values)
    return np.concatenate((values, np.zeros((missing, *values.shape[1:]), values.dtype)))


def _each(pool: ThreadPoolExecutor, blocks: int, work: Callable[[int, int], None]) -> None:
    """Call `work(block, block + 1)` for every block."""
    list(pool.map(work, range(blocks), range(1, blocks + 1)))


def _number_common(ends: NDArray[np.uint32], talents: Packed) -> NDArray[np.int16]:
    """Numbers for the words that the most talents have, -1 for the others."""
    held = np.diff(ends.astype(np.int64).sum(axis=0))[talents.skills.columns :]
    most = np.argsort(-held, kind="stable")[:_MOST_COMMON]
    common = np.sort(most[held[most] > _COMMON * len(talents)])
    number_of = np.full(len(held), -1, np.int16)
    number_of[common] = np.arange(len(common))
    return number_of


def _common_words(
    pool: ThreadPoolExecutor, features: listing.Features, number_of: NDArray[np.int16]
) -> CommonWords:
    places = len(features.order)
    counts = np.zeros(places + 1, np.int64)
    _parts(pool, places, partial(listing.count_common, features, number_of, counts[1:]))
    starts = np.cumsum(counts)
    words, data = np.empty(starts[-1], np.uint8), np.empty(starts[-1], np.uint8)
    _parts(pool, places, partial(listing.list_common, features, number_of, starts, words, data))
    return CommonWords(number_of, starts, words, data)


def _parts(pool: ThreadPoolExecutor, count: int, work: Callable[[int, int], None]) -> None:
    """Call `work(first, last)` for parts of 0..count."""
    edges = range(0, count, _PART)
    list(pool.map(work, edges, [*edges[1:], count]))


def _features(talents: Packed, layout: Layout) -> listing.Features:
    skills, text = talents.skills, talents.text
    return listing.Features(
        order=layout.order,
        starts=layout.starts,
        skill_starts=skills.indptr,
        skills=skills.indices,
        skill_data=skills.data,
        word_starts=text.indptr,
        words=text.indices,
        word_data=text.data,
        first_word=skills.columns,
    )


def _title_index(talents: Packed, layout: Layout) -> TitleIndex:
    owned, order = talents.owned, layout.order
    taken = np.flatnonzero(order >= 0)
    lengths = np.zeros(len(order), np.int64)
    lengths[taken] = np.diff(owned.indptr)[order[taken]]
    before = np.concatenate(([0], np.cumsum(lengths)))
    inside = np.arange(before[-1]) - np.repeat(before[:-1], lengths)
    entries = np.empty(len(owned.members), np.int64)
    owners = np.empty(len(owned.members), np.int32)
    starts = listing.turn(
        owned.indptr, owned.members, order[taken], len(talents.titles), entries, owners
    )
    place = taken[owners]
    block = np.searchsorted(layout.starts, place, side="right") - 1
    titles = owned.members[np.repeat(owned.indptr[order], lengths) + inside]
    first_titles = np.full((len(order), _FIRST), len(talents.titles), np.int32)
    early = inside < _FIRST
    first_titles[np.repeat(np.arange(len(order)), lengths)[early], inside[early]] = titles[early]
    return TitleIndex(
        owned_starts=before,
        owned=titles,
        first_titles=first_titles,
        holder_starts=starts,
        holders=(block << 16 | place - layout.starts[block]).astype(np.uint32),
        near_starts=before[layout.starts[:-1]],
        panels=_panels(talents.titles),
        unknown=gram_lists(talents.titles, np.flatnonzero(~talents.titles.known)),
        largest_norm=float(gram_norms(talents.titles).max(initial=0.0)),
    )


def _panels(titles: Titles) -> Bytes:
    vectors = padded(titles.vectors)
    count, dimensions = vectors.shape
    if dimensions % 4:
        return np.empty(0, np.uint8)
    raised = (vectors.view(np.uint8) ^ 128).reshape(count // 32, 2, 16, dimensions // 4, 4)
    return np.ascontiguousarray(raised.transpose(0, 3, 1, 2, 4)).reshape(-1)
