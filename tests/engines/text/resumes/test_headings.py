import pytest

from yucaihui.engines.text.resumes.headings import label_of, section_of, split_labels


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("教育背景", "education"),
        ("一、教 育 经 历", "education"),
        ("【工作经历】", "work"),
        ("实习/工作经历", "work"),
        ("工作经历 Work Experience", "work"),
        ("PROFESSIONAL EXPERIENCE", "work"),
        ("E D U C A T I O N", "education"),
        ("Education & Training", "education"),
        ("Technical Skills:", "skills"),
        ("专业技能", "skills"),
        ("语言能力", "languages"),
        ("Licenses & Certifications", "certificates"),
        ("技能证书", "certificates"),
        ("荣誉证书", "certificates"),
        ("获奖情况", "awards"),
        ("Selected Honors", "awards"),
        ("Honors and Awards", "awards"),
        ("Selected Publications", "publications"),
        ("自我评价", "summary"),
        ("项目经验", "projects"),
        ("培训经历", "other"),
    ],
)
def test_headings_in_both_languages(heading: str, section: str) -> None:
    assert section_of(heading) == section


@pytest.mark.parametrize(
    "line",
    [
        "重庆青桐热控有限公司",
        "Software Engineer",
        "负责教育产品",
        "2019-2020",
        "Python、SQL",
        "教育经历 Skills",
        "",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert section_of(line) is None


def test_labels_of_cells() -> None:
    assert label_of("姓 名") == "name"
    assert label_of("出生年月：") == "birth"
    assert label_of("江望舒") is None


def test_labelled_values_on_one_line() -> None:
    line = "性别：女 出生年月：1993.05  电话：19900001234 | E-mail: a@example.com | 重庆"
    assert split_labels(line) == [
        ("gender", "女"),
        ("birth", "1993.05"),
        ("phone", "19900001234"),
        ("email", "a@example.com"),
        ("", "重庆"),
    ]
