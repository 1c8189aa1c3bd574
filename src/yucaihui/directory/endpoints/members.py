"""Organisations one acts for: their members, invitations and verification."""

from datetime import date, datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, File, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from yucaihui.core.web import Pages
from yucaihui.directory import queries, services
from yucaihui.directory.models import Membership, Organisation

router = Router(tags=["members"])
RoleName = Literal["owner", "member"]


class OwnOrganisationOut(Schema):
    id: str = Field(alias="uid")
    name_zh: str
    name_en: str
    kind: str
    verified_until: date | None


class MemberOut(Schema):
    id: str = Field(alias="uid")
    organisation: str = Field(alias="organisation.uid")
    email: str
    role: str
    state: str = Field(description="`invited`, `active` or `ended`")


class InviteIn(Schema):
    email: str = Field(max_length=254)
    role: RoleName = "member"


class RoleIn(Schema):
    role: RoleName


class VerificationOut(Schema):
    """`state` is that of the latest request: "none", "pending", "verified" or "refused"; what an
    organisation may do hangs on `verified` alone."""

    verified: bool
    verified_until: date | None
    state: str
    reason: str
    requested_at: datetime | None
    decided_on: date | None


def managed(request: HttpRequest, uid: str) -> Organisation:
    return get_object_or_404(queries.manageable_by(request.user), uid=uid)


def member_of(request: HttpRequest, uid: str) -> Membership:
    own = queries.manageable_by(request.user).order_by()
    rows = Membership.objects.select_related("organisation", "user")
    return get_object_or_404(rows, uid=uid, organisation__in=own)


@router.get(
    "/my/organisations/",
    response=list[OwnOrganisationOut],
    summary=gettext_noop("Organisations I act for"),
)
@paginate(Pages)
def my_organisations(request: HttpRequest) -> QuerySet[Organisation]:
    return queries.organisations_of(request.user)


@router.get(
    "/my/organisations/{uid}/members/",
    response=list[MemberOut],
    summary=gettext_noop("Members and open invitations"),
)
@paginate(Pages)
def members(request: HttpRequest, uid: str) -> QuerySet[Membership]:
    return queries.members_of(managed(request, uid)).select_related("organisation")


@router.post(
    "/my/organisations/{uid}/members/",
    response={201: MemberOut},
    summary=gettext_noop("Invite a member by e-mail (owners)"),
)
def invite(request: HttpRequest, uid: str, data: InviteIn) -> Status[Membership]:
    found = managed(request, uid)
    return Status(201, services.invite_member(found, by=request.user, **data.dict()))


@router.put(
    "/my/members/{uid}/",
    response=MemberOut,
    summary=gettext_noop("Make a member owner, or an owner member (owners)"),
)
def change_role(request: HttpRequest, uid: str, data: RoleIn) -> Membership:
    found = member_of(request, uid)
    services.set_member_role(found, data.role, by=request.user)
    return found


@router.delete(
    "/my/members/{uid}/",
    response=MemberOut,
    summary=gettext_noop("Remove a member, take an invitation back, or leave"),
)
def remove(request: HttpRequest, uid: str) -> Membership:
    found = member_of(request, uid)
    services.remove_member(found, by=request.user)
    return found


@router.get("/my/invitations/", response=list[MemberOut], summary=gettext_noop("Invitations to me"))
@paginate(Pages)
def invitations(request: HttpRequest) -> QuerySet[Membership]:
    user: Any = request.user
    return queries.invitations_to(user.email)


@router.post(
    "/my/invitations/{uid}/accept/",
    response=MemberOut,
    summary=gettext_noop("Accept an invitation"),
)
def accept(request: HttpRequest, uid: str) -> Membership:
    user: Any = request.user
    found = get_object_or_404(queries.invitations_to(user.email), uid=uid)
    return services.accept_invitation(found, user=user)


def verification_of(organisation: Organisation) -> dict[str, Any]:
    latest = queries.latest_verification(organisation)
    until = organisation.verified_until
    return {
        "verified": until is not None and until >= timezone.localdate(),
        "verified_until": until,
        "state": latest.state if latest else "none",
        "reason": latest.reason if latest else "",
        "requested_at": latest.requested_at if latest else None,
        "decided_on": latest.decided_on if latest else None,
    }


@router.get(
    "/my/organisations/{uid}/verification/",
    response=VerificationOut,
    summary=gettext_noop("How an organisation's verification stands"),
)
def verification(request: HttpRequest, uid: str) -> dict[str, Any]:
    return verification_of(managed(request, uid))


@router.post(
    "/my/organisations/{uid}/verification/",
    response={201: VerificationOut},
    summary=gettext_noop("Ask for verification with the business licence (owners)"),
)
def ask(request: HttpRequest, uid: str, document: File[UploadedFile]) -> Status[dict[str, Any]]:
    found = managed(request, uid)
    services.ask_with_licence(found, document.read(), document.name or "", by=request.user)
    return Status(201, verification_of(found))
