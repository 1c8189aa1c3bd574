import pytest

from yucaihui.engines.text.resumes.blocks import Item
from yucaihui.engines.text.resumes.lists import (
    awards_of,
    certificates_of,
    languages_of,
    publications_of,
    skills_of,
)


def lines(*texts: str) -> list[Item]:
    return [Item("text", text) for text in texts]


def test_skills_never_seen_before_are_read_from_lists() -> None:
    found = skills_of(lines("Quorlix、ISO 26262、MATLAB/Simulink、R", "Zemtal; C++"))
    assert [skill["name"] for skill in found] == [
        "Quorlix", "ISO 26262", "MATLAB/Simulink", "R", "Zemtal", "C++",
    ]  # fmt: skip


def test_levels_before_and_after_a_skill() -> None:
    assert skills_of(lines("精通C/C++，熟悉Linux内核", "Python (advanced), Go")) == [
        {"name": "C/C++", "level": "精通"},
        {"name": "Linux内核", "level": "熟悉"},
        {"name": "Python", "level": "advanced"},
        {"name": "Go"},
    ]


def test_groups_keep_their_members_as_keywords() -> None:
    assert skills_of(lines("Tools: Docker, Git")) == [
        {"name": "Tools", "keywords": ["Docker", "Git"]}
    ]


def test_a_sentence_gives_the_skills_of_the_lexicon() -> None:
    text = "具备扎实的 Python 与 SQL 基础并在多个大型项目中负责数据治理与建模工作"
    names = [skill["name"] for skill in skills_of(lines(text))]
    assert ("Python" in names, "SQL" in names, text in names) == (True, True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("英语：CET-6", [("英语", "CET-6")]),
        ("English Native; Chinese HSK 5", [("English", "Native"), ("Chinese", "HSK 5")]),
        ("Spanish (native), English – C1, German: B1",
         [("Spanish", "native"), ("English", "C1"), ("German", "B1")]),
        ("英语（CET-6 560分），日语N2", [("英语", "CET-6 560分"), ("日语", "N2")]),
        ("CET-6，雅思7.0", [("英语", "CET-6")]),
        ("Quenya: fluent", [("Quenya", "fluent")]),
        ("English, Hindi", [("English", None), ("Hindi", None)]),
        ("英语 CET-6，工作语言；法语 B1", [("英语", "CET-6, 工作语言"), ("法语", "B1")]),
    ],
)  # fmt: skip
def test_languages(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = languages_of(lines(text))
    assert [(entry["language"], entry.get("fluency")) for entry in found] == expected


def test_certificates_and_awards_with_dates() -> None:
    assert certificates_of(lines("注册电气工程师 2020-08、软件设计师（中级） 2021-03", "PMP")) == [
        {"name": "注册电气工程师", "date": "2020-08"},
        {"name": "软件设计师（中级）", "date": "2021-03"},
        {"name": "PMP"},
    ]
    assert awards_of(lines("2019年 国家奖学金", "Dean's List (2020), Best Paper 2021")) == [
        {"title": "国家奖学金", "date": "2019"},
        {"title": "Dean's List", "date": "2020"},
        {"title": "Best Paper", "date": "2021"},
    ]


def test_publications_by_dated_titles_and_by_line() -> None:
    dated = lines("Heat in cells\tJul 2023", "M. Lindqvist, A. Ek", "10.1234/abc (NordTherm 2023)")
    assert publications_of(dated) == [
        {
            "name": "Heat in cells",
            "releaseDate": "2023-07",
            "summary": "M. Lindqvist, A. Ek 10.1234/abc (NordTherm 2023)",
        }
    ]
    assert publications_of(lines('Lindqvist M. "Heat in cells", J. Therm, 2017.')) == [
        {"name": 'Lindqvist M. "Heat in cells", J. Therm, 2017.', "releaseDate": "2017"}
    ]
