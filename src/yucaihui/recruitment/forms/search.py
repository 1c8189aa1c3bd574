"""The search in postings as it stands in an address, and its facets as they are shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yucaihui.recruitment.labels import VALUE_NAMES
from yucaihui.recruitment.queries.catalogue import (
    NEGOTIABLE,
    POSTED_STEPS,
    SALARY_STEPS,
    YEARS_STEPS,
)
from yucaihui.recruitment.queries.search import PostingSearch

MAX_TEXT = 100
MAX_VALUES = 20


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list. `values` in their order; without them, the most frequent first.
    Of a `single` facet one value at a time is chosen."""

    name: str
    label: str | Promise
    values: tuple[str, ...] = ()
    single: bool = False
    shown: int = 8


FACETS = (
    Facet("district", _("Place of work")),
    Facet("cluster", _("Industry"), shown=6),
    Facet("salary", _("Salary a month"), (*map(str, SALARY_STEPS), NEGOTIABLE), single=True),
    Facet("degree", _("Degree asked for"), ("none", "college", "bachelor", "master", "doctor")),
    Facet("years", _("Experience asked for"), tuple(YEARS_STEPS)),
    Facet("type", _("Employment"), ("full_time", "part_time", "contractor", "temporary", "intern")),
    Facet("posted", _("Posted"), tuple(map(str, POSTED_STEPS)), single=True),
)
SORT_NAMES = {
    "relevance": _("Best match"),
    "newest": _("Newest first"),
    "salary": _("Highest salary first"),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool
    id: str


@dataclass(frozen=True)
class Group:
    """A facet with what it offers now: the first options, and `more` behind a fold."""

    facet: Facet
    options: list[Option]
    more: list[Option]
    any_chosen: bool


@dataclass(frozen=True)
class Chosen:
    """A choice that stands, and the address of the list without it."""

    label: str
    url: str


def read_search(query: QueryDict) -> PostingSearch:
    """What an address asks for. Values that nothing has find nothing; a page that is no number is
    the first."""
    chosen = {
        facet.name: tuple(dict.fromkeys(query.getlist(facet.name)))[:MAX_VALUES] for facet in FACETS
    }
    page = query.get("page", "1")
    return PostingSearch(
        text=query.get("q", "").replace("\0", "").strip()[:MAX_TEXT],
        chosen={name: tuple(filter(None, values)) for name, values in chosen.items()},
        sort=query.get("sort", ""),
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )


def groups(search: PostingSearch, counts: Mapping[str, Mapping[str, int]]) -> list[Group]:
    return [group(facet, search.chosen.get(facet.name, ()), counts[facet.name]) for facet in FACETS]


def group(facet: Facet, chosen: tuple[str, ...], counts: Mapping[str, int]) -> Group:
    if facet.values:
        values = [value for value in facet.values if counts.get(value) or value in chosen]
        shown = len(values)
    else:
        frequent = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
        values = [value for value in frequent if counts[value] or value in chosen]
        shown = max(facet.shown, len(chosen))
    options = [option(facet, value, chosen, counts) for value in values]
    return Group(facet, options[:shown], options[shown:], bool(chosen))


def option(facet: Facet, value: str, chosen: tuple[str, ...], counts: Mapping[str, int]) -> Option:
    return Option(
        value,
        VALUE_NAMES[facet.name](value),
        counts.get(value, 0),
        value in chosen,
        f"{facet.name}-{value}",
    )


def choices_standing(search: PostingSearch, query: QueryDict) -> Iterator[Chosen]:
    """Each chosen value with the address that leaves it out."""
    for facet in FACETS:
        for value in search.chosen.get(facet.name, ()):
            yield Chosen(value_name(facet.name, value), without(query, facet.name, value))


def value_name(facet: str, value: str) -> str:
    try:
        return VALUE_NAMES[facet](value)
    except (KeyError, ValueError):
        return value


def without(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    changed.setlist(name, [other for other in query.getlist(name) if other != value])
    changed.pop("page", None)
    return f"?{changed.urlencode()}"
