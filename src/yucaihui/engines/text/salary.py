"""Pay as postings write it: 15k-30k, 0.8-1.3万/月, 年薪20万起, 300/天, 面议, $120,000 a year."""

import re
from dataclasses import dataclass
from typing import Literal

from yucaihui.engines.text.numerals import chinese_integer, with_arabic_numerals

Period = Literal["year", "month", "week", "day", "hour", "piece"]


@dataclass(frozen=True, slots=True)
class Salary:
    """Pay before tax.

    `min_month` and `max_month` are whole units of `currency` a month (a yearly figure / 12,
    rounded); None where open, negotiable, or paid by week, day, hour or piece. `minimum` and
    `maximum` are in the written period. `notes` are codes of doubts: `salary_after_tax`,
    `salary_period_guessed`, `salary_unread`, `salary_implausible`.
    """

    min_month: int | None = None
    max_month: int | None = None
    months: int | None = None
    negotiable: bool = False
    period: Period | None = None
    currency: str = "CNY"
    minimum: float | None = None
    maximum: float | None = None
    notes: tuple[str, ...] = ()


_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("hour", re.compile(
        r"时薪|(?:/|每|一|1个?)\s*(?:个?小时|h\b|hr\b|hour)|per hour|an hour|hourly"
    )),
    ("day", re.compile(r"日薪|(?:/|每|一|1)\s*(?:天|日|day\b|d\b)|per day|a day|per diem|daily")),
    ("week", re.compile(r"周薪|(?:/|每|1)\s*(?:周|week|wk)|per week|a week|weekly")),
    ("piece", re.compile(r"(?:/|每|1)\s*(?:课时|节课?|次|件|单|篇|场)|per (?:piece|lesson)")),
    ("month", re.compile(
        r"月薪|月收入|月工资|(?:/|每|一|1)\s*个?(?:月|mo\b|month)|per month|a month|monthly"
        r"|元月")),
    ("year", re.compile(
        r"年薪|年收入|年包|总包|年度|(?:/|每|一|1)\s*(?:年|y\b|yr|year|annum)|per (?:year|annum)"
        r"|a year|annual|yearly|\bp\.?a\b|package|(?<=元)年"
    )),
)  # fmt: skip
_CURRENCIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("CNY", re.compile(r"人民币|rmb|cny|cn¥")),
    ("HKD", re.compile(r"港币|港元|hk\$|hkd")),
    ("SGD", re.compile(r"新币|新加坡元|s\$|sgd")),
    ("AUD", re.compile(r"澳元|a\$|aud")),
    ("CAD", re.compile(r"加元|c\$|\bcad\b")),
    ("USD", re.compile(r"美元|美金|us\$|usd[tc]?|(?<=\d)u\b|(?<=k)u\b|\$|\bdollars?\b")),
    ("EUR", re.compile(r"欧元|€|eur")),
    ("GBP", re.compile(r"英镑|£|gbp")),
    ("JPY", re.compile(r"日元|jpy|円")),
)
_AMOUNT = re.compile(r"\d|[万千百]")  # \d has wide digits too; 一事一议 counts nothing
_YEARLY_FROM = {"万": 50_000, "w": 50_000, "k": 150_000, "千": 150_000}
_FACTORS = {"万": 10_000.0, "w": 10_000.0, "k": 1_000.0, "千": 1_000.0, "百": 100.0}

_NUMBER = (
    r"(?<![\d.a-z])(?:cn|us"
    r"|hk)?[$€£¥]?\s*(?P<{0}>\d+(?:\.\d+)?)\s*(?P<{0}_unit>[万w千k百](?![a-z]))?"
    r"\s*(?:元|块钱?|rmb|cny|usd[tc]?|u(?![a-z])|eur|gbp|hkd|sgd|美元|美金|欧元|港币|英镑"
    r"|人民币|¥|€)?"
)
# A number that counts something else is no pay: years, hours, people, per cent, dates.
_NOT_PAY = r"(?!\s*(?:%|人|岁|年(?!薪)|个(?!税)|小时|天|日|号|点|险|金|薪|月|倍|名|期|[a-z]*\d))"
_PER = r"(?:/?\s*(?:月|年|天|日|小时|month|year|hour|day))?"
_EXPRESSION = re.compile(
    _NUMBER.format("low")
    + r"(?:" + _PER + r"\s*(?:-|–|—|―|~|〜|−|至|到|to\b|and\b)+\s*" + _NUMBER.format("high") + r")?"
    + _NOT_PAY
)  # fmt: skip
_MONTHS = re.compile(
    r"(?P<a>\d{2})\s*(?:[-~至到+]\s*(?P<b>\d{1,2}))?\s*(?:个月)?\s*(?:薪|个月工资"
    r"|months'? (?:pay|salary))"
    r"|[x*×]\s*(?P<c>1[2-9]|2[0-4])(?!\d)"
)
_MONTHS_AFTER = re.compile(r"[·・,，;；/ ]+$")
_OPEN_TOP = re.compile(
    r"以上|及上|起|\+(?=\s*(?:$|[)/;,·]))|不低于|不少于|至少|≥|>|最低|保底|at least|from"
    r"|min(?:imum)?\b|above|upwards|starting"
)
_OPEN_BOTTOM = re.compile(
    r"以下|以内|之内|不超过|最高|封顶|≤|<|up to|at most|max(?:imum)?\b|below|under"
)
_NEGOTIABLE = re.compile(
    r"面议|面谈|详谈|协商|商议|商定|从优|优厚|丰厚|有竞争力|一事一议|一人一策|待定|规定|制度"
    r"|标准执行"
    r"|上不封顶|negotiable|competitive|commensurate|\bdoe\b|\btbd\b|\btba\b|attractive"
)
_TOTAL = re.compile(r"(?:综合|总收入|到手|月收入|年收入|总包|总计|合计|整体薪资)[^\d]{0,6}(?=\d)")
_AFTER_TAX = re.compile(r"税后|到手|实发|after[- ]tax|net (?:pay|salary)|take[- ]home")
_SPOKEN_RANGE = re.compile(
    r"([一二两三四五六七八九十]+)\s*([到至~-])\s*([一二两三四五六七八九十]+)(?=\s*[万千])"
)
_SPOKEN_TENTHS = re.compile(r"(\d+)万(\d)(?![\d.])")
_BARE_MILLION = re.compile(r"(?<!\d)百万")
_ORDINAL_BENEFITS = re.compile(r"[四五六七八]险[一二两三]?金?|双休|朝\S晚\S|996|965")


def parse_salary(text: str, heading: str = "") -> Salary:
    """Pay written in `text`; `heading` (of its column) may give unit, period and currency.

    Empty text counts as negotiable, as in the vacancy forms this was made for.

    >>> parse_salary("25-28K·13薪").months
    13
    """
    folded = _fold(text)
    months, rest = _months(folded)
    found = _expression(rest) if _AMOUNT.search(text) else None
    if found is None:
        return _without_amount(text)
    return _from_amounts(rest, found, with_arabic_numerals(heading), months)


def _fold(text: str) -> str:
    spoken = _SPOKEN_RANGE.sub(
        lambda found: f"{chinese_integer(found[1])}{found[2]}{chinese_integer(found[3])}", text
    )
    folded = with_arabic_numerals(_ORDINAL_BENEFITS.sub("。", spoken))
    return _SPOKEN_TENTHS.sub(r"\1.\2万", _BARE_MILLION.sub("100万", folded))


def _months(folded: str) -> tuple[int | None, str]:
    """Months paid a year (the sure number of a range), and the text without that phrase."""
    found = _MONTHS.search(folded)
    if not found:
        return None, folded
    months = int(found["a"] or found["c"])
    if found["b"] and "+" in found.group():
        months += int(found["b"])
    rest = _MONTHS_AFTER.sub("", folded[: found.start()]) + " ; " + folded[found.end() :]
    return (months if 12 <= months <= 24 else None), rest


def _expression(folded: str) -> re.Match[str] | None:
    total = _TOTAL.search(folded)
    return (total and _EXPRESSION.search(folded, total.end())) or _EXPRESSION.search(folded)


def _without_amount(text: str) -> Salary:
    unread = any(char.isdecimal() for char in text) and not _NEGOTIABLE.search(text.lower())
    return Salary(negotiable=not unread, notes=("salary_unread",) if unread else ())


def _from_amounts(text: str, found: re.Match[str], heading: str, months: int | None) -> Salary:
    low, high, unit = _scaled(found, heading)
    stated = _period(text) or _period(heading)
    currency = _currency(text) or _currency(heading) or "CNY"
    period = stated or _guessed_period(low, unit, foreign=currency != "CNY", heading=heading)
    notes = ["salary_after_tax"] if _AFTER_TAX.search(text) else []
    if low < 200 and period in ("month", "year"):
        return Salary(notes=("salary_unread",), currency=currency)
    if stated is None and period != "month":
        notes.append("salary_period_guessed")
    minimum, maximum = _bounds(text, found, low, high)
    monthly = {"month": 1, "year": 12}.get(period)
    by_month = [_per_month(amount, monthly) for amount in (minimum, maximum)]
    if any(amount is not None and not 500 <= amount <= 1_000_000 for amount in by_month):
        notes.append("salary_implausible")
    paid = months or (12 if monthly else None)
    return Salary(
        min_month=by_month[0],
        max_month=by_month[1],
        months=paid,
        period=period,
        currency=currency,
        minimum=minimum,
        maximum=maximum,
        notes=tuple(notes),
    )


def _scaled(found: re.Match[str], heading: str) -> tuple[float, float, str]:
    """Both ends in whole currency, lowest first, and the unit that was written ("" if none)."""
    low, high = float(found["low"]), float(found["high"] or found["low"])
    low_unit, high_unit = found["low_unit"] or "", found["high_unit"] or ""
    given = _heading_unit(heading)
    low_unit = low_unit or ((high_unit or given) if low < 1_000 else "")
    high_unit = high_unit or ((low_unit or given) if high < 1_000 else "")
    ends = sorted((low * _FACTORS.get(low_unit, 1.0), high * _FACTORS.get(high_unit, 1.0)))
    return ends[0], ends[1], low_unit or high_unit


def _heading_unit(heading: str) -> str:
    unit = re.search(r"万|千|(?<![a-z])k(?![a-z])", heading)
    return unit.group() if unit else ""


def _period(text: str) -> Period | None:
    return next((period for period, words in _PERIODS if words.search(text)), None)


def _currency(text: str) -> str | None:
    return next((code for code, words in _CURRENCIES if words.search(text)), None)


def _guessed_period(low: float, unit: str, *, foreign: bool, heading: str) -> Period:
    """Pay that high without a period is a year's; those who write K mean months for longer."""
    if heading and heading.isascii():  # an English table: yearly is the custom
        return "year" if low >= 12_000 else "month"
    if foreign:
        return "year" if low >= 30_000 else "month"
    return "year" if low >= _YEARLY_FROM.get(unit, 60_000) else "month"


def _bounds(
    text: str, found: re.Match[str], low: float, high: float
) -> tuple[float | None, float | None]:
    if found["high"]:
        return low, high
    around = text[max(0, found.start() - 10) : found.end() + 8]
    if _OPEN_BOTTOM.search(around):
        return None, high
    return low, None if _OPEN_TOP.search(around) else high


def _per_month(amount: float | None, periods: int | None) -> int | None:
    return None if amount is None or periods is None else int(amount / periods + 0.5)
