"""Number of openings: 2人, 三名, 1-2, 若干, 男2女1."""

import re

from yucaihui.engines.text.numerals import with_arabic_numerals

_BY_GENDER = re.compile(r"男\D{0,3}(\d+)\D{0,4}女\D{0,3}(\d+)|女\D{0,3}(\d+)\D{0,4}男\D{0,3}(\d+)")
_RANGE_OR_NUMBER = re.compile(
    r"(?<![\d.])(\d{1,6})(?:\.0+)?(?:\s*[人名个位]?\s*(?:-|–|—|~|〜|至|到|to)\s*(\d{1,6}))?(?!\d)"
)


def parse_headcount(text: str) -> int | None:
    """Openings offered; the upper end of a range, None where no number is given (若干).

    >>> parse_headcount("2-3人")
    3
    """
    folded = with_arabic_numerals(text)
    by_gender = _BY_GENDER.search(folded)
    if by_gender:
        return sum(int(part) for part in by_gender.groups() if part)
    found = _RANGE_OR_NUMBER.search(folded)
    if not found:
        return None
    return max(int(part) for part in found.groups() if part)
