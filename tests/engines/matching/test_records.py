"""JSON objects become positions and talents; what a match may not use never gets in."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.records import ATOMS
from yucaihui.engines.matching import (
    Language,
    Position,
    Talent,
    build_indexes,
    explain,
    match_both,
)
from yucaihui.engines.matching.fields import BadField
from yucaihui.engines.matching.records import (
    PROTECTED,
    Notice,
    position_from_json,
    talent_from_json,
)
from yucaihui.engines.text.degree import Degree

ON = date(2026, 1, 1)

POSTING: dict[str, Any] = {
    "id": "J1",
    "title": "冶金工程师",
    "employer": "某新材料公司",
    "headcount": 2,
    "min_degree": "硕士",
    "min_years": 5,
    "salary_min_month": 50000,
    "salary_max_month": 83333,
    "salary_months": 12,
    "negotiable": False,
    "district": "重庆·北碚区",
    "skills": ["镁合金", "SEM", "有限元"],
    "posted": "2023-09-25",
    "valid_through": "2024-01-23",
    "discrimination_flags": ["hukou"],
    "duplicate_of": None,
}
RESUME: dict[str, Any] = {
    "basics": {
        "name": "Kim Example",
        "label": "冶金工程师",
        "image": "kim.png",
        "summary": "Born in 1980, married",
        "location": {"city": "Seoul"},
    },
    "work": [
        {"name": "A Ltd", "position": "Metallurgist", "startDate": "2015-01", "endDate": "2018-01"},
        {
            "name": "B Ltd",
            "position": "冶金主管",
            "startDate": "2017-01",
            "highlights": ["镁合金 挤压"],
        },
    ],
    "education": [
        {"institution": "U", "area": "Materials", "studyType": "PhD"},
        {"institution": "U", "area": "Materials", "studyType": "Bachelor"},
    ],
    "skills": [{"name": "SEM", "keywords": ["XRD"]}],
    "languages": [
        {"language": "English", "fluency": "Native"},
        {"language": "汉语", "fluency": "None"},
        {"language": "Klingon", "fluency": "Fluent"},
    ],
    "meta": {"version": "v1.0.0", "x-gender": "女"},
}
TALENT: dict[str, Any] = {
    "id": "T1",
    "titles": ["冶金工程师"],
    "text": "镁合金 挤压 五年",
    "skills": ["SEM"],
    "degree": "硕士研究生",
    "years": 5.5,
    "languages": ["英语 CET-6", {"language": "de", "level": "B1"}],
    "districts": ["北碚", "成都"],
    "salary_min_month": 20000,
    "conditions": {"work_permit": True, "available": None},
}


def test_a_posting_of_the_import_is_a_position() -> None:
    assert position_from_json(POSTING, "line-1") == (
        Position(
            "J1",
            "冶金工程师",
            skills=("镁合金", "SEM", "有限元"),
            min_degree=Degree.MASTER,
            min_years=5.0,
            places=("重庆", "北碚区"),
            salary_min_month=50000,
            salary_max_month=83333,
        ),
        (),
    )


def test_without_listed_skills_those_of_the_text_count_and_the_line_is_the_id() -> None:
    record = {"id": None, "title": "Java工程师", "text": "熟悉 k8s"}
    assert position_from_json(record, "line-7") == (
        Position("line-7", "Java工程师", "熟悉 k8s", ("Java", "Kubernetes")),
        (),
    )


def test_a_city_beside_the_district_is_a_place_too() -> None:
    record = {"title": "护士", "city": "成都", "district": "武侯区"}
    assert position_from_json(record, "p")[0].places == ("成都", "武侯区")


def test_our_own_keys_make_a_talent() -> None:
    assert talent_from_json(TALENT, "line-1", ON) == (
        Talent(
            "T1",
            ("冶金工程师",),
            "镁合金 挤压 五年",
            ("SEM", "镁合金", "挤压成形"),
            Degree.MASTER,
            5.5,
            (Language("en", 4), Language("de", 3)),
            ("北碚区", "成都"),
            20000,
            (("work_permit", True),),
        ),
        (),
    )


def test_a_resume_makes_a_talent_of_what_was_done_and_learnt() -> None:
    talent, notices = talent_from_json(RESUME, "line-3", ON)
    assert talent == Talent(
        "line-3",
        ("冶金工程师", "Metallurgist", "冶金主管"),
        "Metallurgist\n冶金主管\n镁合金 挤压\nMaterials\nMaterials",
        ("SEM", "XRD", "镁合金", "挤压成形"),
        Degree.DOCTOR,
        11.1,
        (Language("en", 6), Language("zh", 0)),
    )
    assert notices == (
        Notice("basics.name", "protected"),
        Notice("basics.image", "protected"),
        Notice("meta.x-gender", "protected"),
    )


def test_notices_name_protected_and_unknown_keys() -> None:
    record = {"title": "护士", "Gender": "女", "民族": "汉", "colour": "red"}
    assert position_from_json(record, "line-1")[1] == (
        Notice("Gender", "protected"),
        Notice("民族", "protected"),
        Notice("colour", "unknown"),
    )


@given(
    st.dictionaries(st.sampled_from(sorted(PROTECTED)), st.text() | st.integers() | st.none()),
    st.dictionaries(st.sampled_from(["name", "image", "gender", "birth"]), st.text()),
)
@settings(max_examples=40, deadline=None)
def test_swapped_protected_attributes_leave_every_score_equal_to_the_bit(
    attributes: dict[str, Any], basics: dict[str, str]
) -> None:
    resume = RESUME | attributes | {"basics": RESUME["basics"] | basics}
    plain = [talent_from_json(one, f"t{n}", ON)[0] for n, one in enumerate((TALENT, RESUME))]
    swapped = [
        talent_from_json(one, f"t{n}", ON)[0] for n, one in enumerate((TALENT | attributes, resume))
    ]
    position = position_from_json(POSTING, "p")[0]
    statistics = build_indexes([position], plain, ATOMS)[0].statistics
    assert swapped == plain
    assert match_both(*build_indexes([position], swapped, ATOMS), 2) == match_both(
        *build_indexes([position], plain, ATOMS), 2
    )
    assert [explain(position, one, statistics, ATOMS).score for one in swapped] == [
        explain(position, one, statistics, ATOMS).score for one in plain
    ]


def test_no_type_of_the_engine_has_a_field_for_a_protected_attribute() -> None:
    named = {field.name for kind in (Position, Talent) for field in dataclasses.fields(kind)}
    assert named & PROTECTED == set()
    with pytest.raises(TypeError, match="unexpected keyword argument 'gender'"):
        Talent("t", gender="f")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("id", "", "field id: found ''; expected a text or a whole number"),
        ("title", 5, "field title: found '5'; expected a text"),
        ("skills", ["C", 1], "field skills[1]: found '1'; expected a text"),
        ("skills", {"C": 1}, "field skills: found \"{'C': 1}\"; expected a list of texts"),
        (
            "min_degree",
            "PhDish thing!",
            (
                "field min_degree: found 'PhDish thing!'; expected 不限, 大专, 本科, 硕士 or 博士, "
                "or an English name of a degree"
            ),
        ),
        ("min_years", "3", "field min_years: found '3'; expected a number"),
        ("min_years", True, "field min_years: found 'True'; expected a number"),
        ("min_years", -1, "field min_years: found '-1'; expected a number of 0 or more"),
        ("min_years", float("nan"), "field min_years: found 'nan'; expected a number of 0 or more"),
        (
            "salary_max_month",
            10.5,
            "field salary_max_month: found '10.5'; expected whole yuan a month",
        ),
        (
            "languages",
            ["Elf"],
            "field languages[0]: found 'Elf'; expected the name or ISO 639-1 code of a language",
        ),
        (
            "languages",
            [{"language": "en", "level": "so-so"}],
            (
                "field languages[0].level: found 'so-so'; expected A1 to C2, none, "
                "or a test such as CET-6 or IELTS 7.0"
            ),
        ),
        ("languages", 7, "field languages: found '7'; expected a list of languages"),
        (
            "languages",
            [7],
            "field languages[0]: found '7'; expected a text, or an object with language and level",
        ),
        ("languages", [{}], "field languages[0].language: found nothing; expected a text"),
    ],
)
def test_a_wrong_value_names_its_field_and_what_would_be_right(
    key: str, value: object, message: str
) -> None:
    with pytest.raises(BadField) as refusal:
        position_from_json(POSTING | {key: value}, "line-1")
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            {"degree": "clever"},
            (
                "field degree: found 'clever'; expected 大专, 本科, 硕士 or 博士, "
                "or an English name of a degree"
            ),
        ),
        (
            {"conditions": ["work_permit"]},
            (
                "field conditions: found \"['work_permit']\"; "
                'expected an object such as {"work_permit": true}'
            ),
        ),
        (
            {"conditions": {"work_permit": "yes"}},
            "field conditions.work_permit: found 'yes'; expected true, false or null",
        ),
        ({"basics": "Kim"}, "field basics: found 'Kim'; expected an object"),
        ({"work": ["A Ltd"]}, "field work: found \"['A Ltd']\"; expected a list of objects"),
        ({"basics": {}, "meta": 1}, "field meta: found '1'; expected an object"),
    ],
)
def test_wrong_talents_are_named_in_the_same_way(record: dict[str, Any], message: str) -> None:
    with pytest.raises(BadField) as refusal:
        talent_from_json(record, "line-1", ON)
    assert str(refusal.value) == message


def test_an_undated_career_has_unknown_years_and_an_empty_one_none() -> None:
    assert talent_from_json({"basics": {}}, "t", ON)[0].years is None
    assert talent_from_json({"basics": {}, "work": []}, "t", ON)[0].years == 0.0
    undated = {"basics": {}, "work": [{"position": "Nurse"}]}
    assert talent_from_json(undated, "t", ON)[0].years is None
