"""Dates and periods as CVs write them, to JSON Resume's YYYY[-MM[-DD]]."""

import re
from dataclasses import dataclass

from yucaihui.engines.text.resumes.vocabulary import MONTHS, PRESENT

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_DATE = (
    rf"(?:(?<!\d)(?P<y1>{_YEAR})\s*[-./年]\s*(?P<m1>1[0-2]|0?[1-9])(?!\d)"
    r"(?:\s*月)?(?:\s*[-./]?\s*(?P<d1>3[01]|[12]\d|0?[1-9])(?:\s*日|(?!\s*[\d年./月]))(?<=[\d日]))?"
    rf"|(?:(?<!\d)(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+)?\b(?P<n2>{_NAMES})\b\.?,?\s*(?:(?P<d3>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,\s*)?['’]?(?P<y2>{_YEAR})(?!\d)"
    rf"|(?<![\d./-])(?P<m3>1[0-2]|0?[1-9])\s*[/.-]\s*(?P<y3>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<y4>{_YEAR})(?P<m4>1[0-2]|0[1-9])(?!\d)"
    rf"|(?:(?:spring|summer|fall|autumn|winter)\s+)?(?<![\d.,])(?P<y5>{_YEAR})(?:\s*年)?(?![\d%]|[.,]\d))"
)
_SEPARATOR = r"\s*(?:-{1,2}|–|—{1,2}|―|−|－|~|～|〜|至|到|\bto\b|\buntil\b|\bthrough\b|→|›)\s*"
_PRESENT = rf"(?:至\s*)?(?:{PRESENT})"
# Group names may occur once, so the second date of a range gets its own.
_SECOND = re.sub(r"\?P<(\w\d)>", r"?P<e\1>", _DATE)
_RANGE = re.compile(
    rf"{_DATE}(?:{_SEPARATOR}(?:(?P<present>{_PRESENT})(?![a-z])|{_SECOND})|\s*(?P<since>至今|迄今))",
    re.IGNORECASE,
)
_SHORT_RANGE = re.compile(
    rf"\b(?P<from>{_NAMES})\b\.?{_SEPARATOR}\b(?P<to>{_NAMES})\b\.?,?\s*(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"(?:(?:since|from|自)\s*{_DATE}|{_SECOND}(?:\s*(?:起|以来)|\s*[-–—~]\s*$))", re.IGNORECASE
)
_SINGLE = re.compile(_DATE, re.IGNORECASE)
_WRAPPERS = re.compile(r"[(（\[【]\s*[)）\]】]")


@dataclass(frozen=True, slots=True)
class Period:
    """A period or a single date in a text.

    `start` is None for a single date (kept in `end`); `end` is None while it still runs.
    `rest` is the text without the period.
    """

    start: str | None
    end: str | None
    current: bool
    rest: str


def find_period(text: str) -> Period | None:
    """The first period in `text`, else its first single date, else None.

    >>> find_period("2019年7月 - 至今  某公司")
    Period(start='2019-07', end=None, current=True, rest='某公司')
    """
    found = _RANGE.search(text)
    if found:
        running = bool(found["present"] or found["since"])
        end = None if running else _iso(found, "e")
        return Period(_iso(found), end, running, _rest(text, found))
    return _short_range(text) or _open_period(text) or _single(text)


def _short_range(text: str) -> Period | None:
    """`May - Aug 2022`, where the year is said once."""
    found = _SHORT_RANGE.search(text)
    if not found:
        return None
    first, last = (MONTHS[found[key].lower()] for key in ("from", "to"))
    year = int(found["year"])
    start = f"{year - (first > last)}-{first:02d}"
    return Period(start, f"{year}-{last:02d}", current=False, rest=_rest(text, found))


def _open_period(text: str) -> Period | None:
    found = _OPEN.search(text)
    if not found:
        return None
    start = _iso(found) or _iso(found, "e")
    return Period(start, None, current=True, rest=_rest(text, found))


def _single(text: str) -> Period | None:
    found = _SINGLE.search(text)
    if not found:
        return None
    return Period(None, _iso(found), current=False, rest=_rest(text, found))


def iso_date(text: str) -> str | None:
    """A date in any of the spellings above as YYYY[-MM[-DD]], None when there is none.

    >>> iso_date("Sept. 2018")
    '2018-09'
    """
    found = _SINGLE.search(text)
    return _iso(found) if found else None


def is_present(text: str) -> bool:
    """Whether `text` is a word for a period still running."""
    return re.fullmatch(rf"\s*{_PRESENT}\s*", text, re.IGNORECASE) is not None


def _iso(found: re.Match[str], prefix: str = "") -> str | None:
    groups = {key: value for key, value in found.groupdict().items() if value}
    for form in "12345":
        year = groups.get(f"{prefix}y{form}")
        if year:
            return _joined(year, *_month_and_day(groups, prefix, form))
    return None


def _month_and_day(groups: dict[str, str], prefix: str, form: str) -> tuple[int | None, int | None]:
    if form == "2":
        day = groups.get(f"{prefix}d2") or groups.get(f"{prefix}d3")
        return MONTHS[groups[f"{prefix}n2"].lower()], int(day) if day else None
    month, day = groups.get(f"{prefix}m{form}"), groups.get(f"{prefix}d{form}")
    return int(month) if month else None, int(day) if day and form == "1" else None


def _joined(year: str, month: int | None, day: int | None) -> str:
    if month is None:
        return year
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")


def _rest(text: str, found: re.Match[str]) -> str:
    before = text[: found.start()].rstrip(" \t,，;；:：|｜-–—·(（[")
    after = text[found.end() :].lstrip(" ,，;；:：|｜–—·)）]-").lstrip()
    joined = f"{before}\t{after}" if before and after else before or after
    return _WRAPPERS.sub("", joined).strip()
