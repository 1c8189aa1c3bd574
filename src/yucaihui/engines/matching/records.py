"""JSON objects to positions and talents, with a notice for each key left aside.

The keys are those of `docs/operate/match-files.md`. Keys about the person that a match may not
use are never read: they give the notice `protected`, as any other key that is not known gives
`unknown`. A value of the wrong kind raises `BadField`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yucaihui.engines.matching import fields
from yucaihui.engines.matching.fields import BadField, Reader
from yucaihui.engines.matching.resume import is_resume, talent_fields
from yucaihui.engines.matching.types import Position, Talent
from yucaihui.engines.text.skills import find_skills

Json = Mapping[str, Any]

# Attributes of a person that no match may rest on, by the keys files have for them.
_PROTECTED = """
name gender sex age birth birthday birthdate birth_date birthplace birth_place photo image picture
avatar ethnicity ethnic nation race religion marital marital_status children hometown native_place
nationality citizenship politics political_status health disability height weight
姓名 性别 年龄 出生 出生日期 出生年月 照片 民族 宗教 婚姻 婚姻状况 婚育状况 籍贯 户籍 国籍 政治面貌
健康状况 身高 体重
"""
PROTECTED = frozenset(_PROTECTED.split())
# Keys of the postings that `yucaihui import postings` prints and that a match has no use for.
_PASSED_OVER = frozenset(
    {
        *("employer", "headcount", "salary_months", "negotiable", "posted", "valid_through"),
        *("discrimination_flags", "duplicate_of", "cluster", "salary"),
    }
)

_POSITION: dict[str, tuple[str, Reader]] = {
    "id": ("id", fields.read_id),
    "title": ("title", fields.read_text),
    "text": ("text", fields.read_text),
    "skills": ("skills", fields.read_texts),
    "min_degree": ("min_degree", fields.read_least_degree),
    "min_years": ("min_years", fields.read_amount),
    "languages": ("languages", fields.read_languages),
    "city": ("city", fields.read_places),
    "district": ("places", fields.read_places),
    "salary_min_month": ("salary_min_month", fields.read_yuan),
    "salary_max_month": ("salary_max_month", fields.read_yuan),
    "conditions": ("conditions", fields.read_texts),
}
_TALENT: dict[str, tuple[str, Reader]] = {
    "id": ("id", fields.read_id),
    "titles": ("titles", fields.read_texts),
    "text": ("text", fields.read_text),
    "skills": ("skills", fields.read_texts),
    "degree": ("degree", fields.read_held_degree),
    "years": ("years", fields.read_amount),
    "languages": ("languages", fields.read_languages),
    "districts": ("places", fields.read_wished_places),
    "salary_min_month": ("salary_min_month", fields.read_yuan),
    "conditions": ("conditions", fields.read_answers),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A key that was not read: `code` is protected or unknown."""

    field: str
    code: str


def position_from_json(record: Json, fallback_id: str) -> tuple[Position, tuple[Notice, ...]]:
    """A position of one object; without listed skills, those its text names.

    `fallback_id` serves an object without an id. Raises `BadField`.
    """
    values = _read(record, _POSITION)
    values["places"] = tuple(dict.fromkeys((*values.pop("city", ()), *values.get("places", ()))))
    if not values.get("skills"):
        values["skills"] = find_skills(f"{values.get('title', '')}\n{values.get('text', '')}")
    return Position(**({"id": fallback_id} | values)), tuple(_notices(record, _POSITION))


def talent_from_json(record: Json, fallback_id: str, on: date) -> tuple[Talent, tuple[Notice, ...]]:
    """A talent of one object, ours or a JSON Resume document; see `position_from_json`.

    Skills named in the text count beside the listed ones. `on` is the day up to which a
    résumé's present job is counted.
    """
    if is_resume(record):
        values, notices = talent_fields(record, on), tuple(_resume_notices(record))
    else:
        values, notices = _read(record, _TALENT), tuple(_notices(record, _TALENT))
    named = find_skills("\n".join((*values.get("titles", ()), values.get("text", ""))))
    values["skills"] = tuple(dict.fromkeys((*values.get("skills", ()), *named)))
    return Talent(**({"id": fallback_id} | values)), notices


def _read(record: Json, table: Mapping[str, tuple[str, Reader]]) -> dict[str, Any]:
    return {
        name: read(key, record[key])
        for key, (name, read) in table.items()
        if record.get(key) is not None
    }


def _notices(record: Json, table: Mapping[str, object]) -> Iterator[Notice]:
    for key in record:
        if key.lower() in PROTECTED:
            yield Notice(key, "protected")
        elif key not in table and key not in _PASSED_OVER:
            yield Notice(key, "unknown")


def _resume_notices(record: Json) -> Iterator[Notice]:
    for part in ("basics", "meta"):
        section = record.get(part) or {}
        if not isinstance(section, dict):
            raise BadField(part, f"found {str(section)[:40]!r}", "an object")
        for key in section:
            if key.lower().removeprefix("x-") in PROTECTED:
                yield Notice(f"{part}.{key}", "protected")
    yield from (Notice(key, "protected") for key in record if key.lower() in PROTECTED)
