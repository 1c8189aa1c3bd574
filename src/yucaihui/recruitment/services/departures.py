"""What becomes of a person's applications when they take back a consent, ask for their data, or
leave."""

from typing import Any

from django.db import transaction

from yucaihui.directory.queries import has_consent
from yucaihui.recruitment.models import Interview, JobApplication, Offer, ReviewRequest
from yucaihui.recruitment.process import APPLICANT, REVIEW
from yucaihui.recruitment.queries.applications import applications_of
from yucaihui.recruitment.services.applications import lock_applications, step
from yucaihui.recruitment.services.letters import tell_employer
from yucaihui.recruitment.services.reviews import withdraw_review


def end_without_consent(consent: Any, by: Any, **_: object) -> None:
    """An employer reads a profile as long as its person allows it; then the application ends."""
    if consent.purpose == "application":
        with transaction.atomic():
            for application in lock_applications(consent.person):
                withdraw_unallowed(application, by=by)


def withdraw_unallowed(application: JobApplication, *, by: Any) -> None:
    employer = application.posting.employer
    if not has_consent(application.person, "application", recipient=employer):
        step(application, "withdraw", APPLICANT, by=by)
        tell_employer(application, "withdrawn")


def exported(person: Any) -> dict[str, Any]:
    """The person's applications and requests for review, ready for JSON; their journals are under
    "cases"."""
    applications = applications_of(person).prefetch_related("interviews", "offers")
    reviews = ReviewRequest.objects.filter(person=person).select_related("case", "posting")
    return {
        "applications": [exported_application(one) for one in applications],
        "reviews": [
            {
                "number": one.uid,
                "posting": one.posting.uid,
                "question": one.question,
                "answer": one.answer,
                "explanation": one.explanation,
            }
            for one in reviews.order_by("pk")
        ],
    }


def exported_application(application: JobApplication) -> dict[str, Any]:
    posting = application.posting
    return {
        "number": application.uid,
        "posting": posting.uid,
        "title": posting.title_zh or posting.title_en,
        "employer": posting.employer.name,
        "state": application.case.state,
        "language": application.language,
        "resume": application.resume,
        "cover_note": application.cover_note,
        "interviews": [exported_interview(one) for one in application.interviews.all()],
        "offers": [exported_offer(one) for one in application.offers.all()],
    }


def exported_interview(interview: Interview) -> dict[str, str]:
    return {
        "starts_at": interview.starts_at.isoformat(),
        "ends_at": interview.ends_at.isoformat(),
        "mode": interview.mode,
        "place": interview.place,
        "state": interview.state,
    }


def exported_offer(offer: Offer) -> dict[str, Any]:
    return {
        "monthly_fen": offer.monthly_fen,
        "months": offer.months,
        "starts_on": offer.starts_on.isoformat(),
        "expires_on": offer.expires_on.isoformat(),
        "terms": offer.terms,
        "state": offer.state,
    }


def erase(person: Any) -> None:
    """Open applications and requests end; what names the person goes. States, dates and codes stay
    for statistics."""
    with transaction.atomic():
        for application in lock_applications(person):
            step(application, "withdraw", APPLICANT, by=None)
            tell_employer(application, "withdrawn")
        asked = ReviewRequest.objects.filter(person=person)
        for review in asked.filter(case__state=REVIEW.start).select_related("case"):
            withdraw_review(review, by=None)
        asked.update(question="", answer="", explanation={})
        mine = JobApplication.objects.filter(person=person)
        mine.update(resume={}, cover_note="", headline="", skills=[], years=None)
        Offer.objects.filter(application__in=mine).update(terms="")
        Interview.objects.filter(application__in=mine).update(place="")
