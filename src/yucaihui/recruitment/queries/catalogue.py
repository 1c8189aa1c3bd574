"""The public postings held in memory: what search, facets and sorting need, and no more.

A process reads them once and again when something changed: a stamp over the table and the verified
employers is asked for with each search. Pages are then filled from the database under the public
rule, so a posting that was closed a moment ago is never shown, whatever the memory says.
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from yucaihui.core.search.queries import matching_ids, query_words
from yucaihui.directory.queries.organisations import verified_organisations
from yucaihui.engines.facets import FacetIndex
from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.district import CHONGQING
from yucaihui.recruitment.models import ImportBatch, Posting
from yucaihui.recruitment.queries.postings import is_open

TEXT, TITLE = "posting", "posting_title"
SALARY_STEPS = (5_000, 8_000, 10_000, 15_000, 20_000, 30_000, 50_000)
POSTED_STEPS = (1, 3, 7, 30)
# First and last year that a value of the facet `years` stands for.
YEARS_STEPS = {"0": (0, 0), "1-2": (1, 2), "3-4": (3, 4), "5-9": (5, 9), "10-": (10, 999)}
NEGOTIABLE = "negotiable"
REMEMBERED_TEXTS = 256
# A memory older than this is read anew even when its stamp still holds: two writers on PostgreSQL
# may commit in another order than they stamped.
MAX_AGE = 60.0
# When reading takes long and changes come thick, read again only after this many reading times.
REST = 10

COLUMNS = (
    *("pk", "employer", "headcount", "city", "district", "cluster", "min_degree", "min_years"),
    *("employment_type", "salary_min", "salary_max", "salary_negotiable", "posted_on"),
)


@dataclass(frozen=True)
class Line:
    """One posting as the facets see it."""

    pk: int
    employer: int
    headcount: int | None
    city: str
    district: str
    cluster: str
    min_degree: int
    min_years: int
    employment_type: str
    salary_min: int | None
    salary_max: int | None
    negotiable: bool
    posted_on: date


def place_of(city: str, district: str) -> str:
    """The value of the facet `district`: a district of Chongqing, else the other city."""
    return district if city in ("", CHONGQING) else city


def values_of(line: Line, on: date) -> Iterator[tuple[str, str]]:
    """(facet, value) pairs of one posting."""
    place = place_of(line.city, line.district)
    if place:
        yield "district", place
    if line.cluster:
        yield "cluster", line.cluster
    yield "degree", Degree(line.min_degree).name.lower()
    yield "type", line.employment_type.lower()
    yield from (("years", step) for step, (low, high) in YEARS_STEPS.items()
                if low <= line.min_years <= high)  # fmt: skip
    top = line.salary_max or line.salary_min or 0
    yield from (("salary", str(step)) for step in SALARY_STEPS if top >= step)
    if line.negotiable:
        yield "salary", NEGOTIABLE
    age = (on - line.posted_on).days
    yield from (("posted", str(step)) for step in POSTED_STEPS if age < step)


FACETS = ("district", "cluster", "degree", "years", "salary", "type", "posted")


@dataclass
class Catalogue:
    """The postings that are public on the day `on`; `open_postings` counts them by employer."""

    on: date
    stamp: tuple[Any, ...]
    index: FacetIndex
    open_postings: Mapping[int, int]
    vacancies: int
    read_at: float
    seconds: float
    texts: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.index.ids)

    def rows_with(self, kind: str, text: str) -> int | None:
        """The postings whose text has all words; None when the text has no word."""
        key = (kind, tuple(query_words(text)))
        if not key[1]:
            return None
        if key not in self.texts:
            found: QuerySet[Any, int] | None = matching_ids(kind, text)
            if len(self.texts) >= REMEMBERED_TEXTS:
                self.texts.clear()
            self.texts[key] = self.index.rows_of(frozenset(found or ()))
        return self.texts[key]


def stamp_of(on: date) -> tuple[Any, ...]:
    """Changes whenever a posting or the verification of an employer does. Three short queries.

    Postings are deleted by taking an import back and in no other way, so those are counted.
    """
    times = Posting.objects.order_by("-updated_at").values_list("updated_at", flat=True)
    taken_back = ImportBatch.objects.filter(state=ImportBatch.State.ROLLED_BACK).count()
    verified = verified_organisations(on).aggregate(n=Count("pk"), ids=Sum("pk"))
    return on, times.first(), taken_back, verified["n"], verified["ids"]


def read_catalogue(on: date, stamp: tuple[Any, ...]) -> Catalogue:
    begun = time.monotonic()
    employers = set(verified_organisations(on).values_list("pk", flat=True))
    rows = Posting.objects.filter(is_open(on)).order_by("-posted_on", "-pk")
    lines = [Line(*row) for row in rows.values_list(*COLUMNS) if row[1] in employers]
    return Catalogue(
        on=on,
        stamp=stamp,
        index=indexed(lines, on),
        open_postings=Counter(line.employer for line in lines),
        vacancies=sum(line.headcount or 1 for line in lines),
        read_at=begun,
        seconds=time.monotonic() - begun,
    )


def indexed(lines: list[Line], on: date) -> FacetIndex:
    facets: dict[str, dict[Any, list[int]]] = {name: defaultdict(list) for name in FACETS}
    for position, line in enumerate(lines):
        for facet, value in values_of(line, on):
            facets[facet][value].append(position)
    return FacetIndex([line.pk for line in lines], facets, {"salary": by_salary(lines)})


def by_salary(lines: list[Line]) -> list[int]:
    """Positions from the highest salary down; those without one last, newest first."""
    tops: Iterable[int] = (line.salary_max or line.salary_min or 0 for line in lines)
    return [position for position, _ in sorted(enumerate(tops), key=lambda pair: -pair[1])]


class Memory:
    """One catalogue for the process, read anew when it is stale."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.held: Catalogue | None = None

    def catalogue(self, on: date) -> Catalogue:
        stamp = stamp_of(on)
        held = self.held
        if held and (self.is_fresh(held, stamp) or self.lock.locked()):
            return held
        with self.lock:
            if self.held is None or not self.is_fresh(self.held, stamp):
                self.held = read_catalogue(on, stamp)
            return self.held

    @staticmethod
    def is_fresh(held: Catalogue, stamp: tuple[Any, ...]) -> bool:
        age = time.monotonic() - held.read_at
        if held.on != stamp[0] or age > MAX_AGE:
            return False
        resting = held.seconds > 0.1 and age < REST * held.seconds
        return held.stamp == stamp or resting


memory = Memory()


def catalogue(on: date) -> Catalogue:
    return memory.catalogue(on)
