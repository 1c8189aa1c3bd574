"""Pairs of records that may be one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import QuerySet

from yucaihui.directory.models import (
    Affiliation,
    ContactPoint,
    DuplicateLink,
    IdentityDocument,
    Merge,
    Person,
)
from yucaihui.directory.queries.people import current_people
from yucaihui.engines.text.persons import THRESHOLD, Resemblance, Stay, Traits, resemblance

# A name that more people have says little: then they must share a school or an employer too.
COMMON_NAME = 20
Keys = dict[tuple[str, str], set[int]]


@dataclass(frozen=True)
class Suspicion:
    """Two records, the older first, and how much they resemble."""

    first: int
    second: int
    resemblance: Resemblance


def suspicions(people: Collection[int]) -> list[Suspicion]:
    """Pairs with at least one record in `people` that resemble each other enough."""
    wanted = set(people)
    groups = shared_keys(wanted)
    traits = traits_of({pk for group in groups.values() for pk in group})
    pairs = {pair for pair in candidate_pairs(groups, traits) if wanted & set(pair)}
    judged = (Suspicion(a, b, resemblance(traits[a], traits[b])) for a, b in sorted(pairs))
    return [one for one in judged if one.resemblance.score >= THRESHOLD]


def shared_keys(people: set[int]) -> Keys:
    """Everybody who has a contact, a document or a name of one of `people`, by that key."""
    current = current_people()
    found: Keys = defaultdict(set)
    own = ContactPoint.objects.filter(person__in=people).values("value")
    rows = ContactPoint.objects.filter(value__in=own, person__in=current)
    for pk, kind, value in rows.values_list("person", "kind", "value"):
        found[kind, value].add(pk)
    digests = IdentityDocument.objects.filter(person__in=people).values("digest")
    documents = IdentityDocument.objects.filter(digest__in=digests, person__in=current)
    for pk, digest in documents.values_list("person", "digest"):
        found["document", digest].add(pk)
    for column in ("name_zh", "name_en_key"):
        names = Person.objects.filter(pk__in=people).exclude(**{column: ""}).values(column)
        for pk, name in current.filter(**{f"{column}__in": names}).values_list("pk", column):
            found["name", name].add(pk)
    return {key: group for key, group in found.items() if len(group) > 1}


def candidate_pairs(groups: Keys, traits: dict[int, Traits]) -> Iterator[tuple[int, int]]:
    for (kind, _value), group in groups.items():
        if kind == "name" and len(group) > COMMON_NAME:
            for smaller in by_stay(group, traits):
                yield from combinations(sorted(smaller), 2)
        else:
            yield from combinations(sorted(group), 2)


def by_stay(group: Iterable[int], traits: dict[int, Traits]) -> Iterable[set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for pk in group:
        for stay in traits[pk].schools | traits[pk].employers:
            found[stay.key].add(pk)
    return found.values()


def traits_of(people: Collection[int]) -> dict[int, Traits]:
    """Four statements for any number of records."""
    held: dict[int, dict[str, set[Any]]] = {pk: defaultdict(set) for pk in people}
    contacts = ContactPoint.objects.filter(person__in=people)
    for pk, kind, value in contacts.values_list("person", "kind", "value"):
        held[pk][f"{kind}s"].add(value)
    documents = IdentityDocument.objects.filter(person__in=people)
    for pk, kind, digest in documents.values_list("person", "kind", "digest"):
        held[pk]["documents"].add((kind, digest))
    for stay in Affiliation.objects.filter(person__in=people):
        held[stay.person_id][f"{stay.kind}s"].add(Stay(stay.name_key, stay.started, stay.ended))
    names = Person.objects.filter(pk__in=people).values_list("pk", "name_zh", "name_en")
    return {
        pk: Traits(
            name_zh=name_zh,
            name_en=name_en,
            **{kind: frozenset(values) for kind, values in held[pk].items()},
        )
        for pk, name_zh, name_en in names
    }


def suspected_links() -> QuerySet[DuplicateLink]:
    """Pairs that wait for the office, the likeliest first."""
    current = current_people()
    waiting = DuplicateLink.objects.filter(
        state=DuplicateLink.State.SUSPECTED, first__in=current, second__in=current
    )
    return waiting.select_related("first", "second").order_by("-score", "pk")


def merges_into(person: Person) -> QuerySet[Merge]:
    """Merges that can still be taken back, the latest first."""
    return Merge.objects.filter(kept=person, undone_at=None).order_by("-pk")
