from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.competitions.models import Slot
from yucaihui.competitions.rules.roadshows import (
    MOVES,
    TooFewSheets,
    moves_from,
    takes_sheets,
    trimmed_mean,
)

TOTALS = st.lists(st.integers(0, 1_000_000), min_size=1, max_size=15)


@given(TOTALS, st.integers(0, 7))
def test_a_result_is_the_exact_mean_of_what_is_kept(totals: list[int], dropped: int) -> None:
    kept = list(totals)
    for _ in range(dropped):
        if len(kept) <= 2:
            with pytest.raises(TooFewSheets):
                trimmed_mean(totals, dropped)
            return
        kept.remove(max(kept))
        kept.remove(min(kept))
    assert trimmed_mean(totals, dropped) == floor(Fraction(sum(kept), len(kept)) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("totals", "dropped", "result"),
    [
        ([100, 900, 500, 501], 1, 501),  # 500.5
        ([1, 2], 0, 2),
        ([0, 0, 1], 0, 0),
        ([7], 0, 7),
    ],
)
def test_a_half_is_rounded_up(totals: list[int], dropped: int, result: int) -> None:
    assert trimmed_mean(totals, dropped) == result


@pytest.mark.parametrize("totals", [[], [1], [1, 2]])
def test_too_few_sheets_have_no_result(totals: list[int]) -> None:
    with pytest.raises(TooFewSheets):
        trimmed_mean(totals, 1)


def test_every_state_but_the_end_has_a_way_on() -> None:
    states = {state.value for state in Slot.State}
    assert {move.target for move in MOVES.values()} | {"scheduled"} == states
    assert {state for state in states if not moves_from(state)} == {"closed"}


def test_scores_are_taken_from_the_presentation_until_scoring_is_closed() -> None:
    assert [state.value for state in Slot.State if takes_sheets(state)] == [
        "presenting", "questions", "scoring"
    ]  # fmt: skip
    assert takes_sheets("closed", reopened=True)
    assert not takes_sheets("called", reopened=True)
