"""Apply, look, shortlist, reject, withdraw, pass on. Every step is a move of the case kernel."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import MoveNotOpen, make_move, open_case
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import current_profiles
from yucaihui.directory.services import grant_consent
from yucaihui.directory.services.people import require
from yucaihui.recruitment.models import (
    Interview,
    JobApplication,
    Offer,
    Posting,
    TransferProposal,
)
from yucaihui.recruitment.process import APPLICANT, APPLICATION, EMPLOYER, OTHER, REASONS
from yucaihui.recruitment.queries.applications import open_application, reader_of, with_parts
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.rules.applications import roles_in
from yucaihui.recruitment.services.letters import tell_applicant, tell_employer

COVER_NOTE_LIMIT = 2000
# What an application keeps of the profile.
SNAPSHOT = ("resume", "language", "headline", "degree", "years", "skills")
# Moves that need nothing but their name, perhaps a reason and a note; the letter that each writes.
PLAIN_MOVES = {
    "view": (EMPLOYER, ""),
    "shortlist": (EMPLOYER, "shortlisted"),
    "reject": (EMPLOYER, "rejected"),
    "withdraw": (APPLICANT, "withdrawn"),
}


class AlreadyApplied(Refused):
    """The person's application for this posting is still open."""


def apply(
    person: Any,
    posting: Posting,
    *,
    by: Any,
    consent: bool,
    language: str = "",
    cover_note: str = "",
    on: date | None = None,
) -> JobApplication:
    """Send the person's profile, as it is now, to the posting's employer.

    `consent` is the person's word that the employer may read it; `by` None is an import.

    Raises:
        Refused: the posting is not public, there is no profile or no consent, the note is too long.
        AlreadyApplied: an application for this posting is open.
    """
    require(allowed=by is None or APPLICANT in roles_of_new(person, by))
    check_posting(posting, on or timezone.localdate())
    if not consent:
        raise Refused(
            _("The employer gets your profile only with your consent. Tick the box to apply."),
            "consent",
        )
    note = checked_note(cover_note)
    profile = profile_for(person, language)
    if open_application(person, posting):
        raise already_applied()
    try:
        with transaction.atomic():
            grant_consent(person, "application", by=by, recipient=posting.employer)
            case = open_case(APPLICATION, subject=person, actor=by, role=APPLICANT)
            application = JobApplication.objects.create(
                case=case,
                posting=posting,
                person=person,
                cover_note=note,
                **{name: getattr(profile, name) for name in SNAPSHOT},
            )
            tell_applicant(application, "submitted")
            tell_employer(application, "received")
    except IntegrityError:
        raise already_applied() from None
    return application


def roles_of_new(person: Any, by: Any) -> frozenset[str]:
    return frozenset({APPLICANT}) if reader_of(by).person_id == person.pk else frozenset()


def already_applied() -> AlreadyApplied:
    return AlreadyApplied(
        _("You have applied for this position already; see “My applications”."),
        "posting",
    )


def check_posting(posting: Posting, on: date, field: str = "posting") -> None:
    if not public_postings(on).filter(pk=posting.pk).exists():
        raise Refused(
            _("This position is not open for applications. Look for similar ones in the search."),
            field,
        )


def checked_note(text: str) -> str:
    note = text.strip()
    if len(note) > COVER_NOTE_LIMIT:
        raise Refused(
            _("The note has %(length)d characters; at most %(limit)d are sent. Shorten it.")
            % {"length": len(note), "limit": COVER_NOTE_LIMIT},
            "cover_note",
        )
    return note


def profile_for(person: Any, language: str) -> Any:
    """The profile in `language`; without one named, the first there is."""
    profiles = current_profiles(person)
    if not profiles:
        raise Refused(
            _("Your record has no profile yet. Fill it in, or upload a CV and confirm it."),
            "profile",
        )
    if language and language not in profiles:
        raise Refused(_("Your record has no profile in this language. Choose another."), "language")
    return profiles[language] if language else next(iter(profiles.values()))


def move_application(
    application: JobApplication,
    name: str,
    *,
    by: Any,
    version: int | None = None,
    reason: str = "",
    note: str = "",
    share: bool = False,
) -> JobApplication:
    """One of PLAIN_MOVES. `share` lets the applicant read reason and note.

    Raises:
        PermissionDenied: not a party of this application.
        StaleCase, MoveNotOpen, ReasonNeeded: see casework.
        Refused: the reason is "other" and the note doesn't say which.
    """
    if name not in PLAIN_MOVES:
        raise MoveNotOpen
    role, letter = PLAIN_MOVES[name]
    check_note(reason, note)
    with transaction.atomic():
        step(
            application, name, role, by=by, version=version, reason=reason, note=note.strip(),
            shared=share,
        )  # fmt: skip
        tell = tell_employer if role == APPLICANT else tell_applicant
        if letter:
            tell(application, letter, **shared_words(reason, note, share=share))
    return application


def check_note(reason: str, note: str) -> None:
    if reason == OTHER and not note.strip():
        raise Refused(_("Say in the note what the reason is."), "note")


def shared_words(reason: str, note: str, *, share: bool) -> dict[str, object]:
    """What a letter may repeat of a decision; the reason in its reader's language."""
    return {"reason": REASONS.get(reason, ""), "note": note.strip()} if share else {}


def step(application: JobApplication, name: str, role: str, *, by: Any, **options: Any) -> None:
    """A move by one who holds `role` here, with what follows when it closes the application."""
    require(allowed=by is None or role in roles_in(reader_of(by), application))
    make_move(application.case, name, actor=by, roles={role}, **options)
    if application.case.state in APPLICATION.closed:
        settle(application)


def settle(application: JobApplication) -> None:
    """A closed application keeps no interview, no offer and no proposal waiting."""
    application.is_open = False
    application.save(update_fields=["is_open"])
    waiting = (Interview.State.PROPOSED, Interview.State.CONFIRMED)
    application.interviews.filter(state__in=waiting).update(state=Interview.State.CANCELLED)
    application.offers.filter(state=Offer.State.SENT).update(
        state=Offer.State.DECLINED, answered_at=timezone.now()
    )
    application.transfers.filter(state=TransferProposal.State.PROPOSED).update(
        state=TransferProposal.State.LAPSED
    )


def mark_viewed(applications: list[JobApplication], *, by: Any) -> int:
    """Mark those that are new as viewed; gives how many were. Others stay as they are."""
    count = 0
    for application in applications:
        if application.case.state == "submitted":
            move_application(application, "view", by=by)
            count += 1
    return count


def lock_applications(person: Any) -> list[JobApplication]:
    """The person's open applications."""
    return locked(person=person)


def locked(**which: Any) -> list[JobApplication]:
    """Open applications, in one order for everybody, held until the transaction ends.

    SQLite holds the whole database from the start of a transaction that writes.
    """
    rows = with_parts().filter(**which, is_open=True).order_by("pk")
    return list(rows.select_for_update(of=("case",)))


def close_others(hired: JobApplication, others: list[JobApplication], *, by: Any) -> None:
    """The person was hired: their other open applications have nothing left to decide."""
    for other in others:
        if other.pk != hired.pk:
            make_move(other.case, "close_as_hired", actor=by, roles={SYSTEM})
            settle(other)
            tell_employer(other, "hired_elsewhere")
