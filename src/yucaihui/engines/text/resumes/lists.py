"""Sections that are lists: skills, languages, certificates, awards, publications."""

import re
from typing import Any

from yucaihui.engines.text.resumes.blocks import Item
from yucaihui.engines.text.resumes.dates import find_period
from yucaihui.engines.text.resumes.vocabulary import FLUENCY, LANGUAGE_EXAMS, LANGUAGES, NONE_WORDS
from yucaihui.engines.text.skills import find_skills

Json = dict[str, Any]

# A separator inside brackets separates nothing.
_COMMA = re.compile(r"\s*[、,，;；|｜\t•·]\s*(?![^(（]*[)）])|\s+/\s+|\s{2,}|\n")
_GROUP = re.compile(r"([^:：]{1,40}?)\s*[:：]\s*(.+)")
_LEVEL_BEFORE = re.compile(
    r"^(?:能够?|可以?)?(?:熟练)?(?P<level>精通|熟练掌握|熟练使用|熟练运用|熟练|熟悉|掌握|了解|擅长|会使用|会|使用过"
    r"|(?:highly |very )?(?:proficient|experienced|skilled|fluent|familiar)(?: (?:in|with|at))?"
    r"|(?:expert|advanced|intermediate|basic|working|strong|good|solid)(?: knowledge)?"
    r"(?: (?:in|of|with))|knowledge of|experience (?:in|with))\s*[:：]?\s*",
    re.IGNORECASE,
)
_LEVEL_AFTER = re.compile(
    r"\s*[(（:：\-–—]?\s*(?P<level>精通|熟练|熟悉|掌握|了解|良好|一般"
    r"|expert|advanced|intermediate|basic|beginner|proficient|familiar)\s*[)）]?$",
    re.IGNORECASE,
)
_PLAIN_TAIL = re.compile(
    r"(?:等(?:工具|软件|技术|语言|框架)?|编程|开发经验)$|^(?:等|以及|及|和|and)\s*"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_SKILL = 40
_LONGEST_LINE = 3000  # no one writes longer lists; looking for brackets is quadratic
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）]|[-*•◆■●])\s*")


def _lines(items: list[Item]) -> list[str]:
    return [
        _LIST_MARK.sub("", item.text[:_LONGEST_LINE]).strip() for item in items if item.text.strip()
    ]


def split_list(text: str) -> list[str]:
    """Entries of a list written in a line; blanks do not separate."""
    parts = (part.strip(" .。,，;；") for part in _COMMA.split(text))
    return [part for part in parts if part and part.lower() not in NONE_WORDS]


# --- skills ------------------------------------------------------------------------------


def skills_of(items: list[Item]) -> list[Json]:
    """Skills by name; a labelled group keeps its members as keywords."""
    found: dict[str, Json] = {}
    for line in _lines(items):
        for skill in _skills_of_line(line):
            found.setdefault(skill["name"].lower(), skill)
    return list(found.values())


def _skills_of_line(line: str) -> list[Json]:
    group = _GROUP.fullmatch(line)
    if group and not _LEVEL_BEFORE.match(group[1]):
        keywords = [skill["name"] for part in split_list(group[2]) for skill in _skill(part)]
        return [{"name": group[1], "keywords": keywords}] if keywords else []
    return [skill for part in split_list(line) for skill in _skill(part)]


def _skill(part: str) -> list[Json]:
    """One skill, or those of the lexicon when the part is a sentence."""
    before, after = _LEVEL_BEFORE.match(part), _LEVEL_AFTER.search(part)
    level = before or (after if after and after.start() > 0 else None)
    name = part[before.end() :] if before else part[: after.start()] if level and after else part
    name = (
        _PLAIN_TAIL.sub("", name).strip(" ()（）") if name.count("(") == name.count(")") else name
    )
    if _is_sentence(name):
        return [{"name": known} for known in find_skills(part)]
    if not name:
        return []
    return [{"name": name} | ({"level": level["level"]} if level else {})]


def _is_sentence(name: str) -> bool:
    han = len(re.findall(r"[\u3400-\u9fff]", name))
    return han > 12 or len(name) > _LONGEST_SKILL or len(name.split()) > 5


# --- languages ---------------------------------------------------------------------------

_NAME = re.compile(
    r"("
    + "|".join(
        re.escape(name) if not name.isascii() else rf"\b{name}\b"
        for name in sorted(LANGUAGES, key=len, reverse=True)
    )
    + r")",
    re.IGNORECASE,
)


def is_language(text: str) -> bool:
    """Whether `text` names a natural language."""
    return _NAME.fullmatch(text.strip()) is not None


def names_languages(text: str) -> bool:
    """Whether `text` speaks of natural languages anywhere."""
    return _NAME.search(text) is not None


def languages_of(items: list[Item]) -> list[Json]:
    """Languages with their fluency as written."""
    found: dict[str, Json] = {}
    for line in _lines(items):
        for part in _language_parts(line):
            language = _language(part)
            if language and language["language"].lower() not in found:
                found[language["language"].lower()] = language
    return list(found.values())


def _language_parts(line: str) -> list[str]:
    """Parts that each begin with a language; what follows without one belongs to it."""
    parts: list[str] = []
    for part in re.split(r"\s*[;；|｜\t•·]\s*|[,，、。]\s*(?![^(（]*[)）])|\s{2,}", line):
        if not part.strip():
            continue
        if parts and not _starts_language(part) and _NAME.match(parts[-1]):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return [piece for part in parts for piece in _at_names(part)]


def _starts_language(part: str) -> bool:
    return _NAME.match(part.strip()) is not None or re.match(r"[^:：]{2,20}[:：]", part) is not None


def _at_names(part: str) -> list[str]:
    """`English Native Chinese HSK 5` without a separator is two parts."""
    marks = [
        m.start()
        for m in _NAME.finditer(part)
        if part[: m.start()].count("(") == part[: m.start()].count(")")
    ]
    starts = [0, *[mark for mark in marks if mark > 0 and part[mark - 1] in " )）"]]
    if not _NAME.match(part) or len(starts) < 2:
        return [part]
    return [part[a:b].strip() for a, b in zip(starts, [*starts[1:], len(part)], strict=True)]


def _language(part: str) -> Json | None:
    part = part.strip()
    named = _NAME.match(part)
    if named:
        return _with_fluency(named[0], part[named.end() :])
    exam = next((language for language, words in LANGUAGE_EXAMS if words.search(part)), None)
    if exam:
        return {"language": exam, "fluency": part}
    labelled = re.fullmatch(r"([^:：(（\d]{2,20}?)\s*[:：(（–-]\s*(.+?)[)）]?", part)
    if labelled and FLUENCY.search(labelled[2]):
        return {"language": labelled[1].strip(), "fluency": labelled[2].strip()}
    inside = _NAME.search(part)
    return _with_fluency(inside[0], part.replace(inside[0], "", 1)) if inside else None


def _with_fluency(name: str, rest: str) -> Json:
    fluency = rest.strip(" \t:：,，-–—()（）/|")
    if rest.count("(") > rest.count(")") or (
        rest.rstrip().endswith((")", "）")) and not rest.lstrip(" :：-–—").startswith(("(", "（"))
    ):
        fluency = rest.strip(" \t:：,，-–—/|")
    return {"language": name} | ({"fluency": fluency} if fluency else {})


# --- certificates, awards, publications ---------------------------------------------------


def certificates_of(items: list[Item]) -> list[Json]:
    """Certificates with their date where one is given."""
    parts = [part for line in _lines(items) for part in _dated_parts(line)]
    return [_dated(part, "date") for part in parts]


def awards_of(items: list[Item]) -> list[Json]:
    """Awards with their date."""
    parts = [part for line in _lines(items) for part in _dated_parts(line)]
    return [{"title" if k == "name" else k: v for k, v in _dated(p, "date").items()} for p in parts]


def publications_of(items: list[Item]) -> list[Json]:
    """Publications with the date of release.

    Where dates stand at the end of the titles' lines, the lines below a title are its authors
    and journal; otherwise each line is a publication.
    """
    titled = [find_period(item.text.rpartition("\t")[2]) for item in items]
    dated = [
        period is not None and "\t" in item.text for item, period in zip(items, titled, strict=True)
    ]
    if not any(dated):
        return [_cited(line) for line in _lines(items)]
    found: list[Json] = []
    for item, period, opens in zip(items, titled, dated, strict=True):
        if opens and period:
            title = {"name": item.text.rpartition("\t")[0].replace("\t", " ")}
            found.append(title | ({"releaseDate": period.end} if period.end else {}))
        elif found:
            found[-1]["summary"] = " ".join(x for x in (found[-1].get("summary"), item.text) if x)
    return found


def _cited(line: str) -> Json:
    """A citation stays whole, because its date stands anywhere in it."""
    period = find_period(line)
    date = period and (period.end or period.start)
    return {"name": line} | ({"releaseDate": date} if date else {})


def _dated_parts(line: str) -> list[str]:
    """A line holds one name with its date, or a list of names."""
    if line.lower() in NONE_WORDS:
        return []
    parts = [part for part in re.split(r"\s*[、;；|｜]\s*(?![^(（]*[)）])", line) if part.strip()]
    if len(parts) == 1 and len(_YEAR.findall(line)) != 1:
        parts = [part for part in re.split(r"\s*[,，]\s*(?![^(（]*[)）])", line) if part.strip()]
    return parts


def _dated(part: str, key: str) -> Json:
    period = find_period(part)
    if not period or not period.rest:
        return {"name": part.strip(" ,，")}
    name = period.rest.replace("\t", " ").strip(" ,，-–—")
    if name.count("(") != name.count(")") or name.count("（") != name.count("）"):
        name = part.strip(" ,，")  # the date stands inside brackets with other words
    date = period.end or period.start
    return {"name": name} | ({key: date} if date else {})
