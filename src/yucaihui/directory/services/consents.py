"""Consent by purpose: granted by the person alone, withdrawn as easily."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.directory import rules, signals
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Consent, Organisation, Person, Purpose
from yucaihui.directory.services.people import require


def grant_consent(
    person: Person,
    purpose: str,
    *,
    by: Any,
    recipient: Organisation | None = None,
    expires_on: date | None = None,
) -> Consent:
    """Consent to one purpose, towards `recipient` only or in general. Granting again moves its end.

    Only the person consents: `by` is their account, or None for an import of consents given on
    paper.

    Raises:
        Refused: no such purpose.
    """
    require(allowed=by is None or rules.owns(by, person))
    if purpose not in Purpose.values:
        raise Refused(_("There is no such purpose. The page on consents names them."), "purpose")
    with transaction.atomic():
        consent, made = Consent.objects.get_or_create(
            person=person,
            purpose=Purpose(purpose),
            recipient=recipient,
            withdrawn_at=None,
            defaults={"expires_on": expires_on},
        )
        if not made and consent.expires_on != expires_on:
            consent.expires_on = expires_on
            consent.save(update_fields=["expires_on"])
        record(by, "consent.granted", person, purpose=str(purpose), general=recipient is None)
        # A word to one employer changes nothing in what others may find.
        if recipient is None:
            signals.profile_saved.send(Person, person=person)
    return consent


def withdraw_consent(consent: Consent, *, by: Any) -> None:
    """What was allowed is so no longer, from now on. Twice is once."""
    person = consent.person
    require(allowed=by is None or rules.owns(by, person))
    with transaction.atomic():
        withdrawn = Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now()
        )
        if withdrawn:
            record(by, "consent.withdrawn", person, purpose=consent.purpose)
            hidden = consent.purpose == Purpose.DISCOVERY and consent.recipient_id is None
            signal = signals.person_hidden if hidden else signals.profile_saved
            signal.send(Person, person=person)
            signals.consent_withdrawn.send(Consent, consent=consent, by=by)
    consent.refresh_from_db()
