"""A judge's score sheets as a workbook: downloaded, filled in offline, checked row by row, taken in
when the judge says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.competitions.definitions import Criterion, Rubric, read_rubric
from yucaihui.competitions.models import Assignment, ScoreSheet, Stage
from yucaihui.competitions.queries.judging import own_assignments
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.rules.points import NotPoints, read_points
from yucaihui.competitions.services.scoring import (
    Marks,
    check_marks,
    marks_of,
    open_sheet,
    rubric_in_force,
    save_sheet,
)
from yucaihui.core.files import services as files
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.errors import Refused
from yucaihui.engines.text.tables import Row, TableRefusedError, read_tables
from yucaihui.ui.formats import is_chinese

PURPOSE = "judge_scores"
MOST_BYTES = 5 * 2**20
COMMENT = "_comment"
# The first row, hidden, names the columns for the way back.
FIXED = ("entry", "title", "revision")


def own_in_stage(stage: Stage, user: Any) -> list[Assignment]:
    rows = own_assignments(reader_of(user)).filter(stage=stage)
    return list(rows.prefetch_related("sheets__scores", "sheets__rubric"))


def live(assignment: Assignment) -> ScoreSheet | None:
    """The sheet that counts or will; from the rows that are loaded."""
    states = (ScoreSheet.State.DRAFT, ScoreSheet.State.SUBMITTED)
    return next((sheet for sheet in assignment.sheets.all() if sheet.state in states), None)


def rubric_of_stage(stage: Stage) -> Rubric:
    return read_rubric(rubric_in_force(stage).content)


def score_workbook(stage: Stage, *, by: Any) -> bytes:
    """XLSX with a row for each of the judge's entries in the stage, and the rubric beside it."""
    from yucaihui.competitions.services.workbooks import workbook_of  # noqa: PLC0415 - openpyxl

    return workbook_of(own_in_stage(stage, by), rubric_of_stage(stage))


def columns_of(rubric: Rubric) -> list[str]:
    marks = [name for one in rubric.criteria for name in (one.code, one.code + COMMENT)]
    return [*FIXED, *marks, "comment"]


@dataclass(frozen=True)
class CellFault:
    """What is wrong with one cell; `column` is what the form calls it."""

    column: str
    message: str


@dataclass
class RowVerdict:
    """One row of the file: "ok" (will be written), "same" (says nothing new) or "error"."""

    number: int
    code: str
    assignment: Assignment | None = None
    revision: int = 0
    marks: Marks = field(default_factory=Marks)
    faults: list[CellFault] = field(default_factory=list)
    changed: bool = False

    @property
    def verdict(self) -> str:
        if self.faults:
            return "error"
        return "ok" if self.changed else "same"


def keep_upload(data: bytes, name: str, *, by: Any) -> StoredFile:
    """Keep the file until it is confirmed; an earlier one of the same judge goes.

    Raises:
        Refused: empty, too large, or no workbook.
    """
    with transaction.atomic():
        forget_uploads(by)
        try:
            return files.store(
                data, name=name, owner=by, purpose=PURPOSE, allowed=[files.XLSX],
                max_bytes=MOST_BYTES,
            )  # fmt: skip
        except files.RefusedFile as refused:
            raise Refused(str(refused), "file") from None


def forget_uploads(user: Any) -> None:
    for file in StoredFile.objects.filter(owner=user, purpose=PURPOSE):
        files.delete(file)


def kept_upload(uid: str, *, by: Any) -> StoredFile | None:
    return StoredFile.objects.filter(uid=uid, owner=by, purpose=PURPOSE).first()


def check_scores(stage: Stage, data: bytes, *, by: Any) -> list[RowVerdict]:
    """A verdict for every row; writes nothing.

    Raises:
        Refused: the file can't be read, or is not the form of this stage.
    """
    rubric = rubric_of_stage(stage)
    mine = {row.entry.code: row for row in own_in_stage(stage, by)}
    seen: set[str] = set()
    verdicts = []
    for number, cells in read_rows(data, columns_of(rubric)):
        verdict = check_row(number, cells, rubric, mine)
        if verdict.code in seen:
            verdict.faults.append(CellFault("entry", _("This entry stands in the file twice.")))
        seen.add(verdict.code)
        verdicts.append(verdict)
    return verdicts


def read_rows(data: bytes, names: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows below the names of the columns, as text by name; blank ones are left out."""
    try:
        sheets = read_tables(data, "scores.xlsx")
    except TableRefusedError as refused:
        raise Refused(refused.zh if is_chinese() else refused.en, "file") from None
    rows = sheets[0].rows if sheets else ()
    found = next((row for row in rows if row.cells[:1] == ("entry",)), None)
    if found is None or [str(cell) for cell in found.filled] != list(names):
        raise Refused(
            _("This is not the form of this stage as it stands now. Download it here and fill it"
              " in."), "file",
        )  # fmt: skip
    for row in rows:
        if row.number > found.number + 1 and row.filled:
            yield row.number, cells_by_name(row, names)


def cells_by_name(row: Row, names: Sequence[str]) -> dict[str, str]:
    cells = [str(cell) for cell in row.cells[: len(names)]]
    return dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))


def check_row(
    number: int, cells: Mapping[str, str], rubric: Rubric, mine: Mapping[str, Assignment]
) -> RowVerdict:
    code = cells["entry"].strip()
    verdict = RowVerdict(number, code, mine.get(code))
    if verdict.assignment is None:
        verdict.faults.append(CellFault("entry", _("This is no entry that you score here.")))
        return verdict
    sheet = live(verdict.assignment)
    if sheet is not None and sheet.state == ScoreSheet.State.SUBMITTED:
        verdict.changed = False
        if marks_of(sheet) != read_marks(cells, rubric, verdict):
            verdict.faults.append(CellFault("entry", _("You have submitted this one already.")))
        return verdict
    verdict.marks = read_marks(cells, rubric, verdict)
    verdict.revision = sheet.revision if sheet else 0
    if cells["revision"].strip() != str(verdict.revision):
        verdict.faults.append(
            CellFault("revision", _("It was changed here after the form was downloaded."))
        )
    before = marks_of(sheet) if sheet else Marks()
    verdict.changed = filled(verdict.marks) != filled(before)
    return verdict


def filled(marks: Marks) -> tuple[dict[str, int], dict[str, str], str]:
    """What was really written, so that an empty sheet equals none."""
    points = {code: one for code, one in marks.points.items() if one is not None}
    return points, {code: text for code, text in marks.comments.items() if text}, marks.comment


def read_marks(cells: Mapping[str, str], rubric: Rubric, verdict: RowVerdict) -> Marks:
    """The row's marks; what can't be taken becomes a fault of its cell."""
    points: dict[str, int | None] = {}
    comments: dict[str, str] = {}
    for one in rubric.criteria:
        comments[one.code] = cells[one.code + COMMENT]
        try:
            points[one.code] = checked_points(rubric, one, cells[one.code])
        except Refused as refused:
            verdict.faults.append(CellFault(one.code, str(refused)))
    return Marks(points, comments, cells["comment"])


def checked_points(rubric: Rubric, criterion: Criterion, text: str) -> int | None:
    try:
        points = read_points(text)
    except NotPoints:
        raise Refused(
            _("“%(text)s” is not a number of points.") % {"text": text[:20]}, criterion.code
        ) from None
    check_marks(rubric, Marks({criterion.code: points}))
    return points


def import_scores(stage: Stage, data: bytes, *, by: Any) -> list[RowVerdict]:
    """Write the rows that are ok as drafts, each on its own; gives the verdicts they had. Nothing
    is submitted: the judge reads and submits."""
    verdicts = check_scores(stage, data, by=by)
    for verdict in verdicts:
        if verdict.verdict == "ok" and verdict.assignment is not None:
            take_row(verdict, verdict.assignment, by=by)
    return verdicts


def take_row(verdict: RowVerdict, assignment: Assignment, *, by: Any) -> None:
    try:
        sheet = open_sheet(assignment, by=by)
        save_sheet(sheet, verdict.marks, revision=verdict.revision, by=by)
    except Refused as refused:
        verdict.faults.append(CellFault(refused.field or "entry", str(refused)))
