from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.freetext import read_free_text

ZH = """**公司介绍**
澜河动力专注电驱系统。

**工作地点：重庆市两江新区**
薪资待遇：25K-40K*15

岗位职责：
1、负责电驱控制算法开发；
任职要求：
1、硕士及以上，自动化等相关专业；
2、3年以上工作经验，熟悉MATLAB/Simulink、C、AUTOSAR；
3、35岁以下。
"""
EN = """We build battery packs.

Location: Singapore (remote possible)
Salary: $6,000 - $8,000 per month

Requirements:
- Bachelor's degree in engineering
- at least 4 years of experience
- proficient in Python, CANoe and ISO 26262
"""


def test_chinese_free_text() -> None:
    posting, reasons = read_free_text(ZH, "[重庆] 澜河动力公司诚聘 电驱控制算法工程师 2名")
    assert posting.employer == "澜河动力公司"
    assert posting.title.startswith("电驱控制算法工程师")
    assert posting.place.district == "两江新区"
    assert (posting.salary.min_month, posting.salary.max_month) == (25_000, 40_000)
    assert posting.salary.months == 15
    assert posting.min_degree is Degree.MASTER
    assert posting.min_years == 3
    assert posting.skills == ("MATLAB/Simulink", "C", "AUTOSAR")
    assert posting.discrimination_flags == ("age",)
    assert "wording_blocked" in [reason.code for reason in reasons]


def test_english_free_text() -> None:
    posting, _ = read_free_text(EN, "Lanhe Labs is hiring: Battery Systems Engineer")
    assert posting.employer == "Lanhe Labs"
    assert posting.title == "Battery Systems Engineer"
    assert posting.place.city == "新加坡"
    assert (posting.salary.currency, posting.salary.min_month) == ("USD", 6_000)
    assert posting.min_degree is Degree.BACHELOR
    assert posting.min_years == 4
    assert posting.skills == ("Python", "CANoe", "ISO 26262")
    assert posting.extra == {"remote": "yes"}


def test_what_is_not_said_stays_empty_and_is_named() -> None:
    posting, reasons = read_free_text("招人", "")
    assert (posting.employer, posting.headcount, posting.salary.negotiable) == ("", None, True)
    assert [reason.code for reason in reasons] == [
        "headcount_missing",
        "salary_not_stated",
        "valid_through_missing",
    ]
