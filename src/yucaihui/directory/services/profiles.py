"""Save a person's profile: a new version, what is derived from it, and the ties read off it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.directory import signals
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Affiliation, Person, Profile
from yucaihui.directory.profiles import Station, derive, stations, without_personal
from yucaihui.directory.queries.people import current_profiles
from yucaihui.directory.services.people import add_contacts, cleaned, require_edit
from yucaihui.engines.text.names import is_chinese_name

NAME_LENGTHS = {"name_zh": 60, "name_en": 80}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def save_profile(
    person: Person,
    language: str,
    resume: Mapping[str, Any],
    *,
    by: Any,
    on: date | None = None,
) -> Profile:
    """Make `resume` (JSON Resume) the current profile in `language`; earlier versions stay.

    Name, e-mail, telephone and picture are taken out of the document: they fill what the person's
    record lacks. `on` is the day up to which years in work are counted (default: today).

    Raises:
        Refused: not a JSON Resume document, an unknown language, or a contact that is none.
    """
    require_edit(by, person)
    if language not in LANGUAGES:
        raise Refused(_("Profiles are kept in Chinese and in English."), "language")
    document, personal = without_personal(resume)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        fill_from(person, personal)
        profile = new_version(person, language, document, on or timezone.localdate())
        replace_affiliations(person)
        record(by, "profile.saved", profile, language=language, version=profile.version)
        signals.profile_saved.send(Person, person=person)
    return profile


def new_version(person: Person, language: str, document: dict[str, Any], on: date) -> Profile:
    draft = drafted(person, language, document, on)
    versions = person.profiles.filter(language=language)
    latest = versions.order_by("-version").values_list("version", flat=True).first()
    draft.version = (latest or 0) + 1
    versions.filter(current=True).update(current=False)
    draft.save()
    return draft


def drafted(person: Person, language: str, document: dict[str, Any], on: date) -> Profile:
    """An unsaved first version with its derived fields."""
    derived = derive(document, on)
    return Profile(
        person=person,
        language=language,
        resume=document,
        headline=derived.headline,
        degree=derived.degree,
        years=derived.years,
        skills=derived.skills,
    )


def fill_from(person: Person, personal: Mapping[str, Any]) -> None:
    """Names and contacts of the document fill what the record lacks."""
    for field, name in named_by(personal).items():
        if not getattr(person, field):
            for key, value in cleaned({field: name}).items():
                setattr(person, key, value)
            person.save(update_fields=[field, "name_en_key"])
    add_contacts(
        person,
        emails=[str(personal.get("email") or "")],
        phones=[str(personal.get("phone") or "")],
    )


def named_by(personal: Mapping[str, Any]) -> dict[str, str]:
    """A CV's one name under the column of its script; {} without a name."""
    name = " ".join(str(personal.get("name") or "").split())
    field = "name_zh" if is_chinese_name(name) else "name_en"
    return {field: name[: NAME_LENGTHS[field]]} if name else {}


def replace_affiliations(person: Person) -> None:
    """Employers and schools of all current profiles, each named as the Chinese one has it."""
    profiles = current_profiles(person)
    person.affiliations.all().delete()
    found: dict[tuple[str, str, str], Station] = {}
    for language in LANGUAGES:
        for station in stations(profiles[language].resume) if language in profiles else ():
            found.setdefault((station.kind, station.key, station.started), station)
    Affiliation.objects.bulk_create(affiliation_rows(person, found.values()))


def affiliation_rows(person: Person, found: Any) -> list[Affiliation]:
    return [
        Affiliation(
            person=person,
            kind=station.kind,
            name=station.name,
            name_key=station.key,
            started=station.started,
            ended=station.ended,
        )
        for station in found
    ]
