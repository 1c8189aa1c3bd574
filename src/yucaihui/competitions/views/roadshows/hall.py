"""What the hall sees: the order with its seed, the big screen; and the judges' phones."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yucaihui.competitions.models import Slot
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.queries.roadshows import (
    current_slot,
    own_seat,
    public_roadshows,
    roadshows_judged_by,
    screen_of,
)
from yucaihui.competitions.rules.roadshows import takes_sheets
from yucaihui.core.accounts.rules import signed_in_user


def order(request: HttpRequest, uid: str) -> HttpResponse:
    """The drawn order, and how anybody can draw it again."""
    found = get_object_or_404(public_roadshows(), uid=uid)
    context = {"roadshow": found, "screen": screen_of(found, timezone.now())}
    return render(request, "competitions/roadshows/order.html", context)


def screen(request: HttpRequest, uid: str) -> HttpResponse:
    """The big screen. Without a script it shows how things stand and how to look again."""
    found = get_object_or_404(public_roadshows(), uid=uid)
    context = {
        "roadshow": found,
        "screen": screen_of(found, timezone.now()),
        "states": Slot.State.choices,
    }
    return render(request, "competitions/roadshows/screen.html", context)


@login_required
def phone(request: HttpRequest, uid: str) -> HttpResponse:
    """What is on, for a judge of the panel: the way to their own sheet."""
    reader = reader_of(signed_in_user(request))
    found = get_object_or_404(roadshows_judged_by(reader), uid=uid)
    slot = current_slot(found)
    context = {
        "roadshow": found,
        "slot": slot,
        "seat": own_seat(reader, slot) if slot else None,
        "open": bool(slot and takes_sheets(slot.state)),
    }
    return render(request, "competitions/roadshows/phone.html", context)
