"""A whole is handed out without a rest, each part within one of its due; so is a length."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.matching.shares import apportioned, lengthened

ROWS = st.lists(st.lists(st.integers(0, 40_000), max_size=9), max_size=6)


@given(ROWS, st.integers(0, 10_000))
def test_shares_sum_to_the_whole_and_stay_near_their_due(rows: list[list[int]], whole: int) -> None:
    weights = np.array([weight for row in rows for weight in row], dtype=np.float64)
    starts = np.cumsum([0, *map(len, rows)])
    shares = apportioned(weights, starts, whole)
    for row, start, end in zip(rows, starts[:-1], starts[1:], strict=True):
        total = sum(row)
        assert shares[start:end].sum() == (whole if total else 0)
        for weight, share in zip(row, shares[start:end].tolist(), strict=True):
            assert abs(share - (whole * weight / total if total else 0)) < 1


def test_equal_remainders_are_served_in_order() -> None:
    shares = apportioned(np.array([1.0, 1.0, 1.0]), np.array([0, 3]), 8)
    assert shares.tolist() == [3, 3, 2]


@given(ROWS, st.integers(1, 2_000))
def test_squares_reach_the_squared_length_by_no_more_than_it_takes(
    rows: list[list[int]], length: int
) -> None:
    weights = np.array([weight for row in rows for weight in row], dtype=np.float64)
    starts = np.cumsum([0, *map(len, rows)])
    found = lengthened(weights, starts, length)
    for row, start, end in zip(rows, starts[:-1], starts[1:], strict=True):
        whole, size = found[start:end], float(np.linalg.norm(row))
        most = 2 * whole.max(initial=0)
        assert (length**2 if size else 0) <= (whole**2).sum() <= (length**2 + most if size else 0)
        for weight, value in zip(row, whole.tolist(), strict=True):
            assert abs(value - (length * weight / size if size else 0)) <= 1
