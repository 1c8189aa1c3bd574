import numpy as np
import pytest
from hypothesis import given, settings

from tests.engines.matching.kernel.sides import side, sides
from yucaihui.engines.matching.kernel import native
from yucaihui.engines.matching.kernel.layout import known_offers, lay_out
from yucaihui.engines.matching.packed import Packed


@settings(deadline=None)
@given(sides())
def test_every_talent_stands_in_one_block_with_its_languages_and_most_it_offers(
    both: tuple[Packed, Packed],
) -> None:
    positions, talents = both
    layout = lay_out(talents, positions.numbers, 16)
    assert np.sort(layout.order).tolist() == list(range(len(talents)))
    offers = known_offers(talents)
    for block, (start, end) in enumerate(zip(layout.starts[:-1], layout.starts[1:], strict=True)):
        rows = layout.order[start:end]
        assert 0 < len(rows) <= 16
        assert len(np.unique(talents.languages[rows])) == 1
        assert (layout.most[block] == offers[rows].max(axis=0)).all()


def test_talents_who_offer_less_stand_apart_so_that_blocks_are_refused_whole() -> None:
    random = np.random.default_rng(2)
    positions = side(random, 200, asks=True, refuse=0.8)
    talents = side(random, 5000, asks=False, refuse=0.8)
    layout = lay_out(talents, positions.numbers, 64)
    refused = (positions.numbers[:, np.newaxis] > layout.most[np.newaxis]).any(axis=2)
    assert refused.mean() > 0.5


@pytest.mark.skipif(not native.level(), reason="`make kernel` has not been run")
def test_arrays_with_gaps_are_not_handed_to_c() -> None:
    with pytest.raises(ValueError, match="an array of tuple is not contiguous"):
        native.call("scan", (np.zeros((4, 4))[:, :2],))
