"""Compiled: similarities of positions' titles with all titles of talents, and who comes near.

For each title of a position, talents with a title more alike than a *floor* are listed with how
much they rise above it; all others have at most the floor. The floor only moves work about.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel.jit import compiled, inlined
from yucaihui.engines.matching.packed import Ints

_BINS = 512
_SAMPLED = 4096
_DEBRUIJN = np.uint64(0x03F79D71B4CB0A89)
_BIT_OF = np.zeros(64, dtype=np.uint8)
_BIT_OF[[(1 << bit) * 0x03F79D71B4CB0A89 % 2**64 >> 58 for bit in range(64)]] = np.arange(64)


class Blend(NamedTuple):
    """The title weights as plain numbers."""

    dense: int
    grams: int
    alone: int
    shift: int
    most: int


class Grams(NamedTuple):
    """Grams of positions' titles by title, and titles of talents by gram.

    `column_of` int32 (grams,): the number of a common gram's column, or -1; `columns` int16
    (columns, room).
    """

    starts: Ints
    grams: NDArray[np.int32]
    data: NDArray[np.int16]
    title_starts: Ints
    titles: NDArray[np.int32]
    title_data: NDArray[np.int16]
    column_of: NDArray[np.int32]
    columns: NDArray[np.int16]


class Near(NamedTuple):
    """Talents near each title: for title i and block b between `starts[i, b:b + 2]`.

    `places` uint16 in the block; `rise` int32 above `floors[i]`. `rises` (talents + 1) and
    `marks` (a bit for each) are zero between calls; the rest is what the lists are made from.
    """

    similar: NDArray[np.int32]
    holder_starts: Ints
    holders: NDArray[np.int32]
    block_starts: Ints
    floors: NDArray[np.int32]
    starts: Ints
    places: NDArray[np.uint16]
    rise: NDArray[np.int32]
    rises: NDArray[np.int32]
    marks: NDArray[np.uint64]
    others: int
    blocks: int
    talents: int


@compiled
def add_grams(
    grams: Grams, titles: NDArray[np.int32], similar: NDArray[np.int32], first: int, last: int
) -> None:
    """Write dot products of grams into the rows first..last of `similar` (titles, u)."""
    for row in range(first, last):
        similar[row, :] = 0
        title = titles[row]
        for at in range(grams.starts[title], grams.starts[title + 1]):
            gram, own = grams.grams[at], np.int32(grams.data[at])
            if grams.column_of[gram] >= 0:
                column = grams.columns[grams.column_of[gram]]
                for other in range(similar.shape[1]):
                    similar[row, other] += own * np.int32(column[other])
                continue
            for other in range(grams.title_starts[gram], grams.title_starts[gram + 1]):
                similar[row, grams.titles[other]] += own * np.int32(grams.title_data[other])


@compiled
def blend_dots(
    blend: Blend,
    dots: NDArray[np.float32],
    column: int,
    speaks: NDArray[np.bool_],
    known: NDArray[np.bool_],
    similar: NDArray[np.int32],
    first: int,
    last: int,
) -> None:
    """Blend `dots` (titles, chunk) of the titles from `column` on into rows of `similar`."""
    dense, grams, alone = np.int32(blend.dense), np.int32(blend.grams), np.int32(blend.alone)
    shift, most = np.int32(blend.shift), np.int32(blend.most)
    count = dots.shape[1]
    for row in range(first, last):
        line, dot = similar[row, column : column + count], dots[row]
        if speaks[row]:
            others = known[column : column + count]
            for other in range(count):
                lexical = line[other]
                mixed = np.int32(dot[other]) * dense + lexical * grams
                points = (mixed if others[other] else lexical * alone) >> shift
                line[other] = min(max(points, np.int32(0)), most)
        else:
            for other in range(count):
                points = (line[other] * alone) >> shift
                line[other] = min(max(points, np.int32(0)), most)


@compiled
def integer_dots(
    vectors: NDArray[np.int8],
    others: NDArray[np.int8],
    dots: NDArray[np.float32],
    first: int,
    last: int,
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
def pick_floors(
    similar: NDArray[np.int32],
    holders: NDArray[np.int32],
    share: float,
    most: int,
    floors: NDArray[np.int32],
    room: Ints,
    first: int,
    last: int,
) -> None:
    """Floors that about a `share` of titles exceed, and how many talents at most; by title."""
    count = similar.shape[1]
    step = max(1, count // _SAMPLED)
    width = most // _BINS + 1
    for row in range(first, last):
        counts = np.zeros(_BINS, dtype=np.int64)
        line = similar[row]
        for title in range(0, count, step):
            counts[line[title] // width] += 1
        allowed, above, bin_ = share * count / step, 0, _BINS
        while bin_ > 0 and above + counts[bin_ - 1] <= allowed:
            bin_ -= 1
            above += counts[bin_]
        floor = np.int32(min(bin_ * width, most))
        floors[row] = floor
        held = np.int32(0)
        for title in range(count):
            held += holders[title] if line[title] > floor else np.int32(0)
        room[row] = held


@compiled
def list_near(near: Near, first: int, last: int) -> None:
    """Fill `near.places` and `near.rise` from `near.starts[i, 0]` on, in blocks' order."""
    for row in range(first, last):
        line, floor = near.similar[row], near.floors[row]
        for title in range(len(line)):
            rise = line[title] - floor
            if rise > 0:
                for at in range(near.holder_starts[title], near.holder_starts[title + 1]):
                    place = near.holders[at]
                    near.rises[place] = max(near.rises[place], rise)
                    near.marks[place >> 6] |= np.uint64(1) << np.uint64(place & 63)
        _list_marked(near, row)


@inlined
def _list_marked(near: Near, row: int) -> None:
    """Move what is marked into the lists of title `row`, ascending; clear the marks."""
    at, block = near.starts[row, 0], 0
    for word in range(len(near.marks)):
        left = near.marks[word]
        near.marks[word] = 0
        while left:
            lowest = left & (~left + np.uint64(1))
            left ^= lowest
            place = (word << 6) + _BIT_OF[(lowest * _DEBRUIJN) >> np.uint64(58)]
            while place >= near.block_starts[block + 1]:
                block += 1
                near.starts[row, block] = at
            near.places[at] = place - near.block_starts[block]
            near.rise[at] = near.rises[place]
            near.rises[place] = 0
            at += 1
    for rest in range(block + 1, near.blocks + 1):
        near.starts[row, rest] = at
