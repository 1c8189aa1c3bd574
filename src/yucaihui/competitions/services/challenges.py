"""A challenge from its draft to the acceptance of what was delivered. Every step is a case move."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import MoveNotOpen, make_move, open_case
from yucaihui.competitions.models import Challenge, Edition, Entry, Track
from yucaihui.competitions.process import CHALLENGE, EMPLOYER, OTHER
from yucaihui.competitions.queries.challenges import bids_on, roles_in, with_parts
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services.challenge_letters import (
    tell_bidders,
    tell_office,
    tell_owner,
    tell_solver,
)
from yucaihui.core.audit.services import record
from yucaihui.core.money import LIMIT
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require

MOST_INDICATORS = 12
# Moves that need their name, perhaps a reason and a note; whom each tells.
PLAIN_MOVES = {
    "return": "owner",
    "publish": "owner",
    "close_bids": "owner",
    "reject": "owner",
    "reconsider": "solver",
    "deliver": "owner",
    "accept": "solver",
    "send_back": "solver",
    "give_up": "bidders",
    "withdraw": "bidders",
}
EDITABLE = ("draft",)
TELL = {"owner": tell_owner, "solver": tell_solver, "bidders": tell_bidders}


def draft_challenge(owner: Any, track: Track, *, by: Any, **values: Any) -> Challenge:
    """A challenge that its owner may still change.

    Raises:
        PermissionDenied: `by` does not act for the owner.
        Refused: the track takes no challenges, or see `check`.
    """
    require(allowed=by is None or owner.pk in reader_of(by).organisations)
    if track.kind != Track.Kind.CHALLENGE or track.edition.state != Edition.State.PUBLISHED:
        raise Refused(_("This track takes no challenges. Choose another one."), "track")
    check(values)
    with transaction.atomic():
        case = open_case(CHALLENGE, subject=None, actor=by, role=EMPLOYER)
        return Challenge.objects.create(case=case, owner=owner, track=track, **values)


def change_challenge(challenge: Challenge, *, by: Any, **values: Any) -> Challenge:
    """Raises Refused: it was handed in already; see also `check`."""
    require(allowed=EMPLOYER in roles_in(reader_of(by), challenge))
    if challenge.case.state not in EDITABLE:
        raise Refused(_("Only a draft is changed. Ask the talent office to give it back."), "state")
    check(values)
    with transaction.atomic():
        for name, value in values.items():
            setattr(challenge, name, value)
        challenge.save(update_fields=list(values))
        record(by, "competition.challenge_changed", challenge.case, fields=sorted(values))
    return challenge


def check(values: dict[str, Any]) -> None:
    """What holds for a draft too.

    Raises:
        Refused: no title, a budget of nought or more than can be paid, an indicator without a name
            or a target, bids that close after the delivery is due.
    """
    if not (values.get("title_zh") or values.get("title_en")):
        raise Refused(_("Give the title in Chinese or in English."), "title_zh")
    if not 0 < values["budget"] <= LIMIT:
        raise Refused(_("The budget is more than nought and at most 100 billion yuan."), "budget")
    check_indicators(values.get("indicators", []))
    due, closing = values.get("delivery_due_on"), values["bids_close_at"]
    if due and due <= timezone.localdate(closing):
        raise Refused(_("Delivery can't be due before bids close."), "delivery_due_on")


def check_indicators(indicators: list[dict[str, str]]) -> None:
    if len(indicators) > MOST_INDICATORS:
        raise Refused(
            _("At most %(most)d indicators are taken.") % {"most": MOST_INDICATORS}, "indicators"
        )
    for one in indicators:
        if not (one.get("name_zh") or one.get("name_en")) or not one.get("target"):
            raise Refused(_("Each indicator has a name and a target value."), "indicators")


def submit_challenge(challenge: Challenge, *, by: Any, now: datetime | None = None) -> None:
    """Hand it in for vetting.

    Raises:
        Refused: no background or no indicator yet, or its bids would close in the past.
    """
    require(allowed=EMPLOYER in roles_in(reader_of(by), challenge))
    if not (challenge.background_zh or challenge.background_en):
        raise Refused(_("Say what the problem is and what you have tried."), "background_zh")
    if not challenge.indicators:
        raise Refused(_("Name at least one indicator that a solution must reach."), "indicators")
    if challenge.bids_close_at <= (now or timezone.now()):
        raise Refused(_("Bids would close in the past. Choose a later day."), "bids_close_at")
    with transaction.atomic():
        step(challenge, "submit", by=by)
        tell_office(challenge)


def move_challenge(
    challenge: Challenge,
    name: str,
    *,
    by: Any,
    version: int | None = None,
    reason: str = "",
    note: str = "",
) -> None:
    """One of PLAIN_MOVES, as whoever `by` is in it.

    Raises:
        PermissionDenied: no part in this challenge.
        StaleCase, MoveNotOpen, ReasonNeeded: see casework.
        Refused: the reason is "other" and the note does not say which; a return without a note.
    """
    if name not in PLAIN_MOVES:
        raise MoveNotOpen
    if (reason == OTHER or name in ("return", "send_back")) and not note.strip():
        raise Refused(_("Say in the note what the reason is."), "note")
    with transaction.atomic():
        step(challenge, name, by=by, version=version, reason=reason, note=note.strip(), shared=True)
        TELL[PLAIN_MOVES[name]](challenge, note.strip())
        if name == "reconsider":
            choose_entry(challenge, None)


def choose_solution(
    challenge: Challenge, entry: Entry | None, *, by: Any, version: int | None = None
) -> None:
    """The owner chooses among the bids, once they are closed.

    Raises:
        Refused: the entry is no bid on this challenge that takes part.
    """
    require(allowed=EMPLOYER in roles_in(reader_of(by), challenge))
    if entry is None or not bids_on(challenge).filter(pk=entry.pk).exists():
        raise Refused(_("This is no bid on the challenge. Choose one from the list."), "solution")
    with transaction.atomic():
        step(challenge, "choose", by=by, version=version)
        choose_entry(challenge, entry)
        tell_bidders(challenge)


def choose_entry(challenge: Challenge, entry: Entry | None) -> None:
    challenge.solution = entry
    challenge.save(update_fields=["solution"])


def record_contract(
    challenge: Challenge, contract: str, *, by: Any, version: int | None = None
) -> None:
    """The agreement between owner and solver is signed; `contract` is its number. The module of
    agreements calls this when its last party has signed; until then a person types the number.

    Raises:
        Refused: no number.
    """
    number = contract.strip()
    if not number:
        raise Refused(_("Enter the number of the contract."), "contract")
    with transaction.atomic():
        step(challenge, "contract", by=by, version=version)
        challenge.contract = number
        challenge.save(update_fields=["contract"])
        tell_solver(challenge)


def close_bids(now: datetime) -> int:
    """Close every challenge whose bids end; gives how many."""
    due = with_parts().filter(case__state="published", bids_close_at__lte=now).order_by("pk")
    for challenge in due:
        with transaction.atomic():
            make_move(challenge.case, "close_bids", actor=None, roles={SYSTEM})
            tell_owner(challenge)
    return len(due)


def step(challenge: Challenge, name: str, *, by: Any, **options: Any) -> None:
    """A move in the role that allows it among those that `by` holds here."""
    roles = roles_in(reader_of(by), challenge)
    require(allowed=bool(roles))
    make_move(challenge.case, name, actor=by, roles=roles, **options)
