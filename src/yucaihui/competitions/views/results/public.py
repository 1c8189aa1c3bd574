"""What everybody reads of results, and what a team reads of its own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yucaihui.competitions.queries.rankings import (
    appeals_visible_to,
    awards_visible_to,
    landings,
    open_notice_for,
    public_awards,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.queries.results import posted_notices, results_of
from yucaihui.competitions.views.calls import edition_at
from yucaihui.competitions.views.entry_parts import mine


def results(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Public notices with their dates, and the final awards with what was paid."""
    edition = edition_at(request, code, year)
    context = {
        "edition": edition,
        "notices": posted_notices(edition, reader_of(request.user)),
        "awards": list(public_awards(edition)),
        "today": timezone.localdate(),
    }
    return render(request, "competitions/results/public.html", context)


@login_required
def my_results(request: HttpRequest, uid: str) -> HttpResponse:
    """Each decided stage, the comments where the stage shows them, and what may be done now."""
    entry, _place = mine(request, uid)
    reader = reader_of(request.user)
    refused = entry.case.state in ("ineligible", "disqualified")
    notice = open_notice_for(entry, timezone.localdate())
    context = {
        "entry": entry,
        "results": results_of(entry),
        "notice": notice,
        "may_appeal": refused or notice is not None,
        "appeals": list(appeals_visible_to(reader).filter(entry=entry)),
        "awards": list(awards_visible_to(reader).filter(entry=entry)),
        "landing": landings(reader).filter(entry=entry).first(),
    }
    return render(request, "competitions/results/mine.html", context)
