from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.ui import formats


@dataclass
class Named:
    name_zh: str
    name_en: str


@pytest.mark.parametrize(
    ("language", "named", "shown"),
    [
        ("zh-hans", Named("岚禾动力", "Lanhe Power"), "岚禾动力"),
        ("en", Named("岚禾动力", "Lanhe Power"), "Lanhe Power"),
        ("en", Named("岚禾动力", ""), "岚禾动力"),
        ("zh-hans", Named("", "Lanhe Power"), "Lanhe Power"),
        ("en", Named("", ""), ""),
    ],
)
def test_a_name_is_shown_in_the_language_of_the_page_or_the_other(
    language: str, named: Named, shown: str
) -> None:
    with override(language):
        assert formats.in_language(named, "name") == shown


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("zh-hans", "2026年11月24日", "2026年11月24日 00:30"),
        ("en", "24 Nov 2026", "24 Nov 2026 00:30"),
    ],
)
def test_moments_are_told_in_the_sites_time_zone(language: str, day: str, moment: str) -> None:
    at = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    with override(language):
        assert (formats.day(at), formats.moment(at)) == (day, moment)


def test_a_time_element_says_the_day_twice() -> None:
    with override("en"):
        assert formats.when(date(2026, 1, 2)) == '<time datetime="2026-01-02">2 Jan 2026</time>'


def test_nothing_is_a_dash() -> None:
    assert [f(None) for f in (formats.day, formats.moment, formats.when, formats.yuan)] == ["–"] * 4
    assert formats.number(None) == "–"


@pytest.mark.parametrize(
    ("fen", "text"),
    [(8_813_427, "¥88,134.27"), (0, "¥0.00"), (-5, "-¥0.05"), (300_000_000, "¥3,000,000.00")],
)
def test_fen_are_shown_as_yuan(fen: int, text: str) -> None:
    assert formats.yuan(fen) == text


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        ((18_000, 30_000), "18,000–30,000元/月", "CNY 18,000–30,000 a month"),
        ((18_000, 30_000, 12), "18,000–30,000元/月", "CNY 18,000–30,000 a month"),
        ((18_000, 30_000, 13), "18,000–30,000元/月·13薪", "CNY 18,000–30,000 a month × 13 months"),
        ((12_000, 12_000), "12,000元/月", "CNY 12,000 a month"),
        ((12_000, None), "12,000元/月", "CNY 12,000 a month"),
        ((None, None), "薪资面议", "Salary negotiable"),
    ],
)
def test_salaries_are_told_in_both_languages(
    arguments: tuple[int | None, ...], zh: str, en: str
) -> None:
    with override("zh-hans"):
        assert formats.salary(*arguments) == zh
    with override("en"):
        assert formats.salary(*arguments) == en


def test_a_negotiable_salary_hides_its_figures() -> None:
    with override("en"):
        assert formats.salary(1, 2, negotiable=True) == "Salary negotiable"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800000000", "138****0000"),
        ("500113199001017412", "500***********7412"),
        ("lin.xiao@example.com", "l***@example.com"),
        ("林晓", "林*"),
        ("", ""),
        (None, ""),
    ],
)
def test_masking_leaves_what_its_owner_recognises(text: str | None, shown: str) -> None:
    assert formats.masked(text) == shown


@given(st.text("0123456789X", min_size=2, max_size=40))
def test_masking_keeps_the_length_and_hides_part_of_every_number(text: str) -> None:
    shown = formats.masked(text)
    assert len(shown) == len(text)
    assert shown.count("*") >= min(4, len(text) - 1)
