"""The loan functions of spreadsheets. `FORMULAS` lists them by their names there.

Money received is positive, money paid negative; rates are a period's; `due` is 0 for payments at
the end of a period and 1 at its beginning. Numbers are `Decimal`; nothing is rounded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException, localcontext

from yucaihui.engines.lending.errors import BadTerms, require
from yucaihui.engines.lending.roots import root
from yucaihui.engines.lending.rounding import CONTEXT

ZERO = Decimal(0)
_LEAST_RATE = Decimal("-0.99")
_MOST_PAYMENTS = 12_000


def future_value(
    rate: Decimal, nper: Decimal, pmt: Decimal, pv: Decimal, due: Decimal = ZERO
) -> Decimal:
    """FV: what is left after `nper` payments."""
    if not rate:
        return -(pv + pmt * nper)
    grown = (1 + rate) ** nper
    return -(pv * grown + pmt * (1 + rate * due) * (grown - 1) / rate)


def present_value(
    rate: Decimal, nper: Decimal, pmt: Decimal, fv: Decimal = ZERO, due: Decimal = ZERO
) -> Decimal:
    """PV: what payments are worth at the start."""
    if not rate:
        return -(fv + pmt * nper)
    shrunk = (1 + rate) ** -nper
    return -(fv * shrunk + pmt * (1 + rate * due) * (1 - shrunk) / rate)


def payment(
    rate: Decimal, nper: Decimal, pv: Decimal, fv: Decimal = ZERO, due: Decimal = ZERO
) -> Decimal:
    """PMT: the level payment."""
    if not rate:
        return -(pv + fv) / nper
    grown = (1 + rate) ** nper
    return -(pv * grown + fv) * rate / ((1 + rate * due) * (grown - 1))


def interest_part(
    rate: Decimal,
    per: Decimal,
    nper: Decimal,
    pv: Decimal,
    fv: Decimal = ZERO,
    due: Decimal = ZERO,
) -> Decimal:
    """IPMT: the interest within payment number `per`."""
    require(1 <= per <= nper, "args.per", per, f"1 to {nper}")
    if due and per == 1:
        return ZERO
    level = payment(rate, nper, pv, fv, due)
    interest = future_value(rate, per - 1, level, pv, due) * rate
    return interest / (1 + rate) if due else interest


def principal_part(
    rate: Decimal,
    per: Decimal,
    nper: Decimal,
    pv: Decimal,
    fv: Decimal = ZERO,
    due: Decimal = ZERO,
) -> Decimal:
    """PPMT: the principal within payment number `per`."""
    return payment(rate, nper, pv, fv, due) - interest_part(rate, per, nper, pv, fv, due)


def interest_between(
    rate: Decimal, nper: Decimal, pv: Decimal, first: Decimal, last: Decimal, due: Decimal = ZERO
) -> Decimal:
    """CUMIPMT: the interest within payments `first` to `last`."""
    require(1 <= first <= last <= nper, "args.start_period", first, "1 or more, up to end_period")
    require(last <= _MOST_PAYMENTS, "args.end_period", last, f"{_MOST_PAYMENTS} at most")
    numbers = range(int(first), int(last) + 1)
    return sum((interest_part(rate, Decimal(per), nper, pv, ZERO, due) for per in numbers), ZERO)


def principal_between(
    rate: Decimal, nper: Decimal, pv: Decimal, first: Decimal, last: Decimal, due: Decimal = ZERO
) -> Decimal:
    """CUMPRINC: the principal within payments `first` to `last`."""
    interest = interest_between(rate, nper, pv, first, last, due)
    return payment(rate, nper, pv, ZERO, due) * (int(last) - int(first) + 1) - interest


def payments_needed(
    rate: Decimal, pmt: Decimal, pv: Decimal, fv: Decimal = ZERO, due: Decimal = ZERO
) -> Decimal:
    """NPER: how many payments it takes, with a fraction for the last."""
    require(pmt or rate, "args.pmt", pmt, "a payment other than 0")
    if not rate:
        return -(pv + fv) / pmt
    each = pmt * (1 + rate * due) / rate
    solvable = each + pv and (each - fv) / (each + pv) > 0
    require(solvable, "args.pmt", pmt, "payments of more than the interest")
    return ((each - fv) / (each + pv)).ln() / (1 + rate).ln()


def rate_of(
    nper: Decimal, pmt: Decimal, pv: Decimal, fv: Decimal = ZERO, due: Decimal = ZERO
) -> Decimal:
    """RATE: the rate of a period."""
    return root(
        lambda rate: pv - present_value(rate, nper, pmt, fv, due), _LEAST_RATE, Decimal(1),
        "args.pmt",
    )  # fmt: skip


def effective(rate: Decimal, per_year: Decimal) -> Decimal:
    """EFFECT: a nominal yearly rate with interest on interest `per_year` times."""
    return (1 + rate / per_year) ** per_year - 1


def nominal(rate: Decimal, per_year: Decimal) -> Decimal:
    """NOMINAL: the nominal yearly rate that comes to an effective one."""
    return ((1 + rate) ** (1 / per_year) - 1) * per_year


@dataclass(frozen=True, slots=True)
class Formula:
    """A function and its arguments in order, by a spreadsheet's names; those after `needed` are 0
    unless given."""

    function: Callable[..., Decimal]
    arguments: tuple[str, ...]
    needed: int


_SPAN = ("rate", "nper", "pv", "start_period", "end_period", "type")
FORMULAS: dict[str, Formula] = {
    "PMT": Formula(payment, ("rate", "nper", "pv", "fv", "type"), 3),
    "IPMT": Formula(interest_part, ("rate", "per", "nper", "pv", "fv", "type"), 4),
    "PPMT": Formula(principal_part, ("rate", "per", "nper", "pv", "fv", "type"), 4),
    "CUMIPMT": Formula(interest_between, _SPAN, 5),
    "CUMPRINC": Formula(principal_between, _SPAN, 5),
    "NPER": Formula(payments_needed, ("rate", "pmt", "pv", "fv", "type"), 3),
    "RATE": Formula(rate_of, ("nper", "pmt", "pv", "fv", "type"), 3),
    "FV": Formula(future_value, ("rate", "nper", "pmt", "pv", "type"), 3),
    "PV": Formula(present_value, ("rate", "nper", "pmt", "fv", "type"), 3),
    "EFFECT": Formula(effective, ("nominal_rate", "npery"), 2),
    "NOMINAL": Formula(nominal, ("effect_rate", "npery"), 2),
}


def evaluated(name: str, arguments: Mapping[str, Decimal]) -> Decimal:
    """A function of `FORMULAS` with arguments by name. Raises `BadTerms`."""
    known = ", ".join(FORMULAS)
    require(name in FORMULAS, "function", name, f"one of {known}")
    formula = FORMULAS[name]
    for argument in formula.arguments[: formula.needed]:
        require(argument in arguments, f"args.{argument}", None, "a number")
    values = [arguments.get(argument, ZERO) for argument in formula.arguments]
    with localcontext(CONTEXT):
        try:
            return formula.function(*values)
        except (DecimalException, ZeroDivisionError):
            raise BadTerms(
                "args", "no result", "numbers that the function has a value for"
            ) from None
