"""Roadshows as programs and the big screen read them, and the office's moves."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from yucaihui.competitions.models import Roadshow, Slot
from yucaihui.competitions.queries.roadshows import as_told, public_roadshows, screen_of
from yucaihui.competitions.services.roadshow_running import move_slot, reveal, take_step
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.web import refusals
from yucaihui.directory.services.people import require

router = Router(tags=["competitions"])


class TurnOut(Schema):
    uid: str
    position: int | None
    code: str
    title_zh: str = Field(description="Empty until the gallery opens; without names where hidden.")
    title_en: str
    organisation_zh: str
    organisation_en: str
    state: str
    since: datetime | None = Field(description="When that state began: what the clock counts from.")
    minutes: int = Field(description="How long the state lasts; 0 where no clock runs.")
    scored: int = Field(description="Sheets that are in.")
    judges: int
    revealed_at: datetime | None
    result: int | None = Field(description="0 to 100, in ten-thousandths; null until revealed.")


class RoadshowOut(Schema):
    id: str
    name_zh: str
    name_en: str
    state: str
    starts_at: datetime
    place: str
    presenting_minutes: int
    question_minutes: int
    dropped_each_side: int
    commitment: str = Field(description="SHA-256 of the seed, published before the draw.")
    seed: str = Field(description="Empty until the order is drawn.")
    drawn_at: datetime | None
    draws: int
    current: str | None = Field(description="The turn that is on, or the last that was.")
    turns: list[TurnOut]


@router.get(
    "/roadshows/{uid}/",
    response=RoadshowOut,
    auth=None,
    url_name="roadshow",
    summary=gettext_noop("A roadshow as its hall sees it"),
    description=gettext_noop(
        "Ask every second with `If-None-Match`: 304 says that nothing changed."
        " `X-Server-Time` is the server's clock in milliseconds since 1970."
    ),
)
def roadshow(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(public_roadshows(), uid=uid)
    told = RoadshowOut(**as_told(screen_of(found, timezone.now()))).model_dump(mode="json")
    body = json.dumps(told, ensure_ascii=False).encode()
    answer = answered(request, body)
    answer["X-Server-Time"] = str(int(timezone.now().timestamp() * 1000))
    answer["Cache-Control"] = "no-cache"
    return answer


def answered(request: HttpRequest, body: bytes) -> HttpResponse:
    """`body`, or 304 for one who has it."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(body, content_type="application/json", headers={"ETag": tag})


class RoadshowStepIn(Schema):
    step: str = Field(description="seal, draw, start or end.")


class RoadshowStepOut(Schema):
    id: str = Field(alias="uid")
    state: str
    drawn_at: datetime | None
    draws: int


@router.post(
    "/roadshows/{uid}/steps/",
    response=RoadshowStepOut,
    summary=gettext_noop("Seal the lots, draw the order, start or end a roadshow"),
    openapi_extra=refusals(409),
)
def step(request: HttpRequest, uid: str, data: RoadshowStepIn) -> Roadshow:
    require(allowed=is_office(request.user))
    found = get_object_or_404(Roadshow.objects.select_related("stage__track__edition"), uid=uid)
    return take_step(found, data.step, by=request.user)


class SlotMoveIn(Schema):
    move: str = Field(description="call, present, question, score, close, miss or put_back.")
    seen: str = Field("", description="The state it was seen in: a later one refuses the move.")
    without_missing: bool = Field(
        default=False, description="With close: the sheets of missing judges lapse."
    )


class SlotOut(Schema):
    id: str = Field(alias="uid")
    state: str
    since: datetime | None
    revealed_at: datetime | None
    result: int | None


def slot_for_office(request: HttpRequest, uid: str) -> Slot:
    require(allowed=is_office(request.user))
    rows = Slot.objects.select_related("roadshow__stage__track__edition", "entry")
    return get_object_or_404(rows, uid=uid)


@router.post(
    "/slots/{uid}/moves/",
    response=SlotOut,
    summary=gettext_noop("Move an entry on in a roadshow"),
    openapi_extra=refusals(409),
)
def move(request: HttpRequest, uid: str, data: SlotMoveIn) -> Slot:
    slot = slot_for_office(request, uid)
    values: dict[str, Any] = {"seen": data.seen, "without_missing": data.without_missing}
    return move_slot(slot, data.move, by=request.user, **values)


@router.post(
    "/slots/{uid}/reveal/",
    response=SlotOut,
    summary=gettext_noop("Show an entry's result in the hall"),
    openapi_extra=refusals(409),
)
def show(request: HttpRequest, uid: str) -> Slot:
    return reveal(slot_for_office(request, uid), by=request.user)
