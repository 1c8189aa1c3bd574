"""Until when an entry may be written, and its team changed. Pure, on loaded rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any


def shown_deadline(track: Any, challenge: Any, extensions: Iterable[datetime] = ()) -> datetime:
    """What is told to entrants: a bid's own closing counts where it comes before the track's."""
    usual: datetime = track.submission_closes_at
    if challenge is not None:
        usual = min(usual, challenge.bids_close_at)
    return max([usual, *extensions])


def enforced_deadline(track: Any, challenge: Any, extensions: Iterable[datetime] = ()) -> datetime:
    """What is held to: the usual deadline with its grace, an extension to the second."""
    usual = shown_deadline(track, challenge) + timedelta(minutes=track.grace_minutes)
    return max([usual, *extensions])


def teams_are_fixed(track: Any, now: datetime) -> bool:
    return bool(track.teams_lock_at <= now)
