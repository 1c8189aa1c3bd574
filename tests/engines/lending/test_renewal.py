"""Renewal without repayment."""

from datetime import date
from fractions import Fraction

import pytest

from tests.engines.lending.loans import a_loan, columns, convention
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.events import AsOf, Repayment, after
from yucaihui.engines.lending.loan import opened
from yucaihui.engines.lending.renewal import renewed
from yucaihui.engines.lending.schedule import schedule_of

BULLET = a_loan(method="interest_only_bullet", convention=convention(instalment="none"))
MATURITY = date(2027, 1, 1)
NEW = a_loan(principal=1, annual_rate=Fraction(6, 100))


def test_the_old_loan_pays_its_interest_and_the_new_one_takes_the_principal() -> None:
    made = renewed(opened(BULLET), MATURITY, NEW)
    assert columns(made.closed.rows)[-1] == (0, 12_000, 1_200_000)
    assert made.closed.totals == (0, 144_000, 0)
    assert (made.carried, made.terms.principal, made.terms.start) == (
        1_200_000,
        1_200_000,
        MATURITY,
    )
    assert schedule_of(made.terms).rows[0].interest == 6_000


def test_what_is_paid_beyond_the_interest_is_not_carried() -> None:
    interest = [Repayment(row.due, row.interest) for row in schedule_of(BULLET).rows[:-1]]
    loan = after(opened(BULLET), [*interest, Repayment(MATURITY, 212_000)])
    made = renewed(loan, MATURITY, NEW)
    assert (made.carried, made.closed.totals.principal) == (1_000_000, 200_000)
    assert made.closed.paid[-1].unpaid == 0


def test_instalments_can_be_renewed_half_way() -> None:
    made = renewed(opened(a_loan()), date(2026, 7, 1), NEW)
    plan = schedule_of(a_loan())
    assert made.carried == plan.rows[4].outstanding
    assert columns(made.closed.rows)[:5] == columns(plan.rows)[:5]


def test_only_on_a_due_date_and_with_nothing_overdue() -> None:
    with pytest.raises(BadTerms, match=r"field renewal\.date"):
        renewed(opened(BULLET), date(2026, 12, 31), NEW)
    with pytest.raises(BadTerms, match="money is overdue"):
        renewed(after(opened(BULLET), [AsOf(date(2026, 3, 15))]), MATURITY, NEW)
