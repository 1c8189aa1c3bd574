"""Letters about entries, to the team and to those invited, each in its reader's language."""

from typing import Any

from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.competitions.queries.teams import accepted_members, captain_of
from yucaihui.core.mail.services import queue_letter, write_to
from yucaihui.directory.letters import in_both_languages, path_for

FOLDER = "competitions/entries/letters"


def tell_team(entry: Entry, event: str, /, **context: Any) -> int:
    """To everybody in the team who has an account; the same event of the same state is told
    once. Gives the number of new letters."""
    return sum(tell_member(member, event, **context) for member in accepted_members(entry))


def tell_captain(entry: Entry, event: str, /, **context: Any) -> int:
    captain = captain_of(entry)
    return tell_member(captain, event, **context) if captain else 0


def tell_member(member: TeamMember, event: str, /, *, about: str = "", **context: Any) -> int:
    """1 for a new letter, 0 without an account or when it was written before; `about` stands for
    the case's version in the key of letters that no move brings."""
    user = member.person.user if member.person else None
    if user is None:
        return 0
    entry = member.entry
    mark = about or f"{entry.case.version}"
    letter = write_to(
        user,
        f"{FOLDER}/{event}.txt",
        context_of(entry, context),
        link=path_for(user, "competitions:my_entry", entry.uid),
        key=f"entry:{event}:{entry.uid}:{mark}:{user.uid}",
    )
    return int(letter is not None)


def context_of(entry: Entry, context: dict[str, Any]) -> dict[str, Any]:
    return {"entry": entry, "project": entry.project, "track": entry.track, **context}


def write_invitation(invitation: TeamMember, token: str, reader: Any) -> None:
    """To an account in its language, else in both."""
    entry = invitation.entry
    captain = captain_of(entry)
    context = context_of(entry, {"captain": captain.person if captain else None})
    link = path_for(reader, "competitions:team_invitation", token)
    template = f"{FOLDER}/invited.txt"
    if reader is not None:
        write_to(reader, template, context, link=link)
        return
    subject, body = in_both_languages(template, {**context, "link": link})
    queue_letter(to=invitation.email, subject=subject, body=body, link=link)
