"""Money goes in and out of text without losing a fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.core.money import LIMIT, NotMoney, fen, yuan


@given(st.integers(-LIMIT, LIMIT))
def test_what_is_written_is_read_back(amount: int) -> None:
    assert fen(yuan(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("１２３４．５０", 123450),
        ("¥1 234.50", 123450),
        ("88元", 8800),
        ("0.01", 1),
        ("-3", -300),
        ("−3", -300),
        ("¥-3", -300),
        ("－￥３，０００．００", -300_000),
        ("1 000 000.00元", 100_000_000),
        (" 5.0000 ", 500),
        (".5", 50),
        ("007", 700),
        ("100,000,000,000.00", 10**13),
    ],
)
def test_usual_ways_of_writing_are_understood(text: str, amount: int) -> None:
    assert fen(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "1.234", "1e99", "NaN", "Infinity", "十元", "1..2", "1e3", "1_000", "--5"),
        *("1,50", "1,2,3", "12,34.00", "1.000,00", "1,000,00", "¥", "元", ".", "٣", "5 元 5"),
        *("100,000,000,000.01", "1 2", "+-5"),
    ],
)
def test_what_is_no_amount_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotMoney, match="is not an amount"):
        fen(text)
