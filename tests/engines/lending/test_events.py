"""Payments, moved dates, new rates and more time, folded into a loan."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.lending.loans import a_loan, columns, convention, dues
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.events import (
    AsOf,
    Drawdown,
    Event,
    Extension,
    MovedDueDate,
    Repayment,
    Repricing,
    Settlement,
    after,
)
from yucaihui.engines.lending.loan import opened
from yucaihui.engines.lending.schedule import Paid, Schedule, schedule, schedule_of
from yucaihui.engines.lending.terms import STRATEGIES, Grace, Terms

DAILY = convention(day_count="ACT_365F", interest="per_part", instalment="first_period_days",
                   instalment_unit=100)  # fmt: skip


def played(terms: Terms, *events: Event) -> Schedule:
    return schedule(after(opened(terms), events))


def daily(strategy: str | None = "reduce_instalment_amount") -> Terms:
    """5,000 at 12 % over six months from 1 November 2022, interest by the day."""
    return a_loan(
        principal=500_000, periods=6, start=date(2022, 11, 1), convention=DAILY, strategy=strategy
    )


# ---- payments as agreed, late and early


def test_payments_as_agreed_change_nothing() -> None:
    plan = schedule_of(daily())
    made = played(daily(), *(Repayment(row.due, row.total) for row in plan.rows))
    assert made.rows == plan.rows
    assert made.paid == tuple(Paid(row.total, 0, 0, 0, row.due) for row in plan.rows)


def test_late_money_bears_interest_until_it_is_paid() -> None:
    """The first instalment nine days late: 5,000 for 9 days, what the plan says for 22."""
    plan = schedule_of(daily())
    made = played(daily(), Repayment(date(2022, 12, 10), 86_200))
    owed = plan.rows[0].outstanding
    parts = (round(500_000 * 12 * 9 / 36_500), round(owed * 12 * 22 / 36_500))
    assert made.rows[1].interest == sum(parts) > plan.rows[1].interest
    assert made.paid[0] == Paid(86_200, 0, 0, 86_200, date(2022, 12, 10))


def test_what_is_never_paid_bears_interest_to_the_day_that_is_known() -> None:
    plan = schedule_of(daily())
    made = played(daily(), AsOf(date(2022, 12, 10)))
    known = round(500_000 * 12 * 9 / 36_500) + round(plan.rows[0].outstanding * 12 * 22 / 36_500)
    assert made.rows[1].interest == known
    assert made.paid[0] == Paid(0, 86_200, 0, 0, None)


def test_a_part_of_a_late_row_pays_its_interest_first() -> None:
    """4,932 of interest and 5,068 of principal: 4,949.32 still bear interest."""
    made = played(daily(), Repayment(date(2022, 12, 10), 10_000), AsOf(date(2023, 1, 1)))
    left = 500_000 - (10_000 - 4_932)
    assert made.rows[1].interest == round(500_000 * 12 * 9 / 36_500) + round(
        left * 12 * 22 / 36_500
    )


def test_early_money_is_principal_from_its_day() -> None:
    made = played(daily(), Repayment(date(2022, 11, 27), 86_300))
    interest = round(500_000 * 12 * 26 / 36_500) + round(413_700 * 12 * 4 / 36_500)
    assert made.rows[0][3:5] == (86_300, interest)
    assert made.paid[0] == Paid(86_300, interest, 86_300, 0, None)


def test_resting_to_the_due_date_early_money_saves_no_interest_before_it() -> None:
    resting = replace(daily(), rest="same_as_repayment_period")
    made = played(resting, Repayment(date(2022, 11, 27), 86_300))
    assert made.rows[0][3:5] == (86_300, round(500_000 * 12 * 30 / 36_500))
    assert made.rows[0].outstanding == 413_700


def test_money_beyond_the_row_lowers_the_instalment() -> None:
    made = played(daily(), Repayment(date(2022, 12, 1), 200_000))
    assert made.rows[0].total == 200_000
    assert len(made.rows) == 6
    monthly = 0.12 * 30 / 365
    level = made.rows[0].outstanding * monthly / (1 - (1 + monthly) ** -5)
    assert {row.total for row in made.rows[1:-1]} == {round(level / 100) * 100}
    assert made.instalment == schedule_of(daily()).instalment == 86_200


def test_or_ends_the_loan_earlier() -> None:
    made = played(daily("reduce_number_of_instalments"), Repayment(date(2022, 12, 1), 200_000))
    assert {row.total for row in made.rows[1:-1]} == {86_200}
    assert len(made.rows) == 5
    assert made.rows[-1].outstanding == 0


def test_or_pays_the_next_rows_in_advance() -> None:
    plan = schedule_of(daily())
    made = played(daily("reschedule_next_repayments"), Repayment(date(2022, 12, 1), 146_200))
    assert len(made.rows) == 6
    assert made.rows[0].principal == plan.rows[0].principal + 60_000
    assert made.rows[1].total == 86_200 - 60_000
    assert [row.total for row in made.rows[2:5]] == [86_200] * 3


def test_by_equal_principal_the_share_is_worked_out_anew() -> None:
    agreed = a_loan(
        method="equal_principal", convention=convention(instalment="none"),
        strategy="reduce_instalment_amount",
    )  # fmt: skip
    made = played(agreed, Repayment(date(2026, 2, 1), 112_000 + 110_000))
    assert [row.principal for row in made.rows[:3]] == [210_000, 90_000, 90_000]


def test_money_that_nobody_owed_is_named() -> None:
    made = played(daily(), Repayment(date(2022, 12, 1), 1_000_000))
    assert len(made.rows) == 1
    assert made.surplus == 1_000_000 - 500_000 - made.rows[0].interest


def test_money_after_the_last_due_date_clears_what_is_overdue() -> None:
    plan = schedule_of(daily())
    paid = [Repayment(row.due, row.total) for row in plan.rows[:-1]]
    made = played(daily(), *paid, Repayment(date(2023, 6, 1), plan.rows[-1].total))
    assert made.rows == plan.rows
    assert made.paid[-1].late == plan.rows[-1].total


# ---- payoff


@pytest.mark.parametrize(
    ("rule", "interest"),
    [("interest_to_payoff_date", 24), ("interest_to_period_end", 49)],
)
def test_a_payoff_ends_the_interest(rule: str, interest: int) -> None:
    """83.57 x 7 % / 12, of which 14 days of 29."""
    agreed = a_loan(
        principal=10_000, annual_rate=Fraction(7, 100), periods=6, start=date(2024, 1, 1),
        convention=convention(broken_period="actual_over_period_days"),
    )  # fmt: skip
    made = played(agreed, Repayment(date(2024, 2, 1), 1_701), Settlement(date(2024, 2, 15), rule))
    assert [row.interest for row in made.rows] == [58, interest, 0, 0, 0, 0]
    assert [row.total for row in made.rows[:-1]] == [1_701] * 5
    assert [paid.in_advance for paid in made.paid] == [0, *(row.total for row in made.rows[1:])]
    assert made.rows[-1].outstanding == 0


def test_a_payoff_clears_what_is_overdue_too() -> None:
    plan = schedule_of(daily())
    made = played(daily(), Settlement(date(2022, 12, 10)))
    assert made.paid[0] == Paid(86_200, 0, 0, 86_200, date(2022, 12, 10))
    assert made.rows[1].interest == round(500_000 * 12 * 9 / 36_500)
    assert sum(paid.unpaid for paid in made.paid) == 0
    assert made.totals.interest < plan.totals.interest


# ---- dates


def test_a_moved_due_date_moves_those_after_it_and_keeps_the_instalment() -> None:
    agreed = a_loan(
        start=date(2024, 1, 1), convention=convention(broken_period="actual_over_period_days")
    )
    plan, made = (
        schedule_of(agreed),
        played(agreed, MovedDueDate(date(2024, 2, 1), date(2024, 2, 18))),
    )
    assert dues(made)[:3] == ["2024-02-18", "2024-03-18", "2024-04-18"]
    assert made.instalment == plan.instalment
    assert made.rows[0].interest == round(1_200_000 * (1 + Fraction(17, 29)) / 100)


def test_even_where_it_is_worked_out_from_the_days() -> None:
    agreed = a_loan(convention=convention(day_count="ACT_360", instalment="rate_factor"))
    made = played(agreed, MovedDueDate(date(2026, 2, 1), date(2026, 2, 18)))
    assert made.instalment == schedule_of(agreed).instalment


def test_only_a_due_date_can_be_moved_and_only_past_the_one_before() -> None:
    with pytest.raises(BadTerms, match=r"field events\.due_date"):
        played(a_loan(), MovedDueDate(date(2026, 2, 2), date(2026, 2, 18)))
    with pytest.raises(BadTerms, match="expected a day after 2026-02-01"):
        played(a_loan(), MovedDueDate(date(2026, 3, 1), date(2026, 2, 1)))


def test_an_extension_adds_periods_and_recasts() -> None:
    agreed = a_loan(start=date(2026, 1, 31))
    made = played(agreed, Extension(date(2026, 6, 30), 6))
    plan = schedule_of(agreed)
    assert columns(made.rows)[:5] == columns(plan.rows)[:5]
    rest = schedule_of(a_loan(principal=plan.rows[4].outstanding, periods=13))
    assert columns(made.rows)[5:] == columns(rest.rows)
    assert dues(made)[-2:] == ["2027-06-30", "2027-07-31"]


def test_an_extension_within_the_grace_spreads_the_instalments() -> None:
    agreed = a_loan(periods=4, grace=Grace(principal_periods=3))
    made = played(agreed, Extension(date(2026, 1, 15), 8))
    assert columns(made.rows) == columns(schedule_of(a_loan(grace=Grace(principal_periods=3))).rows)


def test_an_extension_of_a_bullet_puts_off_the_principal() -> None:
    agreed = a_loan(method="interest_only_bullet", convention=convention(instalment="none"))
    made = played(agreed, Extension(date(2026, 12, 1), 3))
    assert columns(made.rows)[-4:] == [*[(0, 12_000, 1_200_000)] * 3, (1_200_000, 12_000, 0)]


def test_a_new_rate_and_a_drawdown_are_as_if_agreed_before() -> None:
    made = played(
        a_loan(), Repricing(date(2026, 7, 1), Fraction(6, 100)), Drawdown(date(2026, 7, 1), 100)
    )
    plan = schedule_of(a_loan())
    rest = schedule_of(
        a_loan(principal=plan.rows[5].outstanding + 100, annual_rate=Fraction(6, 100), periods=6)
    )
    assert columns(made.rows)[6:] == columns(rest.rows)


# ---- what can't have happened


@pytest.mark.parametrize(
    ("field", "events"),
    [
        ("events.amount", [Repayment(date(2026, 2, 1), 0)]),
        ("events.date", [Repayment(date(2026, 1, 1), 1)]),
        ("events", [Repayment(date(2025, 2, 1), 1)]),
        ("events.rule", [Settlement(date(2026, 2, 1), "tomorrow")]),
        ("events", [Settlement(date(2026, 2, 1)), Repayment(date(2026, 3, 1), 1)]),
        ("events", [Settlement(date(2026, 2, 1)), Settlement(date(2026, 3, 1))]),
        ("events.date", [Extension(date(2027, 1, 1), 1)]),
        ("events.periods", [Extension(date(2026, 2, 1), 0)]),
        ("events.annual_rate", [Repricing(date(2026, 2, 1), Fraction(-1))]),
        ("events.amount", [Drawdown(date(2026, 2, 1), 0)]),
    ],
)
def test_an_impossible_event_is_refused_by_its_field(field: str, events: list[Event]) -> None:
    with pytest.raises(BadTerms) as refusal:
        played(a_loan(), *events)
    assert refusal.value.field == field


def test_events_need_a_loan_with_dates() -> None:
    with pytest.raises(BadTerms, match="disbursement_date"):
        played(a_loan(start=None), Repayment(date(2026, 2, 1), 1))


# ---- properties


MONEY = st.tuples(st.dates(date(2022, 11, 2), date(2023, 7, 1)), st.integers(1, 300_000))


@given(st.lists(MONEY, max_size=8), st.sampled_from([None, *STRATEGIES]), st.booleans())
@settings(max_examples=75, deadline=None)
def test_money_in_any_order_and_size_keeps_the_books(
    money: list[tuple[date, int]], strategy: str | None, resting: bool
) -> None:
    rest = "same_as_repayment_period" if resting else "daily"
    made = played(replace(daily(strategy), rest=rest), *(Repayment(*one) for one in money))
    assert made.totals.principal == 500_000
    assert made.rows[-1].outstanding == 0
    assert all(row.outstanding >= 0 and row.principal >= 0 for row in made.rows)
    received = sum(amount for _, amount in money)
    assert sum(paid.amount for paid in made.paid) + made.surplus == received
    for row, paid in zip(made.rows, made.paid, strict=False):
        assert paid.amount + paid.unpaid == row.total
        assert paid.unpaid >= 0


@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=4), st.sampled_from(list(STRATEGIES)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_a_day_s_events_doesn_t_matter(amounts: list[int], strategy: str) -> None:
    day = date(2022, 12, 20)
    events: list[Event] = [Repayment(day, amount) for amount in amounts]
    events.append(Repricing(day, Fraction(6, 100)))
    outcomes = {repr(played(daily(strategy), *order)) for order in permutations(events)}
    assert len(outcomes) == 1


@given(st.integers(1, 400_000), st.dates(date(2022, 11, 2), date(2023, 4, 30)))
@settings(max_examples=25, deadline=None)
def test_early_money_never_raises_the_interest(amount: int, day: date) -> None:
    """It pays what is due first; the instalment is rounded to yuan, hence the slack."""
    plan = schedule_of(daily())
    due = [Repayment(row.due, row.total) for row in plan.rows if row.due <= day]
    for strategy in STRATEGIES:
        made = played(daily(strategy), *due, Repayment(day, amount))
        assert made.totals.interest <= plan.totals.interest + 100
