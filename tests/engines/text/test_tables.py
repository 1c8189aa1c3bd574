import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text import tables
from yucaihui.engines.text.tables import Row, Sheet, TableRefusedError, decode, read_tables


def _workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "岗位"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    hidden = book.create_sheet("字典")
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_its_visible_sheets_with_row_numbers() -> None:
    content = _workbook([["岗位", "人数", "日期"], [], ["工程师 ", 2, dt.date(2023, 9, 5)]])
    assert read_tables(content) == (
        Sheet(
            "岗位",
            (
                Row(1, ("岗位", "人数", "日期")),
                Row(2, ("", "", "")),
                Row(3, ("工程师", "2", dt.date(2023, 9, 5))),
            ),
        ),
    )


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    rows = [["单位", "岗位"], ["澜河公司", "甲"], ["", "乙"], ["", "丙"]]
    (sheet,) = read_tables(_workbook(rows, ["A2:A4"]))
    assert [row.cells[0] for row in sheet.rows] == ["单位", "澜河公司", "澜河公司", "澜河公司"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_usual_encoding(encoding: str) -> None:
    (sheet,) = read_tables("岗位,人数\n工程师,2\n".encode(encoding))
    assert [row.cells for row in sheet.rows] == [("岗位", "人数"), ("工程师", "2")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_any_usual_delimiter(delimiter: str) -> None:
    text = "\n".join(delimiter.join(cells) for cells in (["岗位", "描述"], ["甲", "乙，丙"]))
    (sheet,) = read_tables(text.encode())
    assert [row.cells for row in sheet.rows] == [("岗位", "描述"), ("甲", "乙，丙")]


def test_a_quoted_cell_may_hold_lines_and_rows_are_counted_as_records() -> None:
    (sheet,) = read_tables('岗位,描述\n甲,"一\n二"\n乙,三\n'.encode())
    assert sheet.rows[1] == Row(2, ("甲", "一\n二"))
    assert sheet.rows[2] == Row(3, ("乙", "三"))


def test_json_lines_have_their_keys_as_row_zero() -> None:
    (sheet,) = read_tables(b'{"title": "A", "skills": ["x", "y"]}\n\n{"title": "B", "n": 1}\n')
    assert sheet.rows == (
        Row(0, ("title", "skills", "n")),
        Row(1, ("A", "x、y", "")),
        Row(3, ("B", "", "1")),
    )


def test_a_mostly_utf8_text_keeps_its_encoding() -> None:
    assert decode("岗位".encode() * 2_000 + b"\xff").startswith("岗位")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG....", "not_a_table"),
        (b"PK\x03\x04broken", "not_a_table"),
        (b"a\0b\0c\0", "not_a_table"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
    ],
)
def test_refusals(content: bytes, code: str) -> None:
    with pytest.raises(TableRefusedError) as refused:
        read_tables(content, "file")
    assert refused.value.code == code
    assert refused.value.zh
    assert refused.value.en


def test_an_archive_that_would_unpack_to_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "MAX_UNPACKED_BYTES", 1_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000)
    with pytest.raises(TableRefusedError) as refused:
        read_tables(out.getvalue())
    assert refused.value.code == "too_large"


def test_a_sheet_with_a_far_lone_cell_is_refused_before_it_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1_000_000, 10, "x")
    sheet.cell(1, 1, "岗位")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(TableRefusedError) as refused:
        read_tables(out.getvalue())
    assert refused.value.code == "too_large"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        sheets = read_tables(content, "any")
    except TableRefusedError:
        return
    assert all(row.number >= 0 for sheet in sheets for row in sheet.rows)
