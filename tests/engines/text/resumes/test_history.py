import pytest

from yucaihui.engines.text.documents.markdown import read_markdown
from yucaihui.engines.text.resumes.history import education_of, projects_of, work_of
from yucaihui.engines.text.resumes.items import items_of

TWO_JOBS = [
    {
        "name": "Kestrel Optics AB",
        "position": "Photonics Engineer",
        "startDate": "2019-03",
        "highlights": ["Built a test bench"],
    },
    {
        "name": "Orion Biologics",
        "position": "Process Engineer",
        "startDate": "2014-06",
        "endDate": "2019-02",
        "highlights": ["Scaled a process to 2,000 L", "Led 6 people"],
    },
]
LAYOUTS = {
    "dates first": """
Mar 2019 – Present\tKestrel Optics AB\tPhotonics Engineer
- Built a test bench

06/2014 - 02/2019\tOrion Biologics\tProcess Engineer
- Scaled a process to 2,000 L
- Led 6 people
""",
    "title, employer, dates on lines of their own": """
Photonics Engineer
Kestrel Optics AB
Mar 2019 – Present
- Built a test bench
Process Engineer
Orion Biologics
06/2014 - 02/2019
- Scaled a process to 2,000 L
- Led 6 people
""",
    "employer with dates, title below": """
Kestrel Optics AB\tMar 2019 – Present
Photonics Engineer
- Built a test bench

Orion Biologics\t06/2014 - 02/2019
Process Engineer
- Scaled a process to 2,000 L
- Led 6 people
""",
    "title at employer": """
Photonics Engineer at Kestrel Optics AB (Mar 2019 – Present)
- Built a test bench

Process Engineer, Orion Biologics (06/2014 - 02/2019)
- Scaled a process to 2,000 L
- Led 6 people
""",
    "headings of a lower rank": """
### Kestrel Optics AB — Photonics Engineer

*Mar 2019 – Present*

- Built a test bench

### Orion Biologics — Process Engineer

*06/2014 - 02/2019*

- Scaled a process to 2,000 L
- Led 6 people
""",
    "labelled fields": """
Company: Kestrel Optics AB
Position: Photonics Engineer
Period: Mar 2019 – Present
Responsibilities:
- Built a test bench

Company: Orion Biologics
Position: Process Engineer
Period: 06/2014 - 02/2019
- Scaled a process to 2,000 L
- Led 6 people
""",
    "prose without bullets": """
Mar 2019 – Present  Kestrel Optics AB  Photonics Engineer
Built a test bench
06/2014 - 02/2019  Orion Biologics  Process Engineer
Scaled a process to 2,000 L
Led 6 people
""",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_jobs_in_many_layouts(text: str) -> None:
    assert work_of(items_of(read_markdown(text)), "") == TWO_JOBS


def test_chinese_jobs_with_forms_and_numbered_duties() -> None:
    text = """
2019.07-2019.12   鲲岭动力电池有限公司   研发部   电池研发实习生
工作内容：
1）负责磷酸铁锂正极材料包覆改性；
2）整理实验数据，撰写周报。
公司名称：蓝渊储能技术（大连）有限公司
职位：电芯开发工程师
时间：2020年7月 — 至今
工作描述：负责方形电芯设计
"""
    assert work_of(items_of(read_markdown(text)), "") == [
        {
            "name": "鲲岭动力电池有限公司",
            "position": "电池研发实习生",
            "startDate": "2019-07",
            "endDate": "2019-12",
            "highlights": ["负责磷酸铁锂正极材料包覆改性；", "整理实验数据，撰写周报。"],
        },
        {
            "name": "蓝渊储能技术（大连）有限公司",
            "position": "电芯开发工程师",
            "startDate": "2020-07",
            "highlights": ["负责方形电芯设计"],
        },
    ]


@pytest.mark.parametrize("word", ["无", "None", "暂无", "N/A"])
def test_an_empty_section_is_empty(word: str) -> None:
    items = items_of(read_markdown(word))
    assert (work_of(items, ""), education_of(items), projects_of(items)) == ([], [], [])


@pytest.mark.parametrize(
    "text",
    [
        "University of Westmark, PhD in Applied Physics, 2010 - 2014",
        "PhD Applied Physics | University of Westmark | 2010 - 2014",
        "2010 - 2014 University of Westmark Applied Physics PhD",
        "University of Westmark\t2010 - 2014\nPhD in Applied Physics",
        "University of Westmark, Oslo, Norway\nApplied Physics, PhD\n2010 – 2014",
        "- **University of Westmark** | Applied Physics | PhD | 2010 ~ 2014",
    ],
)
def test_studies_in_many_layouts(text: str) -> None:
    assert education_of(items_of(read_markdown(text))) == [
        {
            "institution": "University of Westmark",
            "area": "Applied Physics",
            "studyType": "PhD",
            "startDate": "2010",
            "endDate": "2014",
        }
    ]


def test_chinese_studies_drop_the_department_and_keep_courses() -> None:
    text = """
2017/09-2020/06    云岭理工大学    材料学院    材料学    硕士研究生（全日制）
2013/09-2017/07    东麓大学        冶金工程    本科
主修课程：物理化学、冶金原理
"""
    first, second = education_of(items_of(read_markdown(text)))
    assert (first["institution"], first["area"], first["studyType"]) == (
        "云岭理工大学",
        "材料学",
        "硕士研究生",
    )
    assert second["courses"] == ["物理化学", "冶金原理"]


def test_projects() -> None:
    text = """
热泵平台：面向整车的热管理平台
**域控制器平台** 2020.01-2021.12
项目描述：面向 L2+ 的域控平台
"""
    assert projects_of(items_of(read_markdown(text))) == [
        {"name": "热泵平台", "description": "面向整车的热管理平台"},
        {
            "name": "域控制器平台",
            "highlights": ["面向 L2+ 的域控平台"],
            "startDate": "2020-01",
            "endDate": "2021-12",
        },
    ]
