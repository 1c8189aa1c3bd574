"""Challenges as programs read and move them."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema
from ninja.pagination import paginate

from yucaihui.casework.queries import moves_open_to
from yucaihui.competitions.models import Challenge
from yucaihui.competitions.queries.calls import tracks_visible_to
from yucaihui.competitions.queries.challenges import (
    challenges_of,
    public_challenges,
    roles_in,
    visible_to,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services import challenges as verbs
from yucaihui.core.web import Pages
from yucaihui.directory.queries import organisations_of
from yucaihui.directory.queries.organisations import manageable_by

router = Router(tags=["challenges"])


class Indicator(Schema):
    name_zh: str = Field("", max_length=120)
    name_en: str = Field("", max_length=160)
    target: str = Field(max_length=120)


class OwnerOut(Schema):
    id: str = Field(alias="uid")
    name_zh: str
    name_en: str


class ChallengeOut(Schema):
    """The budget is whole fen."""

    id: str
    url: str
    state: str
    owner: OwnerOut
    track: str = Field(description="Id of the track in which bids are entered.")
    title_zh: str
    title_en: str
    field: str
    background_zh: str
    background_en: str
    indicators: list[Indicator]
    budget: int
    bids_close_at: datetime
    delivery_due_on: date | None

    @staticmethod
    def resolve_id(row: Challenge) -> str:
        return row.case.uid

    @staticmethod
    def resolve_url(row: Challenge) -> str:
        return f"{settings.SITE_URL}{reverse('competitions:challenge', args=[row.case.uid])}"

    @staticmethod
    def resolve_state(row: Challenge) -> str:
        return row.case.state

    @staticmethod
    def resolve_track(row: Challenge) -> str:
        return row.track.uid


class ChallengeDetail(ChallengeOut):
    actions: list[str] = Field(description="Moves that you may make now.")

    @staticmethod
    def resolve_actions(row: Challenge, context: Any) -> list[str]:
        roles = roles_in(reader_of(context["request"].user), row)
        return [move.name for move in moves_open_to(row.case, roles)]


class ChallengeIn(Schema):
    track: str
    title_zh: str = Field("", max_length=120)
    title_en: str = Field("", max_length=160)
    field: str = Field("", max_length=40)
    background_zh: str = Field("", max_length=20_000)
    background_en: str = Field("", max_length=20_000)
    indicators: list[Indicator] = Field([], max_length=verbs.MOST_INDICATORS)
    budget: int = Field(gt=0, le=10**13)
    bids_close_at: datetime
    delivery_due_on: date | None = None


class ChallengeMoveIn(Schema):
    move: str = Field(max_length=40)
    reason: str = Field("", max_length=40)
    note: str = Field("", max_length=1000)


@router.get(
    "/challenges/",
    response=list[ChallengeOut],
    auth=None,
    summary=gettext_noop("Published challenges"),
)
@paginate(Pages)
def challenges(request: HttpRequest) -> QuerySet[Challenge]:  # noqa: ARG001
    return public_challenges()


@router.get(
    "/challenges/{uid}/",
    response=ChallengeDetail,
    auth=None,
    summary=gettext_noop("One challenge"),
)
def challenge(request: HttpRequest, uid: str) -> Challenge:
    return get_object_or_404(visible_to(reader_of(request.user)), case__uid=uid)


@router.get(
    "/employers/{uid}/challenges/",
    response=list[ChallengeOut],
    summary=gettext_noop("Challenges of an employer one acts for"),
)
@paginate(Pages)
def own_challenges(request: HttpRequest, uid: str) -> QuerySet[Challenge]:
    return challenges_of(get_object_or_404(manageable_by(request.user), uid=uid))


@router.post(
    "/employers/{uid}/challenges/",
    response={201: ChallengeDetail},
    summary=gettext_noop("Draft a challenge"),
)
def draft(request: HttpRequest, uid: str, values: ChallengeIn) -> Challenge:
    owner = get_object_or_404(organisations_of(request.user), uid=uid)
    given = values.dict()
    track = get_object_or_404(tracks_visible_to(request.user), uid=given.pop("track"))
    return verbs.draft_challenge(owner, track, by=request.user, **given)


@router.post(
    "/challenges/{uid}/moves/",
    response=ChallengeDetail,
    summary=gettext_noop("Move a challenge"),
)
def move(request: HttpRequest, uid: str, asked: ChallengeMoveIn) -> Challenge:
    row = get_object_or_404(visible_to(reader_of(request.user)), case__uid=uid)
    if asked.move == "submit":
        verbs.submit_challenge(row, by=request.user)
    elif asked.move == "contract":
        verbs.record_contract(row, asked.note, by=request.user)
    else:
        verbs.move_challenge(row, asked.move, by=request.user, reason=asked.reason, note=asked.note)
    return row


class ChoiceIn(Schema):
    entry: str


@router.post(
    "/challenges/{uid}/solution/",
    response=ChallengeDetail,
    summary=gettext_noop("Choose the solution among the bids"),
)
def choose(request: HttpRequest, uid: str, asked: ChoiceIn) -> Challenge:
    row = get_object_or_404(visible_to(reader_of(request.user)), case__uid=uid)
    bid = row.bids.filter(case__uid=asked.entry).first()
    verbs.choose_solution(row, bid, by=request.user)
    return row
