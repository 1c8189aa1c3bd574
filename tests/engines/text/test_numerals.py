import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.numerals import chinese_integer, with_arabic_numerals


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十五", 25),
        ("一百零三", 103),
        ("两百五", 250),
        ("八千", 8_000),
        ("一万二", 12_000),
        ("一万二千", 12_000),
        ("十五万", 150_000),
        ("一万零五", 10_005),
    ],
)
def test_value(numeral: str, value: int) -> None:
    assert chinese_integer(numeral) == value


@given(st.integers(min_value=1, max_value=99))
def test_numbers_below_a_hundred(value: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    spoken = (digits[tens] + "十" if tens > 1 else "十" * tens) + (digits[ones] if ones else "")
    assert chinese_integer(spoken) == value


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("三年以上", "3年以上"),
        ("１２，０００元", "12000元"),
        ("1,234,567", "1234567"),
        ("A,B", "a,b"),
        ("5,000-8,000", "5000-8000"),
    ],
)
def test_numerals_in_text(text: str, folded: str) -> None:
    assert with_arabic_numerals(text) == folded
