"""The arrays that a pass reads and writes, as named tuples: numba and C take them by position."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.packed import Ints

Ints32 = NDArray[np.int32]


class Supply(NamedTuple):
    """Talents by place; see `Layout`, `TalentIndex` and `TitleIndex`."""

    order: Ints
    starts: Ints
    languages: NDArray[np.uint64]
    exists: NDArray[np.uint64]
    ends: NDArray[np.uint32]
    bases: Ints
    places: NDArray[np.uint16]
    data: NDArray[np.uint8]
    owned_starts: Ints
    owned: Ints32
    first_titles: Ints32
    holder_starts: Ints
    holders: NDArray[np.uint32]
    near_starts: Ints
    common_starts: Ints
    common_words: NDArray[np.uint8]
    common_data: NDArray[np.uint8]


class Talents(NamedTuple):
    """What talents offer by row, as packed."""

    numbers: NDArray[np.float32]
    named_starts: Ints
    named: Ints32


class Wanted(NamedTuple):
    """The positions of a batch, see `Demand` and `Masks`, and all positions by row, as packed.

    `title` counts from the batch's first title.
    """

    order: Ints
    title: Ints32
    features: Ints32
    weights: Ints32
    bounds: Ints
    rest: Ints32
    languages: NDArray[np.uint64]
    mask_rows: Ints32
    place_bits: NDArray[np.uint64]
    place_rows: Ints32
    masks: NDArray[np.uint64]
    numbers: NDArray[np.float32]
    named_starts: Ints
    named: Ints32


class TitlePairs(NamedTuple):
    """Titles of both sides, as packed, and bounds of the similarities of the batch's titles.

    `own`: numbers of the batch's titles. `bounds` uint16 (titles, room): no similarity is above
    the bound times 2 ** `step`, nor below that by more than the title's `excess`.
    """

    own: Ints32
    own_vectors: NDArray[np.int8]
    own_known: NDArray[np.bool_]
    own_gram_starts: Ints
    own_grams: Ints32
    own_gram_data: NDArray[np.int16]
    vectors: NDArray[np.int8]
    known: NDArray[np.bool_]
    gram_starts: Ints
    grams: Ints32
    gram_data: NDArray[np.int16]
    bounds: NDArray[np.uint16]
    excess: Ints32


class Found(NamedTuple):
    """Lists as heaps of keys (score, then row from behind), the least first, -1 for empty.

    `forward` (positions, k); `reached` (positions,): a key below which no list of these positions
    takes any. `floors` (2, places): what talents' lists still take, as scores and as sums of
    silent pairs; what may enter them is collected in `offered_places` and `offered_keys`, of
    which `offered` (1,) are filled.
    """

    forward: Ints
    reached: Ints
    floors: Ints32
    offered_places: Ints32
    offered_keys: Ints
    offered: Ints


class Rules(NamedTuple):
    """Plain numbers that steer a pass: weights, which pairs, whether requirements must be
    checked beyond the masks, and how many titles in a thousand are near."""

    title: int
    dense: int
    grams: int
    alone: int
    shift: int
    step: int
    silent: int
    refused: bool
    check: bool
    near: int


class Sides(NamedTuple):
    """All that a pass reads."""

    supply: Supply
    talents: Talents
    wanted: Wanted
    titles: TitlePairs
    rules: Rules


class Scratch(NamedTuple):
    """A thread's own memory; all of `sums`, `raised`, `common` and `grams` is zero between calls.

    By place in a block: `sums` int32, `raised` uint16, and bits `eligible` and `named` uint64.
    `near_titles` and who holds them: `near_places`, `near_bounds` uint16 by block, whose part ends
    at `near_ends`.
    `deferred` places and their sums by block, from `deferred_ends[b]` to `deferred_ends[b + 1]`;
    `kept`, `kept_sums`, `bounds` and `titles` (the likeliest) of those who remain.
    `common` int32 by number of a common word, `grams` int32,
    `counts` int32 (BINS,).
    """

    sums: Ints32
    raised: NDArray[np.uint16]
    eligible: NDArray[np.uint64]
    named: NDArray[np.uint64]
    near_titles: Ints32
    near_places: NDArray[np.uint16]
    near_bounds: NDArray[np.uint16]
    near_ends: Ints
    deferred: Ints32
    deferred_sums: Ints32
    deferred_ends: Ints
    kept: Ints32
    kept_sums: Ints32
    kept_ends: Ints
    bounds: NDArray[np.uint16]
    titles: Ints32
    common: Ints32
    grams: Ints32
    counts: Ints32


class Sizes(NamedTuple):
    """Lengths that the C path needs beside the arrays."""

    blocks: int
    places: int
    features: int
    numbers: int
    titles: int
    room: int
    dimensions: int
    positions: int
    k: int
    backward: int
    offers: int
