"""The bids on a challenge, read by its owner once no more come in, and by the office."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from yucaihui.competitions.models import Challenge, Entry
from yucaihui.competitions.queries.challenges import bids_visible_to
from yucaihui.competitions.queries.judging import seen_entry
from yucaihui.competitions.rules.visibility import Sight, bid_sight
from yucaihui.competitions.views.challenges import found
from yucaihui.core.files.services import download


def bid_of(request: HttpRequest, uid: str, code: str) -> tuple[Challenge, Entry, Sight]:
    challenge, reader = found(request, uid)
    bids = bids_visible_to(reader, challenge)
    return challenge, get_object_or_404(bids, code=code), bid_sight(reader, challenge)


@login_required
def bid(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    challenge, entry, sight = bid_of(request, uid, code)
    if entry.submitted is None:
        raise Http404
    context = {"challenge": challenge, "entry": seen_entry(sight, entry, entry.submitted)}
    return render(request, "competitions/challenges/bid.html", context)


@login_required
def bid_file(request: HttpRequest, uid: str, code: str, field: str) -> FileResponse:
    """A file that the submitted version names."""
    _challenge, entry, _sight = bid_of(request, uid, code)
    named = entry.submitted.answers.get(field, "") if entry.submitted else ""
    row = get_object_or_404(entry.files.select_related("file"), field=field, file__uid=named)
    return download(row.file)
