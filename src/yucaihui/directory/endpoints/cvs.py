"""Folders of CVs as the office's programs hand them in: a verdict a file, and what is next."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, File, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from yucaihui.core.jobs.queries import job_by_uid
from yucaihui.core.web import Pages
from yucaihui.directory.models import CvBatch, CvFile
from yucaihui.directory.queries import cvs as queries
from yucaihui.directory.services import cv_batches, cv_files, cv_invitations

router = Router(tags=["cvs"])


class CvJobOut(Schema):
    state: str
    done: int
    total: int


class CvBatchOut(Schema):
    id: str = Field(alias="uid")
    state: str
    created_at: datetime


class WholeCvBatchOut(CvBatchOut):
    counts: dict[str, int] = Field(description="Files by verdict, and by what is next.")
    job: CvJobOut | None

    @staticmethod
    def resolve_counts(batch: CvBatch) -> dict[str, int]:
        return queries.counts_of(batch)

    @staticmethod
    def resolve_job(batch: CvBatch) -> Any:
        return job_by_uid(batch.job_uid)


class CvFileOut(Schema):
    id: str = Field(alias="uid")
    path: str = Field(description="Empty once nothing is kept of the file.")
    size: int
    verdict: str
    reason: str
    step: str = Field(description="What is next; empty where nothing came of the file.")
    name_zh: str
    name_en: str
    email: str
    expires_on: date = Field(description="The last day that it is kept without confirmation.")

    @staticmethod
    def resolve_name_zh(row: CvFile) -> str:
        return row.document.person.name_zh if row.document else ""

    @staticmethod
    def resolve_name_en(row: CvFile) -> str:
        return row.document.person.name_en if row.document else ""

    @staticmethod
    def resolve_email(row: CvFile) -> str:
        return queries.email_of_row(row)


class CorrectIn(Schema):
    name_zh: str = Field("", max_length=60)
    name_en: str = Field("", max_length=80)
    email: str = Field("", max_length=254)


class DecideIn(Schema):
    same: bool = Field(description="Is it the person whom the CV resembles?")


def batch_of(request: HttpRequest, uid: str) -> CvBatch:
    return get_object_or_404(queries.visible_batches(request.user), uid=uid)


def file_of(request: HttpRequest, uid: str) -> CvFile:
    return get_object_or_404(queries.visible_files(request.user), uid=uid)


@router.post(
    "/cv-batches/",
    response={201: WholeCvBatchOut},
    summary=gettext_noop("Hand in a folder of CVs, as files or as a ZIP (office)"),
)
def hand_in(request: HttpRequest, documents: File[list[UploadedFile]]) -> Status[CvBatch]:
    return Status(201, cv_batches.upload_cvs(documents, by=request.user))


@router.get(
    "/cv-batches/", response=list[CvBatchOut], summary=gettext_noop("Folders of CVs (office)")
)
@paginate(Pages)
def batches(request: HttpRequest) -> QuerySet[CvBatch]:
    return queries.visible_batches(request.user)


@router.get(
    "/cv-batches/{uid}/",
    response=WholeCvBatchOut,
    summary=gettext_noop("How far a folder of CVs is"),
)
def batch(request: HttpRequest, uid: str) -> CvBatch:
    return batch_of(request, uid)


@router.get(
    "/cv-batches/{uid}/files/",
    response=list[CvFileOut],
    summary=gettext_noop("Verdicts by file, all or those of one verdict or step"),
)
@paginate(Pages)
def files(request: HttpRequest, uid: str, show: str = "") -> QuerySet[CvFile]:
    return queries.files_of(batch_of(request, uid), show)


def act(request: HttpRequest, uid: str, verb: Any) -> CvBatch:
    found = batch_of(request, uid)
    verb(found, by=request.user)
    return found


@router.post(
    "/cv-batches/{uid}/stop/", response=WholeCvBatchOut, summary=gettext_noop("Stop reading CVs")
)
def stop(request: HttpRequest, uid: str) -> CvBatch:
    return act(request, uid, cv_batches.stop_reading)


@router.post(
    "/cv-batches/{uid}/go-on/", response=WholeCvBatchOut, summary=gettext_noop("Go on reading CVs")
)
def go_on(request: HttpRequest, uid: str) -> CvBatch:
    return act(request, uid, cv_batches.go_on_reading)


@router.post(
    "/cv-batches/{uid}/invite/",
    response=WholeCvBatchOut,
    summary=gettext_noop("Invite everybody of a folder who is ready"),
)
def invite_all(request: HttpRequest, uid: str) -> CvBatch:
    return act(request, uid, cv_batches.invite_everybody)


@router.post(
    "/cv-batches/{uid}/take-back/",
    response=WholeCvBatchOut,
    summary=gettext_noop("Erase what nobody of a folder confirmed"),
)
def take_back(request: HttpRequest, uid: str) -> CvBatch:
    return act(request, uid, cv_batches.take_back)


@router.put(
    "/cv-files/{uid}/", response=CvFileOut, summary=gettext_noop("Correct whose CV it is (office)")
)
def correct(request: HttpRequest, uid: str, values: CorrectIn) -> CvFile:
    cv_files.correct_file(file_of(request, uid), by=request.user, **values.dict())
    return file_of(request, uid)


@router.post(
    "/cv-files/{uid}/decide/",
    response=CvFileOut,
    summary=gettext_noop("Decide whether a CV is of the person it resembles (office)"),
)
def decide(request: HttpRequest, uid: str, values: DecideIn) -> CvFile:
    verb = cv_files.same_person if values.same else cv_files.another_person
    verb(file_of(request, uid), by=request.user)
    return file_of(request, uid)


@router.post(
    "/cv-files/{uid}/invite/",
    response=CvFileOut,
    summary=gettext_noop("Invite one person (office)"),
)
def invite(request: HttpRequest, uid: str) -> CvFile:
    cv_invitations.invite(file_of(request, uid), by=request.user)
    return file_of(request, uid)


@router.delete(
    "/cv-files/{uid}/", response=CvFileOut, summary=gettext_noop("Erase one CV (office)")
)
def remove(request: HttpRequest, uid: str) -> CvFile:
    cv_files.remove_file(file_of(request, uid), by=request.user)
    return file_of(request, uid)
