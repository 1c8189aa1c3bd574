"""Reads on facts."""

from datetime import date

from django.db.models import Q, QuerySet

from yucaihui.directory.models import Fact, Organisation, Person


def facts_of(
    about: Person | Organisation, *, kind: str | None = None, on: date | None = None
) -> QuerySet[Fact]:
    """Facts that were not revoked, newest first; with `on`, those valid on that day."""
    side = Q(person=about) if isinstance(about, Person) else Q(organisation=about)
    facts = Fact.objects.filter(side, revoked_at=None).order_by("-pk")
    if kind is not None:
        facts = facts.filter(kind=kind)
    if on is not None:
        started = Q(valid_from=None) | Q(valid_from__lte=on)
        facts = facts.filter(started, Q(valid_until=None) | Q(valid_until__gte=on))
    return facts
