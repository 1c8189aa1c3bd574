"""Matching in parts that several processes or machines work out.

Parts of either side are encoded apart; what they add to the corpus statistics is summed; every
part of positions is ranked with every part of talents under these statistics; the partial lists
are merged. All figures are whole numbers, so the outcome equals to the bit what one process
finds over everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.counts import Counts, Ints, stack
from yucaihui.engines.matching.encoded import Encoded
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.ranking import Ranked, match_both
from yucaihui.engines.matching.statistics import Frequencies, Statistics

NONE = Frequencies(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), 0)
NOT_COUNTED = Statistics(NONE, NONE, NONE, 1.0, "")


@dataclass(frozen=True, eq=False)
class Contribution:
    """What a part adds to the statistics, its titles apart: they count once for all parts.

    `words` is the number of words of a part of talents, 0 for positions.
    """

    skills: Frequencies
    text: Frequencies
    words: float


@dataclass(frozen=True, eq=False)
class Lists:
    """The best found so far for each of `n` records, best first.

    `others` int64 (n, k): the place of each among all ids of the other side in order, -1 past the
    last; `legs` int64 (3, n, k): title, skills and text in parts of `packed.ONE`.
    """

    others: Ints
    legs: Ints

    @property
    def scores(self) -> Ints:
        """Whole scores, (n, k), -1 past the last."""
        return np.where(self.others < 0, -1, self.legs.sum(axis=0))


def contribution(records: Encoded, *, talents: bool) -> Contribution:
    words = float(records.text.lengths().sum()) if talents else 0.0
    return Contribution(_frequencies(records.skills.counts), _frequencies(records.text), words)


def bucket_of_titles(records: Encoded, bucket: int, buckets: int) -> tuple[Ints, Counts]:
    """Hashes and grams of the distinct titles whose hash falls into one of `buckets`."""
    mine = np.flatnonzero(records.titles.hashes % np.uint64(buckets) == bucket)
    return records.titles.hashes[mine].astype(np.int64), records.titles.grams.rows(mine)


def title_frequencies(parts: Iterable[tuple[Ints, Counts]]) -> Frequencies:
    """Frequencies over the distinct titles of one bucket in all parts of one side."""
    hashes, grams = zip(*parts, strict=True)
    _, first = np.unique(np.concatenate(hashes), return_index=True)
    return _frequencies(reduce(stack, grams).rows(first))


def statistics_of(
    titles: Iterable[Frequencies],
    contributions: Sequence[Contribution],
    talents: int,
    encoder: str,
) -> Statistics:
    """The statistics of everything; `talents` is their number in all parts."""
    words = sum(one.words for one in contributions)
    return Statistics(
        titles=reduce(_added, titles, NONE),
        skills=reduce(_added, (one.skills for one in contributions), NONE),
        text=reduce(_added, (one.text for one in contributions), NONE),
        mean_length=max(1.0, words / talents) if talents else 1.0,
        encoder=encoder,
    )


def match_part(
    positions: PositionIndex, talents: TalentIndex, k: int, places: tuple[Ints, Ints]
) -> tuple[Lists, Lists]:
    """Lists of one part of positions with one of talents, both ways.

    `places` holds, for positions and for talents, the place of each record among all ids of its
    side in order. One thread works: there are as many workers as cores.
    """
    both = match_both(positions, talents, k, threads=1)
    return _placed(both.talents_for, places[1]), _placed(both.positions_for, places[0])


def merged(parts: Sequence[Lists], k: int) -> Lists:
    """The `k` best of partial lists for the same records; ties by the order of ids."""
    others = np.concatenate([part.others for part in parts], axis=1)
    legs = np.concatenate([part.legs for part in parts], axis=2)
    whole = Lists(others, legs)
    # What is past the end of a list sorts behind everything: its score is below every other.
    order = np.lexsort((others, -whole.scores), axis=1)[:, :k]
    return Lists(
        np.take_along_axis(others, order, axis=1),
        np.stack([np.take_along_axis(leg, order, axis=1) for leg in legs]),
    )


def _placed(found: Ranked, places: Ints) -> Lists:
    rows = found.lists.rows
    legs = found.legs
    others = np.where(rows < 0, -1, places[np.maximum(rows, 0)]) if len(places) else rows
    return Lists(others, np.stack((legs.title, legs.skills, legs.text)))


def _frequencies(counts: Counts) -> Frequencies:
    return Frequencies(counts.vocabulary, counts.document_frequency(), counts.matrix.shape[0])


def _added(first: Frequencies, second: Frequencies) -> Frequencies:
    vocabulary, place = np.unique(
        np.concatenate((first.vocabulary, second.vocabulary)), return_inverse=True
    )
    counts: NDArray[np.int64] = np.zeros(len(vocabulary), dtype=np.int64)
    np.add.at(counts, place, np.concatenate((first.counts, second.counts)))
    return Frequencies(vocabulary, counts, first.documents + second.documents)
