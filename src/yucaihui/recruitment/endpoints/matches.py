"""Matches with reasons, as programs read them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from yucaihui.directory.queries import has_consent, person_of
from yucaihui.recruitment.queries.matches import Matched, people_for, positions_for, reading
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


@router.get("/my/matches/", response=list[MatchOut], summary="Positions that fit me best")
def my_matches(request: HttpRequest, page: int = 1) -> list[dict[str, Any]]:
    person, on = person_of(request.user), timezone.localdate()
    if person is None:
        raise Http404
    if not has_consent(person, "matching", on=on):
        return []
    return [line(one, str(one.thing)) for one in positions_for(person, on, page).lines]


@router.get(
    "/positions/{uid}/candidates/",
    response=list[MatchOut],
    summary="People who fit a posting best, without their names",
)
def candidates(request: HttpRequest, uid: str, page: int = 1) -> list[dict[str, Any]]:
    posting = get_object_or_404(manageable_by(request.user), uid=uid)
    return [line(one, "") for one in people_for(posting, timezone.localdate(), page).lines]


def line(one: Matched, title: str) -> dict[str, Any]:
    return {"id": one.thing.uid, "title": title, **reading(one.explanation)}
