"""Score sheets as a workbook: out, filled in, checked row by row, taken in when confirmed."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.competitions.panel import (
    MARKS,
    assign,
    make_entry,
    make_judge,
    open_stage,
    score,
    user_of,
)
from yucaihui.competitions.models import Assignment, Score, Stage
from yucaihui.competitions.services import offline, scoring
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db
Cells = dict[tuple[str, str], Any]


@pytest.fixture
def rows() -> list[Assignment]:
    stage = open_stage()
    judge = make_judge(stage.track.edition)
    return [assign(stage, make_entry(stage.track), judge) for _ in range(2)]


def place(rows: list[Assignment]) -> tuple[Stage, Any]:
    return rows[0].stage, user_of(rows[0].judge)


def filled(rows: list[Assignment], cells: Cells) -> bytes:
    """The judge's form with `cells` by (code of the entry, column) written in."""
    stage, user = place(rows)
    book = load_workbook(io.BytesIO(offline.score_workbook(stage, by=user)))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    lines = {sheet.cell(row, 1).value: row for row in range(3, sheet.max_row + 1)}
    for (code, column), value in cells.items():
        sheet.cell(lines[code], columns[column]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def verdicts(rows: list[Assignment], data: bytes) -> list[tuple[str, str, list[str]]]:
    stage, user = place(rows)
    return [
        (one.code, one.verdict, [fault.column for fault in one.faults])
        for one in offline.check_scores(stage, data, by=user)
    ]


def test_an_untouched_form_says_nothing_new(rows: list[Assignment]) -> None:
    first, second = (row.entry.code for row in rows)
    assert verdicts(rows, filled(rows, {})) == [(first, "same", []), (second, "same", [])]


def test_filled_rows_are_written_as_drafts_only_when_confirmed(rows: list[Assignment]) -> None:
    stage, user = place(rows)
    code = rows[0].entry.code
    data = filled(
        rows, {(code, "market"): 87, (code, "team_comment"): "扎实", (code, "comment"): "好"}
    )
    assert verdicts(rows, data)[0] == (code, "ok", [])
    assert not Score.objects.exists()
    offline.import_scores(stage, data, by=user)
    sheet = rows[0].sheets.get()
    marks = scoring.marks_of(sheet)
    assert (sheet.state, marks.points["market"], marks.points["team"]) == ("draft", 8700, None)
    assert (marks.comments["team"], marks.comment) == ("扎实", "好")
    assert not rows[1].sheets.exists()


@pytest.mark.parametrize("value", ["many", 101, -1, 50.5, "=1+1"])
def test_a_cell_that_is_no_score_is_named_and_its_row_left_out(
    rows: list[Assignment], value: object
) -> None:
    stage, user = place(rows)
    first, second = (row.entry.code for row in rows)
    data = filled(rows, {(first, "market"): value, (second, "market"): 60})
    if value != "=1+1":  # a formula without a value is an empty cell
        assert verdicts(rows, data)[0] == (first, "error", ["market"])
    offline.import_scores(stage, data, by=user)
    assert not Score.objects.filter(sheet__assignment=rows[0], points__isnull=False).exists()
    assert Score.objects.get(sheet__assignment=rows[1], criterion="market").points == 6000


def test_what_was_changed_online_since_is_not_overwritten(rows: list[Assignment]) -> None:
    _stage, user = place(rows)
    code = rows[0].entry.code
    data = filled(rows, {(code, "market"): 10})
    sheet = scoring.open_sheet(rows[0], by=user)
    scoring.save_sheet(sheet, scoring.Marks({"market": 9000}), revision=0, by=user)
    assert verdicts(rows, data)[0] == (code, "error", ["revision"])


def test_a_submitted_sheet_stays(rows: list[Assignment]) -> None:
    code = rows[0].entry.code
    score(rows[0], MARKS)
    assert (code, "same", []) in verdicts(rows, filled(rows, {}))
    changed = filled(rows, {(code, "market"): 1})
    assert (code, "error", ["entry"]) in verdicts(rows, changed)


def test_an_entry_of_somebody_else_and_one_twice_are_refused(rows: list[Assignment]) -> None:
    first, second = (row.entry.code for row in rows)
    other = make_entry(rows[0].stage.track)
    assert verdicts(rows, filled(rows, {(first, "entry"): other.code}))[0] == (
        other.code, "error", ["entry"]
    )  # fmt: skip
    assert verdicts(rows, filled(rows, {(second, "entry"): first}))[1] == (
        first, "error", ["entry"]
    )  # fmt: skip


def test_another_file_is_refused_by_name(rows: list[Assignment]) -> None:
    stage, user = place(rows)
    with pytest.raises(Refused, match="kind of file") as refused:
        offline.keep_upload(b"%PDF-1.7", "a.pdf", by=user)
    assert refused.value.field == "file"
    with pytest.raises(Refused, match="not the form of this stage"):
        offline.check_scores(stage, b"a,b\n1,2\n", by=user)


def test_a_title_like_a_formula_stays_a_text(rows: list[Assignment]) -> None:
    version = rows[0].version
    version.title_zh = version.title_en = "=HYPERLINK(1)"
    version.save()
    stage, user = place(rows)
    book = load_workbook(io.BytesIO(offline.score_workbook(stage, by=user)))
    cell = book.worksheets[0].cell(3, 2)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_an_upload_is_its_judges_and_the_newest_alone(rows: list[Assignment]) -> None:
    _stage, user = place(rows)
    data = filled(rows, {})
    offline.keep_upload(data, "a.xlsx", by=user)
    kept = offline.keep_upload(data, "b.xlsx", by=user)
    assert list(StoredFile.objects.filter(owner=user)) == [kept]
    other = make_judge(rows[0].stage.track.edition)
    assert offline.kept_upload(kept.uid, by=user_of(other)) is None
