"""What share of a year a period is, as an exact fraction."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from yucaihui.engines.lending.conventions import Convention
from yucaihui.engines.lending.dates import Cadence, Period
from yucaihui.engines.lending.errors import BadTerms

DayCount = Callable[[date, date], Fraction]


def actual_over(base: int) -> DayCount:
    return lambda start, end: Fraction((end - start).days, base)


def actual_by_calendar_year(start: date, end: date) -> Fraction:
    """Days / 365 or 366; a period that passes 31 December is split there."""
    total = Fraction(0)
    while start < end:
        year = (start + timedelta(days=1)).year
        until = min(end, date(year, 12, 31))
        total += Fraction((until - start).days, _days_of(year))
        start = until
    return total


def _days_of(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


# Conventions that count the days that passed; the others take each period as long as it is meant.
BASES = {"ACT_360": 360, "ACT_364": 364, "ACT_365F": 365, "ACT_ACT_SPLIT_1231": 365}
ACTUAL: dict[str, DayCount] = {name: actual_over(base) for name, base in BASES.items()} | {
    "ACT_ACT_SPLIT_1231": actual_by_calendar_year
}


def nominal_years(cadence: Cadence, day_count: str) -> Fraction:
    """A regular period without looking at dates: 1/12 for a month, 14/360 for two weeks."""
    if cadence.days is None or day_count == "PERIODIC":
        return cadence.share
    return Fraction(cadence.days, BASES.get(day_count, 360))


def period_years(period: Period, cadence: Cadence, convention: Convention) -> Fraction:
    """A whole period; raises `BadTerms` where days are counted and there are no dates."""
    if convention.day_count not in ACTUAL:
        regular = nominal_years(cadence, convention.day_count)
        return (
            BROKEN[convention.broken_period](period, cadence, regular) if period.broken else regular
        )
    if period.start and period.due:
        return ACTUAL[convention.day_count](period.start, period.due)
    if cadence.days is None:
        raise BadTerms(
            "disbursement_date", "missing", f"a date: {convention.day_count} counts days"
        )
    return nominal_years(cadence, convention.day_count)


def part_years(
    period: Period, start: date, end: date, whole: Fraction, convention: Convention
) -> Fraction:
    """The part of a period, `whole` years long, from `start` to `end`."""
    if convention.day_count in ACTUAL:
        return ACTUAL[convention.day_count](start, end)
    days = (end - start).days
    if convention.broken_period == "days_over_30":
        return Fraction(days, 360)
    return whole * days / (period.days or 1)


def _regular(_: Period, __: Cadence, regular: Fraction) -> Fraction:
    return regular


def _days_over_30(period: Period, _: Cadence, __: Fraction) -> Fraction:
    return Fraction(period.days or 0, 360)


def _actual_over_period_days(period: Period, cadence: Cadence, regular: Fraction) -> Fraction:
    """One month and 17 days that fall in a February of 29: 1 + 17/29 months."""
    if not period.start or not period.due:
        return regular
    whole = 0
    while cadence.after(period.start, whole + 1) <= period.due:
        whole += 1
    begin, end = (cadence.after(period.start, whole + k) for k in (0, 1))
    rest = Fraction((period.due - begin).days, (end - begin).days)
    return (whole + rest) * regular / cadence.every


# The years of a period that is longer or shorter than the cadence has it.
BROKEN: dict[str, Callable[[Period, Cadence, Fraction], Fraction]] = {
    "none": _regular,
    "days_over_30": _days_over_30,
    "actual_over_period_days": _actual_over_period_days,
}
