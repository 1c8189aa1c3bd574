"""What the pieces of an entry's head are: organisation, title, school, field, degree, place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yucaihui.engines.text.resumes.countries import country_code
from yucaihui.engines.text.resumes.words import (
    COMPOUNDS,
    DEGREE_EN,
    DEGREE_ZH,
    DEGREE_ZH_FULL,
    FIELD_WORDS,
    LEGAL_FORM,
    LONGEST_FIELD,
    ORG_TAILS,
    ORG_ZH,
    SCHOOL_EN,
    SCHOOL_ZH,
    TITLE_HEADS,
    TITLE_MODIFIERS,
    TITLE_ZH,
    TITLES_ALONE,
)

_HAN = re.compile(r"[\u3400-\u9fff]")
# A comma before a legal form belongs to the name (`Acme, Inc.`).
_COMMA = re.compile(r",\s+(?!(?:Inc|Ltd|LLC|Corp|Co|GmbH|S\.A|PLC)\b(?!-))")
_STRONG = re.compile(
    r"\s*\t\s*|\s*[|｜]\s*|\s+[–—·•]\s+|\s+-\s+|\s{2,}|\u3000+|\s*[，；;]\s*|\s+(?:at|@)\s+"
    r"|(?<=[\u3400-\u9fff])\s*/\s*(?=[\u3400-\u9fff])"
)
_JOINING = {"of", "for", "and", "&", "the", "in"}  # no piece begins or ends with these
_LEAST_TITLE = 1.5
_LEAST_SPLIT, _SURE_SPLIT = 2.5, 5.0
# `University of Chemical Technology`: the word after these belongs to the school's name.
_ENDS_OF_SCHOOLS = ("Technology", "Science", "Sciences", "Engineering", "Arts")
_WHOLE_TITLE = 3.0  # every word before the head is one that titles use
_DURATION = re.compile(
    r"[(（]?\s*(?:\d+\s*(?:years?|yrs?|months?|mos?|年|个月|个?月)\s*(?:and\s*)?){1,2}[)）]?",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b(?:c?gpa|grade|average|class|honou?rs)\b|绩点|排名|均分|成绩|top \d+", re.IGNORECASE
)
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{2,15}(?:学院|系|学部|研究生院)"
    r"|(?:school|faculty|department|dept\.?|college) of .+",
    re.IGNORECASE,
)
_CODE_OF_STATE = re.compile(r"[A-Z]{2,3}")
_PLACE_WORDS = re.compile(
    r"^(?:remote|hybrid|on-?site|远程)$|[\u4e00-\u9fff]{2,8}(?:省|市|区|县|州)$", re.IGNORECASE
)
_TAGS = re.compile(
    r"[(（]\s*(?:985|211|双一流|全日制|统招|非全日制|在职|QS\s?\d+|C9)[^()（）]*[)）]"
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What the rest of the CV says: titles and organisations seen elsewhere, folded."""

    titles: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


def split_pieces(text: str) -> list[str]:
    """A head in pieces at strong separators; Chinese also at single blanks.

    `City, Region` and `City, Country` stay one piece.

    >>> split_pieces("Acme Labs, Data Engineer – Lyon, France")
    ['Acme Labs', 'Data Engineer', 'Lyon, France']
    """
    pieces: list[str] = []
    for part in _STRONG.split(_TAGS.sub(" ", text)):
        pieces.extend(_at_blanks(part) if _HAN.search(part) else _at_commas(part))
    trimmed = (piece.strip(" \t,，;；:：|·•–—") for piece in pieces)
    return [piece for piece in trimmed if piece and not _DURATION.fullmatch(piece)]


def _at_commas(text: str) -> list[str]:
    parts = [part.strip() for part in _COMMA.split(text)]
    if len(parts) > 1 and _ends_place(parts[-1]) and not organisation_score(parts[-2]):
        parts[-2:] = [f"{parts[-2]}, {parts[-1]}"]
    return parts


def _ends_place(text: str) -> bool:
    return bool(_CODE_OF_STATE.fullmatch(text)) or country_code(text) is not None


def _at_blanks(text: str) -> list[str]:
    """Chinese words hold no blanks, so a blank beside a Chinese character parts two pieces."""
    return re.split(r"(?<=[\u3400-\u9fff)）])\s+|\s+(?=[\u3400-\u9fff])", text.strip())


def trim(text: str) -> str:
    """`text` without stray separators, unpaired brackets and brackets around all of it."""
    text = text.strip(" \t,，;；:：|·•–—-")
    inner = re.fullmatch(r"[(（]([^()（）]*)[)）]", text)
    if inner:
        return inner[1].strip()
    if len(re.findall(r"[(（]", text)) != len(re.findall(r"[)）]", text)):
        return text.strip("()（） ")
    return text


def is_place(text: str) -> bool:
    """`City, ST`, `City, Country`, a country, a Chinese place with its suffix, `Remote`."""
    city, comma, rest = text.rpartition(", ")
    if comma:
        return _ends_place(rest) and not LEGAL_FORM.search(city)
    return _PLACE_WORDS.search(text) is not None or country_code(text) is not None


def is_school(text: str) -> bool:
    return bool(SCHOOL_ZH.search(text) or SCHOOL_EN.search(text))


def is_department(text: str) -> bool:
    return _DEPARTMENT.fullmatch(text) is not None


def is_score(text: str) -> bool:
    return _SCORE.search(text) is not None


def is_degree(text: str) -> bool:
    stripped = text.strip(" ()（）")
    return bool(DEGREE_ZH_FULL.fullmatch(stripped) or DEGREE_EN.fullmatch(stripped))


def organisation_score(text: str) -> float:
    """How much `text` looks like an organisation, 0 to 3."""
    if _HAN.search(text):
        return 3.0 if ORG_ZH.search(text) else 0.0
    words = text.lower().rstrip(".").split()
    if LEGAL_FORM.search(text):
        return 3.0
    if SCHOOL_EN.search(text):
        return 2.5
    tail = bool(words) and words[-1].strip("().") in ORG_TAILS
    return 2.0 if tail and len(words) > 1 else 0.5 if _is_coined(text) else 0.0


def _is_coined(text: str) -> bool:
    """Capitals inside a word (`BluePeak`, `NVIDIA`): a name rather than a word."""
    return re.search(r"\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]{4,})\b", text) is not None


def title_score(text: str) -> float:
    """How much `text` looks like a job title, 0 to 3."""
    if _HAN.search(text):
        return 2.5 if TITLE_ZH.search(text) and not ORG_ZH.search(text) else 0.0
    words = [word.strip("(),.") for word in re.split(r"[\s/&]+", text.lower()) if word]
    if not words:
        return 0.0
    heads = [n for n, word in enumerate(words) if word in TITLE_HEADS]
    if not heads:
        return 0.0
    before = words[: heads[-1]]
    known = sum(word in TITLE_MODIFIERS or word in TITLE_HEADS for word in before)
    ends = heads[-1] == len(words) - 1 or words[heads[-1] + 1] in ("of", "for")
    return (2.0 if ends else 1.2) + (known / len(before) if before else 0.5)


def split_work(text: str, hints: Hints) -> tuple[str, str]:
    """Employer and title of a head without separators; ("", "") when no split is likely.

    Every gap between words is scored by what stands on its two sides; the employer may come
    first or last.
    """
    if _HAN.search(text):
        return _split_han_work(text)
    words = text.split()
    options = [
        (_pair_score(left, right, hints, title_last), left, right, title_last)
        for cut in range(1, len(words))
        for left, right in [(" ".join(words[:cut]), " ".join(words[cut:]))]
        for title_last in (True, False)
    ]
    if not options:
        return "", ""
    score, left, right, title_last = max(options, key=lambda option: (option[0], option[3]))
    if score < _LEAST_SPLIT or (score < _SURE_SPLIT and title_score(text) >= _WHOLE_TITLE):
        return "", ""
    return (left, right) if title_last else (right, left)


def _pair_score(left: str, right: str, hints: Hints, title_last: bool) -> float:
    organisation, title = (left, right) if title_last else (right, left)
    last_word, first_word = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0]
    of_title = title_score(title)
    if of_title < _LEAST_TITLE or _JOINING & {last_word, first_word}:
        return 0.0
    score = of_title + organisation_score(organisation) + _balance(organisation, title)
    # A legal form ends the name of a firm; inside a title it speaks against the split.
    score -= 3.0 * bool(LEGAL_FORM.search(title))
    score += 3.0 * (title.lower() in hints.titles) + 2.0 * (
        organisation.lower() in hints.organisations
    )
    torn = f"{last_word}-{first_word}".lower() in COMPOUNDS
    return score + (0.25 if title_last else 0.0) - 3.0 * torn


def _balance(organisation: str, title: str) -> float:
    """Titles mostly have two or three words, names of firms at least two."""
    words = len(title.split())
    if words == 1 and title.lower() not in TITLES_ALONE:
        return -1.5
    return (0.5 if words in (2, 3) else 0.0) + (0.3 if len(organisation.split()) > 1 else 0.0)


def _split_han_work(text: str) -> tuple[str, str]:
    for found in re.finditer(
        r"(?:有限公司|公司|集团|研究院|研究所|大学|学院|医院|银行|事务所|中心|实验室|局|厂)(?:[(（][^()（）]*[)）])?",
        text,
    ):
        left, right = text[: found.end()], text[found.end() :].strip()
        if right and title_score(right) and not ORG_ZH.search(right):
            return left, right
    return "", ""


def take_degree(text: str) -> tuple[str, str]:
    """The degree named in `text` and the text without it; ("", text) when there is none."""
    han = _HAN.search(text) is not None
    found = (DEGREE_ZH if han else DEGREE_EN).search(text)
    if han:
        found = _at_edge(text) or None
    if not found:
        return "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = re.sub(
        r"^\s*(?:degree\s+)?(?:in|of)\s+|\s+(?:in|of)\s*$", " ", rest, flags=re.IGNORECASE
    )
    return found[0].strip(), trim(re.sub(r"[(（]\s*[)）]", "", rest))


def _at_edge(text: str) -> re.Match[str] | None:
    """A Chinese degree at either end; inside, `硕士` may be part of a name."""
    for found in DEGREE_ZH.finditer(text):
        if found.start() == 0 or found.end() == len(text.rstrip(" )）")):
            return found
    return None


def split_school(text: str) -> tuple[str, str]:
    """School and field of study of a head without separators; the field may be ""."""
    if _HAN.search(text):
        return _split_han_school(text)
    words = text.split()
    for cut in range(max(1, len(words) - LONGEST_FIELD), len(words)):
        left, right = words[:cut], words[cut:]
        whole = left[-1].lower() not in ("of", "and", "&", "for", "in", "the")
        if len(right) > 1 and left[-2:-1] == ["of"] and right[0] in _ENDS_OF_SCHOOLS:
            continue
        if whole and _is_field(right) and not _is_field(left):
            return " ".join(left), " ".join(right)
    for cut in range(min(LONGEST_FIELD, len(words) - 1), 0, -1):
        if _is_field(words[:cut]) and is_school(" ".join(words[cut:])):
            return " ".join(words[cut:]), " ".join(words[:cut])
    return text, ""


def _is_field(words: Iterable[str]) -> bool:
    folded = [word.lower().strip("(),.") for word in words]
    edges = {folded[0], folded[-1]} & {"of", "and", "&", "/"}
    return not edges and all(word in FIELD_WORDS for word in folded)


def is_field(text: str) -> bool:
    """Whether every word names a discipline (English only)."""
    return bool(text.split()) and _is_field(text.split())


def _split_han_school(text: str) -> tuple[str, str]:
    found = re.search(
        r"(?:大学|学院|研究院|研究所|学校|科学院|中学)(?:[(（][^()（）]*[)）])?(?!附属|出版)", text
    )
    if not found or not text[found.end() :].strip():
        return text, ""
    return text[: found.end()], re.sub(
        r"^[\u4e00-\u9fff]{2,10}(?:学院|系)(?=.{2})", "", text[found.end() :]
    ).strip()
