"""Judging, as programs read and do it: a judge's own entries and sheets; the office's judges,
conflicts, plans and progress.

Points are in hundredths; null is "not scored", which is not nought. `revision` sent back with a
save makes sure that nobody saved meanwhile (409).
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema, Status
from ninja.pagination import paginate

from yucaihui.competitions.models import (
    Assignment,
    AssignmentPlan,
    Conflict,
    Edition,
    Judge,
    ScoreSheet,
    Stage,
)
from yucaihui.competitions.queries.conflicts import conflicts_in
from yucaihui.competitions.queries.judges import judges_of
from yucaihui.competitions.queries.judging import (
    blind_titles,
    own_assignments,
    reviews_of,
    seen_entry,
)
from yucaihui.competitions.queries.plan_ground import Wishes
from yucaihui.competitions.queries.plans import figures, plans_of
from yucaihui.competitions.queries.progress import progress_of
from yucaihui.competitions.queries.readers import reader_of, sight_at
from yucaihui.competitions.services import conflicts, judges, plans, scoring, seats
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.web import Pages, refusals
from yucaihui.directory.errors import Refused

router = Router(tags=["judging"])


class AssignmentLine(Schema):
    id: str
    stage: str
    entry: str = Field(description="The entry's code.")
    title_zh: str
    title_en: str
    state: str
    begun: bool


class AnswerShown(Schema):
    field: str
    kind: str
    value: Any


class ScoreOut(Schema):
    criterion: str
    points: int | None
    comment: str


class SheetShown(Schema):
    state: str
    revision: int
    comment: str
    total: int | None = Field(description="Ten-thousandths on 0 to 100, once submitted.")
    scores: list[ScoreOut]


class ReviewShown(SheetShown):
    by: str


class AssignmentOut(AssignmentLine):
    answers: list[AnswerShown]
    team: list[str]
    organisation: str
    country: str
    sheet: SheetShown | None
    reviews: list[ReviewShown]


class ScoreIn(Schema):
    criterion: str = Field(max_length=40)
    points: int | None = None
    comment: str = Field("", max_length=scoring.LONGEST_COMMENT)


class SheetIn(Schema):
    revision: int = Field(0, ge=0, le=2**31 - 1)
    scores: list[ScoreIn] = Field(max_length=100)
    comment: str = Field("", max_length=scoring.LONGEST_COMMENT)


class RevisionIn(Schema):
    revision: int = Field(ge=0, le=2**31 - 1)


class StepBackIn(Schema):
    conflict: bool
    note: str = Field("", max_length=200)


class JudgeOut(Schema):
    id: str = Field(alias="uid")
    code: str
    name: str = Field(alias="person.name")
    state: str
    pledged_at: datetime | None
    assigned: int
    scored: int


class ConflictOut(Schema):
    id: str = Field(alias="uid")
    judge: str = Field(alias="judge.code")
    entry: str = Field(alias="entry.code")
    kind: str
    strength: int
    source: str
    state: str
    note: str


class ConflictDecisionIn(Schema):
    conflicts: list[str] = Field(max_length=1000)
    state: str = Field(description="`confirmed` or `dismissed`")
    note: str = Field("", max_length=200)


class DecidedOut(Schema):
    decided: int


class PlanIn(Schema):
    stages: list[str] = Field(max_length=50)
    mode: str = Field(description="`optimal`, `fair`, `randomised` or `keep`")
    per_organisation: int = Field(0, ge=0, le=20)
    per_country: int = Field(0, ge=0, le=20)


class PlanLine(Schema):
    id: str
    mode: str
    state: str
    made_at: datetime
    seats: int
    total: float | None
    worst: float | None
    short: list[dict[str, str]]


class PublishedOut(Schema):
    new: int


class ProgressOut(Schema):
    stage: str
    state: str
    wanted: int
    scored: int
    begun: int
    waiting: int
    empty: int


class Assignments:
    """The reader's own rows, given page by page."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return int(self.rows.count())

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        rows = list(self.rows[part])
        titles = blind_titles(rows)
        return [line_of(row, titles[row.pk]) for row in rows]


def line_of(row: Assignment, titles: tuple[str, str]) -> dict[str, Any]:
    return {
        "id": row.uid,
        "stage": row.stage.uid,
        "entry": row.entry.code,
        "title_zh": titles[0],
        "title_en": titles[1],
        "state": row.state,
        "begun": getattr(row, "begun", False),
    }


@router.get(
    "/judging/assignments/",
    response=list[AssignmentLine],
    summary=gettext_noop("What I am to score"),
)
@paginate(Pages)
def assignments(request: HttpRequest) -> Any:
    return Assignments(own_assignments(reader_of(request.user)))


def own(request: HttpRequest, uid: str) -> Assignment:
    return get_object_or_404(own_assignments(reader_of(request.user)), uid=uid)


@router.get(
    "/judging/assignments/{uid}/",
    response=AssignmentOut,
    summary=gettext_noop("An entry and my sheet"),
)
def assignment(request: HttpRequest, uid: str) -> dict[str, Any]:
    return shown(request, own(request, uid))


def shown(request: HttpRequest, row: Assignment) -> dict[str, Any]:
    sight = sight_at(reader_of(request.user), row.stage, row.entry)
    if not sight.entry:
        raise Http404
    entry = seen_entry(sight, row.entry, row.version)
    sheet = scoring.live_sheet(row)
    return {
        **line_of(row, (entry.title_zh, entry.title_en)),
        "answers": [
            {"field": one.field.code, "kind": one.field.kind, "value": one.value}
            for one in entry.answers
            if one.field.kind != "file"
        ],
        "team": entry.team,
        "organisation": entry.organisation,
        "country": entry.country,
        "sheet": sheet_of(sheet) if sheet else None,
        "reviews": [
            {**sheet_of(one.sheet), "by": one.by}
            for one in reviews_of(sight, row.stage, row.entry, row.judge)
        ],
    }


def sheet_of(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "state": sheet.state,
        "revision": sheet.revision,
        "comment": sheet.comment,
        "total": sheet.total,
        "scores": [
            {"criterion": row.criterion, "points": row.points, "comment": row.comment}
            for row in sheet.scores.all()
        ],
    }


@router.put(
    "/judging/assignments/{uid}/sheet/",
    response=SheetShown,
    summary=gettext_noop("Save my scores as a draft"),
    openapi_extra=refusals(409),
)
def save(request: HttpRequest, uid: str, data: SheetIn) -> dict[str, Any]:
    sheet = scoring.open_sheet(own(request, uid), by=request.user)
    marks = scoring.Marks(
        points={one.criterion: one.points for one in data.scores},
        comments={one.criterion: one.comment for one in data.scores},
        comment=data.comment,
    )
    saved = scoring.save_sheet(sheet, marks, revision=data.revision, by=request.user)
    return sheet_of(saved)


@router.post(
    "/judging/assignments/{uid}/submit/",
    response=SheetShown,
    summary=gettext_noop("Submit my scores"),
    openapi_extra=refusals(409),
)
def submit(request: HttpRequest, uid: str, data: RevisionIn) -> dict[str, Any]:
    sheet = scoring.open_sheet(own(request, uid), by=request.user)
    return sheet_of(scoring.submit_sheet(sheet, revision=data.revision, by=request.user))


class GivenBackOut(Schema):
    assignment: str = Field(description="Id of the assignment that has ended.")


@router.post(
    "/judging/assignments/{uid}/step-back/",
    response=GivenBackOut,
    summary=gettext_noop("Declare a conflict of interest, or give the entry back"),
    openapi_extra=refusals(409),
)
def step_back(request: HttpRequest, uid: str, data: StepBackIn) -> dict[str, str]:
    row = own(request, uid)
    if data.conflict:
        seats.recuse(row, data.note, by=request.user)
    else:
        seats.decline_assignment(row, data.note, by=request.user)
    return {"assignment": uid}


def office_edition(request: HttpRequest, uid: str) -> Edition:
    need_office(request)
    return get_object_or_404(Edition, uid=uid)


def need_office(request: HttpRequest) -> None:
    if not is_office(request.user):
        raise PermissionDenied


@router.get(
    "/editions/{uid}/judges/", response=list[JudgeOut], summary=gettext_noop("Judges of an edition")
)
@paginate(Pages)
def judge_list(request: HttpRequest, uid: str) -> Any:
    return judges_of(office_edition(request, uid))


class JudgeIn(Schema):
    email: str = Field(max_length=254)
    name_zh: str = Field("", max_length=60)
    name_en: str = Field("", max_length=80)
    country: str = Field("", max_length=2)
    expertise: str = Field("", max_length=4000)


class InvitedOut(Schema):
    id: str = Field(alias="uid")
    code: str
    state: str


@router.post(
    "/editions/{uid}/judges/", response={201: InvitedOut}, summary=gettext_noop("Invite a judge")
)
def invite(request: HttpRequest, uid: str, data: JudgeIn) -> Status[Judge]:
    edition = office_edition(request, uid)
    values = data.dict()
    return Status(201, judges.invite_judge(edition, values.pop("email"), by=request.user, **values))


@router.get(
    "/editions/{uid}/conflicts/",
    response=list[ConflictOut],
    summary=gettext_noop("Conflicts of interest of an edition"),
)
@paginate(Pages)
def conflict_list(request: HttpRequest, uid: str, state: str = "") -> Any:
    rows = conflicts_in(office_edition(request, uid))
    return rows.filter(state=state) if state else rows


@router.post(
    "/editions/{uid}/conflicts/decisions/",
    response=DecidedOut,
    summary=gettext_noop("Confirm or dismiss conflicts of interest"),
)
def decide(request: HttpRequest, uid: str, data: ConflictDecisionIn) -> dict[str, int]:
    edition = office_edition(request, uid)
    rows = Conflict.objects.filter(judge__edition=edition, uid__in=data.conflicts)
    count = conflicts.decide_conflicts(rows, data.state, by=request.user, note=data.note)
    return {"decided": count}


@router.get(
    "/editions/{uid}/plans/",
    response=list[PlanLine],
    summary=gettext_noop("Plans of assignments of an edition"),
)
@paginate(Pages)
def plan_list(request: HttpRequest, uid: str) -> Any:
    return Plans(plans_of(office_edition(request, uid)))


class Plans:
    """Plans with their figures, given page by page."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return int(self.rows.count())

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return [plan_line(row) for row in self.rows[part]]


def plan_line(row: AssignmentPlan) -> dict[str, Any]:
    seen = figures(row)
    return {
        "id": row.uid,
        "mode": row.mode,
        "state": row.state,
        "made_at": row.made_at,
        "seats": seen.pairs,
        "total": seen.total,
        "worst": seen.worst,
        "short": row.report.get("short", []),
    }


@router.post(
    "/editions/{uid}/plans/", response={201: PlanLine}, summary=gettext_noop("Draft a plan")
)
def draft(request: HttpRequest, uid: str, data: PlanIn) -> Status[dict[str, Any]]:
    edition = office_edition(request, uid)
    rows = Stage.objects.filter(track__edition=edition, uid__in=data.stages)
    stages = list(rows.select_related("track__edition"))
    if len(stages) != len(set(data.stages)):
        raise Refused(_("Choose one or more stages of this edition."), "stages")
    wishes = Wishes(per_organisation=data.per_organisation, per_country=data.per_country)
    made = plans.draft_plan(stages, data.mode, by=request.user, wishes=wishes)
    made.refresh_from_db()
    return Status(201, plan_line(made))


@router.post(
    "/plans/{uid}/publish/",
    response=PublishedOut,
    summary=gettext_noop("Publish a plan"),
    openapi_extra=refusals(409),
)
def publish(request: HttpRequest, uid: str) -> dict[str, int]:
    need_office(request)
    plan = get_object_or_404(AssignmentPlan, uid=uid)
    return {"new": plans.publish_plan(plan, by=request.user)}


@router.get(
    "/stages/{uid}/progress/",
    response=ProgressOut,
    summary=gettext_noop("How far judging of a stage is"),
)
def progress(request: HttpRequest, uid: str) -> dict[str, Any]:
    need_office(request)
    stage = get_object_or_404(Stage, uid=uid)
    seen = progress_of(stage)
    return {
        "stage": stage.uid,
        "state": stage.state,
        "wanted": seen.wanted,
        "scored": seen.scored,
        "begun": seen.begun,
        "waiting": seen.waiting,
        "empty": seen.empty,
    }
