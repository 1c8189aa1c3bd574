"""Passing an application on to another position: an employer proposes, the applicant answers."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema, Status

from yucaihui.recruitment.endpoints.applications import seen
from yucaihui.recruitment.models import JobApplication, TransferProposal
from yucaihui.recruitment.queries.applications import visible_to
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.services import transfers as verbs

router = Router(tags=["applications"])


class TransferOut(Schema):
    id: str
    application: str
    position: str
    state: str
    new_application: str | None = Field(description="The one it became, once accepted.")


class TransferIn(Schema):
    position: str = Field(description="The id of a public position, of any employer.")
    version: int | None = None


class TransferAnswerIn(Schema):
    accept: bool
    version: int | None = None


def transfer_of(proposal: TransferProposal, made: JobApplication | None = None) -> dict[str, Any]:
    return {
        "id": proposal.uid,
        "application": proposal.application.uid,
        "position": proposal.posting.uid,
        "state": proposal.state,
        "new_application": made.uid if made else None,
    }


@router.post(
    "/applications/{uid}/transfers/",
    response={201: TransferOut},
    summary=gettext_noop("Propose another position to an applicant"),
)
def propose(request: HttpRequest, uid: str, data: TransferIn) -> Status[dict[str, Any]]:
    row, _roles = seen(request, uid)
    posting = get_object_or_404(public_postings(timezone.localdate()), uid=data.position)
    made = verbs.propose_transfer(row, posting, by=request.user, version=data.version)
    return Status(201, transfer_of(made))


@router.post(
    "/transfers/{uid}/answer/",
    response=TransferOut,
    summary=gettext_noop("Answer the proposal of another position"),
)
def answer(request: HttpRequest, uid: str, data: TransferAnswerIn) -> dict[str, Any]:
    own = Q(application__in=visible_to(request.user).order_by())
    rows = TransferProposal.objects.select_related(
        "posting__employer", "application__case", "application__person", "application__posting"
    )
    proposal = get_object_or_404(rows.filter(own), uid=uid)
    made = verbs.answer_transfer(proposal, by=request.user, **data.dict())
    return transfer_of(proposal, made)
