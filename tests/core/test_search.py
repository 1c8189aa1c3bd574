"""Full text finds the same on both databases."""

import pytest

from yucaihui.core.search.queries import matching_ids, query_words
from yucaihui.core.search.services import drop, put

pytestmark = pytest.mark.django_db

TEXTS = {
    1: "C++ 嵌入式软件工程师，熟悉 ROS、node.js",
    2: "Java开发工程师 Spring's boot",
    3: "材料研发工程师 C# .NET",
}


@pytest.fixture(autouse=True)
def texts() -> None:
    put("posting", TEXTS)
    put("person", {1: "完全不同的一个人"})


def found(text: str, kind: str = "posting") -> list[int]:
    ids = matching_ids(kind, text)
    return [] if ids is None else sorted(ids)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("工程师", [1, 2, 3]),
        ("软件工程师", [1]),
        ("JAVA", [2]),
        ("c++", [1]),
        ("c#", [3]),
        ("C", []),
        (".net", [3]),
        ("node.js ROS", [1]),
        ("spring's", [2]),
        ("java 材料", []),
        ("研", [3]),
        ('"; DROP TABLE', []),
        ("' & | ! ( )", []),
    ],
)
def test_all_words_must_be_there(text: str, ids: list[int]) -> None:
    assert found(text) == ids


def test_kinds_are_searched_apart() -> None:
    assert (found("一个人"), found("一个人", "person")) == ([], [1])


def test_putting_again_replaces_the_text() -> None:
    put("posting", {2: "产品经理"})
    assert (found("java"), found("产品经理")) == ([], [2])


def test_dropped_texts_are_not_found() -> None:
    drop("posting", [1, 3])
    assert found("工程师") == [2]


def test_no_words_is_no_search() -> None:
    assert matching_ids("posting", " ，。 ") is None


def test_characters_inside_pairs_are_not_looked_for_twice() -> None:
    assert query_words("软件工程师") == ["软件", "件工", "工程", "程师"]
