"""One entry as a page shows it: what it says, what is missing, who is in, what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yucaihui.casework.process import Move, State
from yucaihui.casework.queries import Line, journal_of, moves_open_to, state_of
from yucaihui.competitions.models import Entry, EntryVersion, TeamMember
from yucaihui.competitions.queries.answers import Files, Shown, files_of, shown_answers
from yucaihui.competitions.queries.entries import deadline_enforced, deadline_shown
from yucaihui.competitions.queries.teams import team_of
from yucaihui.competitions.rules.visibility import EVERYTHING


@dataclass(frozen=True)
class EntrySheet:
    """For those who see all of an entry: its team and the office. `newest` is None before the
    first version."""

    entry: Entry
    state: State
    inside: bool
    versions: list[EntryVersion]
    answers: list[Shown]
    files: Files
    team: list[TeamMember]
    lines: list[Line]
    moves: list[Move]
    deadline: datetime
    enforced: datetime

    @property
    def word(self) -> str:
        return self.state.word(inside=self.inside)

    @property
    def newest(self) -> EntryVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def members(self) -> list[TeamMember]:
        return [one for one in self.team if one.state == TeamMember.State.ACCEPTED]

    @property
    def waiting(self) -> list[TeamMember]:
        """Members who do not stand behind the newest version."""
        return [one for one in self.members if one.confirmed != self.entry.latest]

    def may(self, name: str) -> bool:
        return any(move.name == name for move in self.moves)


def sheet_of(entry: Entry, roles: frozenset[str], *, inside: bool, shown: Any = None) -> EntrySheet:
    """The entry for one who holds `roles` in it, with the version `shown`, else the newest. A
    fixed number of statements."""
    versions = list(entry.versions.select_related("form", "saved_by").order_by("-number"))
    version = shown or (versions[0] if versions else None)
    files = files_of(entry)
    return EntrySheet(
        entry=entry,
        state=state_of(entry.case),
        inside=inside,
        versions=versions,
        answers=shown_answers(version, EVERYTHING, files) if version else [],
        files=files,
        team=list(team_of(entry)),
        lines=journal_of(entry.case, inside=inside),
        moves=moves_open_to(entry.case, roles),
        deadline=deadline_shown(entry),
        enforced=deadline_enforced(entry),
    )
