"""Reads on consent."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from yucaihui.directory.models import Consent, Organisation, Person
from yucaihui.directory.queries.people import current_people


def holding(on: date | None = None) -> QuerySet[Consent]:
    """Consents that hold on a day (default: today)."""
    day = on or timezone.localdate()
    return Consent.objects.filter(Q(expires_on=None) | Q(expires_on__gte=day), withdrawn_at=None)


def has_consent(
    person: Person, purpose: str, recipient: Organisation | None = None, on: date | None = None
) -> bool:
    """Did the person allow this, in general or towards this recipient?"""
    towards = Q(recipient=None) | Q(recipient=recipient) if recipient else Q(recipient=None)
    return holding(on).filter(towards, person=person, purpose=purpose).exists()


def persons_with_consent(purpose: str, on: date | None = None) -> QuerySet[Person]:
    """People who allowed this in general."""
    given = holding(on).filter(purpose=purpose, recipient=None)
    return current_people().filter(pk__in=given.values("person"))


def consents_of(person: Person) -> QuerySet[Consent]:
    """Every consent ever given, those that hold first."""
    rows = Consent.objects.filter(person=person).select_related("recipient")
    return rows.order_by("-withdrawn_at", "-pk")
