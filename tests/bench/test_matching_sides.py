"""The made-up sides are what the bench says of them."""

import numpy as np

from yucaihui.bench.matching_sides import WEIGHTS, Sizes, make_sides
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packed import ONE

POSITIONS, TALENTS = make_sides(Sizes(400, 3000))
PAIRS, ROWS = Pairs(POSITIONS, TALENTS, WEIGHTS), np.arange(len(POSITIONS))


def test_the_same_seed_makes_the_same_records() -> None:
    again, _ = make_sides(Sizes(400, 3000))
    assert (again.text.indices == POSITIONS.text.indices).all()
    other, _ = make_sides(Sizes(400, 3000, seed=8))
    assert len(other.text.indices) != len(POSITIONS.text.indices)


def test_about_a_quarter_of_all_pairs_satisfy_every_requirement() -> None:
    assert 0.2 < 1 - PAIRS.refusals(ROWS).mean() < 0.28


def test_records_have_titles_skills_and_words_of_the_usual_numbers() -> None:
    titles = np.diff(TALENTS.owned.indptr)
    assert (titles.min(), titles.max()) == (1, 4)
    assert 6 < np.diff(TALENTS.skills.indptr).mean() < 10
    assert 50 < np.diff(TALENTS.text.indptr).mean() < 90
    assert (np.diff(POSITIONS.owned.indptr) == 1).all()


def test_no_score_leaves_its_range() -> None:
    scores = PAIRS.scores(ROWS)
    assert scores.min() >= 0
    assert scores.max() <= ONE
