"""Reads on challenges, limited to what the reader may see."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from yucaihui.competitions.models import Challenge, Entry, Track
from yucaihui.competitions.process import EMPLOYER, ENTRANT, OFFICE
from yucaihui.competitions.queries.calls import PUBLIC
from yucaihui.competitions.rules.visibility import Reader, bid_sight

# What everybody may read, from the day it is published to its end.
SHOWN = (
    "published", "bidding_closed", "solution_selected", "contracted", "delivered", "accepted",
    "expired",
)  # fmt: skip
# Bids that count: handed in and not taken back.
BIDDING = ("submitted", "more_info", "admitted", "waitlisted", "not_advanced", "awarded")


def with_parts() -> QuerySet[Challenge]:
    return Challenge.objects.select_related(
        "case", "case__subject", "owner", "track", "track__edition", "track__edition__competition",
        "solution", "solution__case", "solution__submitted",
    )  # fmt: skip


def public_challenges() -> QuerySet[Challenge]:
    """Published ones, those that close first in front; the decided ones behind them."""
    return (
        with_parts()
        .filter(case__state__in=SHOWN, track__edition__state__in=PUBLIC)
        .order_by("-case__state", "bids_close_at", "pk")
    )


def visible_to(reader: Reader) -> QuerySet[Challenge]:
    """Public ones, one's own employer's in every state, all for the office."""
    if reader.office:
        return with_parts().order_by("-case__opened_at", "-pk")
    shown = Q(case__state__in=SHOWN, track__edition__state__in=PUBLIC)
    rows = with_parts().filter(shown | Q(owner__in=reader.organisations))
    return rows.order_by("-case__opened_at", "-pk")


def challenges_of(organisation: Any) -> QuerySet[Challenge]:
    return with_parts().filter(owner=organisation).order_by("-case__opened_at", "-pk")


def open_for_bids(track: Track, now: datetime) -> QuerySet[Challenge]:
    """What an entry in this track may answer now."""
    rows = with_parts().filter(track=track, case__state="published", bids_close_at__gt=now)
    return rows.order_by("bids_close_at", "pk")


def roles_in(reader: Reader, challenge: Challenge) -> frozenset[str]:
    """What the reader is in this challenge."""
    held = {
        EMPLOYER: challenge.owner_id in reader.organisations,
        OFFICE: reader.office,
        ENTRANT: challenge.solution_id in reader.entries,
    }
    return frozenset(role for role, holds in held.items() if holds)


def bids_on(challenge: Challenge) -> QuerySet[Entry]:
    return (
        Entry.objects.filter(challenge=challenge, case__state__in=BIDDING)
        .exclude(submitted=None)
        .select_related("case", "submitted", "track", "organisation", "project")
        .order_by("code")
    )


def bids_visible_to(reader: Reader, challenge: Challenge) -> QuerySet[Entry]:
    return bids_on(challenge) if bid_sight(reader, challenge).entry else Entry.objects.none()


def challenge_tracks() -> QuerySet[Track]:
    """Tracks that take challenges now."""
    return (
        Track.objects.filter(kind=Track.Kind.CHALLENGE, edition__state="published")
        .select_related("edition", "edition__competition")
        .order_by("-edition__year", "order")
    )
