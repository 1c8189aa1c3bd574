"""JSON objects to positions and talents, with a notice for each thing left aside.

The keys are those of `docs/operate/match-files.md`. Keys about the person that a match may not
use are never read: they give the notice `protected`, as any other key that is not known gives
`unknown`. A value of the wrong kind raises `BadField`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yucaihui.engines.matching.languages import language_code, language_level, parse_language
from yucaihui.engines.matching.types import Language, Position, Talent
from yucaihui.engines.text.degree import Degree, parse_degree
from yucaihui.engines.text.district import parse_place
from yucaihui.engines.text.skills import find_skills

Json = Mapping[str, Any]

# Attributes of a person that no match may rest on, by the keys files have for them.
PROTECTED = frozenset(
    """name gender sex age birth birthday birthdate birth_date birthplace birth_place photo image
    picture avatar ethnicity ethnic nation race religion marital marital_status children hometown
    native_place nationality citizenship politics political_status health disability height weight
    姓名 性别 年龄 出生 出生日期 出生年月 照片 民族 宗教 婚姻 婚姻状况 婚育状况 籍贯 户籍 国籍 政治面貌
    健康状况 身高 体重""".split()  # noqa: SIM905 - one word a key reads better than a quoted list
)
# Keys of the postings that `yucaihui import postings` prints and a match has no use for.
_PASSED_OVER = frozenset(
    """employer headcount salary_months negotiable posted valid_through discrimination_flags
    duplicate_of cluster""".split()  # noqa: SIM905
)


@dataclass
class BadField(ValueError):
    """A field that cannot be read: its name, what is wrong, and what would be right."""

    field: str
    problem: str
    expected: str

    def __str__(self) -> str:
        return f"field {self.field}: {self.problem}; expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Notice:
    """A key that was not read: `code` is protected or unknown."""

    field: str
    code: str


def position_from_json(record: Json, fallback_id: str) -> tuple[Position, tuple[Notice, ...]]:
    """A position of one JSON object; `fallback_id` serves an object without an id."""
    fields = {name: read(record[key], key) for key, (name, read) in _POSITION.items() if _has(record, key)}
    text = f"{fields.get('title', '')}\n{fields.get('text', '')}"
    fields.setdefault("skills", find_skills(text))
    return Position(**({"id": fallback_id} | fields)), _notices(record, _POSITION)


def talent_from_json(record: Json, fallback_id: str) -> tuple[Talent, tuple[Notice, ...]]:
    """A talent of one JSON object; skills named in the text count as those in the list."""
    fields = {name: read(record[key], key) for key, (name, read) in _TALENT.items() if _has(record, key)}
    named = find_skills("\n".join((*fields.get("titles", ()), fields.get("text", ""))))
    fields["skills"] = tuple(dict.fromkeys((*fields.get("skills", ()), *named)))
    return Talent(**({"id": fallback_id} | fields)), _notices(record, _TALENT)
