"""Applications, interviews, offers and reviews, as programs read and move them.

Every application says in `actions` what its reader may do next; `version` sent back with a move
makes sure that nobody else moved it meanwhile (409).
"""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from yucaihui.casework.queries import moves_open_to, state_of
from yucaihui.core.accounts.queries import user_by_uid
from yucaihui.core.web import Pages
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import person_of
from yucaihui.recruitment.models import Interview, JobApplication, Offer, ReviewRequest
from yucaihui.recruitment.process import APPLICANT, EMPLOYER
from yucaihui.recruitment.queries.applications import (
    applications_of,
    reader_of,
    received_by,
    visible_to,
    visible_to_reader,
)
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.queries.reviews import reviews_visible_to
from yucaihui.recruitment.queries.sheets import headline_of, sheet_of, skills_of
from yucaihui.recruitment.rules.applications import is_named, roles_in
from yucaihui.recruitment.services import applications as verbs
from yucaihui.recruitment.services import interviews, offers, reviews

router = Router(tags=["applications"])


class Action(Schema):
    """A move that is open now; with `reasons`, one of their codes has to be sent."""

    name: str
    label: str
    reasons: list[str]


class ApplicationOut(Schema):
    id: str
    posting: str
    title: str
    employer: str
    applicant: str = Field(description="A name from the shortlist on, before that a code.")
    headline: str
    skills: list[str]
    state: str
    label: str
    version: int
    is_open: bool
    sent_at: datetime
    moved_at: datetime
    actions: list[Action]


class InterviewOut(Schema):
    id: str = Field(alias="uid")
    starts_at: datetime
    ends_at: datetime
    mode: str
    place: str
    state: str


class OfferOut(Schema):
    id: str = Field(alias="uid")
    monthly_fen: int
    months: int
    starts_on: date
    expires_on: date
    terms: str
    state: str


class EventOut(Schema):
    at: datetime
    what: str = Field(alias="title")
    who: str
    reason: str
    note: str


class SheetOut(ApplicationOut):
    resume: dict[str, Any]
    cover_note: str
    contacts: list[str]
    interviews: list[InterviewOut]
    offers: list[OfferOut]
    journal: list[EventOut]


class ApplyIn(Schema):
    consent: bool = Field(description="The employer may read the profile for this application.")
    language: str = Field("", max_length=10)
    cover_note: str = Field("", max_length=2000)


class ApplicationMoveIn(Schema):
    move: str = Field(description="`view`, `shortlist`, `reject` or `withdraw`")
    version: int | None = None
    reason: str = ""
    note: str = Field("", max_length=1000)
    share: bool = False


class InterviewIn(Schema):
    starts_at: datetime
    ends_at: datetime
    mode: str
    place: str = Field("", max_length=200)
    interviewer: str = Field("", description="The account's id; empty: oneself.")
    version: int | None = None


class AnswerIn(Schema):
    accept: bool
    note: str = Field("", max_length=1000)
    version: int | None = None


class OfferIn(Schema):
    monthly_fen: int = Field(ge=1, le=10**11)
    starts_on: date
    expires_on: date
    months: int = 12
    terms: str = Field("", max_length=4000)
    version: int | None = None


class ReviewIn(Schema):
    question: str = Field(max_length=2000)


class ReviewAnswerIn(Schema):
    answer: str = Field(max_length=4000)
    version: int | None = None


class ReviewOut(Schema):
    id: str
    posting: str
    question: str
    answer: str
    state: str
    due_on: date | None
    version: int


class Narrow(Schema):
    posting: str = Field("", description="Only those for this position.")
    state: str = Field("", description="Only those in this state.")


@router.get(
    "/my/applications/", response=list[ApplicationOut], summary=gettext_noop("My applications")
)
@paginate(Pages)
def my_applications(request: HttpRequest) -> list[Any]:
    person = person_of(request.user)
    rows = applications_of(person) if person else JobApplication.objects.none()
    return Lines(rows, frozenset({APPLICANT}))


@router.get(
    "/employer/applications/",
    response=list[ApplicationOut],
    summary=gettext_noop("Applications to my employers"),
)
@paginate(Pages)
def received(request: HttpRequest, narrow: Query[Narrow]) -> list[Any]:
    rows = received_by(reader_of(request.user)).order_by("-case__moved_at", "-pk")
    if narrow.posting:
        rows = rows.filter(posting__uid=narrow.posting)
    if narrow.state:
        rows = rows.filter(case__state=narrow.state)
    return Lines(rows, frozenset({EMPLOYER}))


class Lines(list[Any]):
    """A queryset whose rows become lines when the page of them is cut out."""

    def __init__(self, rows: Any, roles: frozenset[str]) -> None:
        super().__init__()
        self.rows, self.roles = rows, roles

    def __len__(self) -> int:
        return int(self.rows.count())

    def __getitem__(self, part: Any) -> Any:
        return [line_of(row, self.roles) for row in self.rows[part]]


def line_of(row: JobApplication, roles: frozenset[str]) -> dict[str, Any]:
    state, posting = state_of(row.case), row.posting
    return {
        "id": row.uid,
        "posting": posting.uid,
        "title": posting.title_zh or posting.title_en,
        "employer": posting.employer.name,
        "applicant": row.person.name if is_named(roles, state.name) else row.code,
        "headline": headline_of(row, roles),
        "skills": skills_of(row, roles),
        "state": state.name if APPLICANT not in roles else outside_name(state.name),
        "label": state.word(inside=APPLICANT not in roles),
        "version": row.case.version,
        "is_open": row.is_open,
        "sent_at": row.case.opened_at,
        "moved_at": row.case.moved_at,
        "actions": [action_of(move) for move in moves_open_to(row.case, roles)],
    }


def outside_name(state: str) -> str:
    """Applicants are told as much as on the pages: that they are in review."""
    return "in_review" if state == "shortlisted" else state


def action_of(move: Any) -> dict[str, Any]:
    return {"name": move.name, "label": str(move.label), "reasons": list(move.reasons)}


def seen(request: HttpRequest, uid: str) -> tuple[JobApplication, frozenset[str]]:
    reader = reader_of(request.user)
    row = get_object_or_404(visible_to_reader(reader), case__uid=uid)
    return row, roles_in(reader, row)


def sheet(row: JobApplication, roles: frozenset[str]) -> dict[str, Any]:
    whole = sheet_of(row, roles)
    return {
        **line_of(row, roles),
        "actions": [action_of(move) for move in whole.actions],
        "resume": whole.resume,
        "cover_note": whole.cover_note,
        "contacts": whole.contacts,
        "interviews": whole.interviews,
        "offers": whole.offers,
        "journal": whole.lines,
    }


@router.get("/applications/{uid}/", response=SheetOut, summary=gettext_noop("One application"))
def application(request: HttpRequest, uid: str) -> dict[str, Any]:
    return sheet(*seen(request, uid))


@router.post(
    "/positions/{uid}/applications/",
    response={201: SheetOut},
    summary=gettext_noop("Apply for a position"),
)
def apply(request: HttpRequest, uid: str, data: ApplyIn) -> Status[dict[str, Any]]:
    posting = get_object_or_404(public_postings(timezone.localdate()), uid=uid)
    person = person_of(request.user)
    if person is None:
        raise Refused(_("Make your record and its profile first."), "profile")
    row = verbs.apply(person, posting, by=request.user, **data.dict())
    return Status(201, sheet(*seen(request, row.uid)))


@router.post("/applications/{uid}/moves/", response=SheetOut, summary=gettext_noop("Make a move"))
def move(request: HttpRequest, uid: str, data: ApplicationMoveIn) -> dict[str, Any]:
    row, _roles = seen(request, uid)
    values = data.dict()
    verbs.move_application(row, values.pop("move"), by=request.user, **values)
    return sheet(*seen(request, uid))


@router.post(
    "/applications/{uid}/interviews/",
    response={201: InterviewOut},
    summary=gettext_noop("Propose an interview"),
)
def propose(request: HttpRequest, uid: str, data: InterviewIn) -> Status[Interview]:
    row, _roles = seen(request, uid)
    time = interviews.Appointment(aware(data.starts_at), aware(data.ends_at), data.mode, data.place)
    holder = interviewer(data.interviewer)
    made = interviews.propose_interview(
        row, time, by=request.user, interviewer=holder, version=data.version
    )
    return Status(201, made)


def aware(moment: datetime) -> datetime:
    """Times without a zone are the site's own."""
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def interviewer(uid: str) -> Any:
    found = user_by_uid(uid) if uid else None
    if uid and found is None:
        raise Refused(_("No account has this id."), "interviewer")
    return found


@router.post(
    "/interviews/{uid}/answer/",
    response=InterviewOut,
    summary=gettext_noop("Answer an interview's time"),
)
def answer_interview(request: HttpRequest, uid: str, data: AnswerIn) -> Interview:
    rows = Interview.objects.filter(application__in=visible_to(request.user))
    row = get_object_or_404(rows, uid=uid)
    return interviews.answer_interview(
        row, confirm=data.accept, by=request.user, note=data.note, version=data.version
    )


@router.post(
    "/applications/{uid}/offers/", response={201: OfferOut}, summary=gettext_noop("Send an offer")
)
def send_offer(request: HttpRequest, uid: str, data: OfferIn) -> Status[Offer]:
    row, _roles = seen(request, uid)
    values = data.dict(exclude={"version", "terms"})
    terms = offers.Terms(text=data.terms, **values)
    return Status(201, offers.send_offer(row, terms, by=request.user, version=data.version))


@router.post("/offers/{uid}/answer/", response=OfferOut, summary=gettext_noop("Answer an offer"))
def answer_offer(request: HttpRequest, uid: str, data: AnswerIn) -> Offer:
    row = get_object_or_404(Offer.objects.filter(application__in=visible_to(request.user)), uid=uid)
    return offers.answer_offer(
        row, accept=data.accept, by=request.user, note=data.note, version=data.version
    )


@router.post(
    "/positions/{uid}/reviews/",
    response={201: ReviewOut},
    summary=gettext_noop("Ask for a human review of my match"),
)
def request_review(request: HttpRequest, uid: str, data: ReviewIn) -> Status[dict[str, Any]]:
    posting = get_object_or_404(public_postings(timezone.localdate()), uid=uid)
    person = person_of(request.user)
    if person is None:
        raise Refused(_("Make your record and its profile first."), "profile")
    row = reviews.request_review(
        person, posting, question=data.question, explanation={}, by=request.user
    )
    return Status(201, review_line(row))


@router.get("/reviews/", response=list[ReviewOut], summary=gettext_noop("Reviews that I see"))
@paginate(Pages)
def all_reviews(request: HttpRequest) -> list[Any]:
    return ReviewLines(reviews_visible_to(request.user), frozenset())


class ReviewLines(Lines):
    def __getitem__(self, part: Any) -> Any:
        return [review_line(row) for row in self.rows[part]]


def review_line(row: ReviewRequest) -> dict[str, Any]:
    return {
        "id": row.uid,
        "posting": row.posting.uid,
        "question": row.question,
        "answer": row.answer,
        "state": row.case.state,
        "due_on": row.case.due_on,
        "version": row.case.version,
    }


@router.post("/reviews/{uid}/answer/", response=ReviewOut, summary=gettext_noop("Answer a review"))
def answer_review(request: HttpRequest, uid: str, data: ReviewAnswerIn) -> dict[str, Any]:
    row = get_object_or_404(reviews_visible_to(request.user), case__uid=uid)
    reviews.answer_review(row, answer=data.answer, by=request.user, version=data.version)
    return review_line(row)
