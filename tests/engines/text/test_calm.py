"""Endless runs are cut; texts that people write stay as they are."""

from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.calm import calm


def test_runs_are_cut_to_what_says_the_same() -> None:
    text = "薪资：" + "9" * 100 + " " * 100 + "元" + "\n \n" * 50 + "1-2" * 50 + "(" * 99
    assert (
        calm(text) == "薪资：" + "9" * 16 + " " * 4 + "元" + "\n" * 3 + ("1-2" * 50)[:40] + "(" * 16
    )


def test_a_usual_posting_is_left_alone() -> None:
    text = (
        "岗位职责：\n\n1、负责电池包热仿真    台架测试……\n任职要求：\n薪资 15,000-20,000 元/月。\n"
        * 3
    )
    assert calm(text) == text


@given(st.text())
def test_calming_twice_changes_nothing_more_and_never_adds(text: str) -> None:
    once = calm(text)
    assert len(once) <= len(text)
    assert len(calm(once)) <= len(once)
