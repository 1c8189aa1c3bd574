"""A CV of lines (PDF, DOCX, Markdown) to JSON Resume."""

import re
import statistics
from collections.abc import Iterable
from typing import Any

from yucaihui.engines.text.documents.model import Document
from yucaihui.engines.text.resumes.blocks import Item
from yucaihui.engines.text.resumes.contacts import drop_identities, profiles_and_url
from yucaihui.engines.text.resumes.dates import find_period
from yucaihui.engines.text.resumes.header import Header, location_of, read_header
from yucaihui.engines.text.resumes.history import education_of, projects_of, work_of
from yucaihui.engines.text.resumes.items import items_of
from yucaihui.engines.text.resumes.lists import (
    awards_of,
    certificates_of,
    is_language,
    languages_of,
    names_languages,
    publications_of,
    skills_of,
)
from yucaihui.engines.text.resumes.model import Json, ParsedResume

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.2.1/schema.json"

_SPOKEN_LABEL = re.compile(
    r"(?:(?:foreign |spoken )?languages?(?: known| spoken| skills)?"
    r"|(?:外语|语言)(?:能力|水平)?)\s*[:：]\s*",
    re.IGNORECASE,
)

Sections = dict[str, list[Item]]


def read_freeform(document: Document) -> ParsedResume:
    """Read a document made of lines; refused when it holds nothing of a CV."""
    items, identities = _without_identities(items_of(document))
    sections = split_sections(items)
    header = read_header(sections.pop("basics"), document.links)
    resume = _resume(header, sections)
    if not is_resume(resume):
        return ParsedResume("refused", "not_a_resume")
    warnings = _warnings(resume, identities)
    return ParsedResume("parsed", None, resume, header.protected, warnings)


def is_resume(resume: Json) -> bool:
    """A person who can be named or reached, or a history."""
    basics = resume.get("basics", {})
    history = bool(resume.get("work") or resume.get("education"))
    reachable = "email" in basics or "phone" in basics
    return (reachable and ("name" in basics or history)) or ("name" in basics and history)


def _warnings(resume: Json, identities: int) -> tuple[str, ...]:
    basics = resume["basics"]
    warnings = ["identity_number_dropped"] * bool(identities)
    warnings += ["no_name"] * ("name" not in basics)
    warnings += ["no_contact"] * ("email" not in basics and "phone" not in basics)
    return tuple(warnings)


def _without_identities(items: Iterable[Item]) -> tuple[list[Item], int]:
    dropped = 0
    kept: list[Item] = []
    for item in items:
        item.text, count = drop_identities(item.text)
        dropped += count
        kept.append(item)
    return kept, dropped


def split_sections(items: list[Item]) -> Sections:
    """Items by section; `basics` is what stands before the first heading or is named so."""
    rank = statistics.median([item.rank for item in items if item.kind == "heading"] or [0.0])
    sections: Sections = {"basics": []}
    current = "basics"
    for item in items:
        if item.kind == "heading":
            current = item.name
        elif item.kind == "title" and current != "basics" and _ends_section(item, rank, current):
            current = "other"
        else:
            sections.setdefault(current, []).append(item)
    return sections


def _ends_section(title: Item, rank: float, section: str) -> bool:
    """A title set like the headings is one of a section that is not known."""
    if section == "other" or find_period(title.text):
        return False
    return title.rank <= rank + (0.3 if rank < 0 else 0)


def _resume(header: Header, sections: Sections) -> Json:
    basics = _basics(header, sections.get("summary", []))
    skills, languages = _parted(sections.get("skills", []), sections.get("languages", []))
    education = education_of(sections.get("education", [])) or _education_in_header(header)
    resume: Json = {
        "$schema": SCHEMA,
        "basics": basics,
        "work": work_of(sections.get("work", []), basics.get("label", "")),
        "education": education,
        "skills": skills_of(skills),
        "languages": languages_of(languages),
        "certificates": certificates_of(sections.get("certificates", [])),
        "projects": projects_of(sections.get("projects", [])),
        "awards": awards_of(sections.get("awards", [])),
        "publications": publications_of(sections.get("publications", []))
        + publications_of(sections.get("patents", [])),
        "interests": skills_of(sections.get("interests", [])),
    }
    return {key: value for key, value in resume.items() if value}


def _basics(header: Header, summary: list[Item]) -> Json:
    fields = header.fields
    profiles, url = profiles_and_url(header.addresses)
    text = "\n".join([item.text for item in summary] or header.summary)
    basics: Json = {
        "name": fields.get("name"),
        "label": fields.get("label"),
        "email": fields.get("email"),
        "phone": fields.get("phone"),
        "url": url,
        "summary": text,
        "location": location_of(fields["location"]) if "location" in fields else None,
        "profiles": profiles,
    }
    return {key: value for key, value in basics.items() if value}


def _parted(skills: list[Item], languages: list[Item]) -> tuple[list[Item], list[Item]]:
    """Spoken languages listed among the skills go to the languages."""
    spoken = [item for item in skills if _is_spoken(item.text)]
    unlabelled = [Item("text", _SPOKEN_LABEL.sub("", item.text)) for item in spoken]
    return [item for item in skills if item not in spoken], [*languages, *unlabelled]


def _is_spoken(text: str) -> bool:
    label, _, value = text.replace("：", ":").partition(":")
    return bool(value) and (
        is_language(label) or (_SPOKEN_LABEL.match(text) is not None and names_languages(value))
    )


def _education_in_header(header: Header) -> list[dict[str, Any]]:
    """Forms state the school among the person's data when there is only one."""
    keys = {"institution": "institution", "area": "area", "degree": "studyType"}
    if "institution" not in header.fields:
        return []
    return [{name: header.fields[key] for key, name in keys.items() if key in header.fields}]
