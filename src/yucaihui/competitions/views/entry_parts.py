"""What the pages of entries share: finding the entry and one's place in it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.competitions.process import ENTRANT
from yucaihui.competitions.queries.entries import with_parts
from yucaihui.competitions.queries.teams import place_of
from yucaihui.competitions.rules.deadlines import teams_are_fixed
from yucaihui.core.accounts.rules import signed_in_user


def mine(request: HttpRequest, uid: str) -> tuple[Entry, TeamMember]:
    """The entry and the user's place in its team; 404 for all who have none."""
    entry = get_object_or_404(with_parts(), case__uid=uid)
    place = place_of(signed_in_user(request), entry)
    if place is None:
        raise Http404
    return entry, place


def leads(place: TeamMember) -> bool:
    return place.role == TeamMember.Role.CAPTAIN


def roles_of(place: TeamMember) -> frozenset[str]:
    """The captain acts for the entry; the others of the team read along."""
    return frozenset({ENTRANT}) if leads(place) else frozenset()


def is_fixed(entry: Entry) -> bool:
    return teams_are_fixed(entry.track, timezone.now())


def base_of(request: HttpRequest) -> int | None:
    """The number of the version that the posted page showed."""
    value = request.POST.get("base", "")
    return int(value) if value.isdecimal() and len(value) < 9 else None


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: a posted one always, though nothing be filled in."""
    return request.POST if request.method == "POST" else None


def context_of(entry: Entry, place: TeamMember, **more: Any) -> dict[str, Any]:
    return {"entry": entry, "place": place, "leads": leads(place), **more}
