"""Verbs on people: their record, names and contacts."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.directory import rules, signals
from yucaihui.directory.contacts import normal_email, normal_phone
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import ContactPoint, Person
from yucaihui.directory.queries.people import person_of
from yucaihui.engines.text.names import is_chinese_name, person_key

EDITABLE = ("name_zh", "name_en", "country", "city")


def require(*, allowed: bool) -> None:
    """Raises PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def require_edit(by: Any, person: Person) -> None:
    """`by` must be the person or the office; None is the system itself."""
    require(allowed=by is None or rules.may_edit_record(by, person))


def ensure_person(user: Any, **fields: str) -> Person:
    """The user's own record, made when there is none; `fields` fill a new one."""
    found = person_of(user)
    if found:
        return found
    with transaction.atomic():
        person, made = Person.objects.get_or_create(user=user, defaults=cleaned(fields))
        if made:
            add_contacts(person, emails=[user.email], verified=True)
            record(user, "person.created", person)
            signals.profile_saved.send(Person, person=person)
    return person


def create_person(
    *,
    name_zh: str = "",
    name_en: str = "",
    country: str = "",
    city: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    user: Any = None,
    by: Any = None,
) -> Person:
    """A new record.

    Raises:
        Refused: no name, or a contact that is none.
    """
    fields = cleaned({"name_zh": name_zh, "name_en": name_en, "country": country, "city": city})
    if not (fields["name_zh"] or fields["name_en"]):
        raise Refused(_("Give the name in Chinese or in English."), "name_zh")
    with transaction.atomic():
        person = Person.objects.create(user=user, **fields)
        add_contacts(person, emails=emails, phones=phones)
        record(by, "person.created", person)
    return person


def update_person(person: Person, *, by: Any, **fields: str) -> Person:
    """Change names, country or city. Fields not given stay.

    Raises:
        Refused: both names would be empty.
    """
    require_edit(by, person)
    changed = {k: v for k, v in cleaned(fields).items() if getattr(person, k) != v}
    if not changed:
        return person
    for name, value in changed.items():
        setattr(person, name, value)
    if not person.name:
        raise Refused(_("Give the name in Chinese or in English."), "name_zh")
    with transaction.atomic():
        person.save(update_fields=list(changed))
        record(by, "person.changed", person, fields=sorted(changed))
        signals.profile_saved.send(Person, person=person)
    return person


def cleaned(fields: dict[str, str]) -> dict[str, str]:
    """Editable fields only, blanks folded; the country code in capitals; the key of the name."""
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"A person has no field {', '.join(sorted(unknown))}.")
    plain = {name: " ".join(value.split()) for name, value in fields.items()}
    if "country" in plain:
        plain["country"] = plain["country"].upper()
    if is_chinese_name(plain.get("name_zh", "")):
        plain["name_zh"] = person_key(plain["name_zh"])
    if "name_en" in plain:
        plain["name_en_key"] = person_key(plain["name_en"])[:80]
    return plain


def add_contacts(
    person: Person,
    *,
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    verified: bool = False,
) -> None:
    """Add contacts in their normal form; those the record has already stay as they are.

    Raises:
        Refused: an address or a number that is none.
    """
    ContactPoint.objects.bulk_create(
        contact_rows(person, emails=emails, phones=phones, verified=verified),
        ignore_conflicts=True,
    )


def contact_rows(
    person: Person, *, emails: Iterable[str], phones: Iterable[str], verified: bool = False
) -> list[ContactPoint]:
    moment = timezone.now() if verified else None
    values = [("email", normal_email(text)) for text in emails if text.strip()]
    values += [("phone", normal_phone(text, person.country)) for text in phones if text.strip()]
    return [
        ContactPoint(person=person, kind=kind, value=value, verified_at=moment)
        for kind, value in dict.fromkeys(values)
    ]


def set_contacts(person: Person, *, emails: Iterable[str], phones: Iterable[str], by: Any) -> None:
    """The record has exactly these contacts; the account's own address always stays.

    Raises:
        Refused: an address or a number that is none.
    """
    require_edit(by, person)
    wanted = contact_rows(person, emails=emails, phones=phones)
    kept = {(row.kind, row.value) for row in wanted}
    if person.user is not None:
        kept.add(("email", person.user.email))
    with transaction.atomic():
        held = list(person.contacts.all())
        gone = [row.pk for row in held if (row.kind, row.value) not in kept]
        person.contacts.filter(pk__in=gone).delete()
        ContactPoint.objects.bulk_create(wanted, ignore_conflicts=True)
        if gone or len(kept) > len(held) - len(gone):
            record(by, "person.contacts_changed", person)
