"""Vectors in whole numbers keep their direction, and the length that makes a title its equal."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.matching.encoding.interface import DIMENSIONS, SCALE, quantise


@given(st.integers(0, 2**32 - 1), st.floats(1e-6, 1e6))
def test_a_vector_has_the_scale_for_length_and_each_component_is_within_one(
    seed: int, length: float
) -> None:
    unit = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    unit /= np.linalg.norm(unit)
    [whole] = quantise(unit[np.newaxis] * length).astype(np.int64)
    assert (
        SCALE**2 - 2**5 <= whole @ whole <= SCALE**2,
        np.abs(whole - SCALE * unit).max() < 1,
    ) == (
        True,
        True,
    )


def test_what_is_nothing_stays_nothing_and_what_is_too_large_is_cut() -> None:
    rows = np.zeros((3, DIMENSIONS))
    rows[1, 5], rows[2, :4] = -3.0, (1, 1, -1, 1)
    whole = quantise(rows)
    assert (whole[0].any(), whole[1].nonzero()[0].tolist(), whole[1, 5]) == (False, [5], -127)
    assert (whole[2, :4].tolist(), whole[2, 4:].any()) == ([127, 127, -127, 127], False)


def test_no_row_of_another_makes_a_difference() -> None:
    rows = np.random.default_rng(3).standard_normal((40, DIMENSIONS))
    alone = [quantise(row[np.newaxis])[0].tolist() for row in rows]
    assert quantise(rows).tolist() == alone
