"""Invite to a team, join, decline, leave, take off, stand behind a version."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move
from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.competitions.process import ENTRANT
from yucaihui.competitions.queries.teams import (
    accepted_members,
    is_captain,
    is_captain_or_office,
    place_of,
    unconfirmed,
)
from yucaihui.competitions.rules.deadlines import teams_are_fixed
from yucaihui.competitions.services.eligibility import judge_eligibility
from yucaihui.competitions.services.entries import (
    address_of,
    lock,
    need_writable,
    role_of,
    said,
)
from yucaihui.competitions.services.entry_letters import (
    tell_captain,
    tell_member,
    write_invitation,
)
from yucaihui.core.accounts.queries import user_by_email
from yucaihui.directory.contacts import normal_email
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import person_of
from yucaihui.directory.services import ensure_person
from yucaihui.directory.services.people import require

State, Role = TeamMember.State, TeamMember.Role
# What the link in an invitation is signed for.
SALT = "competitions.team"
# Nobody writes to strangers in bulk through us.
OPEN_INVITATIONS = 20


def token_of(invitation: TeamMember) -> str:
    """What the letter's link carries: whoever holds it was sent it."""
    return signing.dumps(invitation.uid, salt=SALT)


def invitation_with(token: str) -> TeamMember | None:
    """The invitation that a link names, whatever became of it; None when the link is not ours."""
    try:
        uid = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    rows = TeamMember.objects.select_related("entry__track__edition", "entry__project")
    return rows.filter(uid=uid).first()


def need_changeable(entry: Entry, now: datetime | None) -> None:
    """Raises Refused once the entry is decided on, its deadline over or its team fixed."""
    need_writable(entry, now)
    if teams_are_fixed(entry.track, now or timezone.now()):
        raise Refused(
            _("Teams of this track have been fixed since %(time)s. Ask the talent office.")
            % {"time": said(entry.track.teams_lock_at)},
            "team",
        )


def invite(entry: Entry, email: str, *, by: Any, now: datetime | None = None) -> TeamMember:
    """The captain invites the holder of an address; a letter with a link goes out.

    Raises:
        PermissionDenied: not the captain.
        Refused: not an address, in the team or invited already, too many are open, or the team is
            fixed.
    """
    require(allowed=by is None or is_captain(by, entry))
    address = normal_email(email)
    with transaction.atomic():
        held = lock(entry)
        need_changeable(held, now)
        need_room(held)
        invitation = take_place(held, email=address)
        invitation.entry = held
        write_invitation(invitation, token_of(invitation), user_by_email(address))
    return invitation


def need_room(entry: Entry) -> None:
    if entry.members.filter(state=State.INVITED).count() >= OPEN_INVITATIONS:
        raise Refused(
            _("%(limit)d invitations are open. Withdraw some, or wait until they are answered.")
            % {"limit": OPEN_INVITATIONS},
            "email",
        )


def take_place(entry: Entry, **values: Any) -> TeamMember:
    try:
        with transaction.atomic():
            return TeamMember.objects.create(entry=entry, **values)
    except IntegrityError:
        raise Refused(
            _("They are in this team or invited already. Look at the list of members."), "email"
        ) from None


def add_member(entry: Entry, person: Any, *, now: datetime | None = None) -> TeamMember:
    """A member who need not answer: for teams that were registered elsewhere."""
    with transaction.atomic():
        held = lock(entry)
        need_changeable(held, now)
        member = take_place(
            held, person=person, email=address_of(person), state=State.ACCEPTED,
            answered_at=timezone.now(), confirmed=held.latest,
        )  # fmt: skip
        team_changed(held, "join", by=None)
    return member


def accept(
    invitation: TeamMember, *, user: Any, by_link: bool = False, now: datetime | None = None
) -> TeamMember:
    """The holder of the address joins, or whoever holds the link that was sent there.

    Raises:
        PermissionDenied: the account has another address, and there is no link.
        Refused: in the team already, or the team is fixed.
        AlreadyDecided: the invitation was answered or taken back.
    """
    require(allowed=by_link or user.email == invitation.email)
    with transaction.atomic():
        held = lock(invitation.entry)
        need_changeable(held, now)
        fill_place(invitation, ensure_person(user))
        team_changed(held, "join", by=user)
        tell_captain(held, "joined", about=invitation.uid, member=invitation.person)
    return invitation


def fill_place(invitation: TeamMember, person: Any) -> None:
    try:
        with transaction.atomic():
            answer(invitation, State.ACCEPTED, person=person)
    except IntegrityError:
        raise Refused(_("You are in this team already."), "person") from None


def answer(invitation: TeamMember, state: str, **values: Any) -> None:
    """Once only: of two answers at once, the second finds no row."""
    rows = TeamMember.objects.filter(pk=invitation.pk, state=State.INVITED)
    if not rows.update(state=state, answered_at=timezone.now(), **values):
        raise AlreadyDecided(_("This invitation was answered or taken back. Ask for a new one."))
    invitation.refresh_from_db()


def decline(invitation: TeamMember, *, user: Any = None, by_link: bool = False) -> TeamMember:
    """Not joining: possible at any time.

    Raises:
        PermissionDenied: neither the link nor an account of that address.
        AlreadyDecided: the invitation was answered or taken back.
    """
    require(allowed=by_link or (user is not None and user.email == invitation.email))
    with transaction.atomic():
        held = lock(invitation.entry)
        answer(invitation, State.DECLINED)
        tell_captain(held, "declined", about=invitation.uid, email=invitation.email)
    return invitation


def leave(entry: Entry, *, by: Any, now: datetime | None = None) -> None:
    """A member goes; a captain hands over first, or withdraws the entry.

    Raises:
        PermissionDenied: not of the team.
        Refused: the captain, or the team is fixed.
    """
    place = place_of(by, entry)
    require(allowed=place is not None)
    assert place is not None  # noqa: S101 - required above
    with transaction.atomic():
        held = lock(entry)
        need_changeable(held, now)
        refuse_captain(place)
        end_place(place, State.LEFT)
        team_changed(held, "leave", by=by)
        tell_captain(held, "left", about=place.uid, member=place.person)


def refuse_captain(place: TeamMember) -> None:
    if place.role == Role.CAPTAIN:
        raise Refused(
            _("A team has a captain: hand the entry over to another member first."), "member"
        )


def end_place(place: TeamMember, state: str) -> None:
    gone = TeamMember.objects.filter(pk=place.pk, state__in=(State.INVITED, State.ACCEPTED))
    if not gone.update(state=state, answered_at=timezone.now()):
        raise AlreadyDecided(_("They are not in this team any more."))


def remove(member: TeamMember, *, by: Any, now: datetime | None = None) -> None:
    """The captain, or the office, takes a member off the team, or an invitation back.

    Raises:
        PermissionDenied: neither the captain nor the office.
        Refused: it is the captain, or the team is fixed.
    """
    require(allowed=by is None or is_captain_or_office(by, member.entry))
    with transaction.atomic():
        held = lock(member.entry)
        need_changeable(held, now)
        place = held.members.select_related("person__user").get(pk=member.pk)
        refuse_captain(place)
        was_in = place.state == State.ACCEPTED
        end_place(place, State.REMOVED)
        if was_in:
            team_changed(held, "remove", by=by)
            tell_member(place, "removed", about=place.uid)


def team_changed(entry: Entry, move: str, *, by: Any) -> None:
    """The journal's line, and the rules once more: they look at the team."""
    roles = {role_of(by) if move == "remove" else ENTRANT}
    make_move(entry.case, move, actor=by, roles=roles)
    if entry.submitted is not None:
        judge_eligibility(entry)


def confirm(entry: Entry, *, by: Any, version: int) -> TeamMember:
    """A member stands behind a version, which must be the newest.

    Raises:
        PermissionDenied: not of the team.
        AlreadyDecided: a newer version was saved.
    """
    place = place_of(by, entry)
    require(allowed=place is not None)
    assert place is not None  # noqa: S101 - required above
    with transaction.atomic():
        held = lock(entry)
        if version != held.latest or not version:
            raise AlreadyDecided(
                _("Version %(latest)d was saved meanwhile. Look at it before you confirm.")
                % {"latest": held.latest}
            )
        TeamMember.objects.filter(pk=place.pk).update(confirmed=version)
        place.confirmed = version
    return place


def ask_to_confirm(entry: Entry, *, by: Any) -> int:
    """Write to those who do not stand behind the newest version yet, once for each version; gives
    how many letters went out.

    Raises:
        PermissionDenied: not of the team.
    """
    require(allowed=place_of(by, entry) is not None)
    with transaction.atomic():
        held = lock(entry)
        waiting = unconfirmed(accepted_members(held), held.latest)
        asker = person_of(by)
        others = [member for member in waiting if member.person != asker]
        return sum(tell_member(one, "confirm", about=f"v{held.latest}") for one in others)
