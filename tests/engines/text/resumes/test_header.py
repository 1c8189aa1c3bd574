import pytest

from yucaihui.engines.text.documents.markdown import read_markdown
from yucaihui.engines.text.resumes.header import Header, location_of, read_header
from yucaihui.engines.text.resumes.items import items_of


def header_of(text: str) -> Header:
    return read_header(items_of(read_markdown(text)), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# 欧阳望舒\n热管理工程师 | 重庆", "欧阳望舒"),
        ("江望舒的简历\n电话：19900001234", "江望舒"),
        ("个人简历\n姓 名：江望舒    性 别：女", "江望舒"),
        ("MARA LINDQVIST\nPhotonics Engineer", "Mara Lindqvist"),
        ("Resume of Mara Lindqvist", "Mara Lindqvist"),
        ("CURRICULUM VITAE\nName: Dr. Mara van der Lind", "Dr. Mara van der Lind"),
        ("阿依古丽·买买提\n19900001234", "阿依古丽·买买提"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert header_of(text).fields["name"] == name


def test_a_line_of_contacts_leaves_the_place() -> None:
    header = header_of(
        "Mara Lindqvist\nSenior Photonics Engineer\n"
        "Oslo, Norway | +47 912 34 567 | mara@example.org | linkedin.com/in/mara"
    )
    assert header.fields == {
        "name": "Mara Lindqvist",
        "label": "Senior Photonics Engineer",
        "email": "mara@example.org",
        "phone": "+47 912 34 567",
        "location": "Oslo, Norway",
    }
    assert header.addresses == ["linkedin.com/in/mara"]


def test_protected_facts_without_labels() -> None:
    header = header_of("江望舒\n女 | 31岁 | 未婚 | 苗族 | 中共党员 | 热管理工程师")
    assert header.protected == {
        "gender": "女",
        "birth": "31岁",
        "marital": "未婚",
        "ethnicity": "苗族",
        "politics": "中共党员",
    }
    assert header.fields == {"name": "江望舒", "label": "热管理工程师"}


def test_protected_facts_with_labels_in_english() -> None:
    text = "Name: Mara Lind\nDate of birth: 12/03/1988 | Nationality: Norwegian\nPhoto: attached"
    assert header_of(text).protected == {
        "birth": "12/03/1988",
        "nationality": "Norwegian",
        "photo": "attached",
    }


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("重庆", {"city": "重庆"}),
        ("重庆市渝北区", {"city": "重庆", "address": "重庆市渝北区"}),
        ("Oslo, Norway", {"city": "Oslo", "countryCode": "NO"}),
        ("Boston, MA", {"city": "Boston", "region": "MA"}),
        ("12 Park Street, Oslo", {"address": "12 Park Street, Oslo"}),
    ],
)
def test_locations(text: str, location: dict[str, str]) -> None:
    assert location_of(text) == location
