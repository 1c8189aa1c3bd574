"""Lists on the employers' and the office's pages."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.recruitment.models import ImportBatch, ImportRow, Posting
from yucaihui.recruitment.templatetags.recruitment import pay, place
from yucaihui.ui.formats import in_language
from yucaihui.ui.tables import Column, Table


def line_number(row: Any) -> str:
    """The row's number, with its sheet when the file has several."""
    return f"{row.sheet} {row.number}".strip()


class PostingTable(Table[Posting]):
    """An employer's own postings."""

    caption = _("Positions")
    empty_title = _("No position here yet")
    empty_text = _("Write one, paste its text, or import the spreadsheet you already have.")
    title = Column(_("Title"), lambda row: in_language(row, "title"), order=("title_zh",))
    state = Column(_("State"), template="recruitment/cells/posting_state.html")
    place = Column(_("Place of work"), place)
    salary = Column(_("Salary"), pay, order=("salary_max",))
    applied = Column(_("Applications"), order=("applied",), numeric=True)
    waiting = Column(_("Still open"), order=("waiting",), numeric=True)
    valid_through = Column(_("Open until"), order=("valid_through",))

    def url_of(self, row: Posting) -> str:
        return reverse("recruitment:posting", args=[row.uid])


class OfficePostingTable(PostingTable):
    """Postings of every employer, for the office."""

    empty_text = _("No position has these words or this state.")
    employer = Column(
        pgettext_lazy("column", "Employer"), lambda row: in_language(row.employer, "name")
    )
    columns: ClassVar[dict[str, Column]] = {
        name: column
        for name, column in PostingTable.columns.items()
        if name not in ("applied", "waiting")
    }


class BatchTable(Table[ImportBatch]):
    caption = _("Imports")
    empty_title = _("Nothing imported yet")
    empty_text = _("Upload a spreadsheet: it is checked row by row, and nothing is written until"
                   " you say so.")  # fmt: skip
    file = Column(_("File"), "file.name")
    state = Column(_("State"), "get_state_display")
    created_at = Column(_("Uploaded"), order=("created_at",))
    written = Column(_("Positions"), numeric=True)

    def url_of(self, row: ImportBatch) -> str:
        return reverse("recruitment:import_batch", args=[row.uid])


class RowTable(Table[ImportRow]):
    caption = _("Rows of the file")
    empty_title = _("No row with this verdict")
    per_page: ClassVar[int] = 50
    number = Column(_("Row"), line_number)
    title = Column(_("Title"), lambda row: row.values.get("title", ""))
    employer = Column(
        pgettext_lazy("column", "Employer"), lambda row: row.values.get("employer", "")
    )
    verdict = Column(_("Verdict"), template="recruitment/cells/verdict.html")
    reasons = Column(_("Reasons"), template="recruitment/cells/reasons.html")

    def url_of(self, row: ImportRow) -> str:
        posting = getattr(row, "posting", None)
        return reverse("recruitment:posting", args=[posting.uid]) if posting else ""


class OwnRowTable(RowTable):
    """A file of one employer: its rows need not say whose they are."""

    columns: ClassVar[dict[str, Column]] = {
        name: column for name, column in RowTable.columns.items() if name != "employer"
    }
