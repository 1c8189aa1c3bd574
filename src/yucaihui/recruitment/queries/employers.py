"""Employers as the public sees them: verified ones, with their open positions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yucaihui.directory.queries.organisations import search_organisations, verified_organisations
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.catalogue import catalogue
from yucaihui.recruitment.queries.postings import is_open


@dataclass(frozen=True)
class EmployerLine:
    organisation: Any
    open_postings: int


def public_employers(on: date, text: str = "") -> list[int]:
    """Keys of the verified organisations, those with most open positions first."""
    employers = verified_organisations(on)
    if text.strip():
        employers = employers.filter(pk__in=search_organisations(text).order_by().values("pk"))
    counts = catalogue(on).open_postings
    return sorted(employers.values_list("pk", flat=True), key=lambda pk: (-counts.get(pk, 0), pk))


def employer_lines(keys: Iterable[int], on: date) -> list[EmployerLine]:
    """These organisations with the number of their open positions, in the order given."""
    counts = catalogue(on).open_postings
    wanted = list(keys)
    found = {row.pk: row for row in verified_organisations(on).filter(pk__in=wanted)}
    return [EmployerLine(found[pk], counts.get(pk, 0)) for pk in wanted if pk in found]


def open_postings_of(employer: Any, on: date) -> QuerySet[Posting, int]:
    """Keys of an employer's open postings, newest first."""
    rows = Posting.objects.filter(is_open(on), employer=employer)
    return rows.order_by("-posted_on", "-pk").values_list("pk", flat=True)
