"""Letters about results, appeals, awards and landings, each in its reader's language."""

from collections.abc import Iterable
from typing import Any

from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.core.mail.services import write_to
from yucaihui.directory.letters import path_for

FOLDER = "competitions/results/letters"


def team_of(entry: Entry) -> list[Any]:
    """The accounts of those in the team."""
    members = TeamMember.objects.filter(
        entry=entry, state=TeamMember.State.ACCEPTED, person__user__isnull=False
    ).select_related("person__user")
    return [member.person.user for member in members if member.person]


def tell_team(entry: Entry, event: str, key: str, page: str, uid: str, **context: Any) -> None:
    write(team_of(entry), entry, event, key, page, uid, context)


def tell_office(entry: Entry, event: str, key: str, page: str, uid: str, **context: Any) -> None:
    write(users_in_role(Role.OFFICE), entry, event, key, page, uid, context)


def write(
    readers: Iterable[Any],
    entry: Entry,
    event: str,
    key: str,
    page: str,
    uid: str,
    context: dict[str, Any],
) -> None:
    """The same `key` is told once to each."""
    for reader in readers:
        write_to(
            reader,
            f"{FOLDER}/{event}.txt",
            {"entry": entry, "project": entry.submitted, **context},
            link=path_for(reader, f"competitions:{page}", uid),
            key=f"{key}:{reader.uid}",
        )


def tell_decided(entry: Entry, move: str) -> None:
    """What became of the entry in the stage that was decided."""
    key = f"decided:{entry.case.uid}:{entry.case.version}"
    tell_team(entry, move, key, "my_results", entry.case.uid)
