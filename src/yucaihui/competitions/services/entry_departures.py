"""What becomes of a person's entries when they ask for their data, or leave."""

import re
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from yucaihui.casework.services import make_move
from yucaihui.competitions.models import Entry, EntryVersion, TeamMember
from yucaihui.competitions.process import ENTRANT, ENTRY
from yucaihui.competitions.queries.teams import accepted_members
from yucaihui.competitions.services.entries import change_captain, lock
from yucaihui.competitions.services.entry_files import forget
from yucaihui.core.mail.services import COVER, written
from yucaihui.directory.services.privacy import own_addresses
from yucaihui.directory.services.redaction import contacts_of, names_of

Role, State = TeamMember.Role, TeamMember.State


def exported(person: Any) -> list[dict[str, Any]]:
    """The person's places in teams, with what was handed in there, ready for JSON; the journals of
    entries that they lead are under "cases"."""
    places = TeamMember.objects.filter(person=person).order_by("pk")
    places = places.select_related("entry__case", "entry__track__edition").prefetch_related(
        "entry__versions", "entry__files__file"
    )
    return [exported_place(place) for place in places]


def exported_place(place: TeamMember) -> dict[str, Any]:
    """One who left is told of the place, not of what the team went on to write."""
    entry = place.entry
    own = place.state == State.ACCEPTED
    return {
        "entry": entry.uid,
        "code": entry.code,
        "edition": str(entry.track.edition),
        "track": str(entry.track),
        "role": place.role,
        "state": place.state,
        "confirmed_version": place.confirmed,
        "entry_state": entry.case.state,
        "versions": [exported_version(one) for one in entry.versions.all()] if own else [],
        "files": [row.file.name for row in entry.files.all()] if own else [],
    }


def exported_version(version: EntryVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "saved_at": version.saved_at.isoformat(),
        "title_zh": version.title_zh,
        "title_en": version.title_en,
        "answers": version.answers,
    }


def erase(person: Any) -> None:
    """The person leaves their teams: another member takes over, or what only they ran ends and its
    answers and files go. What a team wrote stays, their name and contacts in it covered."""
    with transaction.atomic():
        for place in TeamMember.objects.filter(person=person).order_by("pk"):
            leave_behind(place, person)
        forget_invitations(person)
        TeamMember.objects.filter(person=person).update(email="")


def leave_behind(place: TeamMember, person: Any) -> None:
    entry = lock(place.entry)
    alone = place.state == State.ACCEPTED and len(accepted_members(entry)) == 1
    cover_answers(entry, names_of(person) + contacts_of(person))
    if alone:
        end_alone(entry)
    elif place.role == Role.CAPTAIN and place.state == State.ACCEPTED:
        pass_on(entry, place)
    if place.state in (State.ACCEPTED, State.INVITED):
        gone = State.LEFT if place.state == State.ACCEPTED else State.DECLINED
        TeamMember.objects.filter(pk=place.pk).update(state=gone, role=Role.MEMBER)


def forget_invitations(person: Any) -> None:
    addresses = own_addresses(person) + ([person.user.email] if person.user else [])
    rows = TeamMember.objects.filter(email__in=addresses, person=None)
    rows.filter(state=State.INVITED).update(state=State.DECLINED)
    rows.update(email="")


def end_alone(entry: Entry) -> None:
    if ENTRY.move_named(entry.case.state, "withdraw") is not None:
        make_move(entry.case, "withdraw", actor=None, roles={ENTRANT})
    EntryVersion.objects.filter(entry=entry).update(answers={})
    for row in entry.files.select_related("file"):
        forget(row)


def pass_on(entry: Entry, place: TeamMember) -> None:
    """To the member who has been there longest, with the journal's line while it may have one."""
    others: QuerySet[TeamMember] = entry.members.filter(state=State.ACCEPTED)
    heir = others.exclude(pk=place.pk).select_related("person__user").order_by("pk")[0]
    if ENTRY.move_named(entry.case.state, "transfer") is not None:
        make_move(entry.case, "transfer", actor=None, roles={ENTRANT})
    change_captain(entry, place, heir)


def cover_answers(entry: Entry, words: list[str]) -> None:
    """Names and contacts in the texts of every version, as letters cover them."""
    if not words:
        return
    pattern = re.compile("|".join(map(written, words)), re.IGNORECASE)
    for version in entry.versions.all():
        covered = {code: cover(value, pattern) for code, value in version.answers.items()}
        if covered != version.answers:
            EntryVersion.objects.filter(pk=version.pk).update(answers=covered)


def cover(value: Any, pattern: re.Pattern[str]) -> Any:
    return pattern.sub(COVER, value) if isinstance(value, str) else value
