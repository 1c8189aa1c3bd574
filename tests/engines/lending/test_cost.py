"""The yearly cost of a loan (年化综合成本)."""

from datetime import date
from fractions import Fraction

import numpy_financial as npf
import pytest
from scipy.optimize import brentq

from tests.engines.lending.loans import a_loan, convention
from yucaihui.engines.lending.cost import yearly_cost
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.schedule import schedule_of
from yucaihui.engines.lending.terms import Terms, Tranche


def cost(terms: Terms, upfront: int = 0) -> tuple[float | None, float | None]:
    found = yearly_cost(terms, schedule_of(terms), upfront)
    return tuple(None if one is None else round(float(one), 5) for one in found)


def test_without_fees_the_simple_cost_is_the_rate() -> None:
    assert cost(a_loan())[0] == pytest.approx(0.12, abs=1e-5)
    assert cost(a_loan(periods=4, every=3))[0] == pytest.approx(0.12, abs=1e-5)


@pytest.mark.parametrize("tranches", [(), (Tranche(date(2026, 6, 1), 100_000),)])
def test_the_compound_cost_makes_dated_flows_worth_nothing(tranches: tuple[Tranche, ...]) -> None:
    agreed = a_loan(tranches=tranches)
    flows = [(agreed.start, 1_200_000.0), *((one.on, float(one.amount)) for one in tranches)]
    flows += [(row.due, -float(row.total)) for row in schedule_of(agreed).rows]

    def worth(rate: float) -> float:
        return sum(amount / (1 + rate) ** ((on - agreed.start).days / 365) for on, amount in flows)

    assert cost(agreed)[1] == pytest.approx(brentq(worth, 0, 1), abs=1e-5)


def test_flat_interest_costs_nearly_twice_its_rate() -> None:
    flat = a_loan(method="flat", convention=convention(instalment="flat"))
    assert cost(flat)[0] == pytest.approx(0.2146, abs=1e-4)


def test_fees_at_the_start_and_with_each_row_cost_too() -> None:
    paid = [-row.total for row in schedule_of(a_loan()).rows]
    upfront = npf.irr([1_200_000 - 24_000, *paid]) * 12
    by_row = npf.irr([1_200_000, *(each - 2_000 for each in paid)]) * 12
    assert cost(a_loan(), 24_000)[0] == pytest.approx(upfront, abs=1e-5)
    assert cost(a_loan(fee=2_000))[0] == pytest.approx(by_row, abs=1e-5)


def test_a_down_payment_is_not_borrowed() -> None:
    half = a_loan(down_payment=Fraction(1, 2))
    assert cost(half)[0] == pytest.approx(0.12, abs=1e-5)


def test_a_loan_without_dates_or_with_tranches_has_one_of_the_two() -> None:
    assert cost(a_loan(start=None)) == (pytest.approx(0.12, abs=1e-5), None)
    assert cost(a_loan(tranches=(Tranche(date(2026, 6, 1), 100_000),)))[0] is None


def test_fees_that_eat_the_loan_are_refused() -> None:
    with pytest.raises(BadTerms, match="field upfront"):
        cost(a_loan(), 1_200_000)
