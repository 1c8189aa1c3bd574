"""Verbs on postings: write, publish, hold, extend, close."""

import hashlib
import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.engines.text.district import CHONGQING
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import may_edit_posting, may_manage_posting, may_post_for
from yucaihui.recruitment.services import endings
from yucaihui.recruitment.services.index import drop_postings, index_postings
from yucaihui.recruitment.services.matches import rematch_postings
from yucaihui.recruitment.services.wording import refuse_blocked

State = Posting.State
EDITABLE = frozenset(
    {
        *("title_zh", "title_en", "description_zh", "description_en", "headcount", "min_degree"),
        *("min_years", "languages", "skills", "city", "district", "cluster", "employment_type"),
        *("salary_min", "salary_max", "salary_months", "salary_negotiable", "salary_note"),
        *("valid_through", "source_url", "external_id"),
    }
)
READ_BY_APPLICANTS = (
    *("title_zh", "title_en", "description_zh", "description_en", "headcount", "min_degree"),
    *("min_years", "skills", "city", "district", "employment_type", "salary_min", "salary_max"),
    *("salary_months", "salary_negotiable", "salary_note"),
)
CLOSABLE = (State.DRAFT, State.ACTIVE, State.ON_HOLD)
DEFAULT_DAYS = 90
LONGEST_DAYS = 365
SHORTEST_DESCRIPTION = 20


class Incomplete(Refused):
    """What the law wants in a posting is missing: `missing` has a sentence for each field."""

    def __init__(self, missing: dict[str, str]) -> None:
        self.missing = missing
        field, sentence = next(iter(missing.items()))
        super().__init__(sentence, field)


def fingerprint_of(posting: Any) -> str:
    """Digest of what an applicant reads (BLAKE2b, 128 bit, hex)."""
    read = [getattr(posting, name) for name in READ_BY_APPLICANTS]
    text = json.dumps(read, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def create_posting(employer: Any, *, by: Any, on: date | None = None, **fields: Any) -> Posting:
    """A draft of `employer`; `by` None is the system's own.

    Raises:
        PermissionDenied: the user does not act for the employer.
        Refused: the employer has the very same posting open.
    """
    if by is not None and not may_post_for(viewer_of(by), employer):
        raise PermissionDenied
    day = on or timezone.localdate()
    values = {"city": employer.district and CHONGQING, "cluster": employer.cluster, **known(fields)}
    values.setdefault("valid_through", default_last_day(day))
    posting = Posting(employer=employer, posted_on=day, **values)
    with transaction.atomic():
        saved(posting)
        record(by, "posting.created", posting)
    return posting


def default_last_day(on: date) -> date:
    return on + timedelta(days=DEFAULT_DAYS)


def known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise TypeError(f"A posting has no field {', '.join(sorted(unknown))}.")
    return fields


def saved(posting: Posting) -> Posting:
    posting.fingerprint = fingerprint_of(posting)
    try:
        with transaction.atomic():
            posting.save()
    except IntegrityError as error:
        if "fingerprint" not in str(error):
            raise
        raise Refused(
            _("The very same posting is on file already. Change this one, or extend the other."),
            "title_zh",
        ) from None
    return posting


def update_posting(posting: Posting, *, by: Any, **fields: Any) -> Posting:
    """Change what is given; an open posting must stay complete and free of blocked wording.

    Raises:
        PermissionDenied, BlockedWording, Incomplete, Refused
    """
    require_editor(by, posting)
    if posting.state == State.CLOSED:
        raise Refused(_("This posting is closed. Make a new one from it instead."))
    changed = sorted(k for k, v in known(fields).items() if getattr(posting, k) != v)
    for name in changed:
        setattr(posting, name, fields[name])
    with transaction.atomic():
        if posting.state == State.ACTIVE:
            require_publishable(posting)
            index_postings([posting])
            rematch_postings([posting.pk])
        saved(posting)
        if changed:
            record(by, "posting.changed", posting, fields=changed)
    return posting


def require_editor(by: Any, posting: Posting) -> None:
    if by is not None and not may_edit_posting(viewer_of(by), posting):
        raise PermissionDenied


def require_manager(by: Any, posting: Posting) -> None:
    if by is not None and not may_manage_posting(viewer_of(by), posting):
        raise PermissionDenied


def require_publishable(posting: Posting) -> None:
    """Raises BlockedWording or Incomplete."""
    refuse_blocked(posting)
    missing = missing_for_publication(posting)
    if missing:
        raise Incomplete(missing)


def missing_for_publication(posting: Any) -> dict[str, str]:
    """What a posting must state: work, conditions, place, pay. By field, with the way out."""
    missing = {}
    if not (posting.title_zh or posting.title_en):
        missing["title_zh"] = _("Give the position a title, in Chinese or in English.")
    longest = max(len(posting.description_zh), len(posting.description_en))
    if longest < SHORTEST_DESCRIPTION:
        missing["description_zh"] = _(
            "Say what the work is and what it asks for, in at least %(least)d characters."
        ) % {"least": SHORTEST_DESCRIPTION}
    if not (posting.city or posting.district):
        missing["district"] = _("Say where the work is.")
    if not has_pay(posting):
        missing["salary_min"] = _("State the pay: a range, words, or “negotiable”.")
    return missing


def has_pay(posting: Any) -> bool:
    ranged = posting.salary_min is not None or posting.salary_max is not None
    return bool(ranged or posting.salary_negotiable or posting.salary_note)


def publish_posting(posting: Posting, *, by: Any, on: date | None = None) -> Posting:
    """Open a draft or one on hold. It is public as soon as its employer is verified.

    Raises:
        PermissionDenied, BlockedWording, Incomplete
        Refused: its last day has passed.
        AlreadyDecided: it is open or closed already.
    """
    require_editor(by, posting)
    day = on or timezone.localdate()
    require_publishable(posting)
    require_future(posting.valid_through, day)
    first = posting.state == State.DRAFT
    values = {"posted_on": day} if first else {}
    with transaction.atomic():
        move(posting, (State.DRAFT, State.ON_HOLD), State.ACTIVE, **values)
        index_postings([posting])
        rematch_postings([posting.pk])
        record(by, "posting.published", posting)
    return posting


def require_future(valid_through: date, on: date) -> None:
    if valid_through < on:
        raise Refused(
            _("The last day has passed. Choose one that is still to come."), "valid_through"
        )
    if valid_through > on + timedelta(days=LONGEST_DAYS):
        raise Refused(
            _("A posting stays open for a year at most; choose an earlier last day."),
            "valid_through",
        )


def move(posting: Posting, source: Collection[str], target: str, **values: Any) -> None:
    """Change the state if it still is one of `source`; the posting then has the row's values.

    Raises:
        AlreadyDecided: somebody else moved it first.
    """
    moved = Posting.objects.filter(pk=posting.pk, state__in=source).update(
        state=target, updated_at=timezone.now(), **values
    )
    if not moved:
        raise AlreadyDecided(_("Somebody else changed this posting. Look at it again."))
    posting.refresh_from_db()


def hold_posting(posting: Posting, *, by: Any) -> Posting:
    """Take an open posting off the public list for a while."""
    require_manager(by, posting)
    with transaction.atomic():
        move(posting, (State.ACTIVE,), State.ON_HOLD)
        drop_postings([posting.pk])
        rematch_postings([posting.pk])
        record(by, "posting.held", posting)
    return posting


def close_posting(
    posting: Posting, reason: str, *, by: Any, end_applications: bool = True
) -> Posting:
    """Close for good, with one of ClosedReason; a violation is the office's to find.

    Open applications without an offer end with it, by the word of whoever closes; not
    `end_applications` leaves them open. Every applicant is told.

    Raises:
        Refused: no such reason.
    """
    require_manager(by, posting)
    if reason not in reasons_open_to(by, posting):
        raise Refused(_("Choose a reason."), "reason")
    return closed(posting, reason, by=by, end_applications=end_applications)


def closed(posting: Posting, reason: str, *, by: Any, end_applications: bool = True) -> Posting:
    """`close_posting` for one whom the caller has found to be allowed."""
    with transaction.atomic():
        move(posting, CLOSABLE, State.CLOSED, closed_reason=reason)
        drop_postings([posting.pk])
        rematch_postings([posting.pk])
        record(by, "posting.closed", posting, reason=reason)
        endings.end_applications(posting, reason, by=by, end=end_applications)
    return posting


def reasons_open_to(user: Any, posting: Posting) -> tuple[str, ...]:
    reasons = Posting.ClosedReason
    if user is None or may_edit_posting(viewer_of(user), posting):
        return (reasons.FILLED, reasons.WITHDRAWN)
    return (reasons.VIOLATION,)


def extend_posting(posting: Posting, until: date, *, by: Any, on: date | None = None) -> Posting:
    """Move the last day.

    Raises:
        Refused: the day has passed or is more than a year away.
    """
    require_editor(by, posting)
    require_future(until, on or timezone.localdate())
    with transaction.atomic():
        move(posting, CLOSABLE, posting.state, valid_through=until)
        record(by, "posting.extended", posting)
    return posting
