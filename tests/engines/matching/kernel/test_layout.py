import numpy as np
import pytest
from hypothesis import given

from tests.engines.matching.kernel.sides import sides
from yucaihui.engines.matching.kernel import native
from yucaihui.engines.matching.kernel.layout import WORD, lay_out
from yucaihui.engines.matching.packed import Packed


@given(sides())
def test_every_talent_has_one_place_in_a_block_of_its_languages(
    both: tuple[Packed, Packed],
) -> None:
    languages = both[1].languages
    layout = lay_out(languages, 16)
    assert np.sort(layout.order[layout.order >= 0]).tolist() == list(range(len(languages)))
    assert layout.order[layout.places()].tolist() == list(range(len(languages)))
    assert (layout.starts % WORD == 0).all()
    for block, (start, end) in enumerate(zip(layout.starts[:-1], layout.starts[1:], strict=True)):
        rows = layout.order[start:end]
        rows = rows[rows >= 0]
        assert 0 < len(rows) <= 16
        assert (languages[rows] == layout.languages[block]).all()


@pytest.mark.skipif(not native.level(), reason="`make kernel` has not been run")
def test_arrays_with_gaps_are_not_handed_to_c() -> None:
    with pytest.raises(ValueError, match="an array of tuple is not contiguous"):
        native.call("scan", (np.zeros((4, 4))[:, :2],))
