"""Postings and people as the matching engine takes them, and the lists it made of them.

What is handed over is what the engine's types have a field for: no name, gender, age, picture or
home town of anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from yucaihui.directory.queries import current_profiles_of, persons_with_consent
from yucaihui.engines.matching import (
    ENGINE_VERSION,
    Explanation,
    Language,
    Position,
    Talent,
    say,
)
from yucaihui.engines.matching.languages import language_code, language_level
from yucaihui.engines.matching.resume import talent_fields
from yucaihui.engines.text.degree import Degree
from yucaihui.matching.queries import (
    explain_pairs,
    latest_run,
    matches_for_left,
    matches_for_right,
    runs,
)
from yucaihui.recruitment.models import JobWish, Posting
from yucaihui.recruitment.queries.postings import LISTED, public_postings

POSTING, PERSON = "posting", "person"


PAGE = 10


@dataclass(frozen=True)
class Matched:
    """One line of a list: what was matched, and why. `thing` is a posting or a person."""

    thing: Any
    explanation: Explanation


@dataclass(frozen=True)
class MatchedPage:
    """One page of a list of matches; `page` counts all of them."""

    lines: list[Matched]
    page: Page[int]

    @classmethod
    def empty(cls) -> Self:
        nobody: list[int] = []
        return cls([], Paginator(nobody, PAGE).get_page(1))

    @property
    def things(self) -> list[Any]:
        return [line.thing for line in self.lines]


def position_of(posting: Posting) -> Position:
    titles = filter(None, (posting.title_zh, posting.title_en))
    return Position(
        id=str(posting.pk),
        title=" ".join(titles),
        text=f"{posting.description_zh}\n{posting.description_en}".strip(),
        skills=tuple(posting.skills),
        min_degree=Degree(posting.min_degree),
        min_years=float(posting.min_years),
        languages=tuple(languages_of(posting.languages)),
        places=tuple(filter(None, (posting.city, posting.district))),
        salary_min_month=posting.salary_min,
        salary_max_month=posting.salary_max,
    )


def languages_of(names: Iterable[str]) -> Iterable[Language]:
    """Languages a posting asks for, such as "英语 六级"; one that nobody knows is passed over."""
    for name in names:
        word, _, level = name.partition(" ")
        if code := language_code(word):
            yield Language(code, language_level(level))


def talent_of(
    person_id: int, resumes: Sequence[dict[str, Any]], wish: JobWish | None, on: date
) -> Talent:
    """One talent from the profiles in all languages: the skills of each, the best of facts."""
    parts = [talent_fields(resume, on) for resume in resumes]
    return Talent(
        id=str(person_id),
        titles=merged(part["titles"] for part in parts),
        text="\n".join(part["text"] for part in parts),
        skills=merged(part["skills"] for part in parts),
        degree=max((part["degree"] for part in parts if part["degree"] is not None), default=None),
        years=max((part["years"] for part in parts if part["years"] is not None), default=None),
        languages=tuple({lang.code: lang for p in parts for lang in p["languages"]}.values()),
        places=tuple(wish.places) if wish else (),
        salary_min_month=wish.salary_min if wish else None,
    )


def merged(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for part in parts for text in part))


def positions(on: date) -> list[Position]:
    """Every public posting as a position."""
    return [position_of(posting) for posting in public_postings(on).order_by("pk")]


def talents(on: date, people: Iterable[int] | None = None) -> list[Talent]:
    """Everybody with a profile who agreed to be matched, or those of `people` who did."""
    agreed = persons_with_consent("matching", on)
    ids = agreed if people is None else agreed.filter(pk__in=list(people))
    keys = list(ids.order_by("pk").values_list("pk", flat=True))
    profiles = current_profiles_of(keys)
    wishes = JobWish.objects.in_bulk(keys) if people is not None else all_wishes()
    return [
        talent_of(key, [p.resume for p in profiles[key].values()], wishes.get(key), on)
        for key in keys
        if profiles.get(key)
    ]


def all_wishes() -> dict[int, JobWish]:
    return {wish.pk: wish for wish in JobWish.objects.all()}


def positions_for(person: Any, on: date, page: int = 1) -> MatchedPage:
    """The best public positions for a person of the latest run, best first, each explained."""
    run = latest_run(POSTING, PERSON)
    mine = talents(on, [person.pk])
    if run is None or not mine:
        return MatchedPage.empty()
    best = list(matches_for_right(run, person.pk).values_list("left_id", flat=True))
    public = set(public_postings(on).filter(pk__in=best).values_list("pk", flat=True))
    ids = Paginator([key for key in best if key in public], PAGE).get_page(page)
    shown = list(listed(public_postings(on).filter(pk__in=list(ids))))
    asked = [position_of(posting) for posting in shown]
    why = explain_pairs(run, asked, mine, [(p.id, mine[0].id) for p in asked])
    return MatchedPage(in_order(zip(shown, why, strict=True)), ids)


def people_for(posting: Posting, on: date, page: int = 1) -> MatchedPage:
    """The best people for a posting who agreed to be matched and found, each explained.

    Only a verified employer is shown people: for others the list is empty.
    """
    run = latest_run(POSTING, PERSON)
    if run is None or not is_verified(posting.employer, on):
        return MatchedPage.empty()
    best = list(matches_for_left(run, posting.pk).values_list("right_id", flat=True))
    found = set(
        persons_with_consent("discovery", on).filter(pk__in=best).values_list("pk", flat=True)
    )
    ids = Paginator([key for key in best if key in found], PAGE).get_page(page)
    people = persons_with_consent("discovery", on).in_bulk(list(ids))
    offered = talents(on, people)
    asked = position_of(posting)
    why = explain_pairs(run, [asked], offered, [(asked.id, talent.id) for talent in offered])
    return MatchedPage(in_order((people[int(one.talent_id)], one) for one in why), ids)


def is_verified(employer: Any, on: date) -> bool:
    return employer.verified_until is not None and employer.verified_until >= on


def explained(posting: Posting, person: Any, on: date) -> Explanation | None:
    """How this person and this posting fit, also when no list has them; None without a profile."""
    run = latest_run(POSTING, PERSON)
    mine = talents(on, [person.pk])
    if run is None or not mine:
        return None
    asked = position_of(posting)
    return explain_pairs(run, [asked], mine, [(asked.id, mine[0].id)])[0]


def in_order(pairs: Iterable[tuple[Any, Explanation]]) -> list[Matched]:
    """Best first by today's score; what has become impossible since the run is left out."""
    found = [Matched(thing, why) for thing, why in pairs if not why.refused_by]
    return sorted(found, key=lambda one: (-one.explanation.score, one.thing.pk))


def listed(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """The columns that a list and the engine need."""
    return postings.select_related("employer").only(
        *LISTED, "description_zh", "description_en", "languages"
    )


def wish_of(person: Any) -> JobWish | None:
    return JobWish.objects.filter(pk=person.pk).first()


def match_runs() -> QuerySet[Any]:
    """The runs of postings with people, newest first."""
    return runs(POSTING, PERSON)


def reading(why: Explanation) -> dict[str, Any]:
    """An explanation as JSON, in both languages: what a person was shown, kept with their question
    and given by the API."""
    return {
        "engine": ENGINE_VERSION,
        "score": why.score,
        **{
            part: [{"code": n.code, "zh": say(n, "zh"), "en": say(n, "en")} for n in notes]
            for part, notes in (
                ("reasons", why.reasons),
                ("gaps", why.gaps),
                ("refused_by", why.refused_by),
            )
        },
    }
