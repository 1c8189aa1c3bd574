"""Positions as programs read and write them."""

from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from yucaihui.core.web import Pages
from yucaihui.directory.queries.organisations import organisations_of
from yucaihui.engines.text.degree import Degree
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.postings import manageable_by, public_postings
from yucaihui.recruitment.queries.search import PostingSearch, in_order, search_postings
from yucaihui.recruitment.rules.postings import is_public
from yucaihui.recruitment.services import postings as verbs
from yucaihui.recruitment.templatetags.recruitment import position_url

router = Router(tags=["positions"])

DegreeName = Literal["none", "college", "bachelor", "master", "doctor"]
YearsStep = Literal["0", "1-2", "3-4", "5-9", "10-"]
SalaryStep = Literal["5000", "8000", "10000", "15000", "20000", "30000", "50000", "negotiable"]
TypeName = Literal["full_time", "part_time", "contractor", "temporary", "intern"]
PostedStep = Literal["1", "3", "7", "30"]
SortName = Literal["relevance", "newest", "salary"]
MAX_PAGE = 100


class EmployerOut(Schema):
    id: str = Field(alias="uid")
    name_zh: str
    name_en: str


class PositionOut(Schema):
    """Salaries are yuan a month before tax; null when negotiable, daily, open-ended or unknown."""

    id: str = Field(alias="uid")
    url: str
    employer: EmployerOut
    title_zh: str
    title_en: str
    headcount: int | None
    min_degree: DegreeName
    min_years: int
    city: str
    district: str
    cluster: str
    skills: list[str]
    employment_type: str
    salary_min: int | None
    salary_max: int | None
    salary_months: int
    salary_negotiable: bool
    salary_note: str
    posted_on: date
    valid_through: date

    @staticmethod
    def resolve_url(row: Posting) -> str:
        return f"{settings.SITE_URL}{position_url(row)}"

    @staticmethod
    def resolve_min_degree(row: Posting) -> str:
        return Degree(row.min_degree).name.lower()


class PositionDetail(PositionOut):
    description_zh: str
    description_en: str
    languages: list[str]
    source_url: str


class InnerPosition(PositionDetail):
    state: str
    public: bool
    closed_reason: str
    external_id: str

    @staticmethod
    def resolve_public(row: Posting) -> bool:
        return is_public(row, timezone.localdate())


class PositionList(Schema):
    """`facets` counts, for every value of each, the positions it would leave."""

    items: list[PositionOut]
    count: int
    page: int
    pages: int
    facets: dict[str, dict[str, int]]


class SearchIn(Schema):
    """Each facet takes several values, any of which will do."""

    q: str = Field("", max_length=100)
    district: list[str] = Field([], max_length=20)
    cluster: list[str] = Field([], max_length=20)
    degree: list[DegreeName] = []
    years: list[YearsStep] = []
    salary: list[SalaryStep] = []
    type: list[TypeName] = []
    posted: list[PostedStep] = []
    sort: SortName | None = None
    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(25, ge=1, le=MAX_PAGE)


class PositionIn(Schema):
    """What is left out keeps its value, or has none in a new position."""

    title_zh: str = Field("", max_length=120)
    title_en: str = Field("", max_length=160)
    description_zh: str = Field("", max_length=20_000)
    description_en: str = Field("", max_length=20_000)
    headcount: int | None = Field(None, ge=1, le=9_999)
    min_degree: DegreeName = "none"
    min_years: int = Field(0, ge=0, le=60)
    languages: list[str] = Field([], max_length=20)
    skills: list[str] = Field([], max_length=20)
    city: str = Field("", max_length=40)
    district: str = Field("", max_length=40)
    cluster: str = Field("", max_length=40)
    employment_type: Literal["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN"] = (
        "FULL_TIME"
    )
    salary_min: int | None = Field(None, ge=0, le=10_000_000)
    salary_max: int | None = Field(None, ge=0, le=10_000_000)
    salary_months: int = Field(12, ge=1, le=36)
    salary_negotiable: bool = False
    salary_note: str = Field("", max_length=60)
    valid_through: date | None = None
    source_url: str = Field("", max_length=200)
    external_id: str = Field("", max_length=60)


class CloseIn(Schema):
    reason: Literal["filled", "withdrawn", "violation"]
    end_applications: bool = True


class ExtendIn(Schema):
    valid_through: date


@router.get(
    "/positions/", response=PositionList, auth=None, summary=gettext_noop("Search open positions")
)
def positions(request: HttpRequest, asked: Query[SearchIn]) -> dict[str, Any]:  # noqa: ARG001
    chosen = asked.dict(exclude={"q", "sort", "page", "size"})
    search = PostingSearch(
        asked.q.replace("\0", "").strip(),
        {name: tuple(values) for name, values in chosen.items()},
        asked.sort or "",
        asked.page,
    )
    on = timezone.localdate()
    found = search_postings(search, on, asked.size)
    return {
        "count": found.total,
        "page": found.page,
        "pages": found.pages,
        "items": in_order(found.ids, on),
        "facets": found.counts,
    }


@router.get(
    "/positions/{uid}/",
    response=PositionDetail,
    auth=None,
    summary=gettext_noop("One open position"),
)
def position(request: HttpRequest, uid: str) -> Posting:  # noqa: ARG001
    rows = public_postings(timezone.localdate()).select_related("employer")
    return get_object_or_404(rows, uid=uid)


@router.get(
    "/employers/{uid}/positions/",
    response=list[InnerPosition],
    summary=gettext_noop("All positions of an employer one acts for"),
)
@paginate(Pages)
def own_positions(request: HttpRequest, uid: str) -> QuerySet[Posting]:
    return manageable_by(request.user).filter(employer__uid=uid).order_by("-pk")


@router.post(
    "/employers/{uid}/positions/",
    response={201: InnerPosition},
    summary=gettext_noop("Write a position"),
)
def create(request: HttpRequest, uid: str, values: PositionIn, *, publish: bool = False) -> Posting:
    employer = get_object_or_404(organisations_of(request.user), uid=uid)
    made = verbs.create_posting(employer, by=request.user, **fields_of(values))
    if publish:
        verbs.publish_posting(made, by=request.user)
    return made


def fields_of(values: PositionIn) -> dict[str, Any]:
    given = values.dict(exclude_unset=True)
    if "min_degree" in given:
        given["min_degree"] = int(Degree[given["min_degree"].upper()])
    if given.get("valid_through", "") is None:
        del given["valid_through"]
    return given


def own(request: HttpRequest, uid: str) -> Posting:
    return get_object_or_404(manageable_by(request.user), uid=uid)


@router.get(
    "/my/positions/{uid}/", response=InnerPosition, summary=gettext_noop("A position in any state")
)
def inner(request: HttpRequest, uid: str) -> Posting:
    return own(request, uid)


@router.patch(
    "/my/positions/{uid}/", response=InnerPosition, summary=gettext_noop("Change a position")
)
def change(request: HttpRequest, uid: str, values: PositionIn) -> Posting:
    return verbs.update_posting(own(request, uid), by=request.user, **fields_of(values))


@router.post(
    "/my/positions/{uid}/publish/", response=InnerPosition, summary=gettext_noop("Open a position")
)
def publish_position(request: HttpRequest, uid: str) -> Posting:
    return verbs.publish_posting(own(request, uid), by=request.user)


@router.post(
    "/my/positions/{uid}/hold/", response=InnerPosition, summary=gettext_noop("Put it on hold")
)
def hold(request: HttpRequest, uid: str) -> Posting:
    return verbs.hold_posting(own(request, uid), by=request.user)


@router.post("/my/positions/{uid}/close/", response=InnerPosition, summary=gettext_noop("Close it"))
def close(request: HttpRequest, uid: str, values: CloseIn) -> Posting:
    return verbs.close_posting(own(request, uid), by=request.user, **values.dict())


@router.post(
    "/my/positions/{uid}/extend/", response=InnerPosition, summary=gettext_noop("Move its last day")
)
def extend(request: HttpRequest, uid: str, values: ExtendIn) -> Posting:
    return verbs.extend_posting(own(request, uid), values.valid_through, by=request.user)
