"""People who want to be found by verified employers, without who they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yucaihui.core.search.queries import matching_ids
from yucaihui.directory.queries import (
    current_profiles_of,
    persons_with_consent,
    verified_organisations,
)
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.blind import blind_resume, blind_words
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import may_find_talents

KIND = "talent"


@dataclass(frozen=True)
class TalentSearch:
    text: str = ""
    min_degree: int = 0
    min_years: int = 0
    city: str = ""


@dataclass(frozen=True)
class TalentLine:
    """One person as employers find them: no name, no contact, no school, no age."""

    uid: str
    code: str
    city: str
    degree: int
    years: int | None
    headline: str
    skills: list[str]
    resume: dict[str, Any] = field(default_factory=dict)


def finds_talents(user: Any, on: date) -> bool:
    verified = frozenset(verified_organisations(on).values_list("pk", flat=True))
    return may_find_talents(viewer_of(user), verified)


def found_people(search: TalentSearch, on: date) -> QuerySet[Any]:
    """People with consent to be found and a profile, newest record first."""
    people = persons_with_consent("discovery", on).filter(
        profiles__current=True, profiles__degree__gte=search.min_degree
    )
    if search.min_years:
        people = people.filter(profiles__current=True, profiles__years__gte=search.min_years)
    if search.city.strip():
        people = people.filter(city__icontains=search.city.strip())
    ids = matching_ids(KIND, search.text)
    if ids is not None:
        people = people.filter(pk__in=ids)
    return people.distinct().order_by("-pk")


def lines_of(people: Iterable[Any], language: str) -> list[TalentLine]:
    """Lines of these people, with the profile in `language` where there is one. One query."""
    rows = list(people)
    profiles = current_profiles_of(person.pk for person in rows)
    return [line_of(person, profiles[person.pk], language) for person in rows]


def line_of(person: Any, profiles: Mapping[str, Any], language: str) -> TalentLine:
    profile = profiles.get(language) or next(iter(profiles.values()))
    names = (person.name_zh, person.name_en)
    resume = blind_resume(profile.resume, names)
    years = profile.years
    return TalentLine(
        uid=person.uid,
        code=code_of(person.uid),
        city=person.city,
        degree=profile.degree,
        years=None if years is None else int(years),
        headline=str(resume["basics"].get("label", "")),
        skills=blind_words(profile.skills, profile.resume, names),
        resume=resume,
    )


def code_of(uid: str) -> str:
    """What stands for the name: T-8H2K4M."""
    return f"T-{uid[:6].upper()}"


def findable_text(person: Any, profiles: Iterable[Any]) -> str:
    """What a search may find a person by: what employers see, and no word more."""
    names = (person.name_zh, person.name_en)
    parts = [person.city]
    for profile in profiles:
        parts.extend(texts_in(blind_resume(profile.resume, names)))
        parts.extend(blind_words(profile.skills, profile.resume, names))
    return "\n".join(parts)


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def open_postings_for(user: Any, on: date) -> QuerySet[Posting]:
    """The public postings that the user may invite somebody to."""
    own = public_postings(on).filter(employer__in=viewer_of(user).organisations)
    return own.select_related("employer").order_by("-posted_on", "-pk")
