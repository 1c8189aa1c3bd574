import pytest

from yucaihui.engines.text.titles import normalise_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("前端开发工程师/高级(J27102)（急聘）", "前端开发工程师"),
        ("数据工程师-重庆", "数据工程师"),
        ("急聘：Java工程师", "Java工程师"),
        ("Java工程师【双休】", "Java工程师"),
        ("销售经理(重庆/成都)", "销售经理"),
        ("数据工程师（5名）", "数据工程师"),
        ("青年教师（准聘副教授）", "青年教师（准聘副教授）"),
        ("C++开发工程师（自动驾驶方向）", "C++开发工程师（自动驾驶方向）"),
        ("  Senior   Engineer ", "Senior Engineer"),
        ("高级", "高级"),
        ("", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert normalise_title(text) == title
    assert normalise_title(title) == title
