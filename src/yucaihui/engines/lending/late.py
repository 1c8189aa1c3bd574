"""Interest on what is overdue (罚息): a multiple of the loan's rate, by actual days.

Schedules bill the agreed interest on unpaid principal as well; this is what a contract adds to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.rounding import CONTEXT, Rounding, times
from yucaihui.engines.lending.schedule import Schedule


@dataclass(frozen=True, slots=True)
class LateTerms:
    """annual_rate: of overdue money (1.5 x the loan's rate, say). base: days of a year. grace_days:
    days after the due date that are forgiven if it is paid by then. on_interest: whether overdue
    interest bears it too (复利)."""

    annual_rate: Fraction
    base: int
    rounding: Rounding
    grace_days: int = 0
    on_interest: bool = False

    def __post_init__(self) -> None:
        require(self.annual_rate >= 0, "late.annual_rate", self.annual_rate, "0 or more")
        require(self.base in (360, 364, 365), "late.base", self.base, "360, 364 or 365")
        require(self.grace_days >= 0, "late.grace_days", self.grace_days, "0 or more")


def late_interest(amount: int, due: date, paid: date, terms: LateTerms) -> int:
    """Fen owed for `amount` fen that fell due on `due` and were paid on `paid`."""
    if paid <= due + timedelta(days=terms.grace_days):
        return 0
    share = terms.annual_rate * Fraction((paid - due).days, terms.base)
    with localcontext(CONTEXT):
        return terms.rounding.printed(times(Decimal(amount), share))


def overdue_on(schedule: Schedule, day: date) -> Iterable[tuple[int, date, int]]:
    """Number, due date and unpaid fen of each row that is overdue on a day.

    The schedule must know its payments (`Schedule.paid`).
    """
    for row, paid in zip(schedule.rows, schedule.paid, strict=True):
        if row.due and row.due < day and paid.unpaid:
            yield row.n, row.due, paid.unpaid


def days_past_due(schedule: Schedule, day: date) -> int:
    """Days since the oldest unpaid due date; 0 when nothing is overdue."""
    return max(((day - due).days for _, due, _ in overdue_on(schedule, day)), default=0)
