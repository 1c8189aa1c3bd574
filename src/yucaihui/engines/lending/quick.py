"""The common schedules in whole numbers: the rows of `schedule_of`, some twenty times sooner.

A rounded balance is a whole number of fen and a period's interest factor an exact fraction, so a
row's interest is one division of integers. `plain` says for which terms that is all there is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from yucaihui.engines.lending.conventions import Convention
from yucaihui.engines.lending.dates import due_dates
from yucaihui.engines.lending.day_counts import BASES, nominal_years
from yucaihui.engines.lending.instalments import annuity
from yucaihui.engines.lending.rounding import CONTEXT, Rounding
from yucaihui.engines.lending.schedule import Row, Schedule, Totals, schedule_of
from yucaihui.engines.lending.terms import Grace, Terms


def _half_even(above: int, below: int) -> int:
    whole, rest = divmod(above, below)
    return whole + (2 * rest > below or (2 * rest == below and whole % 2))


# Rounded quotients of numbers that are not negative.
DIVISIONS: dict[str, Callable[[int, int], int]] = {
    "HALF_UP": lambda above, below: (2 * above + below) // (2 * below),
    "HALF_EVEN": _half_even,
    "DOWN": lambda above, below: above // below,
    "FLOOR": lambda above, below: above // below,
    "UP": lambda above, below: -(-above // below),
    "CEILING": lambda above, below: -(-above // below),
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
    if terms.convention.day_count in BASES:
        return terms.convention.day_count in _DAY_COUNTS and terms.start is not None
    regular = terms.start and terms.cadence.after(terms.start, terms.every)
    return terms.first_due in (None, regular)


def _in_whole_numbers(terms: Terms) -> Schedule:
    dues = due_dates(terms.cadence, terms.periods, terms.start, terms.first_due)
    weights, numerator, denominator = _factors(terms, dues)
    level, takes_interest = _level(terms, Fraction(numerator * weights[0], denominator))
    divide = DIVISIONS[terms.convention.rounding]
    plugged = takes_interest and terms.convention.last == "interest_plug"
    balance, before, rows, fee = terms.principal, terms.start, list[Row](), terms.fee
    for n, (due, weight) in enumerate(zip(dues, weights, strict=True), 1):
        interest = divide(balance * numerator * weight, denominator)
        principal = level - interest if takes_interest else level
        if principal < 0:
            principal = 0
        elif principal > balance:
            principal = balance
        if n == terms.periods:
            principal = balance
        if plugged and n == terms.periods and level >= balance:
            interest = level - balance
        balance -= principal
        rows.append(Row(n, before, due, principal, interest, fee, balance))
        before = due
        if not balance:
            break
    totals = Totals(terms.principal, sum(row.interest for row in rows), fee * len(rows))
    return Schedule(tuple(rows), totals, level if takes_interest else None)


def _factors(terms: Terms, dues: Sequence[date | None]) -> tuple[list[int], int, int]:
    """A period's interest on one fen is weight x numerator / denominator."""
    rate, day_count = terms.annual_rate, terms.convention.day_count
    if day_count not in BASES:
        factor = nominal_years(terms.cadence, day_count) * rate
        return [1] * len(dues), factor.numerator, factor.denominator
    days = [due.toordinal() for due in (terms.start, *dues) if due]
    weights = [end - start for start, end in pairwise(days)]
    return weights, rate.numerator, rate.denominator * BASES[day_count]


def _level(terms: Terms, first: Fraction) -> tuple[int, bool]:
    """The level amount, and whether interest comes out of it."""
    convention = terms.convention
    if terms.method == "interest_only_bullet":
        return 0, False
    if terms.method == "equal_principal":
        return DIVISIONS[convention.rounding](terms.principal, terms.periods), False
    nominal = nominal_years(terms.cadence, convention.day_count) * terms.annual_rate
    factor = nominal if convention.instalment == "annuity" else first
    rounding = Rounding(convention.instalment_rounding, convention.instalment_unit)
    with localcontext(CONTEXT):
        return int(rounding(annuity(Decimal(terms.principal), factor, terms.periods))), True
