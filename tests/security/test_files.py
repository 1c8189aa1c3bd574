"""Hostile files end as a refusal with words, never as the end of the process that read them."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from yucaihui.engines.text.freetext import read_free_text
from yucaihui.engines.text.posting_sheets import read_postings
from yucaihui.engines.text.tables import TableRefusedError, read_tables, read_tables_isolated

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(sheet: str) -> bytes:
    """An XLSX file of a few parts with this sheet in it."""
    parts = {
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/></Relationships>'
        ),
        "xl/worksheets/s.xml": f'<worksheet xmlns="{NAMESPACE}">{sheet}</worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(TableRefusedError) as refused:
        read()
    return refused.value.code


def test_a_workbook_with_a_cell_in_the_far_corner_is_refused_not_fatal() -> None:
    corner = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert refusal(lambda: read_tables_isolated(workbook(corner))) == "out_of_memory"


def test_a_small_file_that_unpacks_to_a_giant_is_refused() -> None:
    bomb = workbook("<sheetData><row>" + cell("A" * 150_000_000) + "</row></sheetData>")
    assert len(bomb) < 500_000
    assert refusal(lambda: read_tables_isolated(bomb, mib=256)) == "out_of_memory"


def test_a_file_that_takes_too_long_is_refused() -> None:
    rows = "<row>" + cell("x") + "</row>"
    slow = "<sheetData>" + rows * 50_000 + "</sheetData><mergeCells>"
    slow += '<mergeCell ref="A1:A50000"/>' * 20_000 + "</mergeCells>"
    assert refusal(lambda: read_tables_isolated(workbook(slow), seconds=1)) == "timed_out"


def test_an_honest_file_comes_back_whole_and_a_refusal_with_its_words() -> None:
    sheets = read_tables_isolated(
        workbook("<sheetData><row>" + cell("岗位") + "</row></sheetData>")
    )
    assert [row.cells for row in sheets[0].rows] == [("岗位",)]
    assert refusal(lambda: read_tables_isolated(b"%PDF-1.7", "cv.pdf")) == "not_a_table"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a," * 20_000, "too_large"),
        (b"a\n" * 200_001, "too_large"),
        (b"[" + b",".join(b'{"k%d":1}' % n for n in range(3_000)) + b"]", "too_large"),
    ],
    ids=["columns", "rows", "keys"],
)
def test_tables_of_a_size_that_no_table_has_are_refused(content: bytes, code: str) -> None:
    assert refusal(lambda: read_tables(content)) == code


def test_brackets_without_end_are_no_json_and_no_fault() -> None:
    assert len(read_tables(b'[{"a":' + b"[" * 100_000)[0].rows) == 1


def test_characters_that_no_database_keeps_are_left_out_of_cells() -> None:
    lines = b'{"title\\u0000": "a\\u0000\\ud800b", "deep": [[[[["x"]]]]]}'
    assert [row.cells for row in read_tables(lines)[0].rows] == [("title", "deep"), ("ab", "")]
    escaped = workbook("<sheetData><row>" + cell("a_x0000_b") + "</row></sheetData>")
    assert read_tables(escaped)[0].rows[0].cells == ("ab",)


RUNS = ("9" * 20_000, "1" + " " * 20_000 + "x", "１" * 20_000, "(" * 20_000, "1." * 10_000)
HEAD = "岗位名称,招聘人数,薪资,学历要求,工作年限,岗位职责,技能要求\n"


@pytest.mark.parametrize("run", RUNS, ids=["digits", "blanks", "wide digits", "brackets", "dots"])
def test_endless_runs_stall_no_reader_of_postings(run: str) -> None:
    plain = ["工程师", "2", "15k-30k", "本科", "3年", "负责测试", "Python"]
    rows = [[*plain[:n], f'"{run}"', *plain[n + 1 :]] for n in range(len(plain))]
    table = HEAD + "\n".join(",".join(row) for row in rows)
    start = time.monotonic()
    read = read_postings(read_tables(table.encode()))
    read_free_text(run)
    read_free_text(f"招聘人数：{run}\n经验要求：{run}")
    assert (len(read), time.monotonic() - start < 5) == (8, True)
