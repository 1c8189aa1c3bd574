"""Made-up sides for the bench of the matching kernel, built directly in packed form.

Occupations stand in groups and are popular by Zipf's law; each has labels with synonyms, and
titles are labels with modifiers. A record draws its titles, half of its words and most of its
skills from its occupation's group, the rest from what is common to all, both by Zipf's law.
Title vectors are random, clustered by group and occupation, in place of an encoder's. About 24 %
of all pairs satisfy every requirement.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.packed import (
    DIMENSIONS,
    ONE,
    SILENT_ONE,
    Ints,
    Packed,
    Rows,
    Sets,
    Titles,
    Weights,
)

Generator = np.random.Generator

GROUPS, OCCUPATIONS, LABELS, MODIFIERS = 300, 3_000, 6, 20
SKILLS, GROUP_SKILLS = 4_000, 40
WORDS, GROUP_WORDS = 30_000, 150
GRAMS, LABEL_GRAMS, MODIFIER_GRAMS = 8_000, 18, 6
PLACES, CHUNK = 40, 50_000
VECTOR_SCALE, GRAM_SCALE = 256, 1024
_TABLE = 2**16

TITLE, SKILL, TEXT = ONE // 4, ONE * 3 // 8, ONE * 3 // 8
_SHIFT = 8
WEIGHTS = Weights(
    title=TITLE,
    skills=SKILL,
    text=TEXT,
    dense=(TITLE << _SHIFT) * 9 // 10 // VECTOR_SCALE**2,
    grams=(TITLE << _SHIFT) // 10 // GRAM_SCALE**2,
    alone=(TITLE << _SHIFT) // GRAM_SCALE**2,
    shift=_SHIFT,
    silent=SILENT_ONE * ONE // (TITLE + SKILL),
)


@dataclass(frozen=True)
class Sizes:
    """How many records stand on each side; the same seed gives the same records."""

    positions: int
    talents: int
    seed: int = 7


def make_sides(sizes: Sizes) -> tuple[Packed, Packed]:
    """Positions and talents in packed form."""
    world = _World(np.random.default_rng(2026))
    random = np.random.default_rng(sizes.seed)
    talents = world.talents(random, sizes.talents)
    return world.positions(random, sizes.positions), talents


class _World:
    """What both sides have in common: titles, and what people of an occupation know and write."""

    def __init__(self, random: Generator) -> None:
        self.group = random.integers(0, GROUPS, OCCUPATIONS)
        self.popular = _zipf_table(OCCUPATIONS, 0.8)
        self.skill_pool = random.integers(0, SKILLS, (GROUPS, GROUP_SKILLS)).astype(np.int32)
        self.word_pool = random.integers(200, WORDS, (GROUPS, GROUP_WORDS)).astype(np.int32)
        self.vectors, self.modifier_vectors = self._vectors(random)
        self.label_grams = _draw(random, _zipf_table(GRAMS, 0.9), (OCCUPATIONS, LABEL_GRAMS))
        self.modifier_grams = _draw(random, _zipf_table(GRAMS, 0.9), (MODIFIERS, MODIFIER_GRAMS))

    def positions(self, random: Generator, n: int) -> Packed:
        occupations = _draw(random, self.popular, (n,)).astype(np.int64)
        titles, owned = self._titles(random, occupations, np.ones(n, dtype=np.int64))
        skills = self._skills(random, occupations, 1, 11)
        words = self._words(random, occupations, 40, 80)
        return Packed(
            ids=tuple(f"P{row:07}" for row in range(n)),
            titles=titles,
            owned=owned,
            skills=_shares(skills, SKILL // 4),
            text=_shares(words, TEXT // 255),
            numbers=_asked(random, n),
            places=_places(random, n, 0.65),
            languages=random.choice(np.array([1, 1, 1, 1, 1, 1, 1, 1, 3, 2], np.uint64), n),
        )

    def talents(self, random: Generator, n: int) -> Packed:
        occupations = _draw(random, self.popular, (n,)).astype(np.int64)
        titles, owned = self._titles(random, occupations, random.integers(1, 5, n))
        skills = self._skills(random, occupations, 3, 14)
        words = self._words(random, occupations, 60, 91)
        quarters = random.choice(np.array([1, 2, 3, 4, 4, 4, 4, 4], np.uint8), len(skills.indices))
        saturated = random.integers(70, 220, len(words.indices)).astype(np.uint8)
        return Packed(
            ids=tuple(f"T{row:07}" for row in range(n)),
            titles=titles,
            owned=owned,
            skills=Rows(skills.indptr, skills.indices, quarters, SKILLS),
            text=Rows(words.indptr, words.indices, saturated, WORDS),
            numbers=_offered(random, n),
            places=_places(random, n, 0.5),
            languages=random.choice(np.array([1, 1, 1, 1, 1, 1, 1, 3, 3, 2], np.uint64), n),
        )

    def _titles(self, random: Generator, occupations: Ints, counts: Ints) -> tuple[Titles, Sets]:
        """Titles of the own occupation, at times of another in the same group or of any."""
        own = np.repeat(occupations, counts)
        other = _draw(random, self.popular, own.shape)
        occupation = np.where(random.random(len(own)) < 0.8, own, other)
        label = occupation * LABELS + np.minimum(random.geometric(0.4, len(own)) - 1, LABELS - 1)
        modifier = np.where(
            random.random(len(own)) < 0.6, 0, random.integers(0, MODIFIERS, len(own))
        )
        distinct, owned = np.unique(label * MODIFIERS + modifier, return_inverse=True)
        indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        titles = self._distinct(distinct // MODIFIERS, distinct % MODIFIERS)
        return titles, Sets(indptr, owned.astype(np.int32))

    def _distinct(self, labels: Ints, modifiers: Ints) -> Titles:
        vectors = self.vectors[labels] + 0.35 * self.modifier_vectors[modifiers]
        vectors *= VECTOR_SCALE / np.linalg.norm(vectors, axis=1, keepdims=True)
        grams = np.concatenate(
            (self.label_grams[labels // LABELS], self.modifier_grams[modifiers]), axis=1
        )
        # A synonym differs from its siblings in some of its grams.
        grams[:, :LABELS] = (grams[:, :LABELS] + (labels % LABELS)[:, np.newaxis] * 7) % GRAMS
        sparse = _distinct_rows([grams], GRAMS)
        norms = np.sqrt(np.diff(sparse.indptr))
        data = (GRAM_SCALE / np.repeat(norms, np.diff(sparse.indptr))).astype(np.int16)
        return Titles(
            np.trunc(vectors).clip(-127, 127).astype(np.int8),
            (labels * 31 + modifiers) % 50 > 0,
            Rows(sparse.indptr, sparse.indices, data, GRAMS),
        )

    def _skills(self, random: Generator, occupations: Ints, least: int, most: int) -> Rows:
        return _drawn_rows(
            random, self.group[occupations], (least, most), (self.skill_pool, SKILLS, 1.0, 0.7)
        )

    def _words(self, random: Generator, occupations: Ints, least: int, most: int) -> Rows:
        return _drawn_rows(
            random, self.group[occupations], (least, most), (self.word_pool, WORDS, 0.85, 0.5)
        )

    def _vectors(self, random: Generator) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        def spread(*shape: int) -> NDArray[np.float32]:
            drawn = random.standard_normal(shape, dtype=np.float32)
            return np.divide(drawn, np.float32(np.sqrt(DIMENSIONS)))

        occupations = spread(GROUPS, DIMENSIONS)[self.group] + 0.8 * spread(OCCUPATIONS, DIMENSIONS)
        labels = np.repeat(occupations, LABELS, axis=0)
        return labels + 0.6 * spread(len(labels), DIMENSIONS), spread(MODIFIERS, DIMENSIONS)


def _zipf_table(count: int, exponent: float) -> NDArray[np.int32]:
    """A table from which uniform draws follow Zipf's law."""
    shares = np.arange(1, count + 1, dtype=np.float64) ** -exponent
    cumulative = np.cumsum(shares) / shares.sum()
    return np.searchsorted(cumulative, (np.arange(_TABLE) + 0.5) / _TABLE).astype(np.int32)


def _draw(random: Generator, table: NDArray[np.int32], shape: tuple[int, ...]) -> NDArray[np.int32]:
    return table[random.integers(0, _TABLE, shape, dtype=np.uint16)]


def _drawn_rows(
    random: Generator,
    groups: Ints,
    lengths: tuple[int, int],
    source: tuple[NDArray[np.int32], int, float, float],
) -> Rows:
    """Rows of distinct draws: a share of each from its group's pool, the rest from all."""
    pool, columns, exponent, from_pool = source
    inside, outside = _zipf_table(pool.shape[1], 0.6), _zipf_table(columns, exponent)

    def parts() -> Iterator[NDArray[np.int32]]:
        for start in range(0, len(groups), CHUNK):
            group = groups[start : start + CHUNK, np.newaxis]
            shape = (len(group), lengths[1] - 1)
            own = pool[group, _draw(random, inside, shape)]
            drawn = np.where(
                random.random(shape, dtype=np.float32) < from_pool,
                own,
                _draw(random, outside, shape),
            )
            count = random.integers(*lengths, len(group))
            drawn[np.arange(shape[1]) >= count[:, np.newaxis]] = columns
            yield drawn

    return _distinct_rows(parts(), columns)


def _distinct_rows(
    parts: Iterator[NDArray[np.int32]] | list[NDArray[np.int32]], columns: int
) -> Rows:
    """Sparse rows with the distinct numbers below `columns` of each dense row."""
    indices, lengths = [np.empty(0, np.int32)], [np.zeros(1, np.int64)]
    for part in parts:
        ordered = np.sort(part, axis=1)
        fresh = ordered < columns
        fresh[:, 1:] &= ordered[:, 1:] != ordered[:, :-1]
        indices.append(ordered[fresh].astype(np.int32))
        lengths.append(fresh.sum(axis=1))
    return Rows(
        np.cumsum(np.concatenate(lengths)), np.concatenate(indices), np.empty(0, np.int32), columns
    )


def _shares(rows: Rows, whole: int) -> Rows:
    """Integers by rarity (rank in Zipf's law stands for frequency) that sum to `whole` at most."""
    lengths = np.diff(rows.indptr)
    rarity = np.log1p(rows.indices.astype(np.float64) + 1) + 0.5
    sums = np.add.reduceat(np.append(rarity, 0), rows.indptr[:-1]) if len(lengths) else rarity
    data = (rarity * whole / np.repeat(sums, lengths)).astype(np.int32)
    return Rows(rows.indptr, rows.indices, data, rows.columns)


def _asked(random: Generator, n: int) -> NDArray[np.float32]:
    """Degree, years, salary (negated), a language's level, two conditions."""
    return np.stack(
        (
            random.choice(np.array([np.nan, 1, 2, 3, 3, 4], np.float32), n),
            random.choice(np.array([np.nan, np.nan, 1, 1, 3, 3, 5, 8], np.float32), n),
            -random.choice(np.array([np.nan, 6, 8, 10, 12, 15, 20, 30], np.float32), n),
            random.choice(np.array([np.nan, np.nan, np.nan, 3, 4], np.float32), n),
            random.choice(np.array([np.nan, np.nan, np.nan, 1], np.float32), n),
            random.choice(np.array([np.nan, np.nan, np.nan, np.nan, 1], np.float32), n),
        ),
        axis=1,
    )


def _offered(random: Generator, n: int) -> NDArray[np.float32]:
    years = np.round(random.exponential(6.0, n), 1).astype(np.float32)
    salary = -np.round(random.lognormal(2.2, 0.5, n)).astype(np.float32)
    return np.stack(
        (
            random.choice(np.array([np.nan, 1, 2, 2, 3, 3, 3, 4, 5], np.float32), n),
            np.where(random.random(n) < 0.15, np.float32(np.nan), years),
            np.where(random.random(n) < 0.35, np.float32(np.nan), salary),
            random.choice(np.array([np.nan, np.nan, 1, 2, 3, 4, 5], np.float32), n),
            random.choice(np.array([np.nan, 0, 1, 1], np.float32), n),
            random.choice(np.array([np.nan, 0, 1, 1, 1], np.float32), n),
        ),
        axis=1,
    )


def _places(random: Generator, n: int, named: float) -> Sets:
    """Place 0 is the whole city; the others are its districts, and some name several."""
    counts = np.where(random.random(n) < named, random.integers(1, 4, n), 0)
    drawn = random.integers(1, PLACES, (n, 3)).astype(np.int32)
    drawn[random.random(n) < 0.45, 0] = 0
    drawn[np.arange(3) >= counts[:, np.newaxis]] = PLACES
    rows = _distinct_rows([drawn], PLACES)
    return Sets(rows.indptr, rows.indices)
