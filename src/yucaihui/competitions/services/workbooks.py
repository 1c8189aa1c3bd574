"""The form of a judge's scores as a workbook."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yucaihui.competitions.definitions import Rubric
from yucaihui.competitions.models import Assignment
from yucaihui.competitions.queries.judging import blind_titles
from yucaihui.competitions.services.offline import COMMENT, columns_of, live
from yucaihui.competitions.services.scoring import Marks, marks_of
from yucaihui.ui.formats import in_language, is_chinese


def workbook_of(rows: Sequence[Assignment], rubric: Rubric) -> bytes:
    """XLSX with a row for each of the assignments, and the rubric beside it."""
    book = Workbook()
    write_scores_sheet(book.create_sheet(_("Scores")), rows, rubric)
    write_rubric_sheet(book.create_sheet(_("Rubric")), rubric)
    del book[book.sheetnames[0]]  # the empty one that every new book has
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_scores_sheet(sheet: Worksheet, rows: Sequence[Assignment], rubric: Rubric) -> None:
    names = columns_of(rubric)
    put(sheet, 1, names)
    sheet.row_dimensions[1].hidden = True
    put(sheet, 2, headings(rubric))
    titles = blind_titles(rows)
    for number, row in enumerate(rows, 3):
        put(sheet, number, cells_of(row, titles[row.pk], names))
    for column, name in enumerate(names, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 40 if name == "title" or "comment" in name else 14
        sheet.cell(2, column).font = Font(bold=True)
        sheet.cell(2, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C3"


def headings(rubric: Rubric) -> list[str]:
    named = [_("Entry"), pgettext("project", "Title"), _("State of the sheet: please leave")]
    for one in rubric.criteria:
        label = in_language(one, "label")
        needed = _("needed") if one.comment_required else _("if you like")
        named.append(f"{label} ({one.least}-{one.most})")
        named.append(_("Comment: %(criterion)s (%(needed)s)") % {
            "criterion": label, "needed": needed
        })  # fmt: skip
    return [*named, _("Comment on the whole")]


def cells_of(row: Assignment, titles: tuple[str, str], names: Sequence[str]) -> list[Any]:
    sheet = live(row)
    marks = marks_of(sheet) if sheet else Marks()
    zh, en = titles
    shown = (zh or en) if is_chinese() else (en or zh)
    fixed = {"entry": row.entry.code, "title": shown, "revision": sheet.revision if sheet else 0}
    return [fixed[name] if name in fixed else mark(marks, name) for name in names]


def mark(marks: Marks, name: str) -> Any:
    if name == "comment":
        return marks.comment
    if name.endswith(COMMENT):
        return marks.comments.get(name.removesuffix(COMMENT), "")
    points = marks.points.get(name)
    return None if points is None else points / 100


def write_rubric_sheet(sheet: Worksheet, rubric: Rubric) -> None:
    put(sheet, 1, [_("Criterion"), _("Weight"), _("From"), _("To"), _("What it means")])
    for number, one in enumerate(rubric.criteria, 2):
        anchors = [f"{anchor.points}: {in_language(anchor, 'text')}" for anchor in one.anchors]
        meaning = "\n".join(filter(None, [in_language(one, "help"), *anchors]))
        put(sheet, number, [in_language(one, "label"), one.weight, one.least, one.most, meaning])
    for letter, width in zip("ABCDE", (24, 8, 8, 8, 80), strict=True):
        sheet.column_dimensions[letter].width = width


def put(sheet: Worksheet, row: int, values: Iterable[Any]) -> None:
    """Write a row. A text stays a text, also one that begins like a formula."""
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
