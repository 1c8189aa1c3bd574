"""Due dates: from the anchor day, never from the due date before, so that 31 stays 31."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from yucaihui.engines.lending.errors import BadTerms

# What becomes of the 31st in a month of 30 days: year, month, its last day -> the due date.
MONTH_ENDS: dict[str, Callable[[int, int, int], date]] = {
    "LAST_DAY_OF_MONTH": date,
    "FIRST_DAY_OF_NEXT_MONTH": lambda year, month, last: (
        date(year, month, last) + timedelta(days=1)
    ),
}
_SHORTEST = 28
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}
# The share of a year that one unit is when days don't matter; a bare period is its own year: the
# rate is then a rate per period.
SHARES = {
    "month": Fraction(1, 12),
    "year": Fraction(1),
    "week": Fraction(1, 52),
    "day": Fraction(1, 365),
    "period": Fraction(1),
}


@dataclass(frozen=True, slots=True)
class Cadence:
    """Every so many of a unit of `SHARES`, by a month-end rule of `MONTH_ENDS`."""

    unit: str
    every: int
    month_end: str = "LAST_DAY_OF_MONTH"

    @property
    def days(self) -> int | None:
        """Days of a period whose unit is a day or a week."""
        return _DAYS[self.unit] * self.every if self.unit in _DAYS else None

    @property
    def share(self) -> Fraction:
        return SHARES[self.unit] * self.every

    def after(self, anchor: date, units: int) -> date:
        """The day `units` units after the anchor."""
        return self.days_after(anchor, (units,))[0]

    def days_after(self, anchor: date, units: Iterable[int]) -> list[date]:
        """The days so many units after the anchor."""
        try:
            if self.unit in _DAYS:
                return [anchor + timedelta(days=_DAYS[self.unit] * count) for count in units]
            months = anchor.year * 12 + anchor.month - 1
            each = _MONTHS[self.unit]
            return [self._on(months + each * count, anchor.day) for count in units]
        except (ValueError, OverflowError):
            raise BadTerms("periods", "past the year 9999", "fewer or shorter periods") from None

    def _on(self, months: int, day: int) -> date:
        """The day of a month that is counted from January of year 0."""
        year, month = divmod(months, 12)
        if day > _SHORTEST and day > (last := monthrange(year, month + 1)[1]):
            return MONTH_ENDS[self.month_end](year, month + 1, last)
        return date(year, month + 1, day)


class Period(NamedTuple):
    """From `start` (exclusive) to `due` (inclusive); both None where a loan has no dates.

    `broken`: it isn't as long as the cadence has it.
    """

    n: int
    start: date | None
    due: date | None
    broken: bool = False

    @property
    def days(self) -> int | None:
        return (self.due - self.start).days if self.start and self.due else None


def periods(
    cadence: Cadence, count: int, start: date | None, first_due: date | None, first_n: int = 1
) -> tuple[Period, ...]:
    """`count` periods numbered from `first_n`.

    A first due date that is not one period after the start makes the first period broken and is
    the anchor of those that follow.
    """
    dues = due_dates(cadence, count, start, first_due)
    broken = start is not None and dues[0] != _regular(cadence, start)
    befores = (start, *dues) if dues[0] else dues
    return tuple(
        Period(first_n + k, before, due, broken=broken and k == 0)
        for k, (before, due) in enumerate(zip(befores, dues, strict=False))
    )


def due_dates(
    cadence: Cadence, count: int, start: date | None, first_due: date | None
) -> list[date | None]:
    """The due dates of `count` periods; None for each where there are no dates."""
    if start is None or cadence.unit == "period":
        return [None] * count
    broken = first_due is not None and first_due != _regular(cadence, start)
    anchor, done = (first_due, 0) if broken and first_due else (start, 1)
    places = range(cadence.every * done, cadence.every * (done + count), cadence.every)
    return list(cadence.days_after(anchor, places))


def _regular(cadence: Cadence, start: date) -> date | None:
    return None if cadence.unit == "period" else cadence.after(start, cadence.every)
