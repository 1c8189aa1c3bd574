"""Search in the public postings: words, facets with counts, sorting, pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.catalogue import FACETS, TEXT, TITLE, Catalogue, catalogue
from yucaihui.recruitment.queries.postings import LISTED
from yucaihui.recruitment.rules.postings import is_public, shows

PAGE = 25
STAMP = ("pk", "updated_at", "employer__name_zh", "employer__name_en")
JUDGED = ("state", "posted_on", "valid_through", "employer__verified_until")
SORTS = ("relevance", "newest", "salary")


@dataclass(frozen=True)
class PostingSearch:
    """What somebody looks for. `chosen` holds, by facet, the values any of which will do."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The sort asked for; else by relevance with words and by age without."""
        if self.sort in SORTS and (self.text or self.sort != "relevance"):
            return self.sort
        return "relevance" if self.text else "newest"

    @property
    def narrowed(self) -> bool:
        return bool(self.text or any(self.chosen.values()))


@dataclass(frozen=True)
class PostingPage:
    """The keys of one page of results, to be filled by `in_order`, and how many rows each value of
    each facet would give."""

    ids: list[int]
    total: int
    page: int
    pages: int
    counts: Mapping[str, Mapping[str, int]]


def search_postings(search: PostingSearch, on: date, size: int = PAGE) -> PostingPage:
    """At most five queries, whatever is searched; none of them reads a posting."""
    held = catalogue(on)
    among = held.rows_with(TEXT, search.text)
    chosen = {name: search.chosen[name] for name in FACETS if search.chosen.get(name)}
    found = held.index.find(chosen, among)
    pages = max(1, -(-found.total // size))
    page = min(max(1, search.page), pages)
    ids = ids_of_page(held, search, found.rows, (page - 1) * size, size)
    counts: Mapping[str, Mapping[str, int]] = found.counts  # type: ignore[assignment]
    return PostingPage(ids, found.total, page, pages, counts)


def ids_of_page(
    held: Catalogue, search: PostingSearch, rows: int, start: int, size: int
) -> list[int]:
    """By relevance, those that name all words in their title or employer come first."""
    if search.order != "relevance":
        return held.index.page(rows, start, start + size, search.order)
    titled = rows & (held.rows_with(TITLE, search.text) or 0)
    first = held.index.page(titled, start, start + size)
    start = max(0, start - titled.bit_count())
    rest = held.index.page(rows & ~titled, start, start + size - len(first))
    return first + rest


def in_order(ids: Sequence[int], on: date) -> list[Posting]:
    """The postings of these ids that are public at this moment, in the order given.

    They are fetched by their keys alone and judged here: with the public condition beside the
    keys, SQLite walks the index of all open postings instead.
    """
    rows = Posting.objects.filter(pk__in=ids).select_related("employer").only(*LISTED)
    found = {posting.pk: posting for posting in rows if is_public(posting, on)} if ids else {}
    return [found[id_] for id_ in ids if id_ in found]


def stamps_of(ids: Sequence[int], on: date) -> list[tuple[Any, ...]]:
    """What tells one drawing of a posting from another: key, last change, employer's names; of
    those of these ids that are public at this moment."""
    rows = Posting.objects.filter(pk__in=ids).order_by().values_list(*STAMP, *JUDGED)
    return [
        tuple(stamp)
        for *stamp, state, first, last, verified in rows
        if shows(state, first, last, verified, on)
    ]


@dataclass(frozen=True)
class Totals:
    """The figures of the public list: postings, their employers, their vacancies."""

    postings: int
    employers: int
    vacancies: int


def public_totals(on: date) -> Totals:
    held = catalogue(on)
    return Totals(held.total, len(held.open_postings), held.vacancies)
