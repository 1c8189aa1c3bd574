"""Send an offer and answer it. An accepted offer is a promise with a day, and a fact."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.process import SYSTEM
from yucaihui.casework.services import CaseProblem, make_move
from yucaihui.core.audit.services import record
from yucaihui.directory.errors import Refused
from yucaihui.directory.services import record_fact
from yucaihui.directory.services.people import require
from yucaihui.promises.services import keep_promise, register_promise
from yucaihui.recruitment.models import JobApplication, Offer
from yucaihui.recruitment.process import APPLICANT, EMPLOYER
from yucaihui.recruitment.queries.applications import is_filled, reader_of
from yucaihui.recruitment.queries.offers import expired_offers
from yucaihui.recruitment.rules.applications import roles_in
from yucaihui.recruitment.services.applications import (
    check_note,
    close_others,
    lock_applications,
    shared_words,
    step,
)
from yucaihui.recruitment.services.letters import tell_applicant, tell_employer

ARRIVAL = "arrival"
EMPLOYMENT = "employment"
SOURCE = "offer"
TERMS_LIMIT = 4000


@dataclass(frozen=True)
class Terms:
    """What is offered. `monthly_fen` before tax; `expires_on` is the last day for an answer."""

    monthly_fen: int
    starts_on: date
    expires_on: date
    months: int = 12
    text: str = ""


def send_offer(
    application: JobApplication,
    terms: Terms,
    *,
    by: Any,
    version: int | None = None,
    on: date | None = None,
) -> Offer:
    """Put terms to the applicant.

    Raises:
        Refused: terms that make no sense; `field` names the one.
    """
    check_terms(terms, on or timezone.localdate())
    with transaction.atomic():
        step(application, "send_offer", EMPLOYER, by=by, version=version)
        offer = Offer.objects.create(
            application=application,
            monthly_fen=terms.monthly_fen,
            months=terms.months,
            starts_on=terms.starts_on,
            expires_on=terms.expires_on,
            terms=terms.text.strip(),
            sent_by=by,
        )
        tell_applicant(application, "offer_sent", offer=offer)
    return offer


def check_terms(terms: Terms, on: date) -> None:
    if terms.monthly_fen <= 0:
        raise Refused(_("The salary has to be more than nothing."), "monthly_fen")
    if not 1 <= terms.months <= 36:
        raise Refused(_("Give the months of pay a year, like 12 or 13."), "months")
    if terms.expires_on < on:
        raise Refused(_("The last day for an answer has passed. Choose a later one."), "expires_on")
    if terms.starts_on < on:
        raise Refused(_("The first day of work has passed. Choose a later one."), "starts_on")
    if len(terms.text) > TERMS_LIMIT:
        raise Refused(
            _("The terms are longer than %(limit)d characters.") % {"limit": TERMS_LIMIT}, "terms"
        )


def answer_offer(
    offer: Offer,
    *,
    accept: bool,
    by: Any,
    note: str = "",
    version: int | None = None,
    on: date | None = None,
) -> Offer:
    """The applicant's answer, until the offer's last day. Accepting closes their other
    applications, records the employment and registers the first day as a promise of the employer.

    Raises:
        Refused: the offer was answered, taken back or has run out.
        StaleCase: the application was moved meanwhile.
    """
    day = on or timezone.localdate()
    application = offer.application
    with transaction.atomic():
        others = lock_applications(application.person)
        state = Offer.State.ACCEPTED if accept else Offer.State.DECLINED
        end_offer(offer, state, on=day)
        name = "accept_offer" if accept else "decline_offer"
        step(application, name, APPLICANT, by=by, version=version, note=note.strip())
        tell_employer(
            application, "offer_answered", offer=offer, note=note.strip(),
            filled=accept and is_filled(application.posting),
        )  # fmt: skip
        if accept:
            keep_in_sight(offer, by=by)
            close_others(application, others, by=by)
    return offer


def end_offer(offer: Offer, state: str, *, on: date | None = None) -> None:
    """Only an open offer ends, and with `on` only one that has not run out by that day."""
    standing = Offer.objects.filter(pk=offer.pk, state=Offer.State.SENT)
    if on is not None:
        standing = standing.filter(expires_on__gte=on)
    if not standing.update(state=state, answered_at=timezone.now()):
        raise Refused(_("This offer is no longer open. Ask the employer for a new one."), "offer")
    offer.refresh_from_db(fields=["state", "answered_at"])


def keep_in_sight(offer: Offer, *, by: Any) -> None:
    """What follows from an accepted offer: the employer owes a first day, the person has a job."""
    posting, person = offer.application.posting, offer.application.person
    employer = posting.employer
    title_zh, title_en = (
        posting.title_zh or posting.title_en,
        posting.title_en or posting.title_zh,
    )
    register_promise(
        kind=ARRIVAL,
        title_zh=f"入职首日：{title_zh}"[:120],
        title_en=f"First day of work: {title_en}"[:160],
        to_person=person,
        owed_by=employer,
        due_on=offer.starts_on,
        source=(SOURCE, offer.uid),
    )
    value = {"employer": employer.uid, "posting": posting.uid, "title": title_zh}
    record_fact(
        person, EMPLOYMENT, value, proof="partner", by=by, valid_from=offer.starts_on,
        source=(SOURCE, offer.uid),
    )  # fmt: skip


def confirm_arrival(application: JobApplication, *, by: Any) -> None:
    """The employer confirms that the person has begun: the promise is kept.

    Raises:
        Refused: nobody was hired with this application.
    """
    require(allowed=by is None or EMPLOYER in roles_in(reader_of(by), application))
    offer = application.offers.filter(state=Offer.State.ACCEPTED).first()
    if offer is None:
        raise Refused(_("No offer of this application was accepted."), "offer")
    with transaction.atomic():
        keep_promise(SOURCE, offer.uid, ARRIVAL, by=by)
        record(by, "arrival.confirmed", offer)


def retract_offer(
    offer: Offer,
    *,
    by: Any,
    reason: str,
    note: str = "",
    share: bool = True,
    version: int | None = None,
) -> Offer:
    """The employer takes an open offer back, with a coded reason."""
    check_note(reason, note)
    application = offer.application
    with transaction.atomic():
        end_offer(offer, Offer.State.RETRACTED)
        step(
            application, "retract_offer", EMPLOYER, by=by, version=version, reason=reason,
            note=note.strip(), shared=share,
        )  # fmt: skip
        words = shared_words(reason, note, share=share)
        tell_applicant(application, "offer_retracted", offer=offer, **words)
    return offer


def expire_offers(on: date) -> int:
    """Offers whose last day has passed end; their applications stay open. Gives how many."""
    return sum(expire(offer) for offer in expired_offers(on))


def expire(offer: Offer) -> bool:
    """One offer in a transaction of its own; one that was answered meanwhile is left alone."""
    application = offer.application
    try:
        with transaction.atomic():
            end_offer(offer, Offer.State.EXPIRED)
            make_move(application.case, "expire_offer", actor=None, roles={SYSTEM})
            tell_applicant(application, "offer_expired", offer=offer)
            tell_employer(application, "offer_expired", offer=offer)
    except (CaseProblem, Refused):
        return False
    return True
