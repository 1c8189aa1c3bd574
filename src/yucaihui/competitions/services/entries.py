"""Begin an entry, hand it over, withdraw it. Every step is a move of the case kernel."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import make_move, open_case
from yucaihui.competitions.models import Challenge, Edition, Entry, TeamMember, Track
from yucaihui.competitions.process import ENTRANT, ENTRY, OFFICE, WRITABLE
from yucaihui.competitions.queries.entries import deadline_enforced, deadline_shown
from yucaihui.competitions.queries.teams import captain_of, is_captain, is_captain_or_office
from yucaihui.competitions.services.calls import is_open
from yucaihui.competitions.services.entry_letters import tell_member, tell_team
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.queries import emails_of, is_member, person_of
from yucaihui.directory.services import ensure_person
from yucaihui.directory.services.people import require

ENTERED = (Track.Kind.COMPETITIVE, Track.Kind.CHALLENGE)


class AlreadyEntered(AlreadyDecided):
    """The project has an entry in this track that is not over."""


def begin(
    track: Track,
    project: Any,
    *,
    by: Any,
    captain: Any = None,
    organisation: Any = None,
    country: str = "",
    challenge: Challenge | None = None,
    now: datetime | None = None,
) -> Entry:
    """A draft entry with `by` as the captain of a team of one; a bid names its `challenge`.

    `captain` (a person) enters for somebody else: the office, or the system with `by` None.

    Raises:
        PermissionDenied: the project, or the organisation, is not the user's.
        Refused: the track is closed, or the challenge is missing, of another track or closed.
        AlreadyEntered: the project is entered there already.
    """
    person = captain or ensure_person(by)
    require(allowed=may_enter(by, person, project, organisation))
    moment = now or timezone.now()
    check_track(track, moment)
    check_challenge(track, challenge, moment)
    with transaction.atomic():
        code = next_code(track)
        check_not_entered(track, project, challenge)
        entry = Entry.objects.create(
            case=open_case(ENTRY, subject=person, actor=by, role=role_of(by)),
            track=track,
            code=code,
            project=project,
            organisation=organisation or project.organisation,
            country=country or person.country,
            challenge=challenge,
        )
        seat_captain(entry, person)
    return entry


def role_of(by: Any) -> str:
    return OFFICE if by is not None and is_office(by) else ENTRANT


def may_enter(by: Any, person: Any, project: Any, organisation: Any) -> bool:
    """Is the captain the user, and the project theirs to enter in that organisation's name?"""
    if by is None or is_office(by):
        return True
    leads = project.lead_id == person.pk
    acts = project.organisation_id is not None and is_member(by, project.organisation)
    named = organisation is None or is_member(by, organisation)
    return person_of(by) == person and (leads or acts) and named


def check_track(track: Track, now: datetime) -> None:
    if track.kind not in ENTERED:
        raise Refused(
            _("Nobody enters this track: its award is chosen among the other tracks' entries."),
            "track",
        )
    if not is_open(track, now):
        raise Refused(
            _("Registration for this track is not open. Its page says from when to when it is."),
            "track",
        )


def check_challenge(track: Track, challenge: Challenge | None, now: datetime) -> None:
    if track.kind != Track.Kind.CHALLENGE:
        if challenge is not None:
            raise Refused(_("This track has no challenges: enter without one."), "challenge")
        return
    if challenge is None or challenge.track_id != track.pk:
        raise Refused(_("Choose the challenge of this track that you bid for."), "challenge")
    if challenge.case.state != "published" or challenge.bids_close_at < now:
        raise Refused(
            _("This challenge takes no more bids. Choose one that is still open."), "challenge"
        )


def next_code(track: Track) -> str:
    """NEV-0007, say. The track's row stays locked until the entry is there, so that no two begin
    at once."""
    Track.objects.filter(pk=track.pk).update(entries_numbered=F("entries_numbered") + 1)
    number = Track.objects.values_list("entries_numbered", flat=True).get(pk=track.pk)
    return f"{track.code[:14].upper()}-{number:04}"


def check_not_entered(track: Track, project: Any, challenge: Challenge | None) -> None:
    same = Entry.objects.filter(track=track, project=project, challenge=challenge)
    if same.exclude(case__state__in=ENTRY.closed).exists():
        raise AlreadyEntered(
            _("This project is entered in this track already; see “My entries”."), "project"
        )


def seat_captain(entry: Entry, person: Any) -> TeamMember:
    return TeamMember.objects.create(
        entry=entry,
        person=person,
        email=address_of(person),
        role=TeamMember.Role.CAPTAIN,
        state=TeamMember.State.ACCEPTED,
        answered_at=timezone.now(),
    )


def address_of(person: Any) -> str:
    """The account's address, else the record's first; people on paper have none."""
    if person.user is not None:
        return str(person.user.email)
    return next(iter(emails_of(person)), "")


def lock(entry: Entry) -> Entry:
    """The entry as it stands, held until the transaction ends.

    SQLite holds the whole database from the start of a transaction that writes. PostgreSQL, once
    it has waited, reads the locked row anew and those joined to it as they were before: so they
    are read after it.
    """
    rows = Entry.objects.filter(pk=entry.pk).select_related("case")
    rows.select_for_update(of=("case",)).get()
    parts = ("case__subject", "track__edition", "challenge", "submitted")
    return Entry.objects.select_related(*parts).get(pk=entry.pk)


def need_writable(entry: Entry, now: datetime | None = None) -> None:
    """Raises Refused unless entrants may write now: by state and by deadline."""
    if entry.case.state not in WRITABLE:
        raise Refused(
            _("This entry is “%(state)s”: it is not changed any more.")
            % {"state": ENTRY.state(entry.case.state).word(inside=False)},
            "entry",
        )
    if entry.track.edition.state != Edition.State.PUBLISHED:
        raise Refused(_("This edition has ended: it is not changed any more."), "edition")
    if (now or timezone.now()) > deadline_enforced(entry):
        raise Refused(
            _("The deadline was %(deadline)s. Ask the talent office if you need an extension.")
            % {"deadline": said(deadline_shown(entry))},
            "deadline",
        )


def said(moment: datetime) -> str:
    """A time in the city's own zone, named."""
    return _("%(time)s (Chongqing)") % {"time": f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"}


def withdraw(entry: Entry, *, by: Any, note: str = "", version: int | None = None) -> Entry:
    """The captain takes the entry back; a new one may be begun while the track is open.

    Raises:
        PermissionDenied: not the captain.
        StaleCase, MoveNotOpen: see casework.
    """
    require(allowed=by is None or is_captain(by, entry))
    with transaction.atomic():
        held = lock(entry)
        make_move(
            held.case, "withdraw", actor=by, roles={ENTRANT}, version=version, note=note.strip(),
            shared=True,
        )  # fmt: skip
        tell_team(held, "withdrawn")
    return held


def hand_over(entry: Entry, member: TeamMember, *, by: Any, note: str = "") -> Entry:
    """Another member is the captain from now on; the office may name one when the captain is gone.

    Raises:
        PermissionDenied: neither the captain nor the office.
        Refused: not in the team, or the captain already.
    """
    require(allowed=by is None or is_captain_or_office(by, entry))
    with transaction.atomic():
        held = lock(entry)
        before = captain_of(held)
        after = held.members.filter(pk=member.pk, state=TeamMember.State.ACCEPTED).first()
        if after is None or after == before:
            raise Refused(_("Choose another member of the team."), "member")
        roles = {role_of(by)}
        make_move(held.case, "transfer", actor=by, roles=roles, note=note.strip(), shared=True)
        change_captain(held, before, after)
    return held


def change_captain(entry: Entry, before: TeamMember | None, after: TeamMember) -> None:
    """The old one steps down first: there is never a second captain."""
    if before is not None:
        set_role(before, TeamMember.Role.MEMBER)
    set_role(after, TeamMember.Role.CAPTAIN)
    entry.case.subject = after.person
    entry.case.save(update_fields=["subject"])
    for member in (before, after):
        if member is not None:
            tell_member(member, "handed_over", captain=after.person)


def set_role(member: TeamMember, role: str) -> None:
    member.role = role
    member.save(update_fields=["role"])


def expire(entry: Entry) -> None:
    """A draft that was not submitted in time ends; a late worker ends it as well."""
    with transaction.atomic():
        make_move(lock(entry).case, "expire", actor=None, roles={SYSTEM})
