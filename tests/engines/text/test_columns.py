import pytest

from yucaihui.engines.text.columns import HEADINGS, heading_field, propose_mapping
from yucaihui.engines.text.tables import Row, Sheet


def _sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("", tuple(Row(number, row) for number, row in enumerate(rows, start=1)))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("*单位名称", "employer"),
        ("薪资待遇\n（税前）", "salary"),
        ("年薪（万元）", "salary"),
        ("岗  位", "title"),
        ("2.招聘人数", "headcount"),
        ("学历要求（必填）", "degree"),
        ("拟招聘人数", "headcount"),
        ("Job Title", "title"),
        ("Salary Range From", "salary_min"),
        ("min_degree", "degree"),
        ("公司简介", "employer_profile"),
        ("岗位类别", "category"),
        ("has_company_logo", None),
        ("性别", None),
        ("", None),
    ],
)
def test_field_of_a_heading(heading: str, field: str | None) -> None:
    named = heading_field(heading)
    assert (named[0] if named else None) == field


def test_no_heading_stands_for_two_fields() -> None:
    names = [name for names in HEADINGS.values() for name in names]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_header_is_found_under_title_and_notes() -> None:
    sheet = _sheet(
        ("2026年岗位需求汇总表", "", ""),
        ("填报说明：请认真填写", "", ""),
        ("序号", "岗位名称", "招聘人数"),
        ("1", "工程师", "2"),
    )
    mapping = propose_mapping(sheet)
    assert mapping is not None
    assert mapping.header_rows == (2,)
    assert mapping.columns == {"sequence": 0, "title": 1, "headcount": 2}
    assert mapping.first_row == 3


def test_a_header_of_two_rows_is_read_as_one() -> None:
    sheet = _sheet(
        ("单位名称", "岗位信息", "", "待遇", ""),
        ("", "岗位名称", "招聘人数", "最低薪资", "最高薪资"),
        ("澜河公司", "工程师", "2", "8000", "12000"),
    )
    mapping = propose_mapping(sheet)
    assert mapping is not None
    assert mapping.header_rows == (0, 1)
    assert mapping.columns == {
        "employer": 0,
        "title": 1,
        "headcount": 2,
        "salary_min": 3,
        "salary_max": 4,
    }


def test_a_sheet_of_notes_has_no_mapping() -> None:
    assert propose_mapping(_sheet(("本表由单位填写",), ("联系人：某某",))) is None
