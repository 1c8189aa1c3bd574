"""A person asks that a human looks at how they were matched; the office answers in writing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move, open_case
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.core.mail.services import write_to
from yucaihui.directory.errors import Refused
from yucaihui.directory.letters import path_for
from yucaihui.directory.services.people import require
from yucaihui.promises.services import keep_promise, register_promise, withdraw_promise
from yucaihui.recruitment.models import Posting, ReviewRequest
from yucaihui.recruitment.process import APPLICANT, OFFICE, REVIEW, REVIEW_DAYS
from yucaihui.recruitment.queries.applications import reader_of
from yucaihui.recruitment.queries.reviews import open_review
from yucaihui.recruitment.rules.applications import roles_in_review

ANSWER = "review_answer"
SOURCE = "reviewrequest"
QUESTION_LIMIT = 2000
ANSWER_LIMIT = 4000


def request_review(
    person: Any,
    posting: Posting,
    *,
    question: str,
    explanation: dict[str, Any],
    by: Any,
    on: date | None = None,
) -> ReviewRequest:
    """Open a case about a match. `explanation` is what the person was shown, with the engine's
    version; the office answers within 10 working days.

    Raises:
        Refused: no question, or a request about this posting is open.
    """
    require(allowed=by is None or reader_of(by).person_id == person.pk)
    text = checked(question, QUESTION_LIMIT, "question", _("Say what should be looked at."))
    day = on or timezone.localdate()
    due_on = add_working_days(day, REVIEW_DAYS)
    with transaction.atomic():
        if open_review(person, posting):
            raise Refused(_("The office is looking at this match already."), "posting")
        case = open_case(REVIEW, subject=person, actor=by, role=APPLICANT, due_on=due_on)
        review = ReviewRequest.objects.create(
            case=case, posting=posting, person=person, question=text, explanation=explanation
        )
        promise_answer(review, due_on)
        for officer in users_in_role("office"):
            write_about(review, officer, "review_requested")
    return review


def checked(text: str, limit: int, field: str, missing: str) -> str:
    words = text.strip()
    if not words:
        raise Refused(missing, field)
    if len(words) > limit:
        raise Refused(
            _("This has %(length)d characters; at most %(limit)d fit. Shorten it.")
            % {"length": len(words), "limit": limit},
            field,
        )
    return words


def promise_answer(review: ReviewRequest, due_on: date) -> None:
    title_zh = review.posting.title_zh or review.posting.title_en
    title_en = review.posting.title_en or review.posting.title_zh
    register_promise(
        kind=ANSWER,
        title_zh=f"人工复核答复：{title_zh}"[:120],
        title_en=f"Answer to a review: {title_en}"[:160],
        to_person=review.person,
        owed_by=None,
        due_on=due_on,
        source=(SOURCE, review.uid),
    )


def answer_review(
    review: ReviewRequest, *, answer: str, by: Any, version: int | None = None
) -> ReviewRequest:
    """The office's answer in writing; it closes the case and keeps the promise.

    Raises:
        Refused: no answer was written.
        StaleCase, MoveNotOpen: it was answered or withdrawn meanwhile.
    """
    require(allowed=OFFICE in roles_in_review(reader_of(by), review))
    text = checked(answer, ANSWER_LIMIT, "answer", _("Write the answer that the person will read."))
    with transaction.atomic():
        make_move(review.case, "answer", actor=by, roles={OFFICE}, version=version)
        review.answer = text
        review.save(update_fields=["answer"])
        keep_promise(SOURCE, review.uid, ANSWER, by=by)
        if review.person.user is not None:
            write_about(review, review.person.user, "review_answered")
    return review


def withdraw_review(review: ReviewRequest, *, by: Any, version: int | None = None) -> None:
    """The person no longer wants an answer."""
    require(allowed=by is None or APPLICANT in roles_in_review(reader_of(by), review))
    with transaction.atomic():
        make_move(review.case, "withdraw", actor=by, roles={APPLICANT}, version=version)
        withdraw_promise(SOURCE, review.uid, ANSWER, by=by)


def write_about(review: ReviewRequest, reader: Any, event: str) -> None:
    write_to(
        reader,
        f"recruitment/applications/letters/{event}.txt",
        {"review": review, "posting": review.posting},
        link=path_for(reader, "recruitment:review", review.uid),
        key=f"review:{event}:{review.uid}:{reader.uid}",
    )
