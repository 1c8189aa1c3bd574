"""Match all postings with all people, or one of them anew after a change."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from yucaihui.core.audit.services import record
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.registry import Progress
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.queries import consents_of
from yucaihui.directory.services import grant_consent, withdraw_consent
from yucaihui.matching.queries import latest_run
from yucaihui.matching.services import (
    forget_right,
    run_matching,
    update_position,
    update_talent,
)
from yucaihui.recruitment.models import JobWish
from yucaihui.recruitment.queries.matches import (
    PERSON,
    POSTING,
    position_of,
    positions,
    talents,
)
from yucaihui.recruitment.queries.postings import public_postings

# One posting takes seconds; above so many a whole run costs less.
MOST_SINGLY = 50


def match_everything(on: date, progress: Progress | None = None) -> dict[str, int]:
    """A new run over all public postings and all people who agreed to be matched."""
    run = run_matching(POSTING, PERSON, positions(on), talents(on), progress=progress)
    enqueue("matching.audit", left=POSTING, right=PERSON, run=run.uid)
    return {"positions": run.left_count, "people": run.right_count}


def match_posting(posting_id: int, on: date) -> None:
    """Rank one posting anew; one that is no longer public leaves all lists."""
    posting = public_postings(on).filter(pk=posting_id).first()
    update_position(POSTING, PERSON, posting_id, position_of(posting) if posting else None)


def match_person(person_id: int, on: date) -> None:
    """Rank one person anew; one who withdrew consent or profile leaves all lists."""
    found = talents(on, [person_id])
    update_talent(POSTING, PERSON, person_id, found[0] if found else None)


def rematch_postings(ids: Collection[int]) -> None:
    """Queue the comparison of changed postings, of many by one new run over everything.

    Before the first run there is nothing to update.
    """
    if not ids or latest_run(POSTING, PERSON) is None:
        return
    if len(ids) > MOST_SINGLY:
        enqueue("recruitment.match")
        return
    for posting_id in ids:
        enqueue("recruitment.match_posting", posting=posting_id)


def rematch_person(person: Any) -> Job:
    """Queue `match_person`, once for however many changes come before it runs."""
    return enqueue("recruitment.match_person", person=person.pk)


def leave_matching(person: Any, *, by: Any) -> None:
    """The person is compared no more, from now on. Twice is once."""
    general = consents_of(person).filter(purpose="matching", recipient=None, withdrawn_at=None)
    for consent in general:
        withdraw_consent(consent, by=by)


def join_matching(person: Any, *, by: Any) -> None:
    """The person is compared again; their list follows with the worker's next step."""
    grant_consent(person, "matching", by=by)


def leave_lists(consent: Any, **_: object) -> None:
    """Whoever withdraws the consent to be compared leaves every list at once."""
    if consent.purpose == "matching" and consent.recipient_id is None:
        forget_right(POSTING, PERSON, consent.person_id)


def forget_person(person: Any) -> None:
    """Somebody erased is in no list."""
    forget_right(POSTING, PERSON, person.pk)


def save_wish(person: Any, *, places: list[str], salary_min: int | None, by: Any) -> JobWish:
    with transaction.atomic():
        wish, _ = JobWish.objects.update_or_create(
            person=person, defaults={"places": places, "salary_min": salary_min}
        )
        record(by, "wish.saved", person)
        rematch_person(person)
    return wish
