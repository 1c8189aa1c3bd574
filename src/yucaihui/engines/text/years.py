"""Years of experience asked for: 3-5年, 三年以上, 应届, at least five years."""

import re

from yucaihui.engines.text.numerals import with_arabic_numerals

_ENGLISH_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
}
_ENGLISH = re.compile(
    r"\b(" + "|".join(_ENGLISH_NUMBERS) + r")\b(?=[ -]?(?:\(\d+\) ?)?(?:\+? ?years?|to |or ))"
)
_RANGE = r"(\d{1,2})(?:\.\d)?\s*(?:年|years?)?\s*(?:-|–|—|~|〜|至|到|to|or)\s*(\d{1,2})"
_YEARS = re.compile(
    rf"(?:{_RANGE}|(?<![\d.])(\d{{1,2}})(?:\.\d)?)\s*(?:\+|plus|余|多)?\s*(?:\(\d+\)\s*)?"
    r"(?:个?年(?!级|薪|龄|终|假|度|份|月|\d)|years?|yrs?\b)"
)
_BARE = re.compile(
    r"\s*(\d{1,2})(?:\.\d+)?\s*(?:(?:-|–|—|~|至|到)\s*\d{1,2}(?:\.0)?)?\s*\+?\s*(?:以上|及以上"
    r"|起)?\s*\Z"
)
_MOST = re.compile(r"年?\s*(?:以下|以内|之内)")
_LESS_THAN_A_YEAR = re.compile(r"半年|\d+\s*个月|\d+\s*months?")
_NONE = re.compile(
    r"不限|无需|无要求|不要求|不需要|没有要求|均可|应届|毕业生|在校|实习|无经验|零经验|^\s*无\s*$"
    r"|no (?:prior |previous )?experience|entry[- ]level|graduate|internship|student"
    r"|not required|^\s*none\s*$|^\s*any\s*$"
)


def parse_years(text: str) -> int | None:
    """Least full years asked for, 0 for graduates or no demand, None when nothing is said.

    Meant for a cell about experience; `find_years` reads running text.

    >>> parse_years("三年及以上")
    3
    """
    folded = _fold(text)
    found = _YEARS.search(folded) or _BARE.match(folded)
    if found:
        return _least(found, folded)
    return 0 if _NONE.search(folded) or _LESS_THAN_A_YEAR.search(folded) else None


def find_years(text: str) -> int | None:
    """Least years of experience that running text asks for; years of anything else don't count.

    >>> find_years("2、硕士，5年以上相关工作经验")
    5
    """
    folded = _fold(text)
    for found in _YEARS.finditer(folded):
        if _about_experience(folded, found):
            return _least(found, folded)
    free = re.search(
        r"(?:经验|年限)\s*不限|不限(?:工作)?(?:经验|年限)|无需(?:工作)?经验|应届|no experience",
        folded,
    )
    return 0 if free else None


def _about_experience(folded: str, found: re.Match[str]) -> bool:
    before, after = folded[max(0, found.start() - 12) : found.start()], folded[found.end() :][:40]
    if re.match(
        r"\s*(?:以上|及以上|或以上|以内|左右)?\s*(?:历史|内|前|后|期|合同|保修|龄|以来"
        r"|[，,]?\s*年龄)",
        after,
    ):
        return False
    near = re.split(r"[,，;；。\n]", after)[0]
    return bool(
        re.search(r"经验|从业|工作|经历|背景|experience|以上|\+", near + found.group())
        or "经验" in before
    )


def _least(found: re.Match[str], folded: str) -> int:
    numbers = [int(part) for part in found.groups() if part]
    if len(numbers) == 1 and _MOST.match(folded[found.end() - 1 :]):
        return 0
    return min(numbers)


def _fold(text: str) -> str:
    folded = with_arabic_numerals(text)
    return _ENGLISH.sub(lambda found: _ENGLISH_NUMBERS[found[1]], folded)
