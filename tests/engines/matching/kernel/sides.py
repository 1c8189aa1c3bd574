"""Random packed sides, small and full of ties, and the score of one pair worked out by hand."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from yucaihui.engines.matching.packed import (
    SILENT_ONE,
    Best,
    Lists,
    Packed,
    Rows,
    Sets,
    Titles,
    Weights,
)

SKILLS, WORDS, GRAMS, NUMBERS, PLACES, DIMENSIONS = 9, 40, 12, 3, 4, 128
WEIGHTS = Weights(
    title=1_600_000,
    skills=1_200_000,
    text=1_394_304,
    dense=90,
    grams=7,
    alone=50,
    shift=2,
    silent=SILENT_ONE * 3 // 2,
)

Generator = np.random.Generator


def rows_of(random: Generator, n: int, columns: int, density: float, most: int, kind: str) -> Rows:
    """Random sparse rows with data 1..most."""
    full = random.random((n, columns)) < density
    indptr = np.concatenate(([0], np.cumsum(full.sum(axis=1)))).astype(np.int64)
    indices = np.nonzero(full)[1].astype(np.int32)
    return Rows(indptr, indices, random.integers(1, most + 1, len(indices)).astype(kind), columns)


def sets_of(random: Generator, n: int, members: int, least: int, most: int) -> Sets:
    """Random sets of up to `most` of `members` numbers."""
    chosen = [
        np.sort(random.permutation(members)[: random.integers(least, most + 1)]) for _ in range(n)
    ]
    indptr = np.cumsum([0, *map(len, chosen)]).astype(np.int64)
    return Sets(indptr, np.concatenate([np.empty(0), *chosen]).astype(np.int32))


def titles_of(random: Generator, count: int) -> Titles:
    """Random distinct titles, a fifth of them in a language the vectors do not know."""
    vectors = random.integers(-30, 31, (count, DIMENSIONS)).astype(np.int8)
    # Few directions, so that similarities tie and are high.
    vectors = vectors[random.integers(0, max(1, count // 2), count)] if count else vectors
    return Titles(
        vectors,
        random.random(count) < 0.8,
        rows_of(random, count, GRAMS, 0.2, 900, "int16"),
    )


def side(
    random: Generator, n: int, *, asks: bool, bare: bool = False, refuse: float = 0.3
) -> Packed:
    """A random side: positions when it `asks`, talents otherwise; `bare` ones have nothing."""
    density = 0.0 if bare else 0.3
    distinct = 1 + n // 2
    least, most = (1, 1) if asks else (0, 0 if bare else 3)
    values = ("int32", 30_000, 1_000) if asks else ("uint8", 4, 255)
    numbers = random.integers(0, 4, (n, NUMBERS)).astype(np.float32)
    numbers[random.random((n, NUMBERS)) > refuse] = np.nan
    return Packed(
        ids=tuple(f"{row:05}" for row in range(n)),
        titles=titles_of(random, distinct),
        owned=sets_of(random, n, distinct, least, min(most, distinct)),
        skills=rows_of(random, n, SKILLS, density, values[1], values[0]),
        text=rows_of(random, n, WORDS, density, values[2], values[0]),
        numbers=numbers,
        places=sets_of(random, n, PLACES, 0, 2),
        languages=random.choice(np.array([0, 1, 2, 3], dtype=np.uint64), n),
    )


@st.composite
def sides(draw: st.DrawFn) -> tuple[Packed, Packed]:
    """Positions and talents of any small sizes, also none."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sizes = draw(st.tuples(st.integers(0, 40), st.integers(0, 150)))
    bare, refuse = draw(st.booleans()), draw(st.sampled_from((0.0, 0.3, 1.0)))
    return (
        side(random, sizes[0], asks=True, refuse=refuse),
        side(random, sizes[1], asks=False, bare=bare, refuse=refuse),
    )


def dot(left: Rows, row: int, right: Rows, column: int) -> int:
    """Dot product of two sparse rows."""
    weights = _row(left, row)
    return sum(weights.get(index, 0) * value for index, value in _row(right, column).items())


def pair_score(positions: Packed, talents: Packed, p: int, t: int, weights: Weights) -> int:
    """The score of one pair as its definition reads."""
    own = _set(positions.owned, p)[0]
    title = max(
        (_similar(positions, talents, own, tt, weights) for tt in _set(talents.owned, t)), default=0
    )
    both = title + dot(positions.skills, p, talents.skills, t)
    asked, offered = int(positions.languages[p]), int(talents.languages[t])
    if asked and offered and not asked & offered:
        return both * weights.silent // SILENT_ONE
    return both + dot(positions.text, p, talents.text, t)


def pair_refused(positions: Packed, talents: Packed, p: int, t: int) -> bool:
    """Whether a requirement refuses the pair, as its definition reads."""
    asked, offered = set(_set(positions.places, p)), set(_set(talents.places, t))
    if asked and offered and not asked & offered:
        return True
    numbers = zip(positions.numbers[p].tolist(), talents.numbers[t].tolist(), strict=True)
    return any(offer < ask for ask, offer in numbers)


def same(left: Best, right: Best) -> bool:
    """Whether both hold the same lists."""
    if (left.backward is None) != (right.backward is None):
        return False
    return same_lists(left.forward, right.forward) and (
        left.backward is None or right.backward is None or same_lists(left.backward, right.backward)
    )


def same_lists(left: Lists, right: Lists) -> bool:
    """Whether both hold the same rows and scores, of the same types."""
    pairs: list[tuple[NDArray[np.int64] | NDArray[np.int32], ...]] = [
        (left.rows, right.rows),
        (left.scores, right.scores),
    ]
    return all(a.dtype == b.dtype and np.array_equal(a, b) for a, b in pairs)


def _similar(positions: Packed, talents: Packed, p: int, t: int, weights: Weights) -> int:
    left, right = positions.titles, talents.titles
    grams = dot(left.grams, p, right.grams, t)
    if left.known[p] and right.known[t]:
        vectors = (left.vectors[p].tolist(), right.vectors[t].tolist())
        dense = sum(a * b for a, b in zip(*vectors, strict=True))
        points = weights.dense * dense + weights.grams * grams
    else:
        points = weights.alone * grams
    return max(0, min(points >> weights.shift, weights.title))


def _row(rows: Rows, row: int) -> dict[int, int]:
    inside = slice(rows.indptr[row], rows.indptr[row + 1])
    return dict(zip(rows.indices[inside].tolist(), rows.data[inside].tolist(), strict=True))


def _set(sets: Sets, row: int) -> list[int]:
    return sets.members[sets.indptr[row] : sets.indptr[row + 1]].tolist()
