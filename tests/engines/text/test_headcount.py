import pytest

from yucaihui.engines.text.headcount import parse_headcount


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), ("2名", 2), ("30人", 30), ("三名", 3), ("十五人", 15), ("2-3人", 3), ("1.0", 1),
     ("约20人", 20), ("若干", None), ("若干名", None), ("", None), ("不限", None),
     ("男2女1", 3), ("3 to 5", 5), ("１０人", 10)],
)  # fmt: skip
def test_headcount(text: str, number: int | None) -> None:
    assert parse_headcount(text) == number
