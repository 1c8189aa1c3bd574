"""Reads on teams."""

from typing import Any

from django.db.models import QuerySet

from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.queries import person_of

Role, State = TeamMember.Role, TeamMember.State


def team_of(entry: Entry) -> QuerySet[TeamMember]:
    """Who is in the team or invited to it, the captain first."""
    rows = entry.members.filter(state__in=(State.ACCEPTED, State.INVITED))
    return rows.select_related("person__user").order_by("role", "state", "pk")


def accepted_members(entry: Entry) -> list[TeamMember]:
    return list(team_of(entry).filter(state=State.ACCEPTED))


def captain_of(entry: Entry) -> TeamMember | None:
    rows = entry.members.filter(role=Role.CAPTAIN, state=State.ACCEPTED)
    return rows.select_related("person__user").first()


def place_of(user: Any, entry: Entry) -> TeamMember | None:
    """The user's own place in the team."""
    person = person_of(user)
    if person is None:
        return None
    rows = entry.members.filter(person=person, state=State.ACCEPTED)
    return rows.select_related("person__user").first()


def is_captain(user: Any, entry: Entry) -> bool:
    place = place_of(user, entry)
    return place is not None and place.role == Role.CAPTAIN


def is_captain_or_office(user: Any, entry: Entry) -> bool:
    return is_office(user) or is_captain(user, entry)


def invitations_to(user: Any) -> QuerySet[TeamMember]:
    """Invitations that wait for the holder of the account's address."""
    rows = TeamMember.objects.filter(email=user.email, state=State.INVITED)
    return rows.select_related("entry__track__edition", "entry__project").order_by("-pk")


def unconfirmed(members: list[TeamMember], version: int) -> list[TeamMember]:
    """Those of a team who do not stand behind a version yet."""
    return [member for member in members if member.confirmed != version]
