"""Editions, tracks and stages as programs read them; open calls are open to everybody.

The list of open calls carries what funding portals exchange: title, description, when applications
open and close, what is awarded and where to enter.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema
from ninja.pagination import paginate

from yucaihui.competitions.models import Edition, Track
from yucaihui.competitions.queries.calls import (
    editions_visible_to,
    open_tracks,
    phase_of,
    setup_of,
    with_tracks,
)
from yucaihui.core.web import Pages

router = Router(tags=["competitions"])


class TrackOut(Schema):
    id: str = Field(alias="uid")
    code: str
    kind: str
    name_zh: str
    name_en: str
    phase: str = Field(description="soon, open, submission or closed.")
    opens_at: datetime
    registration_closes_at: datetime
    submission_closes_at: datetime

    @staticmethod
    def resolve_phase(row: Track) -> str:
        return phase_of(row, timezone.now())


class CallOut(TrackOut):
    url: str
    competition: str
    year: int
    summary_zh: str
    summary_en: str

    @staticmethod
    def resolve_url(row: Track) -> str:
        edition = row.edition
        path = reverse(
            "competitions:track", args=[edition.competition.code, edition.year, row.code]
        )
        return f"{settings.SITE_URL}{path}"

    @staticmethod
    def resolve_competition(row: Track) -> str:
        return row.edition.competition.code

    @staticmethod
    def resolve_year(row: Track) -> int:
        return row.edition.year


class EditionOut(Schema):
    id: str = Field(alias="uid")
    competition: str
    year: int
    name_zh: str
    name_en: str
    state: str
    gallery_from: datetime | None
    tracks: list[TrackOut]

    @staticmethod
    def resolve_competition(row: Edition) -> str:
        return row.competition.code

    @staticmethod
    def resolve_tracks(row: Edition) -> list[Track]:
        return list(row.tracks.all())


class FieldOut(Schema):
    code: str
    kind: str
    label_zh: str
    label_en: str
    required: bool
    choices: list[dict[str, str]]
    types: list[str]
    megabytes: int
    shown_if: dict[str, Any] | None


class RuleOut(Schema):
    code: str
    label_zh: str
    label_en: str
    datum: str
    operator: str
    value: Any


class CriterionOut(Schema):
    code: str
    label_zh: str
    label_en: str
    weight: int
    least: int
    most: int


class StageOut(Schema):
    id: str = Field(alias="uid")
    number: int
    kind: str
    state: str
    name_zh: str
    name_en: str
    opens_at: datetime | None
    closes_at: datetime | None
    judges_per_entry: int
    shows_authors: bool
    method: str
    advance: int
    wild_cards: int


class TrackDetail(Schema):
    call: CallOut
    form: list[FieldOut]
    rules: list[RuleOut]
    rubric: list[CriterionOut]
    stages: list[StageOut]


@router.get("/calls/", response=list[CallOut], auth=None, summary=gettext_noop("Open calls"))
@paginate(Pages)
def calls(request: HttpRequest) -> QuerySet[Track]:  # noqa: ARG001
    return open_tracks(timezone.now())


@router.get(
    "/competitions/",
    response=list[EditionOut],
    auth=None,
    summary=gettext_noop("Editions of competitions"),
)
@paginate(Pages)
def editions(request: HttpRequest) -> QuerySet[Edition]:
    return with_tracks(editions_visible_to(request.user))


@router.get(
    "/competitions/{code}/{year}/tracks/{track}/",
    response=TrackDetail,
    auth=None,
    summary=gettext_noop("A track with its form, rules, rubric and stages"),
)
def track(request: HttpRequest, code: str, year: int, track: str) -> dict[str, Any]:
    edition = get_object_or_404(
        editions_visible_to(request.user), competition__code=code, year=year
    )
    row = get_object_or_404(edition.tracks.select_related("edition__competition"), code=track)
    setup = setup_of(row)
    return {
        "call": row,
        "form": [field_out(field) for field in (setup.form.fields if setup.form else ())],
        "rules": [vars(rule) for rule in setup.rules],
        "rubric": [vars(one) for one in (setup.rubric.criteria if setup.rubric else ())],
        "stages": setup.stages,
    }


def field_out(field: Any) -> dict[str, Any]:
    condition = field.shown_if
    return {
        **vars(field),
        "choices": [vars(choice) for choice in field.choices],
        "shown_if": vars(condition) if condition else None,
    }
