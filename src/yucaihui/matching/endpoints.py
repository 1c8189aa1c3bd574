"""Runs and audits of matching, for the office."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema
from ninja.pagination import paginate

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.web import Pages, refusals
from yucaihui.engines.fairness import LEAST_PEOPLE, Group
from yucaihui.matching.models import Audit
from yucaihui.matching.queries import audits, finished_runs, groups_of

router = Router(tags=["matching"])


class RunOut(Schema):
    id: str = Field(alias="uid")
    left_kind: str
    right_kind: str
    engine_version: str
    digest: str
    left_count: int
    right_count: int
    top: int
    started_at: datetime
    finished_at: datetime


class AuditLine(Schema):
    id: str = Field(alias="uid")
    run: str = Field(alias="run_uid")
    engine_version: str
    digest: str
    run_at: datetime
    people: int
    answered: int
    lists: int
    top: int
    median: float


class GroupOut(Schema):
    """`people` is nothing where so few that the number would tell about somebody; an excluded
    group has no rates."""

    attributes: list[str]
    values: list[str]
    people: int | None
    excluded: bool
    selection_rate: float | None
    selection_ratio: float | None
    scoring_rate: float | None
    scoring_ratio: float | None


class AuditOut(AuditLine):
    groups: list[GroupOut]

    @staticmethod
    def resolve_groups(audit: Audit) -> list[dict[str, Any]]:
        return [group_out(group) for group in groups_of(audit)]


def group_out(group: Group) -> dict[str, Any]:
    names = ("attributes", "values", "excluded", "selection_rate", "selection_ratio")
    told = {name: getattr(group, name) for name in (*names, "scoring_rate", "scoring_ratio")}
    return {**told, "people": group.people if group.people >= LEAST_PEOPLE else None}


def office_only(request: HttpRequest) -> None:
    if not is_office(request.user):
        raise PermissionDenied


@router.get(
    "/matching/runs/",
    response=list[RunOut],
    openapi_extra=refusals(403),
    summary=gettext_noop("Runs of matching, newest first"),
)
@paginate(Pages)
def list_runs(request: HttpRequest) -> Any:
    office_only(request)
    return finished_runs()


@router.get(
    "/matching/audits/",
    response=list[AuditLine],
    openapi_extra=refusals(403),
    summary=gettext_noop("Audits of fairness, newest first"),
)
@paginate(Pages)
def list_audits(request: HttpRequest) -> Any:
    office_only(request)
    return audits().defer("groups")


@router.get(
    "/matching/audits/{uid}/",
    response=AuditOut,
    openapi_extra=refusals(403),
    summary=gettext_noop("One audit: rates and ratios of every group"),
)
def one_audit(request: HttpRequest, uid: str) -> Audit:
    office_only(request)
    return get_object_or_404(audits(), uid=uid)
