"""Reads on entries, limited to what the reader may see; agrees with `rules.visibility`."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yucaihui.competitions.models import (
    Assignment,
    Conflict,
    Entry,
    EntryVersion,
    PanelMembership,
    Stage,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.rules.deadlines import enforced_deadline, shown_deadline
from yucaihui.competitions.rules.visibility import Reader


def with_parts() -> QuerySet[Entry]:
    return Entry.objects.select_related(
        "case__subject", "track__edition", "project", "organisation", "challenge__case", "stage",
        "submitted",
    )  # fmt: skip


def visible_to(user: Any) -> QuerySet[Entry]:
    """What `sight_at` at each entry's own stage shows to the user; newest first."""
    return visible_to_reader(reader_of(user))


def visible_to_reader(reader: Reader) -> QuerySet[Entry]:
    rows = with_parts().order_by("-case__opened_at", "-pk")
    if reader.office:
        return rows
    return rows.filter(Q(pk__in=reader.entries) | judged_by(reader))


def judged_by(reader: Reader) -> Q:
    """A condition: the entry is shown to the reader as a judge of the stage where it stands."""
    if not reader.judges:
        return Q(pk=None)
    assigned = Assignment.objects.filter(
        stage=OuterRef("stage"), entry=OuterRef("pk"), judge__in=reader.judges,
        state__in=Assignment.OPEN,
    )  # fmt: skip
    seats = PanelMembership.objects.filter(
        track=OuterRef("track"),
        judge__in=reader.judges,
        judge__edition=F("track__edition"),
    )
    barred = Conflict.objects.filter(
        entry=OuterRef("pk"), judge__in=reader.judges, state=Conflict.State.CONFIRMED
    )
    reached = Q(Exists(assigned)) | Q(stage__judges_see=Stage.Reach.ALL)
    return Q(Exists(seats)) & reached & ~Q(Exists(barred)) & Q(stage__isnull=False)


def entries_of(person: Any) -> QuerySet[Entry]:
    """Entries of whose team the person is, newest first."""
    rows = with_parts().filter(members__person=person, members__state="accepted")
    return rows.order_by("-case__opened_at", "-pk")


def newest_version(entry: Entry) -> EntryVersion | None:
    return entry.versions.select_related("form").filter(number=entry.latest).first()


def extended_to(entry: Entry) -> list[datetime]:
    return [extension.until for extension in entry.extensions.all()]


def deadline_shown(entry: Entry) -> datetime:
    return shown_deadline(entry.track, entry.challenge, extended_to(entry))


def deadline_enforced(entry: Entry) -> datetime:
    return enforced_deadline(entry.track, entry.challenge, extended_to(entry))
