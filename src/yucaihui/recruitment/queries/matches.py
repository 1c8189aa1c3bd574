"""Postings and people as the matching engine takes them, and the lists it made of them.

What is handed over is what the engine's types have a field for: no name, gender, age, picture or
home town of anybody.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from yucaihui.directory.queries import current_profiles_of, persons_with_consent
from yucaihui.engines.matching import (
    ENGINE_VERSION,
    Explanation,
    Language,
    Note,
    Position,
    Talent,
    say,
)
from yucaihui.engines.matching.languages import language_code, language_level
from yucaihui.engines.matching.resume import talent_fields
from yucaihui.engines.text.degree import Degree
from yucaihui.matching.queries import (
    Change,
    Comparison,
    compare,
    explain_pairs,
    latest_run,
    matches_for_left,
    matches_for_right,
    runs,
)
from yucaihui.recruitment.models import JobWish, Posting
from yucaihui.recruitment.queries.blind import covered, hidden_words
from yucaihui.recruitment.queries.postings import LISTED, public_postings
from yucaihui.recruitment.queries.weighing import USUAL, Weights

POSTING, PERSON = "posting", "person"


PAGE = 10
# Of a note, what stands in the person's own words.
WRITTEN = frozenset({"own", "words"})
PRIVATE = frozenset({"salary", "no_salary"})


@dataclass(frozen=True)
class Matched:
    """One line of a list: what was matched, why, and its score under the reader's weights.
    `thing` is a posting or a person."""

    thing: Any
    explanation: Explanation
    score: float


@dataclass(frozen=True)
class MatchedPage:
    """One page of a list of matches; `page` counts all of them, `parts` tells what share of a
    score each of its terms has."""

    lines: list[Matched]
    page: Page[int]
    parts: dict[str, float] = field(default_factory=dict)

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


def positions_for(person: Any, on: date, page: int = 1, weights: Weights = USUAL) -> MatchedPage:
    """The best public positions for a person of the latest run, best first under `weights`, each
    explained. Weighing anew puts the best that were found in another order and finds no others."""
    run = latest_run(POSTING, PERSON)
    mine = talents(on, [person.pk])
    if run is None or not mine:
        return MatchedPage.empty()
    best = [one.left_id for one in weighed(matches_for_right(run, person.pk), weights)]
    public = set(public_postings(on).filter(pk__in=best).values_list("pk", flat=True))
    ids = Paginator([key for key in best if key in public], PAGE).get_page(page)
    shown = list(listed(public_postings(on).filter(pk__in=list(ids))))
    asked = [position_of(posting) for posting in shown]
    why = explain_pairs(run, asked, mine, [(p.id, mine[0].id) for p in asked])
    lines = in_order(zip(shown, why, strict=True), weights, run.shares)
    return MatchedPage(lines, ids, weights.parts(run.shares))


def people_for(posting: Posting, on: date, page: int = 1, weights: Weights = USUAL) -> MatchedPage:
    """The best people for a posting who agreed to be matched and found, each explained.

    Only a verified employer is shown people: for others the list is empty.
    """
    run = latest_run(POSTING, PERSON)
    if run is None or not is_verified(posting.employer, on):
        return MatchedPage.empty()
    best = [one.right_id for one in weighed(matches_for_left(run, posting.pk), weights)]
    found = set(findable(on, best).values_list("pk", flat=True))
    ids = Paginator([key for key in best if key in found], PAGE).get_page(page)
    people = findable(on, ids).in_bulk()
    offered = talents(on, people)
    asked = position_of(posting)
    why = explain_pairs(run, [asked], offered, [(asked.id, talent.id) for talent in offered])
    pairs = ((people[int(one.talent_id)], one) for one in why)
    lines = [blinded(line) for line in in_order(pairs, weights, run.shares)]
    return MatchedPage(lines, ids, weights.parts(run.shares))


def findable(on: date, among: Iterable[int]) -> QuerySet[Any]:
    """Those of `among` who agreed both to be compared and to be found."""
    compared = persons_with_consent("matching", on).filter(pk__in=list(among))
    return persons_with_consent("discovery", on).filter(pk__in=compared.values("pk"))


def weighed(found: Iterable[Any], weights: Weights) -> list[Any]:
    """The best that were found, in the order of `weights`; equal ones stay as they are."""
    return list(found) if weights.usual else sorted(found, key=weights.order, reverse=True)


def blinded(line: Matched) -> Matched:
    """A line as an employer reads it before they know who it is."""
    names = (line.thing.name_zh, line.thing.name_en)
    return replace(line, explanation=for_employer(line.explanation, names))


def for_employer(why: Explanation, names: Iterable[str]) -> Explanation:
    """Without what the person wishes to be paid, which employers never see, and with words from
    the CV covered where they hold `names` or tell who somebody is."""
    hidden = hidden_words({}, names)

    def blind(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        return tuple(blind_note(note, hidden) for note in notes if note.code not in PRIVATE)

    return replace(
        why, reasons=blind(why.reasons), gaps=blind(why.gaps), refused_by=blind(why.refused_by)
    )


def blind_note(note: Note, hidden: re.Pattern[str]) -> Note:
    """The note with what the person wrote covered like the CV it stands in."""
    values = [
        (name, covered(value, hidden) if name in WRITTEN else value) for name, value in note.values
    ]
    return replace(note, values=tuple(values))


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


def in_order(
    pairs: Iterable[tuple[Any, Explanation]], weights: Weights, shares: Mapping[str, float]
) -> list[Matched]:
    """Best first by today's score; what has become impossible since the run is left out."""
    found = [
        Matched(thing, why, weights.score(why, shares))
        for thing, why in pairs
        if not why.refused_by
    ]
    return sorted(found, key=lambda one: (-one.score, one.thing.pk))


def listed(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """The columns that a list and the engine need."""
    return postings.select_related("employer").only(
        *LISTED, "description_zh", "description_en", "languages"
    )


def wish_of(person: Any) -> JobWish | None:
    return JobWish.objects.filter(pk=person.pk).first()


def match_runs() -> QuerySet[Any]:
    """The finished runs of postings with people, newest first."""
    return runs(POSTING, PERSON).exclude(finished_at=None)


@dataclass(frozen=True)
class RunsCompared:
    """Two runs' difference, and the postings whose first places changed most."""

    change: Comparison
    postings: list[tuple[Posting, Change]]


def compared_runs(older: Any, newer: Any) -> RunsCompared:
    change = compare(older, newer)
    postings = Posting.objects.only("uid", "title_zh", "title_en").in_bulk(
        [one.left_id for one in change.most_changed]
    )
    named = [(postings[c.left_id], c) for c in change.most_changed if c.left_id in postings]
    return RunsCompared(change, named)


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
