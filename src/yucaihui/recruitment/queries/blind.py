"""An application as the employer first sees it: the work, without who the applicant is.

What may tell sex, age, looks, origin or the standing of a school is left out field by field (only
the fields named here pass), and covered where it stands in free text.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

COVER = "▇▇"
Json = Mapping[str, Any]

# JSON Resume: the fields that the first look has. Dates of schools would tell the age.
WORK = ("name", "position", "startDate", "endDate", "summary", "highlights")
PROJECT = ("name", "description", "highlights", "keywords", "startDate", "endDate")
EDUCATION = ("studyType", "area", "courses")
PASSED: dict[str, tuple[str, ...]] = {
    "work": WORK,
    "projects": PROJECT,
    "education": EDUCATION,
    "skills": ("name", "level", "keywords"),
    "languages": ("language", "fluency"),
    "certificates": ("name", "issuer"),
    "publications": ("name", "publisher"),
}
DETAILS = "年龄|性别|民族|籍贯|户籍|户口|婚姻状况|婚姻|政治面貌|出生日期|出生年月|生日|身高|体重"
TELLING_PARTS = (
    # How to reach them
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:\+?\d[\d\s()-]{7,}\d)",
    r"(?:微信|WeChat|QQ|LinkedIn)\s*(?:号|ID)?\s*[:：]?\s*[\w./-]+",
    r"https?://\S+",
    # Sex, age, family, origin
    rf"(?:{DETAILS})\s*[:：]\s*[^\s，,；;。|]+",
    r"\d{2}\s*(?:周)?岁",
    r"(?:19|20)\d{2}\s*年\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?\s*(?:出生|生人|生于)",
    r"(?<![\u4e00-\u9fff])[男女](?:性|士)?(?=[\s，,；;。|/]|$)|[女男]性|先生|女士|小姐",
    r"已婚(?:已育|未育)?|未婚|未育|汉族|中共党员|预备党员|共青团员",
    r"\b(?:fe)?male\b|\b(?:wo)?man\b|\bMrs?\.?(?!\w)|\bMs\.?(?!\w)|\bMiss\b",
    r"\b(?:he|she|his|hers?|him|himself|herself)\b",
    r"\b(?:aged?|age:?)\s*\d{2}\b|\b\d{2}[\s-]*(?:years?|yrs?)[\s-]+old\b",
    r"\bborn\s+(?:in|on)\s+[\w ,]*\d{4}|\bdate of birth\b[:\s]*\S*|\bnative\s+of\s+\w+",
    r"\b(?:un)?married\b|\bsingle\b(?=[,;.])",
    # The standing of a school
    r"(?<!\d)(?:985|211)(?!\d|\s*(?:℃|°|%|[万亿元个件人台例页]|[a-z]))",
    r"双一流|清北|C9联盟|[一二三]本(?:院校|高校|大学|本科|学历)",
    r"QS\s*(?:前|世界|排名|top)?\s*\d+|\bIvy\s+League\b|\bRussell\s+Group\b",
)
TELLING = re.compile("|".join(TELLING_PARTS), re.IGNORECASE)


def blind_resume(resume: Json, names: Iterable[str] = ()) -> dict[str, Any]:
    """The document's fields named above, with `names` and schools covered in their texts."""
    hidden = hidden_words(resume, names)
    basics = resume.get("basics") or {}
    seen: dict[str, Any] = {
        section: [covered(picked(entry, fields), hidden) for entry in entries(resume, section)]
        for section, fields in PASSED.items()
        if resume.get(section)
    }
    told = {key: basics[key] for key in ("label", "summary") if basics.get(key)}
    return {"basics": covered(told, hidden), **seen}


def blind_text(text: str, resume: Json, names: Iterable[str] = ()) -> str:
    """A free text of the applicant, covered in the same way."""
    return str(covered(text, hidden_words(resume, names)))


def hidden_words(resume: Json, names: Iterable[str]) -> re.Pattern[str]:
    """The names and the schools of one person, the longest first."""
    schools = [str(entry.get("institution") or "") for entry in entries(resume, "education")]
    words = {part for text in (*names, *schools) for part in parts(text)}
    listed = [bounded(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    # Without a word the pattern must match nothing.
    return re.compile("|".join(listed) or r"(?!)", re.IGNORECASE)


def entries(resume: Json, section: str) -> list[Json]:
    return [entry for entry in resume.get(section) or () if isinstance(entry, Mapping)]


def picked(entry: Json, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in fields if entry.get(name)}


def parts(text: str) -> list[str]:
    """A name as a whole and, when written in Latin letters, each of its parts."""
    whole = " ".join(text.split())
    latin = whole.isascii() and " " in whole
    several = [part for part in whole.split() if len(part) > 2 and part[:1].isupper()]
    common = {"University", "Institute", "College", "School", "Technology", "Science", "The"}
    kept = [part for part in several if part not in common] if latin else []
    return [word for word in (whole, *kept) if len(word) > 1]


def bounded(word: str) -> str:
    escaped = re.escape(word)
    return rf"\b{escaped}\b" if word.isascii() else escaped


def covered(value: Any, hidden: re.Pattern[str]) -> Any:
    """First what TELLING finds: an address is covered whole, not only the name inside it."""
    if isinstance(value, str):
        return hidden.sub(COVER, TELLING.sub(COVER, value))
    if isinstance(value, Mapping):
        return {key: part if key in DATES else covered(part, hidden) for key, part in value.items()}
    if isinstance(value, list):
        return [covered(part, hidden) for part in value]
    return value


DATES = frozenset({"startDate", "endDate"})
