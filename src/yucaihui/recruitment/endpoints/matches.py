"""Matches with reasons, as programs read them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from yucaihui.core.web import refusals
from yucaihui.directory.queries import has_consent, person_of
from yucaihui.recruitment.queries.matches import (
    Matched,
    MatchedPage,
    people_for,
    positions_for,
    reading,
)
from yucaihui.recruitment.queries.postings import manageable_by

router = Router(tags=["matches"])


class Note(Schema):
    code: str
    zh: str
    en: str


class MatchOut(Schema):
    id: str
    title: str
    score: float
    engine: str
    reasons: list[Note]
    gaps: list[Note]
    refused_by: list[Note]


class MatchPage(Schema):
    """Ten to a page, best first; `count` counts them all."""

    items: list[MatchOut]
    count: int


class PageIn(Schema):
    page: int = Field(1, ge=1, le=1_000_000)


@router.get(
    "/my/matches/",
    response=MatchPage,
    openapi_extra=refusals(404),
    summary=gettext_noop("Positions that fit me best"),
)
def my_matches(request: HttpRequest, asked: Query[PageIn]) -> dict[str, Any]:
    person, on = person_of(request.user), timezone.localdate()
    if person is None:
        raise Http404
    if not has_consent(person, "matching", on=on):
        return listing(MatchedPage.empty())
    return listing(positions_for(person, on, asked.page), titled=True)


@router.get(
    "/positions/{uid}/candidates/",
    response=MatchPage,
    summary=gettext_noop("People who fit a posting best, without their names"),
)
def candidates(request: HttpRequest, uid: str, asked: Query[PageIn]) -> dict[str, Any]:
    posting = get_object_or_404(manageable_by(request.user), uid=uid)
    return listing(people_for(posting, timezone.localdate(), asked.page))


def listing(found: MatchedPage, *, titled: bool = False) -> dict[str, Any]:
    """People stay without a name here: a title is a position's."""
    items = [line(one, str(one.thing) if titled else "") for one in found.lines]
    return {"items": items, "count": found.page.paginator.count}


def line(one: Matched, title: str) -> dict[str, Any]:
    return {"id": one.thing.uid, "title": title, **reading(one.explanation)}
