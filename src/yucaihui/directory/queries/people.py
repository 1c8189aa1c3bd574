"""Reads on people and their profiles."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.models import AuditEntry
from yucaihui.core.audit.queries import entries_of
from yucaihui.directory.models import ContactPoint, Person, Profile
from yucaihui.engines.text.names import is_chinese_name


def current_people() -> QuerySet[Person]:
    """Records that stand for a person today: neither merged away nor erased, and none that wait
    for their person's word."""
    return Person.objects.filter(merged_into=None, erased_at=None, unconfirmed=False)


def person_of(user: Any) -> Person | None:
    """The user's record; when it was merged, the record that was kept."""
    if user is None or not user.is_authenticated:
        return None
    person = Person.objects.select_related("merged_into", "user").filter(user=user).first()
    if person is None or person.erased_at:
        return None
    return person.merged_into or person


def person_by_uid(uid: str) -> Person | None:
    """The record of this uid; when it was merged, the record that was kept."""
    person = Person.objects.select_related("merged_into").filter(uid=uid).first()
    return (person.merged_into or person) if person else None


def person_with_email(email: str) -> Person | None:
    """The oldest current record with this address, in its normal form."""
    held = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL, value=email)
    return current_people().filter(pk__in=held.values("person")).order_by("pk").first()


def visible_to(user: Any) -> QuerySet[Person]:
    """The office sees every record, anybody else their own."""
    people = current_people().order_by("-pk")
    if is_office(user):
        return people
    own = person_of(user)
    return people.filter(pk=own.pk) if own else people.none()


def current_profiles(person: Person) -> dict[str, Profile]:
    """The person's profile in each language it exists in."""
    return current_profiles_of([person.pk]).get(person.pk, {})


def current_profiles_of(person_ids: Iterable[int]) -> dict[int, dict[str, Profile]]:
    """Current profiles by person and language, in one query."""
    found: dict[int, dict[str, Profile]] = {}
    rows = Profile.objects.filter(person__in=list(person_ids), current=True)
    for profile in rows.order_by("-language"):
        found.setdefault(profile.person_id, {})[profile.language] = profile
    return found


def profile_versions(person: Person, language: str) -> QuerySet[Profile]:
    return person.profiles.filter(language=language).order_by("-version")


def emails_of(person: Person) -> list[str]:
    return values_of(person, "email")


def phones_of(person: Person) -> list[str]:
    return values_of(person, "phone")


def values_of(person: Person, kind: str) -> list[str]:
    rows = person.contacts.filter(kind=kind).order_by("-verified_at", "pk")
    return list(rows.values_list("value", flat=True))


def full_resume(person: Person, profile: Profile) -> dict[str, Any]:
    """The profile as a whole JSON Resume document, with the person's name and contacts."""
    contacts = list(ContactPoint.objects.filter(person=person).order_by("pk"))
    first = {row.kind: row.value for row in reversed(contacts)}
    chinese = profile.language.startswith("zh")
    names = (person.name_zh, person.name_en) if chinese else (person.name_en, person.name_zh)
    personal = {"name": names[0] or names[1], **first}
    return {**profile.resume, "basics": {**personal, **profile.resume.get("basics", {})}}


def named(text: str) -> Q:
    """A condition: the name contains `text`, in whichever script it is."""
    field = "name_zh__contains" if is_chinese_name(text) else "name_en__icontains"
    return Q(**{field: text.strip()})


def search_people(user: Any, text: str) -> QuerySet[Person]:
    """Visible people by name, whole e-mail address, telephone number or uid."""
    people = visible_to(user)
    plain = text.strip()
    if not plain:
        return people
    contacts = ContactPoint.objects.filter(value__in=[plain.lower(), plain, f"+86{plain}"])
    return people.filter(named(plain) | Q(pk__in=contacts.values("person")) | Q(uid=plain))


def acts_on(person: Person) -> QuerySet[AuditEntry]:
    """The journal's lines on this record, newest first."""
    return entries_of("person", person.uid)
