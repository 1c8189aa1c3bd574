"""What a borrower and a bank agree: the terms of one loan, checked field by field."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from yucaihui.engines.lending.conventions import Convention
from yucaihui.engines.lending.dates import MONTH_ENDS, SHARES, Cadence, Period, periods
from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.instalments import METHODS

MOST_PERIODS = 1200
MOST_FEN = 10**15

# What becomes of money paid beyond what is due.
STRATEGIES = {
    "reduce_instalment_amount": "the instalment is worked out anew over the rows that remain",
    "reduce_number_of_instalments": "the instalment stays and the loan ends earlier",
    "reschedule_next_repayments": "the next rows' principal is paid in advance",
}
# From when money paid within a period lowers the interest.
RESTS = {"daily": "its day", "same_as_repayment_period": "the next due date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """Of the first periods: without principal; interest paid later, not compounded; interest added
    to the principal."""

    principal_periods: int = 0
    interest_payment_periods: int = 0
    interest_capitalised_periods: int = 0

    @property
    def before_instalments(self) -> int:
        return max(self.principal_periods, self.interest_capitalised_periods)


@dataclass(frozen=True, slots=True)
class RateStep:
    """From a day, or from the row of a number, another yearly rate; `recast`: the level amount is
    worked out anew with it."""

    annual_rate: Fraction
    on: date | None = None
    row: int | None = None
    recast: bool = True


@dataclass(frozen=True, slots=True)
class Tranche:
    on: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Amounts in fen, rates as fractions of one a year (3.45 % is 69/2000).

    `principal` is what is paid out at the start; later `tranches` come on top. `down_payment` is
    the share paid back at the start, as the first of `periods` rows. `amortisation_periods`: the
    instalment is worked out over so many, and what is owed after the last row is a balloon.
    Raises `BadTerms`.
    """

    principal: int
    annual_rate: Fraction
    periods: int
    method: str
    convention: Convention
    unit: str = "month"
    every: int = 1
    start: date | None = None
    first_due: date | None = None
    month_end: str = "LAST_DAY_OF_MONTH"
    grace: Grace = field(default_factory=Grace)
    rates: tuple[RateStep, ...] = ()
    tranches: tuple[Tranche, ...] = ()
    fee: int = 0
    down_payment: Fraction = Fraction(0)
    amortisation_periods: int | None = None
    fixed_payment: int | None = None
    strategy: str | None = None
    rest: str = "daily"

    def __post_init__(self) -> None:
        _check_amounts(self)
        _check_words(self)
        _check_dates(self)

    @property
    def cadence(self) -> Cadence:
        """How long a row's period is meant to be: for a single bullet, the whole term."""
        whole = self.periods if self.method == "single_bullet" else 1
        return Cadence(self.unit, self.every * whole, self.month_end)

    @property
    def dated(self) -> bool:
        """Whether rows have due dates: bare periods have none."""
        return self.start is not None and self.unit != "period"

    @property
    def maturing(self) -> bool:
        """Whether nothing is owed after the last row."""
        return self.amortisation_periods in (None, self.periods)

    def due_periods(self) -> tuple[Period, ...]:
        """Those of instalments, as far as the instalment is worked out over."""
        if self.method == "single_bullet":
            return (self._one_period(),)
        if self.method == "fixed_payment":
            count = MOST_PERIODS
        else:
            count = max(self.periods, self.amortisation_periods or 0)
        down = 1 if self.down_payment else 0
        first = None if down and self.first_due == self.start else self.first_due
        return periods(self.cadence, count - down, self.start, first, 1 + down)

    def _one_period(self) -> Period:
        """From the start to the maturity, as one period of the whole term."""
        if self.start is None or not self.dated:
            return Period(1, None, None)
        end = self.cadence.after(self.start, self.cadence.every)
        if self.first_due and (self.periods == 1 or self.first_due >= end):
            return periods(self.cadence, 1, self.start, self.first_due)[0]
        each = Cadence(self.unit, self.every, self.month_end)
        last = periods(each, self.periods, self.start, self.first_due)[-1]
        return Period(1, self.start, last.due, broken=last.due != end)


def _check_amounts(terms: Terms) -> None:
    require(0 < terms.principal <= MOST_FEN, "principal", terms.principal, "an amount above 0")
    require(terms.annual_rate >= 0, "annual_rate_pct", terms.annual_rate, "0 or more")
    most = f"1 to {MOST_PERIODS}"
    require(0 < terms.periods <= MOST_PERIODS, "periods", terms.periods, most)
    require(0 < terms.every <= MOST_PERIODS, "period_every", terms.every, most)
    require(terms.fee >= 0, "fee_per_period", terms.fee, "0 or more")
    require(0 <= terms.down_payment < 1, "down_payment_pct", terms.down_payment, "0 to below 100")
    alone = terms.down_payment and terms.method in ("single_bullet", "fixed_payment")
    require(not alone, "down_payment_pct", terms.method, "a method with agreed instalments")
    few = terms.down_payment and terms.periods < 2
    require(not few, "periods", terms.periods, "2 or more: the down payment is one of them")
    longer = terms.amortisation_periods is None or terms.amortisation_periods >= terms.periods
    require(longer, "amortisation_periods", terms.amortisation_periods, "periods or more")
    fixed = "fixed" in (terms.convention.instalment, terms.method.removesuffix("_payment"))
    require(not fixed or terms.fixed_payment, "fixed_payment", terms.fixed_payment, "an amount")
    for name in ("principal_periods", "interest_payment_periods", "interest_capitalised_periods"):
        value = getattr(terms.grace, name)
        require(0 <= value < terms.periods or value == 0, f"grace.{name}", value, "below periods")


def _check_words(terms: Terms) -> None:
    for name, value, choices in (
        ("method", terms.method, METHODS),
        ("period_unit", terms.unit, SHARES),
        ("month_end_rule", terms.month_end, MONTH_ENDS),
        ("rest", terms.rest, RESTS),
    ):
        require(value in choices, name, value, "one of " + ", ".join(choices))
    told = terms.strategy is None or terms.strategy in STRATEGIES
    require(told, "recalculation_strategy", terms.strategy, "one of " + ", ".join(STRATEGIES))
    allowed = METHODS[terms.method].instalments
    instalment = terms.convention.instalment
    require(instalment in allowed, "convention.instalment", instalment,
            f"{' or '.join(allowed)} for {terms.method}")  # fmt: skip


def _check_dates(terms: Terms) -> None:
    if terms.first_due is not None:
        require(terms.start, "disbursement_date", None, "a date, since first_due_date is one")
    if terms.start and terms.first_due:
        later = terms.first_due > terms.start or (
            terms.down_payment > 0 and terms.first_due == terms.start
        )
        require(later, "first_due_date", terms.first_due, "a day after disbursement_date")
    for tranche in terms.tranches:
        late = terms.dated and terms.start and tranche.on >= terms.start
        require(late, "disbursements", tranche.on, "days from disbursement_date on")
        require(tranche.amount > 0, "disbursements", tranche.amount, "amounts above 0")
    for step in terms.rates:
        require(step.annual_rate >= 0, "rate_schedule", step.annual_rate, "rates of 0 or more")
        placed = step.row or (step.on and terms.dated)
        require(placed, "rate_schedule", step, "a period's number, or a date in a loan with dates")
