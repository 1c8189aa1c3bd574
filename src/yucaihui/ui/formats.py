"""Values as text in the language of the page: dates, money, salaries, names, masked numbers."""

import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yucaihui.core.money import yuan as plain_yuan

NOTHING = "–"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def in_language(thing: Any, stem: str) -> str:
    """`thing.<stem>_zh` or `_en`, whichever the page speaks; the other one when that is empty."""
    first, second = ("zh", "en") if is_chinese() else ("en", "zh")
    return str(getattr(thing, f"{stem}_{first}") or getattr(thing, f"{stem}_{second}"))


def day(value: date | None) -> str:
    """2026年11月23日 or 23 Nov 2026; a moment gives its day in the site's time zone."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = here(value)
    if is_chinese():
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """The day and the time of day in the site's time zone."""
    return NOTHING if value is None else f"{day(value)} {here(value):%H:%M}"


def when(value: date | None) -> str:
    """A day or a moment as <time>, in words for people and ISO 8601 for machines."""
    if value is None:
        return NOTHING
    words = moment(value) if isinstance(value, datetime) else day(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


def here(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:,}"


def yuan(fen: int | None) -> str:
    """Fen as an amount to read: 8813427 → ¥88,134.27."""
    if fen is None:
        return NOTHING
    return ("-" if fen < 0 else "") + "¥" + plain_yuan(abs(fen))


def salary(
    minimum: int | None, maximum: int | None, months: int | None = None, *, negotiable: bool = False
) -> str:
    """Pay before tax in yuan a month, with the number of months paid when it isn't 12."""
    low, high = minimum or maximum, maximum or minimum
    if negotiable or low is None or high is None:
        return _("Salary negotiable")
    span = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    text = pgettext("salary", "CNY %(span)s a month") % {"span": span}
    if months and months != 12:
        text += pgettext("salary", " × %(months)d months") % {"months": months}
    return text


def masked(value: str | None) -> str:
    """Enough of a number to recognise one's own: 138****5678, l***@example.com, 张*."""
    text = value or ""
    if "@" in text:
        name, _at, domain = text.partition("@")
        return f"{name[:1]}***@{domain}"
    if len(text) >= 11:
        return re.sub(r".", "*", text[3:-4]).join((text[:3], text[-4:]))
    return text[:1] + "*" * (len(text) - 1)
