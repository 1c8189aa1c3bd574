"""Place of work: city and district, Chongqing's own names normalised, other cities by form."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from yucaihui.engines.text.places import CHONGQING_DISTRICTS, CITIES, CITY_NAMES_EN

CHONGQING = "重庆"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is; either part is None when the text does not say it.

    `city` has no 市; `district` is the full official name (渝北区, 西部科学城重庆高新区).
    """

    city: str | None = None
    district: str | None = None


_CITY = re.compile("(" + "|".join(CITIES) + ")市?")
_CITY_EN = re.compile(r"\b(" + "|".join(map(re.escape, CITY_NAMES_EN)) + r")\b")
_BLANKS = re.compile(r"[\s·•・,，、/\-—_()（）]+")
_OTHER_CITY = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?([\u4e00-\u9fff]{2,6}?)市")
_OTHER_DISTRICT = re.compile(
    r"([\u4e00-\u9fff]{1,7}?(?:新区|开发区|高新区|经开区|工业园区|自治县|区|县|旗|市))"
)


def parse_place(text: str) -> Place:
    """City and district named in a cell or address.

    A district of Chongqing needs no city before it; of several the first written counts.

    >>> parse_place("重庆 · 渝北")
    Place(city='重庆', district='渝北区')
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    city = _city(folded)
    if city in (None, CHONGQING):
        district = _chongqing_district(folded, certain=city == CHONGQING)
        if district:
            return Place(CHONGQING, district)
    return _elsewhere(_BLANKS.sub("", folded), city)


def _city(folded: str) -> str | None:
    found = _CITY.search(folded)
    if found:
        return found[1]
    english = _CITY_EN.search(folded)
    return CITY_NAMES_EN[english[1]] if english else None


def _elsewhere(joined: str, city: str | None) -> Place:
    other = None if city else _OTHER_CITY.match(joined)
    name = city or (other[1] if other else None)
    if name is None:
        return Place()
    rest = joined[other.end() :] if other else re.sub(rf"\A.*?{name}市?", "", joined)
    district = _OTHER_DISTRICT.match(rest) if name != CHONGQING else None
    return Place(name, district[1] if district else None)


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns for sure names and for those only sure within Chongqing, and name → district."""
    sure: dict[str, str] = {}
    local: dict[str, str] = {}
    for district, (latin, others) in CHONGQING_DISTRICTS.items():
        for name in (district, latin, *others):
            shared = (
                name in {"高新区", "经开区", "经济技术开发区", "两江", "江北区"} or name.isascii()
            )
            (local if shared else sure)[name.lower()] = district
        short = re.sub(r"(?:土家族苗族|苗族土家族|土家族)?自治县$|[区县]$", "", district)
        if len(short) >= 2:
            local.setdefault(short, district)
    local["nanan"] = "南岸区"
    return _pattern(sure), _pattern(sure | local), sure | local


def _pattern(names: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(
            rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
            for name in longest_first
        )
    )


def _chongqing_district(folded: str, *, certain: bool) -> str | None:
    sure, within, districts = _names()
    rest = re.sub(r"\A重庆市?(?!高新|经开|经济)", "", folded)
    found = (within if certain or _short(folded) else sure).search(rest)
    return districts[found.group()] if found else None


def _short(folded: str) -> bool:
    """A cell that is hardly more than the district's name is about this city."""
    return len(_BLANKS.sub("", folded)) <= 5 or folded.isascii()
