import pytest

from yucaihui.engines.text.skill_lists import (
    requirement_skills,
    requirements_part,
    split_skills,
)


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("2、5-10年，熟悉镁合金、SEM、有限元；", ("镁合金", "SEM", "有限元")),
        ("熟练掌握Java、Spring Boot，MySQL，具备良好的沟通能力", ("Java", "Spring Boot", "MySQL")),
        ("精通SolidWorks或UG等三维软件，会使用CAD", ("SolidWorks", "UG", "CAD")),
        ("熟悉QNX、Yocto及Hypervisor", ("QNX", "Yocto", "Hypervisor")),
        ("具备XRD、SEM使用经验者优先", ("XRD", "SEM")),
        ("了解激光熔覆、磁流变抛光等工艺", ("激光熔覆", "磁流变抛光")),
        ("Proficient in Python, Go and Terraform", ("Python", "Go", "Terraform")),
        ("Skills: Python, Pandas, Airflow", ("Python", "Pandas", "Airflow")),
        ("至少精通一门编程语言（C/C++、Rust）", ("C/C++", "Rust")),
        ("熟悉CAN/LIN、DSC/TGA、ISO 26262", ("CAN/LIN", "DSC/TGA", "ISO 26262")),
        ("本科，统计学等相关专业", ()),
        ("具备良好的沟通能力与团队协作精神", ()),
        ("熟悉Java，能适应出差，服从安排", ("Java",)),
        ("5年Java开发经验", ("Java",)),
        ("", ()),
    ],
)
def test_skills_asked_for(text: str, skills: tuple[str, ...]) -> None:
    assert requirement_skills(text) == skills


def test_duties_do_not_count_when_requirements_stand_apart() -> None:
    text = (
        "岗位职责：\n1、负责Java开发相关产品；\n"
        "任职要求：\n1、熟悉Python、SQL。\n福利待遇：\nVue培训"
    )
    assert requirements_part(text).strip() == "1、熟悉Python、SQL。"
    assert requirement_skills(text) == ("Python", "SQL")


def test_a_cell_of_skills() -> None:
    assert split_skills("python，Docker; 有限元、自研框架Q") == (
        "Python",
        "Docker",
        "有限元",
        "自研框架Q",
    )
