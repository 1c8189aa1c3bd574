"""Names of languages and words for levels."""

import pytest

from yucaihui.engines.matching import Language
from yucaihui.engines.matching.languages import (
    language_code,
    language_level,
    language_name,
    parse_language,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [("英语", "en"), ("English", "en"), ("zh-CN", "zh"), ("普通话", "zh"), ("Klingon", None)],
)
def test_names_to_codes(name: str, code: str | None) -> None:
    assert language_code(name) == code


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("B2", 4),
        ("b2+", 4),
        ("CET-4", 3),
        ("CET6", 4),
        ("英语六级", 4),
        ("雅思7.0", 5),
        ("IELTS 6.5", 4),
        ("托福100", 5),
        ("TOEFL iBT: 80", 4),
        ("TOEIC 800", 4),
        ("HSK 5", 5),
        ("HSK3", 3),
        ("JLPT N2", 4),
        ("N1", 5),
        ("TEM-8", 6),
        ("专四", 5),
        ("Native", 6),
        ("Fluent", 5),
        ("母语", 6),
        ("精通", 5),
        ("Professional working proficiency", 4),
        ("Full professional proficiency", 5),
        ("Limited working proficiency", 2),
        ("Elementary", 2),
        ("basic", 1),
        ("HSK六级", 6),
        ("日语一级", 5),
        ("大学英语四级", 3),
        ("CET-6 (550)", 4),
        ("Upper-intermediate", 4),
        ("可作为工作语言", 4),
        ("英语专业八级", 6),
        ("None", 0),
        ("不会", 0),
        ("ask me", None),
        ("", None),
    ],
)
def test_words_for_levels(text: str, level: int | None) -> None:
    assert language_level(text) == level


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("英语 CET-6", Language("en", 4)),
        ("en", Language("en")),
        ("German (B1)", Language("de", 3)),
        ("日语N2", Language("ja", 4)),
        ("IELTS: 6", Language("en", 4)),
        ("HSK六级", Language("zh", 6)),
        ("粤语流利", Language("yue", 5)),
        ("熟练", None),
    ],
)
def test_a_language_with_its_level(text: str, language: Language | None) -> None:
    assert parse_language(text) == language


def test_names_in_both_tongues() -> None:
    assert (language_name("de", chinese=True), language_name("de", chinese=False)) == (
        "德语",
        "German",
    )
    assert language_name("xx", chinese=True) == "xx"
