"""The same CV in each format gives the same JSON Resume."""

from collections.abc import Callable, Iterable

import pytest

from tests.engines.text.resumes import samples
from yucaihui.engines.text.resumes.parse import parse_resume

ZH = {
    "basics": {
        "name": "江望舒",
        "label": "热管理工程师",
        "email": "jws@example.com",
        "phone": "19900001234",
        "location": {"city": "重庆"},
    },
    "education": [
        {
            "institution": "云岭理工大学",
            "area": "动力工程",
            "studyType": "本科",
            "startDate": "2011-09",
            "endDate": "2015-06",
        }
    ],
    "work": [
        {
            "name": "重庆青桐热控有限公司",
            "position": "热管理工程师",
            "startDate": "2015-07",
            "highlights": ["负责电池热管理仿真"],
        }
    ],
    "skills": [{"name": "Star-CCM+"}, {"name": "MATLAB/Simulink"}, {"name": "Python"}],
    "languages": [{"language": "英语", "fluency": "CET-6"}],
}
EN = {
    "basics": {
        "name": "Mara Lindqvist",
        "label": "Photonics Engineer",
        "email": "mara@example.org",
        "phone": "+46 70 123 45 67",
        "location": {"city": "Gothenburg"},
    },
    "education": [
        {
            "institution": "University of Westmark",
            "area": "Applied Physics",
            "studyType": "PhD",
            "startDate": "2010-09",
            "endDate": "2014-06",
        }
    ],
    "work": [
        {"name": "Kestrel Optics AB", "position": "Photonics Engineer", "startDate": "2014-07"}
    ],
    "skills": [{"name": "Zemax"}, {"name": "Python"}],
    "languages": [
        {"language": "Swedish", "fluency": "Native"},
        {"language": "English", "fluency": "C2"},
    ],
}
FORMATS = [samples.one_page, samples.docx_paragraphs, samples.markdown]


def without_schema(resume: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in resume.items() if key != "$schema"}


@pytest.mark.parametrize("write", FORMATS)
@pytest.mark.parametrize(
    ("lines", "expected"), [(samples.ZH_LINES, ZH), (samples.EN_LINES, EN)], ids=["zh", "en"]
)
def test_every_format_gives_the_same_resume(
    write: Callable[[Iterable[str]], bytes], lines: tuple[str, ...], expected: dict[str, object]
) -> None:
    parsed = parse_resume(write(lines))
    assert parsed.status == "parsed"
    assert without_schema(parsed.resume) == expected


def test_protected_facts_are_kept_apart_and_out_of_the_resume() -> None:
    parsed = parse_resume(samples.one_page(samples.ZH_LINES))
    assert parsed.protected == {"gender": "女", "birth": "1993.05"}
    assert "1993" not in str(parsed.resume)


TABLE = [
    ["姓名", "江望舒", "求职意向", "热管理工程师"],
    ["性别", "女", "民族", "苗族"],
    ["电话", "19900001234", "邮箱", "jws@example.com"],
    ["现居地", "重庆", "婚姻状况", ""],
    ["教育背景", "2011.09 - 2015年6月  云岭理工大学  动力工程  本科"],
    ["工作经历", "2015/07 - 至今  重庆青桐热控有限公司  热管理工程师\n负责电池热管理仿真"],
    ["专业技能", "Star-CCM+、MATLAB/Simulink、Python"],
    ["语言能力", "英语：CET-6"],
]


def test_a_table_form_in_docx_gives_the_same_resume() -> None:
    parsed = parse_resume(samples.docx_table(TABLE))
    assert without_schema(parsed.resume) == ZH
    assert parsed.protected == {"gender": "女", "ethnicity": "苗族"}


def test_a_table_with_named_columns_is_read_by_its_columns() -> None:
    rows = [
        ["姓名", "江望舒", "电话", "19900001234"],
        ["教育背景"],
        ["起止时间", "毕业院校", "专业", "学历"],
        ["2011.09-2015.06", "云岭理工", "动力工程", "本科"],
        ["2015.09-2018.06", "Westmark", "Thermal Physics", "硕士"],
    ]
    parsed = parse_resume(samples.docx_table(rows))
    assert parsed.resume["education"] == [
        {
            "institution": "云岭理工",
            "area": "动力工程",
            "studyType": "本科",
            "startDate": "2011-09",
            "endDate": "2015-06",
        },
        {
            "institution": "Westmark",
            "area": "Thermal Physics",
            "studyType": "硕士",
            "startDate": "2015-09",
            "endDate": "2018-06",
        },
    ]


def test_a_ruled_pdf_table_is_read_cell_by_cell() -> None:
    edges = [780.0, 750.0, 720.0, 660.0]
    columns = [40.0, 120.0, 300.0, 380.0, 550.0]
    rulings = [(columns[0], y, columns[-1], y) for y in edges]
    rulings += [(x, edges[-1], x, edges[0]) for x in (columns[0], columns[1], columns[-1])]
    rulings += [(x, edges[2], x, edges[0]) for x in columns[2:4]]
    page = [
        (45.0, 760.0, 10.0, "姓名"), (125.0, 760.0, 10.0, "江望舒"),
        (305.0, 760.0, 10.0, "求职意向"), (385.0, 760.0, 10.0, "热管理工程师"),
        (45.0, 730.0, 10.0, "电话"), (125.0, 730.0, 10.0, "19900001234"),
        (305.0, 730.0, 10.0, "邮箱"), (385.0, 730.0, 10.0, "jws@example.com"),
        (45.0, 705.0, 10.0, "实习/工作经"), (45.0, 690.0, 10.0, "历"),
        (125.0, 705.0, 10.0, "2015/07 - 至今 重庆青桐热控有限公司 热管理工程师"),
        (125.0, 690.0, 10.0, "负责电池热管理仿真"),
    ]  # fmt: skip
    parsed = parse_resume(samples.pdf([page], rulings=rulings))
    assert parsed.resume["work"] == ZH["work"]
    assert parsed.resume["basics"] == {
        "name": "江望舒",
        "label": "热管理工程师",
        "email": "jws@example.com",
        "phone": "19900001234",
    }


def test_two_columns_are_not_interleaved() -> None:
    left = ["姓名：江望舒", "电话：19900001234", "专业技能", "Python", "语言能力", "英语：CET-6"]
    right = ["教育背景", samples.ZH_LINES[4], "工作经历", *samples.ZH_LINES[6:8]]
    page = [*samples.column(left), *samples.column(right, x=230)]
    parsed = parse_resume(samples.pdf([page]))
    assert parsed.resume["skills"] == [{"name": "Python"}]
    assert parsed.resume["languages"] == ZH["languages"]
    assert parsed.resume["education"] == ZH["education"]
    assert parsed.resume["work"] == ZH["work"]


def test_identity_numbers_are_dropped_and_counted() -> None:
    lines = [*samples.ZH_LINES[:3], "身份证号：500101199305071234", *samples.ZH_LINES[3:]]
    parsed = parse_resume(samples.one_page(lines))
    assert parsed.warnings == ("identity_number_dropped",)
    assert "500101199305071234" not in str(parsed)


def test_a_text_that_is_no_cv_is_refused() -> None:
    parsed = parse_resume(b"# Licence\n\nPermission is hereby granted to anyone.")
    assert (parsed.status, parsed.reason) == ("refused", "not_a_resume")


def test_a_page_without_text_is_told_and_never_guessed() -> None:
    parsed = parse_resume(samples.pdf([[]]))
    assert (parsed.status, parsed.reason, parsed.resume) == ("image_only", "no_text_layer", {})
