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
NETWORKS = "微信|v信|薇信|WeChat|VX|QQ|扣扣|LinkedIn|领英|Telegram|WhatsApp|Skype|微博"
YEARS = r"(?:19|20)\d{2}(?:\s*[-–~]\s*(?:19|20)\d{2}|[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
# What people are called by with their family name.
TITLES = "工|总|某|先生|女士|小姐|老师|同学|博士|师傅|经理"
HAN = r"[\u4e00-\u9fff]"
TELLING_PARTS = (
    # How to reach them: addresses, also those that avoid the sign
    r"[\w.+-]+[@＠][A-Za-z][\w-]*(?:[.．][\w-]+)*",
    r"[\w.+-]+\s*[(\[（【]\s*(?:at|[@＠])\s*[)\]）】]\s*[\w-]+(?:\s*(?:[.．]|\bdot\b)\s*[\w-]+)*",
    r"[\w.+-]+#[\w-]+\.(?:com|cn|net|org|edu)\b",
    # numbers, but neither years nor dates
    r"(?<!\d)1[3-9]\d(?:[\s.·-]?\d{4}){2}(?!\d)",
    r"(?:电话|手机|联系方式|Tel(?:ephone)?|Phone|Mobile)\.?\s*[:：]?\s*\+?[\d\s().-]{6,}\d",
    rf"(?<![\d.])(?!{YEARS})\+?\d[\d\s()-]{{7,}}\d(?:[Xx]\b)?",
    r"(?:护照|Passport)\s*(?:号码?|No\.?|number)?\s*[:：]?\s*[A-Z]{1,2}\d{6,9}",
    # names in other networks, but not the networks as work: 微信小程序
    rf"(?:{NETWORKS})\s*(?:号|ID)?\s*[:：]\s*@?[\w./-]+",
    rf"(?:{NETWORKS})\s*(?:号|ID)?\s*@?(?=[A-Za-z-]*[\d_])[A-Za-z0-9_-]{{5,}}",
    rf"加我?的?\s*(?:{NETWORKS})\s*@?[A-Za-z0-9_-]+|\bTelegram\s+@\w+",
    r"https?://\S+|\bwww\.\S+",
    r"\b(?:github|gitee|gitlab|linkedin|weibo|zhihu|behance|facebook|instagram)\.\w+/\S+",
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


def blind_words(words: Iterable[str], resume: Json, names: Iterable[str] = ()) -> list[str]:
    """Skills and other short words; one of which nothing is left goes."""
    hidden = hidden_words(resume, names)
    seen = [str(covered(word, hidden)) for word in words]
    return [word for word in seen if word.strip(f"{COVER} ")]


def hidden_words(resume: Json, names: Iterable[str]) -> re.Pattern[str]:
    """The names and the schools of one person, the longest first."""
    called = list(names)
    schools = [str(entry.get("institution") or "") for entry in entries(resume, "education")]
    words = {part for text in (*called, *schools) for part in parts(text)}
    listed = [bounded(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    written = [pattern for name in called for pattern in writings(" ".join(name.split()))]
    # Without a word the pattern must match nothing.
    return re.compile("|".join([*written, *listed]) or r"(?!)", re.IGNORECASE)


def writings(name: str) -> list[str]:
    """Other ways to write a person's name, as patterns: 顾 澄 澜, 顾工; GU Chenglan, C. Gu."""
    if not name.isascii():
        spaced = r"\s*".join(map(re.escape, name)) if 1 < len(name) < 5 else re.escape(name)
        family = re.escape(name[0])
        titled = f"(?<!{HAN})(?:{family}(?:{TITLES})|[小老]{family})(?!{HAN})"
        return [spaced, titled]
    several = [re.escape(part) for part in name.split()]
    if len(several) < 2:
        return []
    first, last = several[0], several[-1]
    return [
        rf"\b{first}[\s_.]*{last}\b",
        rf"\b{last}[\s_.]*,?\s*{first}\b",
        rf"\b{first[0]}\.\s*{last}\b|\b{last},?\s+{first[0]}\.",
    ]


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
