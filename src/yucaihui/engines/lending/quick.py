"""The common schedules in whole numbers: the rows of `schedule_of`, some twenty times sooner.

A rounded balance is a whole number of fen and a period's interest factor an exact fraction, so a
row's interest is one division of integers. `plain` says for which terms that is all there is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import count, pairwise, repeat
from typing import NamedTuple

from yucaihui.engines.lending.conventions import Convention
from yucaihui.engines.lending.dates import Cadence, due_dates
from yucaihui.engines.lending.day_counts import BASES, nominal_years
from yucaihui.engines.lending.instalments import annuity
from yucaihui.engines.lending.rounding import CONTEXT, Rounding
from yucaihui.engines.lending.schedule import Row, Schedule, Totals, schedule_of
from yucaihui.engines.lending.terms import Grace, Terms


class Columns(NamedTuple):
    principal: list[int]
    interest: list[int]
    owed: list[int]


class Division(NamedTuple):
    """How numerator / denominator is rounded where neither is negative: the floor of
    (2 x numerator + offset) / (2 x denominator), and `even` takes one off an odd half."""

    offset: Callable[[int], int]
    even: bool = False


DIVISIONS: dict[str, Division] = {
    "HALF_UP": Division(lambda denominator: denominator),
    "HALF_EVEN": Division(lambda denominator: denominator, even=True),
    "DOWN": Division(lambda _: 0),
    "FLOOR": Division(lambda _: 0),
    "UP": Division(lambda denominator: 2 * denominator - 1),
    "CEILING": Division(lambda denominator: 2 * denominator - 1),
}
_METHODS = ("equal_instalment", "equal_principal", "interest_only_bullet")
_INSTALMENTS = ("annuity", "first_period_days", "none")
_DAY_COUNTS = ("30_360", "PERIODIC", "ACT_360", "ACT_364", "ACT_365F")
_NO_GRACE = Grace()


def quick_schedule(terms: Terms) -> Schedule:
    """The schedule as agreed, in whole numbers where the terms are plain. Raises `BadTerms`."""
    return _in_whole_numbers(terms) if plain(terms) else schedule_of(terms)


def plain(terms: Terms) -> bool:
    """Whether each row is one division: level amounts, rounded balances, one rate, all at once."""
    special = terms.rates or terms.tranches or terms.down_payment or terms.grace != _NO_GRACE
    return (
        not special
        and terms.method in _METHODS
        and terms.maturing
        and _plain_convention(terms.convention)
        and _plain_days(terms)
    )


def _plain_convention(convention: Convention) -> bool:
    return (
        convention.balance == "rounded"
        and convention.interest != "unrounded"
        and convention.instalment in _INSTALMENTS
        and convention.rounding in DIVISIONS
        and convention.instalment_rounding != "NONE"
        and convention.unit == 1
    )


def _plain_days(terms: Terms) -> bool:
    if not terms.dated:
        return terms.start is None and terms.convention.day_count not in BASES
    if terms.convention.day_count in BASES:
        return terms.convention.day_count in _DAY_COUNTS
    first, start = terms.first_due, terms.start
    return first is None or (start is not None and first == terms.cadence.after(start, terms.every))


def _in_whole_numbers(terms: Terms) -> Schedule:
    cadence, day_count = terms.cadence, terms.convention.day_count
    dues, days = _calendar(cadence, terms.periods, terms.start, terms.first_due)
    weights = days if day_count in BASES else (1,) * terms.periods
    numerator, denominator = _factor(cadence, day_count, terms.annual_rate)
    level, takes_interest = _level(terms, cadence, Fraction(numerator * weights[0], denominator))
    columns = _columns(terms, (level, takes_interest), weights, (numerator, denominator))
    fees = repeat(terms.fee, len(columns.interest))
    rows = tuple(
        map(
            Row._make,
            zip(
                count(1), (terms.start, *dues), dues, columns.principal, columns.interest, fees,
                columns.owed, strict=False,
            ),
        )
    )  # fmt: skip
    totals = Totals(terms.principal, sum(columns.interest), terms.fee * len(rows))
    return Schedule(rows, totals, level if takes_interest else None)


@lru_cache(maxsize=1024)
def _calendar(
    cadence: Cadence, periods: int, start: date | None, first_due: date | None
) -> tuple[tuple[date | None, ...], tuple[int, ...]]:
    """Due dates and days of each period; loans made on one day share them."""
    dues = due_dates(cadence, periods, start, first_due)
    days = [due.toordinal() for due in (start, *dues) if due]
    return tuple(dues), tuple(end - begin for begin, end in pairwise(days))


@lru_cache(maxsize=1024)
def _factor(cadence: Cadence, day_count: str, annual_rate: Fraction) -> tuple[int, int]:
    """Interest on one fen, for a day where days are counted and for a period elsewhere."""
    base = BASES.get(day_count)
    share = Fraction(1, base) if base else nominal_years(cadence, day_count)
    return (share * annual_rate).as_integer_ratio()


def _level(terms: Terms, cadence: Cadence, first: Fraction) -> tuple[int, bool]:
    """The level amount, and whether interest comes out of it."""
    convention = terms.convention
    if terms.method == "interest_only_bullet":
        return 0, False
    if terms.method == "equal_principal":
        with localcontext(CONTEXT):
            share = Decimal(terms.principal) / terms.periods
            return int(Rounding(convention.rounding, 1)(share)), False
    factor = first
    if convention.instalment == "annuity":
        factor = nominal_years(cadence, convention.day_count) * terms.annual_rate
    rounding = Rounding(convention.instalment_rounding, convention.instalment_unit)
    with localcontext(CONTEXT):
        return int(rounding(annuity(Decimal(terms.principal), factor, terms.periods))), True


def _columns(
    terms: Terms, level: tuple[int, bool], weights: Sequence[int], factor: tuple[int, int]
) -> Columns:
    """Row by row until nothing is owed; the last row pays what is left."""
    amount, takes_interest = level
    division, columns, balance = (
        DIVISIONS[terms.convention.rounding],
        Columns([], [], []),
        terms.principal,
    )
    step, whole, offset = 2 * factor[0], 2 * factor[1], division.offset(factor[1])
    for weight in weights:
        scaled = balance * step * weight + offset
        interest = scaled // whole
        if division.even and scaled == interest * whole:
            interest -= interest & 1
        principal = amount - interest if takes_interest else amount
        if principal < 0:
            principal = 0
        elif principal > balance:
            principal = balance
        balance -= principal
        columns.principal.append(principal)
        columns.interest.append(interest)
        columns.owed.append(balance)
        if not balance:
            break
    return _ended(terms, columns, level)


def _ended(terms: Terms, columns: Columns, level: tuple[int, bool]) -> Columns:
    amount, takes_interest = level
    columns.principal[-1] += columns.owed[-1]
    columns.owed[-1] = 0
    plugged = terms.convention.last == "interest_plug" and takes_interest
    if plugged and len(columns.owed) == terms.periods and amount >= columns.principal[-1]:
        columns.interest[-1] = amount - columns.principal[-1]
    return columns
