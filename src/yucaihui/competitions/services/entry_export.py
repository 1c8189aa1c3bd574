"""A list of entries as a table for spreadsheets."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.queries import state_of
from yucaihui.competitions.models import EligibilityResult, Entry, TeamMember
from yucaihui.competitions.queries.eligibility import verdict_of
from yucaihui.ui.formats import in_language

Line = list[str | int]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(rows: QuerySet[Entry]) -> Iterator[Line]:
    """The heading, then a line for each entry; a few statements for every 500."""
    yield [
        _("Number"), _("Track"), _("Project"), _("Organisation"), _("Country or region"),
        _("State"), _("Version"), _("Team"), _("Captain"), _("Not met"), _("Cannot be told"),
        _("Last step"),
    ]  # fmt: skip
    members = rows.prefetch_related("members__person", "submitted__eligibility")
    for entry in members.iterator(chunk_size=500):
        yield line(entry)


def line(entry: Entry) -> Line:
    team = [one for one in entry.members.all() if one.state == TeamMember.State.ACCEPTED]
    captain = next((one for one in team if one.role == TeamMember.Role.CAPTAIN), None)
    results = list(entry.submitted.eligibility.all()) if entry.submitted else []
    return [
        entry.code,
        in_language(entry.track, "name"),
        in_language(entry.project, "title"),
        in_language(entry.organisation, "name") if entry.organisation else "",
        entry.country,
        state_of(entry.case).word(inside=True),
        entry.submitted.number if entry.submitted else 0,
        len(team),
        in_language(captain.person, "name") if captain and captain.person else "",
        rules_with(results, EligibilityResult.Verdict.FAILED),
        rules_with(results, EligibilityResult.Verdict.UNKNOWN),
        f"{timezone.localtime(entry.case.moved_at):%Y-%m-%d %H:%M}",
    ]


def rules_with(results: list[EligibilityResult], verdict: str) -> str:
    return ", ".join(one.rule for one in results if verdict_of(one) == verdict)


def safe(row: Iterable[Any]) -> list[Any]:
    """A spreadsheet takes text that begins like a formula for one: such a text gets a quote."""
    return [
        f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
        for value in row
    ]


def as_xlsx(rows: QuerySet[Entry]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only here

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Entries"))
    for row in lines(rows):
        sheet.append(safe(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
