"""Employers as the public sees them: verified ones, with their open positions."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yucaihui.directory.queries.organisations import search_organisations, verified_organisations
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.postings import LISTED, is_open


def public_employers(on: date, text: str = "") -> QuerySet[Any]:
    """Verified organisations with their number of `open_postings`, most first."""
    own = Posting.objects.filter(is_open(on), employer=OuterRef("pk")).order_by()
    count = own.values("employer").annotate(n=Count("pk")).values("n")
    employers = verified_organisations(on)
    if text.strip():
        employers = employers.filter(pk__in=search_organisations(text).order_by().values("pk"))
    return employers.annotate(open_postings=Coalesce(Subquery(count), 0)).order_by(
        "-open_postings", "pk"
    )


def open_postings_of(employer: Any, on: date) -> QuerySet[Posting]:
    rows = Posting.objects.filter(is_open(on), employer=employer)
    return rows.select_related("employer").only(*LISTED).order_by("-posted_on", "-pk")
