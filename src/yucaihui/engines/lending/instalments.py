"""Methods of repayment: the level amount of a loan, and what of it is a row's principal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yucaihui.engines.lending.rounding import Rounding, times

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a level amount is worked out from, over the rows that remain.

    balance: fen owed. lent: fen that flat interest is on. factors: interest on one fen, by row.
    nominal: the same for a regular period. first: the same for the loan's first period. fixed: the
    agreed amount.
    """

    balance: Decimal
    lent: Decimal
    factors: Sequence[Fraction]
    nominal: Fraction
    first: Fraction
    fixed: int
    rounding: Rounding
    instalment_rounding: Rounding


@dataclass(frozen=True, slots=True)
class Method:
    """How a row's principal follows from the level amount and the interest; `instalments` are the
    values of a convention's `instalment` that the method takes."""

    principal: Callable[[Decimal, Decimal], Decimal]
    instalments: tuple[str, ...]


def _rest_of_level(level: Decimal, interest: Decimal) -> Decimal:
    return level - interest


def _level(level: Decimal, _: Decimal) -> Decimal:
    return level


def _nothing(_: Decimal, __: Decimal) -> Decimal:
    return ZERO


_ANNUITIES = ("annuity", "rate_factor", "rate_factor_adjusted", "first_period_days", "fixed")
METHODS: dict[str, Method] = {
    "equal_instalment": Method(_rest_of_level, _ANNUITIES),
    "equal_principal": Method(_level, ("none",)),
    "interest_only_bullet": Method(_nothing, ("none",)),
    "single_bullet": Method(_nothing, ("none",)),
    "flat": Method(_rest_of_level, ("flat", "fixed")),
    "fixed_payment": Method(_rest_of_level, ("fixed",)),
}


def annuity(balance: Decimal, factor: Fraction, count: int) -> Decimal:
    """The payment that clears `balance` in `count` periods at `factor` each."""
    if factor == 0:
        return balance / count
    grown = (1 + Decimal(factor.numerator) / factor.denominator) ** count
    return times(balance * grown, factor) / (grown - 1)


def rate_factor_annuity(balance: Decimal, factors: Sequence[Fraction]) -> Decimal:
    """The same where periods differ: balance x product of (1 + f) / sum of its tails."""
    grown, tails = Decimal(1), ZERO
    for factor in reversed(factors):
        tails += grown
        grown += times(grown, factor)
    return balance * grown / tails


def adjusted(ask: Ask) -> Decimal:
    """A rate-factor annuity, moved once by the gap of the last row shared out over all rows.

    It is moved where the gap is more than half a unit a row, and only if that narrows the gap.
    """
    level = ask.instalment_rounding(rate_factor_annuity(ask.balance, ask.factors))
    gap = last_total(ask, level) - level
    if abs(gap) / ask.rounding.unit <= len(ask.factors) // 2:
        return level
    moved = level + ask.instalment_rounding(gap / len(ask.factors))
    return moved if abs(last_total(ask, moved) - moved) < abs(gap) else level


def last_total(ask: Ask, level: Decimal) -> Decimal:
    """What the last row pays when all before pay `level`."""
    balance = ask.balance
    for factor in ask.factors[:-1]:
        balance -= level - ask.rounding(times(balance, factor))
    return balance + ask.rounding(times(balance, ask.factors[-1]))


def flat(ask: Ask) -> Decimal:
    """An equal share of the principal and of all interest on the whole of it."""
    return (ask.balance + times(ask.lent, sum(ask.factors, Fraction(0)))) / len(ask.factors)


# The level amount, before it is rounded to the instalment's unit.
LEVELS: dict[str, Callable[[Ask], Decimal]] = {
    "annuity": lambda ask: annuity(ask.balance, ask.nominal, len(ask.factors)),
    "rate_factor": lambda ask: rate_factor_annuity(ask.balance, ask.factors),
    "rate_factor_adjusted": adjusted,
    "first_period_days": lambda ask: annuity(ask.balance, ask.first, len(ask.factors)),
    "flat": flat,
    "fixed": lambda ask: Decimal(ask.fixed),
    "none": lambda ask: ask.balance / len(ask.factors),
}
