"""My CVs as programs hand them in: upload, read what was found, confirm, discard."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, File, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from yucaihui.core.web import Pages, refusals
from yucaihui.directory import queries, services
from yucaihui.directory.endpoints.records import ProfileOut, own
from yucaihui.directory.models import Profile, ResumeDocument

router = Router(tags=["directory"])


class WhyOut(Schema):
    zh: str
    en: str


class ResumeOut(Schema):
    id: str = Field(alias="uid")
    name: str = Field(alias="file.name")
    state: str
    language: str
    resume: dict[str, Any] = Field(description="What was read, as JSON Resume.")
    why: WhyOut = Field(description="Why nothing could be read, and what to do.")
    uploaded_at: datetime

    @staticmethod
    def resolve_why(document: ResumeDocument) -> dict[str, str]:
        zh, en = queries.why(document)
        return {"zh": zh, "en": en}


class ConfirmIn(Schema):
    language: Literal["zh-hans", "en"]
    resume: dict[str, Any] = Field(description="What was read, as its person corrected it.")


def mine(request: HttpRequest, uid: str) -> ResumeDocument:
    return get_object_or_404(queries.resumes_of(own(request)), uid=uid)


@router.post(
    "/my/resumes/",
    response={201: ResumeOut},
    openapi_extra=refusals(404),
    summary=gettext_noop("Hand in a CV of mine, to be read"),
)
def hand_in(request: HttpRequest, file: File[UploadedFile]) -> Status[ResumeDocument]:
    document = services.upload_resume(own(request), file.read(), file.name or "", by=request.user)
    return Status(201, document)


@router.get(
    "/my/resumes/",
    response=list[ResumeOut],
    openapi_extra=refusals(404),
    summary=gettext_noop("CVs of mine that were handed in"),
)
@paginate(Pages)
def my_resumes(request: HttpRequest) -> QuerySet[ResumeDocument]:
    return queries.resumes_of(own(request))


@router.get("/my/resumes/{uid}/", response=ResumeOut, summary=gettext_noop("One CV of mine"))
def my_resume(request: HttpRequest, uid: str) -> ResumeDocument:
    return mine(request, uid)


@router.post(
    "/my/resumes/{uid}/confirm/",
    response=ProfileOut,
    summary=gettext_noop("Confirm what was read: it becomes my profile"),
)
def confirm(request: HttpRequest, uid: str, values: ConfirmIn) -> Profile:
    document = mine(request, uid)
    return services.confirm_resume(
        document, values.resume, by=request.user, language=values.language
    )


@router.delete(
    "/my/resumes/{uid}/", response=ResumeOut, summary=gettext_noop("Discard a CV of mine")
)
def discard(request: HttpRequest, uid: str) -> ResumeDocument:
    """It is shown once more, discarded; nothing of it is kept."""
    document = mine(request, uid)
    services.discard_resume(document, by=request.user)
    document.state = ResumeDocument.State.DISCARDED
    return document
