"""Matches with reasons, as programs read them."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from yucaihui.core.web import refusals
from yucaihui.directory.queries import has_consent, person_of
from yucaihui.engines.matching import Explanation
from yucaihui.recruitment.queries.fits import Fit, Place, findable_person, fit_of
from yucaihui.recruitment.queries.matches import (
    Matched,
    MatchedPage,
    people_for,
    positions_for,
    reading,
)
from yucaihui.recruitment.queries.postings import manageable_by, public_postings
from yucaihui.recruitment.queries.weighing import (
    MOST_PERCENT,
    USUAL_PERCENT,
    Weights,
    legs_of,
)

router = Router(tags=["matches"])


class Note(Schema):
    code: str
    zh: str
    en: str


class MatchOut(Schema):
    id: str
    title: str
    score: float
    weighed: float = Field(description="The score under the weights asked for.")
    terms: dict[str, float] = Field(description="What title, skills and text give to the score.")
    engine: str
    reasons: list[Note]
    gaps: list[Note]
    refused_by: list[Note]


class MatchPage(Schema):
    """Ten to a page, best first; `count` counts them all."""

    items: list[MatchOut]
    count: int


class PageIn(Schema):
    """The weights are percents of the usual ones: another order of the best that were found."""

    page: int = Field(1, ge=1, le=1_000_000)
    title: int = Field(USUAL_PERCENT, ge=0, le=MOST_PERCENT)
    skills: int = Field(USUAL_PERCENT, ge=0, le=MOST_PERCENT)
    text: int = Field(USUAL_PERCENT, ge=0, le=MOST_PERCENT)

    @property
    def weights(self) -> Weights:
        return Weights(self.title, self.skills, self.text)


class PlaceOut(Schema):
    """`rank` counts from 1 in a list of `count`; without one `verdict` says what keeps it out."""

    verdict: str
    rank: int | None
    count: int
    last: float = Field(description="The score of the list's last one.")


class FitOut(Schema):
    """One person and one position. `state` is "compared", or says why they are not: "no_consent",
    "no_profile", "no_run". Employers are not told of places in the person's own list."""

    state: str
    match: MatchOut | None
    in_persons_list: PlaceOut | None
    in_postings_list: PlaceOut | None
    withheld: bool = Field(description="A wish that employers are not shown refuses the pair.")


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
    return listing(positions_for(person, on, asked.page, asked.weights), titled=True)


@router.get(
    "/positions/{uid}/fit/",
    response=FitOut,
    summary=gettext_noop("How a position fits me, why, and why not"),
)
def my_fit(request: HttpRequest, uid: str) -> dict[str, Any]:
    person, on = person_of(request.user), timezone.localdate()
    if person is None:
        raise Http404
    posting = get_object_or_404(public_postings(on).select_related("employer"), uid=uid)
    return fit(fit_of(posting, person, on), posting.uid, str(posting))


@router.get(
    "/positions/{uid}/candidates/",
    response=MatchPage,
    summary=gettext_noop("People who fit a posting best, without their names"),
)
def candidates(request: HttpRequest, uid: str, asked: Query[PageIn]) -> dict[str, Any]:
    posting = get_object_or_404(manageable_by(request.user), uid=uid)
    return listing(people_for(posting, timezone.localdate(), asked.page, asked.weights))


@router.get(
    "/positions/{uid}/candidates/{person}/",
    response=FitOut,
    summary=gettext_noop("How somebody who may be found fits a posting, and why not"),
)
def candidate(request: HttpRequest, uid: str, person: str) -> dict[str, Any]:
    on = timezone.localdate()
    posting = get_object_or_404(manageable_by(request.user), uid=uid)
    somebody = findable_person(person, posting, on)
    if somebody is None:
        raise Http404
    names = (somebody.name_zh, somebody.name_en)
    return fit(fit_of(posting, somebody, on).seen_by_employer(names), somebody.uid, "")


def listing(found: MatchedPage, *, titled: bool = False) -> dict[str, Any]:
    """People stay without a name here: a title is a position's."""
    items = [line(one, str(one.thing) if titled else "") for one in found.lines]
    return {"items": items, "count": found.page.paginator.count}


def line(one: Matched, title: str) -> dict[str, Any]:
    return match_out(one.thing.uid, title, one.explanation, one.score)


def match_out(uid: str, title: str, why: Explanation, weighed: float) -> dict[str, Any]:
    about = {"id": uid, "title": title, "weighed": weighed, "terms": legs_of(why)}
    return {**about, **reading(why)}


def fit(found: Fit, uid: str, title: str) -> dict[str, Any]:
    why = found.explanation
    return {
        "state": found.state,
        "match": match_out(uid, title, why, why.score) if why else None,
        "in_persons_list": place(found.in_persons_list),
        "in_postings_list": place(found.in_postings_list),
        "withheld": found.withheld,
    }


def place(found: Place | None) -> dict[str, Any] | None:
    return asdict(found) if found else None
