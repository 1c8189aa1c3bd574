"""The arrays that a pass reads and writes, as named tuples: numba and C take them by position."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.packed import Ints

Ints32 = NDArray[np.int32]


class Supply(NamedTuple):
    """Talents by place; see `TalentIndex`."""

    order: Ints
    starts: Ints
    most: NDArray[np.float32]
    columns: NDArray[np.uint8]
    bases: Ints
    ends: NDArray[np.uint32]
    places: NDArray[np.uint16]
    data: NDArray[np.uint8]
    offers: NDArray[np.float32]
    place_bits: NDArray[np.uint64]
    languages: NDArray[np.uint64]
    owned_starts: Ints
    owned: Ints32
    named_starts: Ints
    named: Ints32


class Wanted(NamedTuple):
    """The positions of a batch; see `Demand`. `title` counts from the batch's first title."""

    order: Ints
    title: Ints32
    features: Ints32
    weights: Ints32
    bounds: Ints
    asks: NDArray[np.float32]
    place_bits: NDArray[np.uint64]
    languages: NDArray[np.uint64]
    named_starts: Ints
    named: Ints32


class Rows(NamedTuple):
    """Similarities of the batch's titles (titles, u) and who is near; see `Near`."""

    similar: Ints32
    floors: Ints32
    starts: Ints
    places: NDArray[np.uint16]
    rise: Ints32


class Found(NamedTuple):
    """Lists as heaps of keys (score, then row from behind), the least first, -1 for empty.

    `forward` (positions, k) of one thread; `reached` (positions,): a key below which no list of
    these positions takes any, shared by threads; `backward` (talents by place, k), and what its
    heaps still take as scores: `floors` (2, talents), as they are and for silent pairs.
    """

    forward: Ints
    reached: Ints
    backward: Ints
    floors: Ints32


class Rules(NamedTuple):
    """Plain numbers that steer a pass."""

    silent: int
    refused: bool
    check_places: bool


class Sizes(NamedTuple):
    """Lengths that the C path needs beside the arrays."""

    talents: int
    titles: int
    blocks: int
    block: int
    columns: int
    features: int
    numbers: int
    positions: int
    k: int
    backward: int


def sizes(supply: Supply, wanted: Wanted, rows: Rows, found: Found) -> Sizes:
    """The lengths of these arrays."""
    return Sizes(
        talents=len(supply.order),
        titles=rows.similar.shape[1],
        blocks=len(supply.starts) - 1,
        block=supply.columns.shape[2],
        columns=supply.columns.shape[1],
        features=supply.ends.shape[1] - 1,
        numbers=len(supply.offers),
        positions=len(wanted.order),
        k=found.forward.shape[1],
        backward=found.backward.shape[1],
    )
