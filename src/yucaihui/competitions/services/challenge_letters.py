"""Letters about challenges, each in its reader's language: where it stands now, and a note."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from yucaihui.casework.queries import state_of
from yucaihui.competitions.models import Challenge, TeamMember
from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.core.mail.services import write_to
from yucaihui.directory.letters import path_for
from yucaihui.directory.queries import active_members

LETTER = "competitions/challenges/letter.txt"


def tell_owner(challenge: Challenge, note: str = "") -> None:
    write_about(challenge, (member.user for member in active_members(challenge.owner)), note)


def tell_office(challenge: Challenge, note: str = "") -> None:
    write_about(challenge, users_in_role(Role.OFFICE), note)


def tell_bidders(challenge: Challenge, note: str = "") -> None:
    """The captains of all bids, whoever wins."""
    write_about(challenge, captains(entry__challenge=challenge), note)


def tell_solver(challenge: Challenge, note: str = "") -> None:
    """The captain of the chosen bid."""
    write_about(challenge, captains(entry=challenge.solution), note)


def captains(**which: Any) -> list[Any]:
    rows = TeamMember.objects.filter(
        **which,
        role=TeamMember.Role.CAPTAIN,
        state=TeamMember.State.ACCEPTED,
        person__user__isnull=False,
    )
    return [row.person.user for row in rows.select_related("person__user") if row.person]


def write_about(challenge: Challenge, readers: Iterable[Any], note: str) -> None:
    """The same version of the case is told once to each."""
    case = challenge.case
    for reader in readers:
        with translation.override(reader.language):
            state = str(state_of(case).label)
        write_to(
            reader,
            LETTER,
            {"challenge": challenge, "state": state, "note": note},
            link=path_for(reader, "competitions:challenge", case.uid),
            key=f"challenge:{case.uid}:{case.version}:{reader.uid}",
        )
