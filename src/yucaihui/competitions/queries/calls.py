"""Reads on editions, tracks and stages, limited to what the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from yucaihui.competitions.definitions import read_form, read_rubric, read_rules
from yucaihui.competitions.definitions.form import Form
from yucaihui.competitions.definitions.rubric import Rubric
from yucaihui.competitions.definitions.rules import Rule
from yucaihui.competitions.models import (
    Competition,
    Definition,
    Edition,
    Entry,
    Stage,
    Track,
)
from yucaihui.core.accounts.rules import is_office

PUBLIC = (Edition.State.PUBLISHED, Edition.State.ARCHIVED)
# Entries that take part: what the gallery shows.
IN_THE_GALLERY = ("admitted", "waitlisted", "not_advanced", "awarded")


def editions_visible_to(user: Any) -> QuerySet[Edition]:
    """All for the office, published and archived ones for everybody; newest first."""
    rows = Edition.objects.select_related("competition").order_by("-year", "competition__code")
    return rows if is_office(user) else rows.filter(state__in=PUBLIC)


def with_tracks(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    return editions.prefetch_related("tracks")


def tracks_visible_to(user: Any) -> QuerySet[Track]:
    rows = Track.objects.select_related("edition", "edition__competition")
    return rows if is_office(user) else rows.filter(edition__state__in=PUBLIC)


def open_tracks(now: datetime) -> QuerySet[Track]:
    """The tracks in which one may begin an entry now, the one that closes first in front."""
    return (
        Track.objects.filter(
            edition__state=Edition.State.PUBLISHED,
            opens_at__lte=now,
            registration_closes_at__gte=now,
        )
        .select_related("edition", "edition__competition")
        .order_by("registration_closes_at", "pk")
    )


def competitions() -> QuerySet[Competition]:
    return Competition.objects.order_by("code")


def stages_of(track: Track) -> QuerySet[Stage]:
    return track.stages.order_by("number")


def stages_in(edition: Edition) -> QuerySet[Stage]:
    """Of all tracks, in the order of the tracks."""
    rows = Stage.objects.filter(track__edition=edition).select_related("track__edition")
    return rows.order_by("track__order", "track_id", "number")


def phase_of(track: Track, now: datetime) -> str:
    """Where a track stands by its dates: soon, open, submission, closed."""
    steps = (
        ("soon", track.opens_at),
        ("open", track.registration_closes_at),
        ("submission", track.submission_closes_at),
    )
    return next((name for name, until in steps if now < until), "closed")


@dataclass(frozen=True)
class TrackSetup:
    """A track with its definitions as they are now; None where there is none yet."""

    track: Track
    form: Form | None
    rules: tuple[Rule, ...]
    rubric: Rubric | None
    stages: Sequence[Stage]
    numbers: dict[str, int]

    @property
    def missing(self) -> list[str]:
        lacks = {"form": self.form is None, "rubric": self.rubric is None}
        return [
            *(name for name, lack in lacks.items() if lack),
            *([] if self.stages else ["stage"]),
        ]


def setups_of(tracks: Sequence[Track]) -> list[TrackSetup]:
    """Two statements, however many tracks."""
    definitions = Definition.objects.filter(track__in=tracks).order_by("number")
    newest = {(one.track_id, one.kind): one for one in definitions}
    stages: dict[int, list[Stage]] = {track.pk: [] for track in tracks}
    for stage in Stage.objects.filter(track__in=tracks).order_by("number"):
        stages[stage.track_id].append(stage)
    return [setup(track, newest, stages[track.pk]) for track in tracks]


def setup(
    track: Track, newest: dict[tuple[int, str], Definition], stages: Sequence[Stage]
) -> TrackSetup:
    found = {kind: newest.get((track.pk, kind)) for kind in Definition.Kind.values}
    form, rules, rubric = (found[kind] for kind in ("form", "rules", "rubric"))
    return TrackSetup(
        track=track,
        form=read_form(form.content) if form else None,
        rules=read_rules(rules.content) if rules else (),
        rubric=read_rubric(rubric.content) if rubric else None,
        stages=stages,
        numbers={kind: one.number for kind, one in found.items() if one},
    )


def setup_of(track: Track) -> TrackSetup:
    return setups_of([track])[0]


def definitions_of(track: Track, kind: str) -> QuerySet[Definition]:
    """Every version, newest first."""
    return track.definitions.filter(kind=kind).select_related("made_by").order_by("-number")


def gallery(edition: Edition) -> QuerySet[Entry]:
    """The entries that take part, in the order of their tracks and codes. Who may look at them
    is for `rules.visibility.gallery_is_open` to say."""
    return (
        Entry.objects.filter(track__edition=edition, case__state__in=IN_THE_GALLERY)
        .exclude(submitted=None)
        .select_related("track", "submitted", "submitted__form", "case", "organisation")
        .order_by("track__order", "track_id", "code")
    )


def found_in_gallery(rows: QuerySet[Entry], track: str = "", text: str = "") -> QuerySet[Entry]:
    """Narrowed to one track and to titles that hold `text`."""
    if track:
        rows = rows.filter(track__code=track)
    if text:
        rows = rows.filter(
            Q(submitted__title_zh__icontains=text) | Q(submitted__title_en__icontains=text)
        )
    return rows


def counts_of(edition: Edition) -> dict[int, int]:
    """How many entries were handed in, by track."""
    rows = Entry.objects.filter(track__edition=edition).exclude(submitted=None)
    return dict(rows.order_by().values_list("track").annotate(n=Count("pk")))


def editions_for_office() -> QuerySet[Edition]:
    tracks = Prefetch("tracks", Track.objects.order_by("order", "pk"))
    return (
        Edition.objects.select_related("competition")
        .prefetch_related(tracks)
        .order_by("-year", "competition__code")
    )
