"""What the encoder reads of a title."""

import pytest

from yucaihui.engines.matching.encoding.parts import spelling
from yucaihui.engines.matching.encoding.spelling import Spelling


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("HR专员/高级", "人力资源专员"),
        ("HR Manager", "human resources manager"),
        ("R&D经理", "研发经理"),
        ("sr. QA engineer", "quality assurance engineer"),
        ("Ingenieur/in (m/w/d)", "ingenieur"),
        ("Krankenpfleger*innen", "krankenpfleger"),
        ("Verkäufer_in", "verkäufer"),
        ("consultant(e) senior", "consultant"),
        ("enfermero/a", "enfermero"),
        ("director técnico/directora técnica", "director técnico"),
        ("steward/stewardess", "steward"),
        ("Senior Software Engineer II", "software engineer"),
        ("资深IT经理", "it经理"),
        ("前端开发工程师/高级(J27102)（急聘）", "前端开发工程师"),
    ],
)
def test_what_stands_beside_the_work_is_left_out(title: str, read: str) -> None:
    assert spelling()(title) == read


@pytest.mark.parametrize(
    "title",
    [
        "senior high school teacher",
        "senior care worker",
        "高级中学教师",
        "a/c technician",
        "cnc",
        ".net developer",
        "c++ engineer",
        "club host/barman",
        "actor",
    ],
)
def test_what_names_the_work_stays(title: str) -> None:
    assert Spelling("")(title) == title


@pytest.mark.parametrize("title", ["高级", "senior", "(m/w/d)", "🙂", ""])
def test_a_title_of_nothing_else_stays(title: str) -> None:
    assert Spelling("")(title) == title


def test_width_case_and_blanks_are_folded() -> None:
    assert Spelling("")(" ＪＡＶＡ \n 开发 ") == "java 开发"


def test_spelling_twice_changes_nothing_more() -> None:
    spell = spelling()
    for title in ("HR专员/高级", "Ingenieur/in (m/w/d)", "VP of sales", "sr. qa engineer"):
        assert spell(spell(title)) == spell(title)
