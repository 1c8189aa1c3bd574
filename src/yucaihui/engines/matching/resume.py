"""JSON Resume documents (jsonresume.org, 1.x) to what a talent is matched by.

Only what was done and learnt is read: titles, tasks, projects, skills, degrees, languages and
certificates. Names of people, employers and schools, the summary (people write their age and
family into it), the picture and the address are left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yucaihui.engines.matching.fields import BadField
from yucaihui.engines.matching.languages import language_level, parse_language
from yucaihui.engines.matching.types import Language
from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.resumes.facts import highest_degree, years_of_experience

Json = Mapping[str, Any]

_SECTIONS = ("basics", "work", "education")
# Sections and the texts of their entries that tell about the work.
_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("work", ("position", "summary", "highlights")),
    ("volunteer", ("position", "summary", "highlights")),
    ("projects", ("name", "description", "highlights", "keywords", "roles")),
    ("education", ("area", "courses")),
    ("certificates", ("name",)),
    ("publications", ("name", "summary")),
)


def is_resume(record: Json) -> bool:
    """Whether the object has the sections of a JSON Resume document."""
    return any(section in record for section in _SECTIONS)


def talent_fields(resume: Json, on: date) -> dict[str, Any]:
    """Fields of `Talent` that the document fills. Raises `BadField`."""
    found = {
        "titles": tuple(dict.fromkeys(_titles(resume))),
        "text": "\n".join(_texts(resume)),
        "skills": tuple(_skills(resume)),
        "degree": _degree(resume),
        "years": _years(resume, on),
        "languages": tuple(_languages(resume)),
    }
    return found | ({"id": str(resume["id"])} if resume.get("id") is not None else {})


def _titles(resume: Json) -> Iterator[str]:
    basics = resume.get("basics") or {}
    if not isinstance(basics, dict):
        raise BadField("basics", f"found {str(basics)[:40]!r}", "an object")
    yield from _strings(basics.get("label"))
    for job in _entries(resume, "work"):
        yield from _strings(job.get("position"))


def _texts(resume: Json) -> Iterator[str]:
    for section, keys in _TEXTS:
        for entry in _entries(resume, section):
            for key in keys:
                yield from _strings(entry.get(key))


def _skills(resume: Json) -> Iterator[str]:
    for skill in _entries(resume, "skills"):
        yield from _strings(skill.get("name"))
        yield from _strings(skill.get("keywords"))


def _degree(resume: Json) -> Degree | None:
    """The highest degree; None where no course of study names one."""
    _entries(resume, "education")
    return highest_degree(dict(resume)) or None


def _languages(resume: Json) -> Iterator[Language]:
    for entry in _entries(resume, "languages"):
        for name in _strings(entry.get("language")):
            if language := parse_language(name):
                level = language_level(" ".join(_strings(entry.get("fluency"))))
                yield replace(language, level=language.level if level is None else level)


def _years(resume: Json, on: date) -> float | None:
    """Years in work; None when the document dates no job, 0 when it says there was none."""
    dated = any(_strings(job.get("startDate")) for job in _entries(resume, "work"))
    told = dated or resume.get("work") == []
    return years_of_experience(dict(resume), on) if told else None


def _entries(resume: Json, section: str) -> list[Json]:
    entries = resume.get(section) or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadField(section, f"found {str(entries)[:40]!r}", "a list of objects")
    return entries


def _strings(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]
