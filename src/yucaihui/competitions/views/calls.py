"""What everybody reads: competitions, editions, tracks, the gallery."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yucaihui.competitions.forms.calls import GalleryForm
from yucaihui.competitions.models import Edition, Track
from yucaihui.competitions.queries.calls import (
    editions_visible_to,
    found_in_gallery,
    gallery,
    phase_of,
    setup_of,
    with_tracks,
)
from yucaihui.competitions.queries.challenges import open_for_bids
from yucaihui.competitions.queries.roadshows import public_roadshows
from yucaihui.competitions.rules.visibility import gallery_is_open

PAGE = 24


def home(request: HttpRequest) -> HttpResponse:
    """Every edition that is or was held, with the tracks that are open now in front."""
    now = timezone.now()
    editions = list(with_tracks(editions_visible_to(request.user)))
    context = {"editions": [card(edition, now) for edition in editions]}
    return render(request, "competitions/calls/home.html", context)


def card(edition: Edition, now: Any) -> dict[str, Any]:
    tracks = [(track, phase_of(track, now)) for track in edition.tracks.all()]
    return {
        "edition": edition,
        "tracks": tracks,
        "open": sum(phase == "open" for _track, phase in tracks),
    }


def edition_at(request: HttpRequest, code: str, year: int) -> Edition:
    editions = with_tracks(editions_visible_to(request.user))
    return get_object_or_404(editions, competition__code=code, year=year)


def edition(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found, now = edition_at(request, code, year), timezone.now()
    context = {
        **card(found, now),
        "gallery": gallery_is_open(found, now),
        "roadshows": public_roadshows().filter(stage__track__edition=found).order_by("starts_at"),
    }
    return render(request, "competitions/calls/edition.html", context)


def track(request: HttpRequest, code: str, year: int, name: str) -> HttpResponse:
    """Deadlines, rules, questions and rubric of a track, before anybody signs in."""
    found, now = edition_at(request, code, year), timezone.now()
    chosen = get_object_or_404(found.tracks.all(), code=name)
    context = {
        "edition": found,
        "track": chosen,
        "phase": phase_of(chosen, now),
        "setup": setup_of(chosen),
        "challenges": list(challenges_in(chosen, now)),
    }
    return render(request, "competitions/calls/track.html", context)


def challenges_in(track: Track, now: Any) -> Any:
    return open_for_bids(track, now) if track.kind == Track.Kind.CHALLENGE else ()


def gallery_page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Who takes part, once the embargo has ended; before, the page says when that is."""
    found, now = edition_at(request, code, year), timezone.now()
    if not gallery_is_open(found, now):
        return render(request, "competitions/calls/gallery_closed.html", {"edition": found})
    form = GalleryForm(request.GET, tracks=found.tracks.all())
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = found_in_gallery(gallery(found), **wanted)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"edition": found, "form": form, "page": page, "query": request.GET}
    return render(request, "competitions/calls/gallery.html", context)
