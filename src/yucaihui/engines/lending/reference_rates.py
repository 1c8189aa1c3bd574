"""Loan prime rates (LPR) as a dated series, and the rates of a loan that follows them.

A series is data: what was published on which day. Between two days the earlier one holds.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yucaihui.engines.lending.dates import Cadence
from yucaihui.engines.lending.errors import BadTerms, require
from yucaihui.engines.lending.terms import RateStep

BASIS_POINT = Fraction(1, 10_000)
# How often a loan takes over the rate that is then in force, in months; a fixed one never does.
RESETS = {"fixed": 0, "yearly": 12, "quarterly": 3, "monthly": 1}


@dataclass(frozen=True, slots=True)
class RateSeries:
    """Published days, rising, and the yearly rates from each on, as shares of one."""

    days: tuple[date, ...]
    rates: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        fits = len(self.days) == len(self.rates) > 0
        require(fits, "rates", len(self.rates), "a rate for each day, one at least")
        rising = all(a < b for a, b in zip(self.days, self.days[1:], strict=False))
        require(rising, "days", self.days, "days in order, each once")

    def at(self, day: date) -> Fraction:
        """The rate in force on a day; raises `BadTerms` before the first."""
        place = bisect_right(self.days, day)
        if not place:
            raise BadTerms("rates", f"none on {day}", f"a day from {self.days[0]} on")
        return self.rates[place - 1]


def series(published: Mapping[date, Fraction]) -> RateSeries:
    """A series of what was published, in any order."""
    ordered = sorted(published.items())
    return RateSeries(tuple(day for day, _ in ordered), tuple(rate for _, rate in ordered))


def anniversaries(start: date, months: int) -> Callable[[int], date]:
    """The repricing days counted from the day of the loan, by their number."""
    cadence = Cadence("month", months)
    return lambda number: cadence.after(start, months * number)


def first_of_january(start: date, _: int) -> Callable[[int], date]:
    """Repricing on each 1 January after the day of the loan."""
    return lambda number: date(start.year + number, 1, 1)


DAYS: dict[str, Callable[[date, int], Callable[[int], date]]] = {
    "anniversary": anniversaries,
    "first_of_january": first_of_january,
}


def floating_rates(
    rates: RateSeries, spread: int, start: date, until: date, reset: str, days: str = "anniversary"
) -> tuple[Fraction, tuple[RateStep, ...]]:
    """The rate at the start, and the steps of the repricing days before `until` that change it.

    `spread` is in basis points on top of the series. Repricing days after the series' last day take
    that day's rate: a forecast, to be worked out anew when the next rate is published.
    """
    require(reset in RESETS, "reset", reset, "one of " + ", ".join(RESETS))
    require(days in DAYS, "reset_days", days, "one of " + ", ".join(DAYS))
    initial = rates.at(start) + spread * BASIS_POINT
    steps: list[RateStep] = []
    if RESETS[reset]:
        repricing = DAYS[days](start, RESETS[reset])
        number, rate = 1, initial
        while (day := repricing(number)) < until:
            new = rates.at(day) + spread * BASIS_POINT
            steps += [RateStep(new, on=day)] if new != rate else []
            number, rate = number + 1, new
    return initial, tuple(steps)
