"""Results as programs read them: rankings for the office, notices and final awards for everybody,
appeals and awards for the teams they concern."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema, Status
from ninja.pagination import paginate

from yucaihui.casework.queries import moves_open_to
from yucaihui.competitions.models import Appeal, Award, Edition, Entry, RankedEntry, Ranking
from yucaihui.competitions.process import OFFICE
from yucaihui.competitions.queries.calls import editions_visible_to
from yucaihui.competitions.queries.entries import with_parts
from yucaihui.competitions.queries.rankings import (
    appeals_visible_to,
    awards_visible_to,
    public_awards,
    rankings_of,
    roles_at,
    rows_of,
    stages_to_rank,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.queries.results import PostedNotice, posted_notices
from yucaihui.competitions.services.appeals import (
    LONGEST,
    bars_from_deciding,
    file_appeal,
    move_appeal,
)
from yucaihui.competitions.services.rankings import recompute, start_ranking
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.web import Pages, refusals
from yucaihui.directory.services.people import require

router = Router(tags=["results"])


class RankingOut(Schema):
    """Nobody but the office is told that there is one."""

    id: str = Field(alias="uid")
    stages: list[str]
    state: str
    method: str
    made_at: datetime

    @staticmethod
    def resolve_stages(row: Ranking) -> list[str]:
        return [stage.uid for stage in row.stages.all()]


class RankingDetail(RankingOut):
    """`report` is what the engine says beside the rows; see docs/develop/ranking.md."""

    seed: int
    engine: str
    parameters: dict[str, Any]
    inputs_digest: str
    digest: str
    report: dict[str, Any]


class RankedOut(Schema):
    entry: str = Field(alias="entry.uid")
    code: str = Field(alias="entry.code")
    track: str = Field(alias="entry.track.code")
    rank: int
    rank_low: int = Field(description="The 90 % interval of the rank, from here …")
    rank_high: int = Field(description="… to here.")
    score: float
    raw_rank: int | None
    raw_score: float | None
    chance: float | None = Field(description="To be among those who advance.")
    reasons: dict[str, Any]
    decision: str


class RankIn(Schema):
    stages: list[str] = Field(min_length=1, max_length=50)
    method: str = Field("", max_length=10, description="As the stage says when empty.")


class RankingJobOut(Schema):
    job: str


class RecomputedOut(Schema):
    """What of the stored ranking comes out again from its stored inputs."""

    inputs: bool
    result: bool
    rows: bool


class NamedEntry(Schema):
    code: str
    track: str = Field(alias="track.code")
    title_zh: str = Field(alias="submitted.title_zh")
    title_en: str = Field(alias="submitted.title_en")


class NoticeOut(Schema):
    """`through` stands in the order of the codes, which says nothing of the rank."""

    id: str = Field(alias="notice.uid")
    posted_on: date = Field(alias="notice.posted_on")
    appeals_until: date = Field(alias="notice.appeals_until")
    closed_at: datetime | None = Field(alias="notice.closed_at")
    stages: list[str]
    through: list[NamedEntry]
    awards: list["PublicAward"]

    @staticmethod
    def resolve_stages(row: PostedNotice) -> list[str]:
        return [stage.uid for stage in row.notice.ranking.stages.all()]


class PublicAward(Schema):
    """The prize is whole fen; `paid` is true once it was received."""

    entry: NamedEntry
    name_zh: str = Field(alias="definition.name_zh")
    name_en: str = Field(alias="definition.name_en")
    amount: int
    paid: bool

    @staticmethod
    def resolve_paid(row: Award) -> bool:
        return bool(row.amount) and row.case.state == "received"


class AwardOut(Schema):
    id: str = Field(alias="uid")
    entry: str = Field(alias="entry.uid")
    state: str = Field(alias="case.state")
    name_zh: str = Field(alias="definition.name_zh")
    name_en: str = Field(alias="definition.name_en")
    amount: int


class AppealOut(Schema):
    id: str = Field(alias="uid")
    entry: str = Field(alias="entry.uid")
    state: str = Field(alias="case.state")
    ground: str
    statement: str
    filed_at: datetime = Field(alias="case.opened_at")
    due_on: date | None = Field(alias="case.due_on")


class AppealDetail(AppealOut):
    actions: list[str] = Field(description="Moves that you may make now.")

    @staticmethod
    def resolve_actions(row: Appeal, context: Any) -> list[str]:
        user = context["request"].user
        roles = roles_at(reader_of(user), row.entry_id)
        if bars_from_deciding(row, user):
            roles -= {OFFICE}
        return [move.name for move in moves_open_to(row.case, roles)]


class AppealIn(Schema):
    ground: str = Field(max_length=20)
    statement: str = Field(max_length=LONGEST)


class AppealMoveIn(Schema):
    move: str = Field(max_length=40)
    reason: str = Field("", max_length=40)
    note: str = Field("", max_length=1000)


def office_edition(request: HttpRequest, uid: str) -> Edition:
    require(allowed=is_office(request.user))
    return get_object_or_404(Edition, uid=uid)


def office_ranking(request: HttpRequest, uid: str) -> Ranking:
    require(allowed=is_office(request.user))
    return get_object_or_404(Ranking.objects.prefetch_related("stages"), uid=uid)


@router.get(
    "/editions/{uid}/rankings/",
    response=list[RankingOut],
    summary=gettext_noop("Rankings of an edition (office)"),
)
@paginate(Pages)
def rankings(request: HttpRequest, uid: str) -> QuerySet[Ranking]:
    return rankings_of(office_edition(request, uid))


@router.post(
    "/editions/{uid}/rankings/",
    response={202: RankingJobOut},
    summary=gettext_noop("Compute a ranking (office)"),
)
def compute(request: HttpRequest, uid: str, asked: RankIn) -> Status[dict[str, str]]:
    """The job's result names the ranking."""
    edition = office_edition(request, uid)
    stages = stages_to_rank(edition).filter(uid__in=asked.stages)
    ordered = list(stages.order_by("track__order", "number"))
    job = start_ranking(ordered, by=request.user, method=asked.method)
    return Status(202, {"job": job.uid})


@router.get(
    "/rankings/{uid}/", response=RankingDetail, summary=gettext_noop("One ranking (office)")
)
def ranking(request: HttpRequest, uid: str) -> Ranking:
    return office_ranking(request, uid)


@router.get(
    "/rankings/{uid}/entries/",
    response=list[RankedOut],
    summary=gettext_noop("The rows of a ranking, by rank (office)"),
)
@paginate(Pages)
def ranked(request: HttpRequest, uid: str) -> QuerySet[RankedEntry]:
    return rows_of(office_ranking(request, uid))


@router.get(
    "/rankings/{uid}/check/",
    response=RecomputedOut,
    summary=gettext_noop("Compute a ranking again and compare (office)"),
)
def check(request: HttpRequest, uid: str) -> Any:
    return recompute(office_ranking(request, uid))


def public_edition(request: HttpRequest, code: str, year: int) -> Edition:
    editions = editions_visible_to(request.user)
    return get_object_or_404(editions, competition__code=code, year=year)


@router.get(
    "/competitions/{code}/{year}/notices/",
    response=list[NoticeOut],
    auth=None,
    summary=gettext_noop("Public notices of results"),
)
@paginate(Pages)
def notices(request: HttpRequest, code: str, year: int) -> list[PostedNotice]:
    return posted_notices(public_edition(request, code, year), reader_of(request.user))


@router.get(
    "/competitions/{code}/{year}/awards/",
    response=list[PublicAward],
    auth=None,
    summary=gettext_noop("Final awards of an edition"),
)
@paginate(Pages)
def final_awards(request: HttpRequest, code: str, year: int) -> QuerySet[Award]:
    return public_awards(public_edition(request, code, year))


@router.get(
    "/appeals/",
    response=list[AppealOut],
    summary=gettext_noop("Appeals of one's own entries; all for the office"),
)
@paginate(Pages)
def appeals(request: HttpRequest) -> QuerySet[Appeal]:
    return appeals_visible_to(reader_of(request.user))


def own_appeal(request: HttpRequest, uid: str) -> Appeal:
    return get_object_or_404(appeals_visible_to(reader_of(request.user)), case__uid=uid)


@router.get("/appeals/{uid}/", response=AppealDetail, summary=gettext_noop("One appeal"))
def appeal(request: HttpRequest, uid: str) -> Appeal:
    return own_appeal(request, uid)


@router.post(
    "/entries/{uid}/appeals/",
    response={201: AppealDetail},
    summary=gettext_noop("Appeal against a result or a refusal"),
)
def new_appeal(request: HttpRequest, uid: str, asked: AppealIn) -> Status[Appeal]:
    own = with_parts().filter(pk__in=reader_of(request.user).entries)
    entry: Entry = get_object_or_404(own, case__uid=uid)
    return Status(201, file_appeal(entry, asked.ground, asked.statement, by=request.user))


@router.post(
    "/appeals/{uid}/moves/",
    response=AppealDetail,
    openapi_extra=refusals(409),
    summary=gettext_noop("Move an appeal"),
)
def step(request: HttpRequest, uid: str, asked: AppealMoveIn) -> Appeal:
    row = own_appeal(request, uid)
    move_appeal(row, asked.move, by=request.user, reason=asked.reason, note=asked.note)
    return row


@router.get(
    "/awards/",
    response=list[AwardOut],
    summary=gettext_noop("Awards of one's own entries; all for the office"),
)
@paginate(Pages)
def awards(request: HttpRequest) -> QuerySet[Award]:
    return awards_visible_to(reader_of(request.user))


@router.get("/awards/{uid}/", response=AwardOut, summary=gettext_noop("One award"))
def award(request: HttpRequest, uid: str) -> Award:
    return get_object_or_404(awards_visible_to(reader_of(request.user)), case__uid=uid)
