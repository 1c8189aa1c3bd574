"""Dates as cells hold them: 2023年9月5日, 2023.09.05, 20230905, serial numbers, 5 Sep 2023."""

import calendar
import datetime as dt
import re
import unicodedata

_MONTH_NAMES = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_NAME = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)?\d\d)(?!\d)")
_DAY_NAME_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]({_NAME})\.?,?[ -]((?:19|20)\d\d)")
_NAME_DAY_YEAR = re.compile(rf"({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)")
_OPEN_ENDED = re.compile(
    r"长期|招满|招到|不限|常年|随时|until filled|open until|rolling|ongoing|long[- ]term"
    r"|no deadline"
)
_EPOCH = dt.date(1899, 12, 30)  # day 0 of spreadsheet serials, after their false leap day of 1900


def parse_date(value: object, *, end: bool = False) -> dt.date | None:
    """Date in a cell, None if there is none or it does not exist.

    A month without a day means its first day, or its last with `end`. Numbers are spreadsheet
    serials (days since 1899-12-30). Of a span "from – to" `end` takes the last date. Day and
    month of 03/04/2023 are read in the American order unless the first number can only be a day.

    >>> parse_date("2023年9月5日")
    datetime.date(2023, 9, 5)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip().lower()
    serial = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    if serial:
        return _EPOCH + dt.timedelta(days=int(serial[1]))
    return _from_text(text, end=end)


def is_open_ended(text: str) -> bool:
    """Whether the words say that there is no last day (长期有效, 招满为止, until filled).

    >>> is_open_ended("招满为止")
    True
    """
    return _OPEN_ENDED.search(text.lower()) is not None


def _from_text(text: str, *, end: bool) -> dt.date | None:
    if full := list(_YEAR_FIRST.finditer(text)):
        found = full[-1 if end else 0]
        year, month = int(found[1]), int(found[2])
        return _date(year, month, int(found[3]) if found[3] else _edge(year, month, end=end))
    if compact := _COMPACT.search(text):
        return _date(int(compact[1]), int(compact[2]), int(compact[3]))
    if named := _DAY_NAME_YEAR.search(text):
        return _date(int(named[3]), _MONTH_NAMES[named[2]], int(named[1]))
    if named := _NAME_DAY_YEAR.search(text):
        return _date(int(named[3]), _MONTH_NAMES[named[1]], int(named[2]))
    if last := _YEAR_LAST.search(text):
        return _year_last(int(last[1]), int(last[2]), int(last[3]))
    return None


def _year_last(first: int, second: int, year: int) -> dt.date | None:
    year += 2000 if year < 100 else 0
    month, day = (second, first) if first > 12 else (first, second)
    return _date(year, month, day)


def _edge(year: int, month: int, *, end: bool) -> int:
    return calendar.monthrange(year, month)[1] if end and 1 <= month <= 12 else 1


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
