"""Renewal without repayment (无还本续贷): a new loan takes over the principal, no cash moves."""

from dataclasses import dataclass, replace
from datetime import date

from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.loan import Loan
from yucaihui.engines.lending.schedule import Schedule, schedule, totals_of
from yucaihui.engines.lending.terms import Terms


@dataclass(frozen=True, slots=True)
class Renewed:
    """closed: the old loan's rows up to the renewal, the last one paying its interest only.
    carried: the principal that the new loan takes over, in fen. terms: the new loan's."""

    closed: Schedule
    carried: int
    terms: Terms


def renewed(loan: Loan, on: date, new: Terms) -> Renewed:
    """The old loan closed by a new one on a due date of its own; what was paid beyond the interest
    is principal.

    `new` says everything but the principal and the day: what stands there is replaced. Raises
    `BadTerms` for another day or with money overdue.
    """
    made = schedule(loan)
    place = next((k for k, row in enumerate(made.rows) if row.due == on), None)
    if place is None:
        raise BadTerms("renewal.date", str(on), "a due date of the loan")
    if any(paid.unpaid for paid in made.paid[:place]):
        raise BadTerms("renewal", "money is overdue", "interest paid up to the renewal")
    last = made.rows[place]
    billed = last.interest + last.fee
    received = made.paid[place].amount if made.paid else billed
    principal = max(received - billed, 0)
    carried = last.outstanding + last.principal - principal
    rows = (*made.rows[:place], last._replace(principal=principal, outstanding=carried))
    paid = [
        one._replace(unpaid=max(billed - one.amount, 0)) for one in made.paid[place : place + 1]
    ]
    closed = replace(made, rows=rows, totals=totals_of(rows), paid=(*made.paid[:place], *paid))
    return Renewed(closed, carried, replace(new, principal=carried, start=on))
