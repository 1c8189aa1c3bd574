"""Who a user is in competitions, and what they see of an entry: rows fetched for `rules`."""

from typing import Any

from yucaihui.competitions.models import Assignment, Conflict, Judge, TeamMember
from yucaihui.competitions.rules.visibility import NOTHING, Reader, Seat, Sight, sight_of
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.queries import organisations_of, person_of


def reader_of(user: Any) -> Reader:
    """Four statements at most; none for a visitor."""
    if user is None or not user.is_authenticated:
        return Reader()
    person = person_of(user)
    organisations = organisations_of(user).values_list("pk", flat=True)
    if person is None:
        return Reader(organisations=frozenset(organisations), office=is_office(user))
    judges = Judge.objects.filter(person=person, state=Judge.State.ACTIVE, pledged_at__isnull=False)
    teams = TeamMember.objects.filter(person=person, state=TeamMember.State.ACCEPTED)
    return Reader(
        person_id=person.pk,
        judges=frozenset(judges.values_list("pk", flat=True)),
        entries=frozenset(teams.values_list("entry", flat=True)),
        organisations=frozenset(organisations),
        office=is_office(user),
    )


def seat_at(reader: Reader, stage: Any, entry: Any) -> Seat:
    """How the reader, as a judge, stands to an entry in a stage."""
    judge = Judge.objects.filter(
        pk__in=reader.judges, edition=stage.track.edition_id, panels__track=stage.track_id
    ).first()
    if judge is None:
        return Seat()
    states = set(
        Assignment.objects.filter(stage=stage, entry=entry, judge=judge)
        .filter(state__in=Assignment.OPEN)
        .values_list("state", flat=True)
    )
    barred = Conflict.objects.filter(judge=judge, entry=entry, state=Conflict.State.CONFIRMED)
    return Seat(
        judge_id=judge.pk,
        assigned=bool(states),
        submitted=Assignment.State.SUBMITTED in states,
        conflicted=barred.exists(),
    )


def sight_at(reader: Reader, stage: Any, entry: Any) -> Sight:
    """What the reader is shown of one entry in a stage; see `rules.visibility`."""
    if stage is None:
        own = reader.office or entry.pk in reader.entries
        return Sight(entry=own, authors=own) if own else NOTHING
    return sight_of(reader, stage, entry, seat_at(reader, stage, entry))
