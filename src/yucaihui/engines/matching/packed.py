"""What the ranking kernel reads: two sides as integers in plain arrays.

Everything that is scored is an integer, so every path gives the same bits in any order of
summing, a float32 product of small integers is exact (sums stay below 2**24), and an explanation
is the sum itself. `ONE` is a score of 1; a shown score is the integer divided by it.

    score = title + skills + text                   where both texts share a language, else
    score = (title + skills) * silent // SILENT_ONE
    title = largest over the talent's titles of similarity(position's title, talent's title)
    similarity = clip((dense * dot(vectors) + grams * dot(grams)) >> shift, 0, weights.title),
                 or clip((alone * dot(grams)) >> shift, 0, weights.title) where a title is in a
                 language that the vectors do not know
    skills = sum of position's data * talent's data over the skills that both have
    text   = the same over words

Skills: the position's data are quarters of shares (their sum times 4 is `weights.skills`), the
talent's data quarters 0..4. Words: the position's data times 255 sum to at most `weights.text`,
the talent's data are saturations 0..255. A pair is refused when a known number is below what is
asked, or when both name places and share none. Ranks: score descending, then row ascending.

The kernel computes in int32: no product or sum above may leave it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ONE = 2**22
SILENT_ONE = 2**8
DIMENSIONS = 128

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Sparse rows (n, columns): row r has `data[indptr[r]:indptr[r + 1]]` at `indices[...]`.

    `indptr` int64 (n + 1), `indices` int32 ascending without repeats within a row; `data` of
    positions int32, of talents uint8, of grams int16; no negative value.
    """

    indptr: Ints
    indices: NDArray[np.int32]
    data: NDArray[Any]
    columns: int

    def __len__(self) -> int:
        return len(self.indptr) - 1


@dataclass(frozen=True, eq=False)
class Sets:
    """Row r has the members `members[indptr[r]:indptr[r + 1]]`: int64 (n + 1), int32."""

    indptr: Ints
    members: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.indptr) - 1


@dataclass(frozen=True, eq=False)
class Titles:
    """The distinct titles of one side.

    `vectors` int8 (u, dimensions); `known` bool (u,), whether the vectors speak the title's
    language; `grams` (u, features), int16 data.
    """

    vectors: NDArray[np.int8]
    known: NDArray[np.bool_]
    grams: Rows

    def __len__(self) -> int:
        return len(self.vectors)


@dataclass(frozen=True, eq=False)
class Packed:
    """One side of `n` records in the order of their ids, on columns common to both sides.

    `owned`: the numbers of each record's titles in `titles`; a position has exactly one, a
    talent any number (none scores 0). `numbers` float32 (n, r), what is asked or offered, NaN
    where it is not asked or not known. `places`: numbers of places, none for anywhere.
    `languages` uint64 (n,): a bit for each language of the record's text, 0 for not known; texts
    share no language when both are known and no bit is common.
    """

    ids: tuple[str, ...]
    titles: Titles
    owned: Sets
    skills: Rows
    text: Rows
    numbers: NDArray[np.float32]
    places: Sets
    languages: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.owned)


@dataclass(frozen=True)
class Weights:
    """The fixed weights, in parts of `ONE`; see the module for how they enter a score.

    `title`, `skills` and `text` are the most that each leg gives; `dense`, `grams` and `alone`
    multiply dot products of titles; `silent` stretches title and skills, in parts of
    `SILENT_ONE`, where the texts cannot be compared.
    """

    title: int
    skills: int
    text: int
    dense: int
    grams: int
    alone: int
    shift: int
    silent: int = SILENT_ONE


@dataclass(frozen=True, eq=False)
class Lists:
    """The best of the other side for each of `n` records, best first.

    `rows` int64 (n, k), -1 past the last eligible one; `scores` int32 (n, k), -1 there too.
    """

    rows: Ints
    scores: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Best:
    """Talents for each position and, where asked for, positions for each talent."""

    forward: Lists
    backward: Lists | None = None
