"""Masks hold at least those whom no requirement refuses, and say when they hold no others."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from numpy.typing import NDArray

from tests.engines.matching.kernel.sides import side, sides
from yucaihui.engines.matching.kernel import masks
from yucaihui.engines.matching.kernel.index import TalentIndex, build_index
from yucaihui.engines.matching.packed import Packed


@settings(deadline=None)
@given(sides())
def test_a_mask_of_an_amount_holds_who_offers_as_much(both: tuple[Packed, Packed]) -> None:
    positions, talents = both
    index = build_index(talents)
    found = masks.build_masks(positions, index)
    assert found.exact
    for position, column in np.argwhere(~np.isnan(positions.numbers)):
        asked = positions.numbers[position, column]
        expected = ~(talents.numbers[:, column] < asked)
        assert (_row(found, index, found.mask_rows[position, column]) == expected).all()
    assert (found.mask_rows[np.isnan(positions.numbers)] == -1).all()


def test_more_amounts_than_rows_are_rounded_down_and_it_is_said() -> None:
    random = np.random.default_rng(3)
    positions, talents = side(random, 200, asks=True), side(random, 300, asks=False)
    asked = random.random(positions.numbers.shape).astype(np.float32)
    positions = replace(positions, numbers=asked)
    offered = random.random((300, asked.shape[1])).astype(np.float32)
    talents = replace(talents, numbers=offered)
    index = build_index(talents)
    found = masks.build_masks(positions, index)
    assert not found.exact
    for position, column in np.argwhere(~np.isnan(asked)):
        fit = talents.numbers[:, column] >= asked[position, column]
        assert _row(found, index, found.mask_rows[position, column])[fit].all()


def _row(found: masks.Masks, index: TalentIndex, row: int) -> NDArray[np.bool_]:
    """Whether each talent, by row, is in a mask."""
    flags = np.unpackbits(found.rows[row].view(np.uint8), bitorder="little")
    return flags[index.layout.places()].astype(np.bool_)
