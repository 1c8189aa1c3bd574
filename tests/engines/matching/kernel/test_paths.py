"""Every path against the oracle, to the bit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.matching.kernel.sides import WEIGHTS, same, sides
from yucaihui.engines.matching.kernel import best, reference
from yucaihui.engines.matching.kernel.plain import plain
from yucaihui.engines.matching.packed import Packed

WIDTHS = st.sampled_from((0, 1, 3, 20, 1000))


@given(sides(), WIDTHS, WIDTHS, st.booleans())
def test_the_plain_path_finds_what_the_reference_finds(
    both: tuple[Packed, Packed], k: int, backward: int, refused: bool
) -> None:
    expected = reference(*both, WEIGHTS, k, backward=backward, refused=refused)
    assert same(plain(*both, WEIGHTS, k, backward=backward, refused=refused), expected)


@given(sides(), st.integers(-3, -1))
def test_negative_widths_are_refused(both: tuple[Packed, Packed], width: int) -> None:
    with pytest.raises(ValueError, match="k and backward must be 0 or more"):
        best(*both, WEIGHTS, width)
    with pytest.raises(ValueError, match="k and backward must be 0 or more"):
        best(*both, WEIGHTS, 1, backward=width)
