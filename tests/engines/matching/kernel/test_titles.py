"""Bounds of titles hold, and are not loose by more than they say."""

import numpy as np
import pytest
from hypothesis import given, settings

from tests.engines.matching.kernel.sides import WEIGHTS, sides
from yucaihui.engines.matching.kernel import native
from yucaihui.engines.matching.kernel.index import build_index
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.kernel.titles import TitleBatches
from yucaihui.engines.matching.packed import Packed

WITH_C = pytest.param(
    True, marks=pytest.mark.skipif(not native.level(), reason="`make kernel` has not been run")
)


@pytest.mark.parametrize("use_c", [False, WITH_C])
@settings(deadline=None)
@given(sides())
def test_no_similarity_is_above_its_bound_or_further_below_than_the_excess(
    use_c: bool, both: tuple[Packed, Packed]
) -> None:
    positions, talents = both
    titles = np.arange(len(positions.titles), dtype=np.int32)
    exact = Pairs(positions, talents, WEIGHTS).similarities(titles.astype(np.int64))
    with TitleBatches(positions.titles, build_index(talents), WEIGHTS, 2, use_c) as batches:
        for start in range(0, len(titles), batches.at_once):
            some = titles[start : start + batches.at_once]
            bounds = batches.bounds(some)[:, : len(talents.titles)].astype(np.int64)
            above = (bounds << batches.step) - exact[some]
            assert (above >= 0).all()
            assert (above <= batches.excess[some, np.newaxis]).all()
