"""What is read off a JSON Resume document when it becomes a profile."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yucaihui.directory.errors import Refused
from yucaihui.engines.matching.fields import BadField
from yucaihui.engines.matching.resume import talent_fields
from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.names import organisation_key
from yucaihui.engines.text.resumes.facts import highest_degree, years_of_experience
from yucaihui.engines.text.skills import canonical_skill, find_skills

Json = dict[str, Any]

MAX_BYTES = 200_000
MAX_SKILLS = 60
# Kept on the person, once for all languages, and never inside a profile that others may read.
PERSONAL = ("name", "email", "phone", "image")
ADDRESS = ("address", "postalCode")


@dataclass(frozen=True)
class Derived:
    """What lists filter by. `years` is None when no job is dated."""

    headline: str
    degree: Degree
    years: float | None
    skills: list[str]


@dataclass(frozen=True)
class Station:
    """An employer or school; `key` as engines.text.names.organisation_key gives it."""

    kind: str
    name: str
    key: str
    started: str
    ended: str


def checked(resume: Any, on: date) -> dict[str, Any]:
    """The fields that matching reads of the document.

    Raises:
        Refused: not a JSON Resume document, or too large.
    """
    if not isinstance(resume, Mapping):
        raise Refused(_("The profile must be a JSON Resume document, an object."), "resume")
    if len(json.dumps(resume, ensure_ascii=False).encode()) > MAX_BYTES:
        raise Refused(_("The profile is too long. Shorten its texts."), "resume")
    try:
        return talent_fields(resume, on)
    except BadField as error:
        raise Refused(
            _("The section “%(section)s” of the profile is not as JSON Resume has it: %(found)s.")
            % {"section": error.field, "found": error.found},
            error.field,
        ) from None


def without_personal(resume: Mapping[str, Any]) -> tuple[Json, Json]:
    """(the document without name, contacts, picture and street; what was taken out)."""
    basics = dict(resume.get("basics") or {})
    taken = {key: basics.pop(key) for key in PERSONAL if key in basics}
    if isinstance(basics.get("location"), Mapping):
        basics["location"] = {k: v for k, v in basics["location"].items() if k not in ADDRESS}
    return {**resume, "basics": basics}, taken


def derive(resume: Mapping[str, Any], on: date) -> Derived:
    """Headline, highest degree, years in work up to `on`, and skills by their one name."""
    fields = checked(resume, on)
    listed = [canonical_skill(name) for name in fields["skills"]]
    found = find_skills(f"{fields['text']}\n{' '.join(fields['titles'])}")
    dated = any(entry.get("startDate") for entry in resume.get("work") or ())
    return Derived(
        headline=next(iter(fields["titles"]), "")[:120],
        degree=highest_degree(dict(resume)),
        years=min(years_of_experience(dict(resume), on), 99.9) if dated else None,
        skills=list(dict.fromkeys([*listed, *found]))[:MAX_SKILLS],
    )


def stations(resume: Mapping[str, Any]) -> Iterator[Station]:
    """Employers and schools with their dates as written (YYYY[-MM[-DD]])."""
    for kind, section, key in STATIONS:
        for entry in resume.get(section) or ():
            name = str(entry.get(key) or "").strip()[:160]
            if organisation_key(name):
                yield Station(
                    kind=kind,
                    name=name,
                    key=organisation_key(name)[:160],
                    started=str(entry.get("startDate") or "")[:10],
                    ended=str(entry.get("endDate") or "")[:10],
                )


STATIONS = (("employer", "work", "name"), ("school", "education", "institution"))
