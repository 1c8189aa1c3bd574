"""Many new records at once, with the checks of the single verbs and a handful of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from yucaihui.core.audit.models import AuditEntry
from yucaihui.directory import signals
from yucaihui.directory.models import (
    Affiliation,
    Consent,
    ContactPoint,
    Person,
    Profile,
    ProtectedAttributes,
    Purpose,
)
from yucaihui.directory.profiles import stations, without_personal
from yucaihui.directory.services.people import cleaned, contact_rows
from yucaihui.directory.services.profiles import affiliation_rows, drafted


@dataclass(frozen=True)
class NewPerson:
    """`profiles` by language as JSON Resume; `consents` are general ones, without a recipient;
    `protected` holds freely given answers by the names of `save_protected`."""

    name_zh: str = ""
    name_en: str = ""
    country: str = ""
    city: str = ""
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    consents: Sequence[str] = ()
    protected: Mapping[str, Any] = field(default_factory=dict)
    user: Any = None


def create_people(rows: Sequence[NewPerson], *, by: Any, on: date) -> list[Person]:
    """Write all of `rows` or nothing; `on` is the day up to which years in work are counted.

    Raises:
        Refused: a contact or a profile that is none.
    """
    with transaction.atomic():
        people = Person.objects.bulk_create([person_row(row) for row in rows])
        pairs = list(zip(people, rows, strict=True))
        ContactPoint.objects.bulk_create(
            [c for p, r in pairs for c in contact_rows(p, emails=r.emails, phones=r.phones)]
        )
        profiles = [made for p, r in pairs for made in profile_rows(p, r, on)]
        Profile.objects.bulk_create(profiles)
        Affiliation.objects.bulk_create([row for p, r in pairs for row in tie_rows(p, r)])
        Consent.objects.bulk_create(
            [Consent(person=p, purpose=Purpose(name)) for p, r in pairs for name in r.consents]
        )
        ProtectedAttributes.objects.bulk_create(
            [ProtectedAttributes(person=p, **r.protected) for p, r in pairs if r.protected]
        )
        AuditEntry.objects.bulk_create([created_line(by, person) for person in people])
        signals.people_created.send(Person, people=people)
    return people


def person_row(row: NewPerson) -> Person:
    names = {"name_zh": row.name_zh, "name_en": row.name_en}
    fields = cleaned({**names, "country": row.country, "city": row.city})
    return Person(user=row.user, **fields)


def profile_rows(person: Person, row: NewPerson, on: date) -> list[Profile]:
    return [
        drafted(person, language, without_personal(resume)[0], on)
        for language, resume in row.profiles.items()
    ]


def tie_rows(person: Person, row: NewPerson) -> list[Affiliation]:
    found = {
        (station.kind, station.key, station.started): station
        for resume in reversed(list(row.profiles.values()))
        for station in stations(resume)
    }
    return affiliation_rows(person, found.values())


def created_line(by: Any, person: Person) -> AuditEntry:
    return AuditEntry(
        actor=by,
        actor_uid=by.uid if by else "",
        action="person.created",
        object_type="person",
        object_uid=person.uid,
    )
