"""My record, profiles and consents; organisations for everybody."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Body, Field, Router, Schema, Status
from ninja.pagination import paginate

from yucaihui.core.web import Pages, refusals
from yucaihui.directory import queries, services
from yucaihui.directory.models import Consent, Organisation, Person

router = Router(tags=["directory"])


class ContactOut(Schema):
    kind: str
    value: str
    verified_at: datetime | None


class RecordOut(Schema):
    id: str = Field(alias="uid")
    name_zh: str
    name_en: str
    country: str
    city: str
    contacts: list[ContactOut]
    profiles: list[str]


class ProfileOut(Schema):
    language: str
    version: int
    saved_at: datetime
    resume: dict[str, Any]


class OrganisationOut(Schema):
    id: str = Field(alias="uid")
    name_zh: str
    name_en: str
    kind: str
    cluster: str
    district: str
    website: str
    intro_zh: str
    intro_en: str
    verified_until: date


class ConsentIn(Schema):
    purpose: str
    recipient: str | None = None
    expires_on: date | None = None


class ConsentOut(Schema):
    id: str = Field(alias="uid")
    purpose: str
    recipient: str | None
    granted_at: datetime
    expires_on: date | None
    withdrawn_at: datetime | None

    @staticmethod
    def resolve_recipient(consent: Consent) -> str | None:
        return consent.recipient.uid if consent.recipient else None


def own(request: HttpRequest) -> Person:
    person = queries.person_of(request.user)
    if person is None:
        raise Http404
    return person


@router.get(
    "/my/record/",
    response=RecordOut,
    openapi_extra=refusals(404),
    summary=gettext_noop("My record"),
)
def my_record(request: HttpRequest) -> dict[str, Any]:
    person = own(request)
    names = ("uid", "name_zh", "name_en", "country", "city")
    return {
        **{name: getattr(person, name) for name in names},
        "contacts": list(person.contacts.order_by("pk")),
        "profiles": sorted(queries.current_profiles(person)),
    }


@router.get(
    "/my/profiles/{language}/",
    response=ProfileOut,
    summary=gettext_noop("My profile as JSON Resume"),
)
def my_profile(request: HttpRequest, language: str) -> dict[str, Any]:
    person = own(request)
    profile = queries.current_profiles(person).get(language)
    if profile is None:
        raise Http404
    return {
        "language": language,
        "version": profile.version,
        "saved_at": profile.saved_at,
        "resume": queries.full_resume(person, profile),
    }


@router.put(
    "/my/profiles/{language}/",
    response=ProfileOut,
    summary=gettext_noop("Save my profile, a JSON Resume document, as a new version"),
)
def put_profile(
    request: HttpRequest, language: str, resume: Body[dict[str, Any]]
) -> dict[str, Any]:
    services.save_profile(own(request), language, resume, by=request.user)
    return my_profile(request, language)


@router.get(
    "/my/consents/",
    response=list[ConsentOut],
    openapi_extra=refusals(404),
    summary=gettext_noop("What I allowed"),
)
@paginate(Pages)
def my_consents(request: HttpRequest) -> QuerySet[Consent]:
    return queries.consents_of(own(request))


@router.post(
    "/my/consents/",
    response={201: ConsentOut},
    openapi_extra=refusals(404),
    summary=gettext_noop("Allow one purpose"),
)
def allow(request: HttpRequest, consent: ConsentIn) -> Status[Consent]:
    recipient = None
    if consent.recipient is not None:
        recipient = get_object_or_404(Organisation, uid=consent.recipient)
    given = services.grant_consent(
        own(request),
        consent.purpose,
        by=request.user,
        recipient=recipient,
        expires_on=consent.expires_on,
    )
    return Status(201, given)


@router.delete(
    "/my/consents/{uid}/", response=ConsentOut, summary=gettext_noop("Withdraw a consent")
)
def withdraw(request: HttpRequest, uid: str) -> Consent:
    consent = get_object_or_404(Consent, uid=uid, person=own(request))
    services.withdraw_consent(consent, by=request.user)
    return consent


@router.get(
    "/organisations/",
    response=list[OrganisationOut],
    auth=None,
    summary=gettext_noop("Verified organisations, by name if asked"),
)
@paginate(Pages)
def organisations(request: HttpRequest, text: str = "") -> Any:  # noqa: ARG001 - ninja's form
    today = timezone.localdate()
    return queries.search_organisations(text).filter(verified_until__gte=today)


@router.get(
    "/organisations/{uid}/",
    response=OrganisationOut,
    auth=None,
    summary=gettext_noop("A verified organisation"),
)
def organisation(request: HttpRequest, uid: str) -> Organisation:  # noqa: ARG001 - ninja's form
    return get_object_or_404(queries.verified_organisations(timezone.localdate()), uid=uid)
