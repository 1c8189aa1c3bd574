"""Reads on offers."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from yucaihui.recruitment.models import Offer

PARTS = ("application__case", "application__person__user", "application__posting__employer")


def offers_of(application: Any) -> QuerySet[Offer]:
    return Offer.objects.filter(application=application).order_by("-sent_at", "-pk")


def expired_offers(on: date) -> QuerySet[Offer]:
    """Open offers whose last day lies before `on`."""
    rows = Offer.objects.filter(state=Offer.State.SENT, expires_on__lt=on)
    return rows.select_related(*PARTS).order_by("pk")


def offers_ending(first: date, last: date) -> QuerySet[Offer]:
    """Open offers whose last day lies in [first, last]."""
    rows = Offer.objects.filter(state=Offer.State.SENT, expires_on__range=(first, last))
    return rows.select_related(*PARTS).order_by("pk")
