"""Invented names only: the split rests on the kinds of words, not on lists of names."""

import pytest

from yucaihui.engines.text.resumes.pieces import (
    Hints,
    is_place,
    organisation_score,
    split_pieces,
    split_school,
    split_work,
    take_degree,
    title_score,
)


@pytest.mark.parametrize(
    ("head", "pieces"),
    [
        ("Acme Labs, Data Engineer – Lyon, France", ["Acme Labs", "Data Engineer", "Lyon, France"]),
        ("Acme, Inc.\tBoston, MA", ["Acme, Inc.", "Boston, MA"]),
        ("云岭理工大学 动力工程 本科", ["云岭理工大学", "动力工程", "本科"]),
        ("云岭理工大学（985）|  动力工程", ["云岭理工大学", "动力工程"]),
        ("Engineer at Acme Labs", ["Engineer", "Acme Labs"]),
        ("Acme Labs\t2 years 10 months", ["Acme Labs"]),
    ],
)
def test_heads_are_split_at_separators(head: str, pieces: list[str]) -> None:
    assert split_pieces(head) == pieces


EMPLOYERS = (
    "Orion Biologics", "Northgate Photonics", "Silverline Systems Inc.", "Kestrel Aerospace",
    "TerraNova Mining Co.", "GreenLeaf Foods B.V.", "Baltic Shipyards", "Polaris Quantum",
    "Evergreen Research Institute", "Crescent Telecom", "Fjord Data AS",
)  # fmt: skip
TITLES = (
    "Data Scientist", "Battery Engineer", "Senior Firmware Engineer", "Machine Learning Engineer",
    "Research Fellow", "Supply Chain Analyst", "Power Electronics Engineer", "VP of Engineering",
    "Chief Technology Officer", "Regulatory Affairs Specialist",
)  # fmt: skip


@pytest.mark.parametrize("employer", EMPLOYERS)
@pytest.mark.parametrize("title", TITLES)
def test_employer_and_title_parted_by_a_blank_only(employer: str, title: str) -> None:
    assert split_work(f"{employer} {title}", Hints()) == (employer, title)


def test_a_title_known_from_elsewhere_settles_the_split() -> None:
    hints = Hints(titles=frozenset({"cloud architect"}))
    assert split_work("Atlas Battery Cloud Architect", hints) == (
        "Atlas Battery",
        "Cloud Architect",
    )


def test_a_title_alone_is_not_split() -> None:
    assert split_work("Senior Bioprocess Engineer", Hints()) == ("", "")


def test_chinese_without_blanks_is_split_after_the_organisation() -> None:
    assert split_work("重庆青桐热控有限公司热管理工程师", Hints()) == (
        "重庆青桐热控有限公司",
        "热管理工程师",
    )


@pytest.mark.parametrize(
    ("head", "school", "field"),
    [
        ("University of Westmark Applied Physics", "University of Westmark", "Applied Physics"),
        ("Moor Institute of Technology Physics", "Moor Institute of Technology", "Physics"),
        ("Lingyun University of Chemical Technology Materials Science",
         "Lingyun University of Chemical Technology", "Materials Science"),
        ("Quillon Ocean Science and Engineering", "Quillon", "Ocean Science and Engineering"),
        ("Chemistry University of Westmark", "University of Westmark", "Chemistry"),
        ("云岭理工大学动力工程", "云岭理工大学", "动力工程"),
        ("University of Westmark", "University of Westmark", ""),
    ],
)  # fmt: skip
def test_school_and_field(head: str, school: str, field: str) -> None:
    assert split_school(head) == (school, field)


@pytest.mark.parametrize(
    ("text", "degree", "rest"),
    [
        ("PhD in Computer Science", "PhD", "Computer Science"),
        ("Bachelor of Science in Chemistry", "Bachelor of Science", "Chemistry"),
        ("Master of Engineering", "Master of Engineering", ""),
        ("M.S. in Robotics", "M.S.", "Robotics"),
        ("Ph.D. (Chemistry)", "Ph.D.", "Chemistry"),
        ("动力工程硕士", "硕士", "动力工程"),
        ("硕士研究生 动力工程", "硕士研究生", "动力工程"),
        ("Materials Science", "", "Materials Science"),
    ],
)
def test_degrees_are_taken_out(text: str, degree: str, rest: str) -> None:
    assert take_degree(text) == (degree, rest)


def test_scores_tell_organisations_from_titles() -> None:
    assert organisation_score("重庆青桐热控有限公司") == 3
    assert organisation_score("热管理工程师") == 0
    assert title_score("热管理工程师") == 2.5
    assert title_score("重庆青桐热控有限公司") == 0
    assert organisation_score("Co-Founder & CTO") == 0


def test_places() -> None:
    assert [is_place(text) for text in ("Boston, MA", "Izmir, Türkiye", "重庆市", "Singapore")] == [
        True
    ] * 4
    assert [is_place(text) for text in ("Acme, Inc.", "Data Engineer", "软件工程")] == [False] * 3
