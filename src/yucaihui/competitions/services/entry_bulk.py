"""Many entries at once, as they were handed in elsewhere: each by the same verbs as one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yucaihui.competitions.definitions import read_form
from yucaihui.competitions.models import Challenge, Definition, Entry, TeamMember, Track
from yucaihui.competitions.services.entries import address_of, begin
from yucaihui.competitions.services.versions import (
    checked_content,
    hand_in,
    need_complete,
    need_form,
    next_version,
)
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.services.people import require

BATCH = 100


@dataclass(frozen=True)
class NewEntry:
    """An entry with its team; a draft unless it is `submitted`, for which its whole team stands."""

    project: Any
    captain: Any
    members: Sequence[Any] = ()
    organisation: Any = None
    country: str = ""
    challenge: Challenge | None = None
    title_zh: str = ""
    title_en: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    submitted: bool = True


def create_entries(
    track: Track,
    rows: Sequence[NewEntry],
    *,
    by: Any,
    now: datetime | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Entry]:
    """Begin the entries in their order and submit those that are complete; a hundred at a time
    are written or, when one of them is refused, none.

    Raises:
        PermissionDenied: not of the office.
        Refused, BadAnswers: as for one entry; those before its hundred stay.
    """
    require(allowed=by is None or is_office(by))
    definition = need_form(track)
    made: list[Entry] = []
    for start in range(0, len(rows), BATCH):
        with transaction.atomic():
            part = rows[start : start + BATCH]
            made += [create_entry(track, definition, row, by, now) for row in part]
        progress(len(made), len(rows))
    return made


def create_entry(
    track: Track, definition: Definition, row: NewEntry, by: Any, now: datetime | None
) -> Entry:
    entry = begin(
        track, row.project, by=by, captain=row.captain, organisation=row.organisation,
        country=row.country, challenge=row.challenge, now=now,
    )  # fmt: skip
    seat_members(entry, row.members)
    content = checked_content(
        entry, read_form(definition.content), row.answers, row.title_zh, row.title_en
    )
    version = next_version(entry, 0, form=definition, saved_by=by, **content)
    entry.members.update(confirmed=version.number)
    if row.submitted:
        need_complete(entry, version)
        hand_in(entry, version, by)
    return entry


def seat_members(entry: Entry, people: Sequence[Any]) -> None:
    now = timezone.now()
    TeamMember.objects.bulk_create(
        TeamMember(
            entry=entry,
            person=person,
            email=address_of(person),
            state=TeamMember.State.ACCEPTED,
            answered_at=now,
        )
        for person in people
    )
