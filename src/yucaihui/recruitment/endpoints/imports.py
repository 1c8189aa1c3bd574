"""Imports of positions as programs run them: upload, confirm the columns, read, import."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, File, Form, Router, Schema, UploadedFile
from ninja.pagination import paginate

from yucaihui.core.jobs.queries import job_by_uid
from yucaihui.core.web import Pages, refusals
from yucaihui.directory.queries.organisations import manageable_by
from yucaihui.recruitment.models import ImportBatch, ImportRow
from yucaihui.recruitment.queries.imports import rows_of, visible_batches
from yucaihui.recruitment.services import imports as verbs

router = Router(tags=["imports"])


class ImportJobOut(Schema):
    state: str
    done: int
    total: int


class ImportLineOut(Schema):
    id: str = Field(alias="uid")
    state: str
    file: str = Field(alias="file.name")
    employer: str | None = Field(description="Empty: the rows name theirs.")
    totals: dict[str, int]
    created_at: datetime

    @staticmethod
    def resolve_employer(batch: ImportBatch) -> str | None:
        return batch.employer.uid if batch.employer else None


class ImportOut(Schema):
    """`mapping` names, by sheet, the headings and which column gives which field."""

    id: str = Field(alias="uid")
    state: str
    file: str = Field(alias="file.name")
    reason: str
    mapping: dict[str, Any]
    totals: dict[str, int]
    open_until: date | None
    reopen: bool
    created_at: datetime
    job: ImportJobOut | None = None

    @staticmethod
    def resolve_job(batch: ImportBatch) -> Any:
        return job_by_uid(batch.job_uid)


class RowOut(Schema):
    sheet: str
    row: int = Field(alias="number")
    verdict: str
    reasons: list[dict[str, str]]
    values: dict[str, Any]
    position: str | None

    @staticmethod
    def resolve_position(row: ImportRow) -> str | None:
        posting = getattr(row, "posting", None)
        return posting.uid if posting else None


class ColumnsIn(Schema):
    """`columns` by name of the sheet: field → position of the column, from 0."""

    columns: dict[str, dict[str, int]]
    open_until: date | None = None
    reopen: bool = False


class ReasonIn(Schema):
    reason: str = Field(max_length=300)


@router.post(
    "/imports/",
    response={201: ImportOut},
    openapi_extra=refusals(404),
    summary=gettext_noop("Upload a spreadsheet of positions"),
)
def upload(request: HttpRequest, file: File[UploadedFile], employer: Form[str] = "") -> ImportBatch:
    """Without `employer` (an organisation's id) the rows name theirs; that is the office's."""
    owner = get_object_or_404(manageable_by(request.user), uid=employer) if employer else None
    return verbs.upload_batch(file.read(), file.name or "", by=request.user, employer=owner)


@router.get("/imports/", response=list[ImportLineOut], summary=gettext_noop("Imports that I see"))
@paginate(Pages)
def batches(request: HttpRequest) -> QuerySet[ImportBatch]:
    return visible_batches(request.user)


@router.get("/imports/{uid}/", response=ImportOut, summary=gettext_noop("How far an import is"))
def batch(request: HttpRequest, uid: str) -> ImportBatch:
    return get_object_or_404(visible_batches(request.user), uid=uid)


@router.get("/imports/{uid}/rows/", response=list[RowOut], summary=gettext_noop("Verdicts by row"))
@paginate(Pages)
def rows(request: HttpRequest, uid: str, verdict: str = "") -> QuerySet[ImportRow]:
    return rows_of(batch(request, uid), verdict)


@router.put(
    "/imports/{uid}/columns/", response=ImportOut, summary=gettext_noop("Confirm the columns")
)
def columns(request: HttpRequest, uid: str, values: ColumnsIn) -> ImportBatch:
    return verbs.confirm_mapping(
        batch(request, uid),
        values.columns,
        by=request.user,
        open_until=values.open_until,
        reopen=values.reopen,
    )


@router.post(
    "/imports/{uid}/commit/", response=ImportOut, summary=gettext_noop("Import what is fine")
)
def commit(request: HttpRequest, uid: str) -> ImportBatch:
    return verbs.commit_batch(batch(request, uid), by=request.user)


@router.post(
    "/imports/{uid}/cancel/", response=ImportOut, summary=gettext_noop("Stop checking or importing")
)
def cancel(request: HttpRequest, uid: str) -> ImportBatch:
    return verbs.cancel_work(batch(request, uid), by=request.user)


@router.post(
    "/imports/{uid}/roll-back/", response=ImportOut, summary=gettext_noop("Take an import back")
)
def roll_back(request: HttpRequest, uid: str) -> ImportBatch:
    return verbs.roll_back_batch(batch(request, uid), by=request.user)


@router.post(
    "/imports/{uid}/verify/",
    response=ImportOut,
    summary=gettext_noop("Verify the employers of an import (office)"),
)
def verify(request: HttpRequest, uid: str, values: ReasonIn) -> ImportBatch:
    return verbs.start_verification(batch(request, uid), values.reason, by=request.user)
