import pytest

from yucaihui.engines.text.degree import Degree, named_degrees, parse_degree


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("", None),
        ("熟悉Python", None),
        ("不限", Degree.NONE),
        ("无", Degree.NONE),
        ("学历不限", Degree.NONE),
        ("不限学历，有能力者即可", Degree.NONE),
        ("高中及以上", Degree.NONE),
        ("High school diploma", Degree.NONE),
        ("大专及以上", Degree.COLLEGE),
        ("专科以上", Degree.COLLEGE),
        ("Associate degree", Degree.COLLEGE),
        ("统招本科及以上", Degree.BACHELOR),
        ("学士", Degree.BACHELOR),
        ("本科或硕士", Degree.BACHELOR),
        ("Bachelor's Degree", Degree.BACHELOR),
        ("B.Sc. in physics", Degree.BACHELOR),
        ("four-year degree", Degree.BACHELOR),
        ("研究生", Degree.MASTER),
        ("硕士研究生及以上", Degree.MASTER),
        ("Master’s or PhD", Degree.MASTER),
        ("MSc", Degree.MASTER),
        ("博士研究生", Degree.DOCTOR),
        ("ＰｈＤ", Degree.DOCTOR),
        ("Ph.D.", Degree.DOCTOR),
        ("博士后", Degree.DOCTOR),
    ],
)
def test_least_degree_asked_for(text: str, degree: Degree | None) -> None:
    assert parse_degree(text) == degree


def test_degrees_are_ordered_and_named_in_both_languages() -> None:
    assert sorted(Degree) == [
        Degree.NONE,
        Degree.COLLEGE,
        Degree.BACHELOR,
        Degree.MASTER,
        Degree.DOCTOR,
    ]
    assert [degree.zh for degree in Degree] == ["不限", "大专", "本科", "硕士", "博士"]
    assert {degree.en for degree in Degree} == {
        "any",
        "college diploma",
        "bachelor",
        "master",
        "doctor",
    }


def test_all_degrees_named_highest_first() -> None:
    assert named_degrees("博士、硕士或本科") == (Degree.DOCTOR, Degree.MASTER, Degree.BACHELOR)
