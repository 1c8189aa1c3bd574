"""The first look at an application is at the work alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.recruitment.queries.blind import COVER, blind_resume, blind_text, blind_words

RESUME: dict[str, Any] = {
    "basics": {
        "label": "热管理工程师",
        "summary": "六年电池系统经验，熟悉 Python。",
        "location": {"city": "重庆", "region": "四川"},
        "profiles": [{"network": "LinkedIn", "username": "gu"}],
        "url": "https://gu.test",
    },
    "work": [{"name": "澜河动力", "position": "工程师", "startDate": "2020-07", "location": "重庆",
              "summary": "带队降低电池包温差", "highlights": ["温差降低 3 ℃"]}],
    "education": [{"institution": "渝江理工大学", "studyType": "硕士", "area": "车辆工程",
                   "startDate": "2017-09", "endDate": "2020-06", "score": "3.8"}],
    "skills": [{"name": "Python"}],
    "interests": [{"name": "登山"}],
    "references": [{"name": "李教授"}],
}  # fmt: skip


def test_only_the_fields_about_the_work_pass() -> None:
    assert blind_resume(RESUME) == {
        "basics": {"label": "热管理工程师", "summary": "六年电池系统经验，熟悉 Python。"},
        "work": [{"name": "澜河动力", "position": "工程师", "startDate": "2020-07",
                  "summary": "带队降低电池包温差", "highlights": ["温差降低 3 ℃"]}],
        "education": [{"studyType": "硕士", "area": "车辆工程"}],
        "skills": [{"name": "Python"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "顾澄澜", "Chenglan Gu", "I am Chenglan.", "毕业于渝江理工大学", "性别：女", "男，", "女性",
        "32岁", "今年 41 岁", "1991年出生", "1993年5月12日出生", "年龄: 29", "民族：苗族", "汉族",
        "籍贯：四川成都", "户籍: 重庆", "已婚已育", "未婚", "中共党员", "政治面貌：群众",
        "身高：172cm",
        "电话 13912345678", "+86 139 1234 5678", "gu@mail.test", "微信号：gu_1991",
        "https://www.linkedin.test/in/gu", "985高校", "211工程院校", "双一流", "QS前100", "QS 50",
        "a 32 years old engineer", "32-year-old", "Female", "Mr. Smith", "she led the team",
        "gu(at)mail.com", "gu [at] mail dot com", "gu＠mail．com", "gu#mail.com", "138.0000.1234",
        "１３８００００１２３４", "(023)67891234", "Tel 67891234", "护照 E12345678", "微信gucl2020",
        "VX: gucl", "加我v信 gucl", "github.com/gu", "www.gu.test", "11010519491231002X",
        "顾 澄 澜", "小顾", "顾工，好", "GU Chenglan", "Gu, Chenglan", "C. Gu", "chenglangu",
        "married", "Age: 30", "aged 30", "born in May 1990", "native of Sichuan", "Ivy League",
    ],
)  # fmt: skip
def test_what_tells_who_it_is_is_covered_in_texts(text: str) -> None:
    assert COVER in blind_text(text, RESUME, ["顾澄澜", "Chenglan Gu"])


@pytest.mark.parametrize(
    "text",
    [
        "负责男装设计与女鞋打样", "烧结温度 985℃", "写过一本教材", "2110 台设备", "985 mm",
        "Managed a manual gearbox line", "hero section of the page", "single-cell sequencing",
        "2020年5月上线", "温度 32℃", "3 years of CFD", "the team shipped it", "妇产科护理",
        "human factors", "shelf life", "this heat shield", "Python 3.11 (2019-2024)",
        "2019-07-01 to 2024-08-01", "微信小程序开发", "WeChat mini-program", "QQ音乐推荐",
        "照顾工作", "老顾客", "回顾总结", "Spring @Autowired", "node@18", "C#.NET", "12,000,000 元",
    ],
)  # fmt: skip
def test_the_words_of_the_work_stay(text: str) -> None:

    assert blind_text(text, RESUME, ["顾澄澜", "Chenglan Gu"]) == text


def test_a_skill_of_which_nothing_is_left_goes() -> None:
    skills = ["Python", "顾澄澜", "微信：gu_1991", "CFD（顾工）"]
    assert blind_words(skills, RESUME, ["顾澄澜"]) == ["Python", f"CFD（{COVER}）"]


PEOPLE = st.sampled_from(
    [("顾澄澜", "女", "28"), ("Ole Hansen", "Male", "51"), ("王强", "男", "44"), ("", "", "")]
)


@given(PEOPLE, PEOPLE)
def test_the_covered_profile_is_the_same_whoever_it_is(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    def seen(name: str, gender: str, age: str) -> str:
        filled = {
            **RESUME,
            "basics": {
                "label": "工程师",
                "gender": gender,
                "birth": age,
                "name": name,
                "image": "x",
            },
        }
        return json.dumps(blind_resume(filled, [name]), ensure_ascii=False)

    assert seen(*one) == seen(*other)
