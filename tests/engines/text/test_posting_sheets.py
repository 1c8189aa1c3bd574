"""Whole tables, from bytes to verdicts, with invented employers only."""

import datetime as dt

import pytest

from yucaihui.engines.text.columns import propose_mapping
from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.posting_sheets import RowResult, read_postings, totals
from yucaihui.engines.text.tables import Cell, Row, Sheet, read_tables

HEADER = (
    "序号",
    "单位名称",
    "信用代码",
    "岗位名称",
    "人数",
    "学历",
    "经验",
    "薪资",
    "地点",
    "岗位要求",
    "截止日期",
)
GOOD = (
    "1",
    "澜河动力公司",
    "91X",
    "结构工程师",
    "2",
    "本科",
    "3年以上",
    "1-2万/月",
    "重庆渝北区",
    "熟悉CATIA、NVH",
    "2026-12-31",
)


def _read(*rows: tuple[Cell, ...]) -> list[RowResult]:
    return read_postings(
        [Sheet("表", tuple(Row(number, row) for number, row in enumerate(rows, start=1)))]
    )


def _changed(**cells: str) -> tuple[str, ...]:
    at = {"employer": 1, "code": 2, "title": 3, "headcount": 4, "degree": 5, "years": 6,
          "salary": 7, "place": 8, "text": 9, "closing": 10}  # fmt: skip
    row = list(GOOD)
    for name, cell in cells.items():
        row[at[name]] = cell
    return tuple(row)


def _codes(result: RowResult) -> list[str]:
    return [each.code for each in result.reasons]


def test_a_good_row_is_ok_and_read_in_full() -> None:
    result = _read(HEADER, GOOD)[1]
    assert (result.sheet, result.row, result.verdict, result.reasons) == ("表", 2, "ok", ())
    posting = result.posting
    assert posting is not None
    assert posting.employer == "澜河动力公司"
    assert posting.title == "结构工程师"
    assert posting.headcount == 2
    assert posting.min_degree is Degree.BACHELOR
    assert posting.min_years == 3
    assert (posting.salary.min_month, posting.salary.max_month) == (10_000, 20_000)
    assert posting.place.district == "渝北区"
    assert posting.skills == ("CATIA", "NVH")
    assert posting.valid_through == dt.date(2026, 12, 31)
    assert posting.id is None


def test_rows_that_are_no_postings_are_skipped_with_the_reason() -> None:
    blank = ("",) * 11
    results = _read(
        ("某某岗位汇总表", *[""] * 10),
        ("填报说明：薪资填税前", *[""] * 10),
        HEADER,
        GOOD,
        blank,
        ("一、电子信息类", *[""] * 10),
        HEADER,
        ("小  计", "", "", "", "12", *[""] * 6),
        ("", "合计", "", "", "24", *[""] * 6),
        ("注：以上岗位长期有效", *[""] * 10),
    )
    assert [(result.verdict, _codes(result)) for result in results] == [
        ("skipped", ["title_row"]),
        ("skipped", ["note"]),
        ("skipped", ["header"]),
        ("ok", []),
        ("skipped", ["blank"]),
        ("skipped", ["note"]),
        ("skipped", ["header"]),
        ("skipped", ["subtotal"]),
        ("skipped", ["subtotal"]),
        ("skipped", ["note"]),
    ]


@pytest.mark.parametrize(
    ("row", "verdict", "codes"),
    [
        (_changed(employer=""), "error", ["employer_missing"]),
        (_changed(title=""), "error", ["title_missing"]),
        (_changed(headcount="0"), "error", ["headcount_invalid"]),
        (_changed(headcount="若干"), "warning", ["headcount_missing"]),
        (_changed(salary="面议"), "warning", ["salary_not_stated"]),
        (_changed(salary="P7"), "warning", ["salary_unread"]),
        (_changed(salary="$5000/month"), "warning", ["salary_foreign_currency"]),
        (_changed(degree="有学历"), "warning", ["degree_unread"]),
        (_changed(years="资深"), "warning", ["years_unread"]),
        (_changed(place="某地"), "warning", ["place_unread"]),
        (_changed(closing="长期有效"), "warning", ["valid_through_missing"]),
        (_changed(closing="年底前"), "warning", ["valid_through_unread"]),
        (_changed(text="熟悉CATIA，男性优先"), "error", ["wording_blocked"]),
        (_changed(text="熟悉CATIA，中共党员优先"), "warning", ["wording_doubtful"]),
        (_changed(title="司机（限男）"), "error", ["wording_blocked"]),
    ],
)
def test_each_fault_has_its_code(row: tuple[str, ...], verdict: str, codes: list[str]) -> None:
    result = _read(HEADER, row)[1]
    assert (result.verdict, _codes(result)) == (verdict, codes)
    assert all(each.zh and each.en for each in result.reasons)


def test_a_blocked_wording_names_the_phrase_and_the_rule() -> None:
    (reason,) = _read(HEADER, _changed(text="熟悉CATIA，未婚优先"))[1].reasons
    assert "未婚优先" in reason.zh
    assert "妇女权益保障法" in reason.zh
    assert "protection of women" in reason.en.lower()


def test_columns_nobody_mapped_are_checked_for_wording_with_their_heading() -> None:
    results = _read((*HEADER, "性别", "年龄要求"), (*GOOD, "男", "35以下"), (*GOOD, "不限", "不限"))
    first, second = (result.posting for result in results[1:])
    assert first is not None
    assert second is not None
    assert set(first.discrimination_flags) == {"gender", "age"}
    assert second.discrimination_flags == ()


def test_a_nameless_row_with_a_known_code_gets_a_suggestion_not_a_name() -> None:
    result = _read(HEADER, GOOD, _changed(employer="", title="焊接工程师"))[2]
    assert _codes(result) == ["employer_missing_known_code"]
    assert "澜河动力公司" in result.reasons[0].zh
    assert result.posting is not None
    assert result.posting.employer == ""


def test_as_above_takes_the_cell_above() -> None:
    posting = _read(HEADER, GOOD, _changed(employer="同上", title="焊接工程师"))[2].posting
    assert posting is not None
    assert posting.employer == "澜河动力公司"


def test_a_repeated_row_is_a_duplicate_of_where_the_first_stands() -> None:
    result = _read(HEADER, GOOD, GOOD)[2]
    assert (result.verdict, result.duplicate_of, _codes(result)) == (
        "duplicate",
        "表!2",
        ["duplicate"],
    )


def test_dates_in_the_wrong_order_are_an_error() -> None:
    header = (*HEADER, "发布日期")
    result = _read(header, (*GOOD, "2027-01-01"))[1]
    assert (result.verdict, _codes(result)) == ("error", ["dates_reversed"])


def test_pay_in_two_columns_with_its_frequency() -> None:
    text = (
        "Job ID,Employer,Business Title,Salary Range From,Salary Range To,Salary Frequency\n"
        "7,Lanhe,Analyst,48000,60000,Annual\n8,Lanhe,Aide,15,18.5,Hourly\n"
    )
    yearly, hourly = (
        result.posting for result in read_postings(read_tables(text.encode())) if result.posting
    )
    assert (yearly.id, yearly.salary.min_month, yearly.salary.max_month) == ("7", 4_000, 5_000)
    assert (hourly.salary.period, hourly.salary.minimum, hourly.salary.maximum) == (
        "hour",
        15.0,
        18.5,
    )


def test_json_lines_are_read_like_a_table() -> None:
    line = '{"id": "A1", "title": "工程师", "employer": "澜河", "headcount": 2, "skills": ["C++"]}'
    (result,) = read_postings(read_tables(line.encode()))
    assert result.row == 1
    assert result.posting is not None
    assert (result.posting.id, result.posting.headcount) == ("A1", 2)
    assert result.posting.skills == ("C++",)


def test_a_sheet_without_header_is_skipped_and_totals_add_up() -> None:
    notes = Sheet("说明", (Row(1, ("本表由系统生成",)), Row(2, ("",))))
    jobs = Sheet("表", (Row(1, HEADER), Row(2, GOOD)))
    seen: list[int] = []
    results = read_postings([jobs, notes], progress=seen.append)
    assert [_codes(result) for result in results[2:]] == [["no_header"], ["blank"]]
    assert seen[-1] == 4
    assert totals(results) == {
        "rows": 4,
        "postings": 1,
        "ok": 1,
        "warning": 0,
        "error": 0,
        "duplicate": 0,
        "skipped": 3,
    }


def test_a_mapping_changed_by_its_user_is_obeyed() -> None:
    sheet = Sheet("", (Row(1, ("岗位", "职务", "单位")), Row(2, ("甲", "乙", "澜河"))))
    proposed = propose_mapping(sheet)
    assert proposed is not None
    assert proposed.columns["title"] == 0
    changed = type(proposed)(proposed.header_rows, proposed.headings, {"title": 1, "employer": 2})
    posting = read_postings([sheet], lambda _: changed)[1].posting
    assert posting is not None
    assert posting.title == "乙"
