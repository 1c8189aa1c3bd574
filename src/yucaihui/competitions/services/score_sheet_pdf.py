"""Score sheets of a roadshow's entry as a PDF to be signed by hand: a page for each judge.

Typst sets the pages with a Chinese font of the server's; it embeds what it uses of it.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yucaihui.competitions.models import ScoreSheet, Slot
from yucaihui.competitions.rules.points import write_points
from yucaihui.competitions.services.roadshow_running import submitted_sheets
from yucaihui.competitions.services.scoring import marks_of, rubric_of
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require
from yucaihui.ui.formats import in_language, is_chinese, moment

# Families with Chinese letters, the best first; each is in a package of Linux, macOS or Windows.
CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "Droid Sans Fallback", "SimSun",
)  # fmt: skip


def score_sheets_pdf(slot: Slot, *, by: Any) -> bytes:
    """Raises Refused: nothing is submitted, or the server has no Chinese font."""
    require(allowed=is_office(by))
    sheets = list(
        submitted_sheets(slot)
        .select_related("rubric", "assignment__judge__person", "assignment__version")
        .prefetch_related("scores")
    )
    if not sheets:
        raise Refused(_("No sheet of this entry is submitted yet."))
    return set_pages(content_of(slot, sheets))


def set_pages(content: dict[str, Any]) -> bytes:
    source = files("yucaihui.competitions").joinpath(
        "templates/competitions/roadshows/score_sheets.typ"
    )
    data = json.dumps({**content, "fonts": [chinese_font()]}, ensure_ascii=False)
    pdf = typst.compile(source.read_bytes(), sys_inputs={"data": data}, font_paths=fonts())
    assert isinstance(pdf, bytes)  # noqa: S101 - a PDF is one file
    return pdf


@cache
def fonts() -> typst.Fonts:
    """The server's fonts, looked for once."""
    return typst.Fonts()


def chinese_font() -> str:
    families = set(fonts().families())
    for family in CHINESE:
        if family in families:
            return family
    raise Refused(
        _("This server has no Chinese font, so that the sheets can't be printed. Install one, such"
          " as the package fonts-noto-cjk, and restart.")
    )  # fmt: skip


def content_of(slot: Slot, sheets: Sequence[ScoreSheet]) -> dict[str, Any]:
    """What the pages say, in the reader's language."""
    roadshow = slot.roadshow
    return {
        "lang": "zh" if is_chinese() else (get_language() or "en")[:2],
        "region": "CN" if is_chinese() else "GB",
        "edition": in_language(roadshow.stage.track.edition, "name"),
        "title": _("Score sheet") + " · " + in_language(roadshow, "name"),
        "columns": [_("Criterion"), _("Weight"), pgettext("sheet", "Points")],
        "total": _("Total (0 to 100)"),
        "comment": _("Comment on the whole"),
        "signatures": [_("Signature of the judge"), pgettext("signature", "Date")],
        "digest": _("SHA-256 of the sheet as it was submitted:"),
        "sheets": [page_of(slot, sheet) for sheet in sheets],
    }


def page_of(slot: Slot, sheet: ScoreSheet) -> dict[str, Any]:
    marks, judge = marks_of(sheet), sheet.assignment.judge
    facts = (
        (pgettext("entry", "Code"), slot.entry.code),
        (pgettext("project", "Title"), in_language(sheet.assignment.version, "title")),
        (pgettext("sheet", "Judge"), f"{judge.person.name} ({judge.code})"),
        (pgettext("sheet", "Submitted"), moment(sheet.submitted_at)),
    )
    lines = [
        {
            "label": in_language(one, "label"),
            "weight": str(one.weight),
            "points": write_points(marks.points[one.code]),
            "comment": marks.comments.get(one.code, ""),
        }
        for one in rubric_of(sheet).criteria
    ]
    return {
        "facts": [[str(name), value] for name, value in facts],
        "lines": lines,
        "comment": sheet.comment,
        "total": f"{(sheet.total or 0) / 10_000:.2f}",
        "digest": sheet_digest(sheet),
    }


def sheet_digest(sheet: ScoreSheet) -> str:
    """SHA-256 of what was submitted, written as JSON with sorted keys and without spaces."""
    marks, assignment = marks_of(sheet), sheet.assignment
    said = {
        "sheet": sheet.uid,
        "version": assignment.version.uid,
        "judge": assignment.judge.uid,
        "rubric": sheet.rubric.uid,
        "points": marks.points,
        "comments": marks.comments,
        "comment": sheet.comment,
        "total": sheet.total,
        "submitted_at": sheet.submitted_at.isoformat() if sheet.submitted_at else "",
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
